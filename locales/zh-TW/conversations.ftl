### Leaving a dialogue.

conversations-left = 好，先不問了。已經填的都留著，/me 裡隨時可改。
conversations-none = 現在沒有在問什麼。/help 看看能做什麼。
