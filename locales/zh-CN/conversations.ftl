### Leaving a dialogue.

conversations-left = 好，先不问了。已经填的都留着，/me 里随时可改。
conversations-none = 现在没有在问什么。/help 看看能做什么。
