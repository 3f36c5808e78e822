### What every feature says.

# A day without its year.
common-day = { $month }月{ $day }日
command-unknown = 没有这个命令，/help 看看能做什么。
only-admins = 只有管理员可以这样做。
only-leads = 只有负责人可以这样做。
button-too-old = 这个按钮已经过期了。
