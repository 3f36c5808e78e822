### What every feature says.

# A day without its year.
common-day = { $month }月{ $day }日
command-unknown = 沒有這個指令，/help 看看能做什麼。
only-admins = 只有管理員可以這樣做。
only-leads = 只有負責人可以這樣做。
button-too-old = 這個按鈕已經過期了。
