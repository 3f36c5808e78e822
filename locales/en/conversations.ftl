### Leaving a dialogue.

conversations-left = All right, no more questions. What you answered stays; /me changes it any time.
conversations-none = Nothing is being asked right now. /help shows what you can do.
