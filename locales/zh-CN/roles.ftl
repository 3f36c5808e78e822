### Who may do what: appointing, dismissing.

roles-admin = 管理员
roles-lead = { $area }负责人
roles-inspector = { $area }巡查员
roles-all = 全部 { $count } 个职务
roles-appoint-usage =
    用法：回复对方的消息，或写 @用户名 或用户 ID。例如：
    <code>/appoint lead 330502 @chenjing</code>
    lead 负责人，inspector 巡查员，admin 管理员（不用区域代码）。
roles-dismiss-usage =
    用法：回复对方的消息，或写 @用户名 或用户 ID。例如：
    <code>/dismiss lead 330502 @chenjing</code>
    只写 /dismiss 和人，就解除全部职务。
roles-code-unknown = 没有“{ $code }”这个区域代码。
roles-code-offers = 没有“{ $code }”这个区域代码，是不是：{ $offers }
roles-person-unknown = 没见过 { $who }。请对方先在群里说句话或打开我，或者回复对方的消息。
roles-already = { $name }已经是{ $what }了。
roles-appointed = { $name }现在是{ $what }。
roles-appointed-unopened = { $name }现在是{ $what }，但还没打开过我，收不到我的消息。请对方点一下：
roles-open-me = 打开集结
roles-you-are = 你现在是{ $what }，发 /help 看看能做什么。
roles-dismissed = 已解除：{ $name }，{ $what }。
roles-you-are-not = 你的职务已解除：{ $what }。谢谢你。
roles-had-not = { $name }不是{ $what }。
roles-had-none = { $name }没有职务。
roles-configured = { $name }的管理员写在 bot.toml 里，要在那里改。
roles-last-admin = { $name }是唯一的管理员，请先任命另一位。

# Hand-over
roles-no-bots = 机器人不能有职务，请指一个人。
roles-away-usage =
    用法：<code>/away until 7-5 to @chenjing</code>，或回复对方的消息 <code>/away 7月5日</code>。
    到那天为止，对方替你负责你的区域，收日报、审核、提醒；你回来发 /back。
roles-away-now = { $name }替你代管到 { $day }。提前回来就发 /back。
roles-away-begun = 好，到 { $day }为止由{ $name }代管你的区域。你的权限不变，只是不再收日报和提醒。提前回来发 /back。
roles-away-leads-nothing = 你自己没有负责的区域，没有可以交代的。
roles-away-past = 这一天已经过了，请写今天或以后的日子。
roles-away-too-long = 最多可以交代一年。
roles-away-oneself = 不能请自己代管，请指另一个人。
roles-away-both = { $name }自己也不在（到 { $day }），请另找一位。
roles-away-chain = 你正在替{ $name }代管（到 { $day }），代管期间不能再转交。请{ $name }先发 /back，或改请别人。
roles-away-unopened = { $name }还没打开过我，收不到日报。请对方先点一下，再交代：
roles-standing-in = { $name }请你代管到 { $day }：{ $areas }。这期间日报、审核、提醒都发给你，发 /help 看看能做什么。
roles-stood-in = 代管结束，{ $name }重新自己负责。谢谢你。
roles-away-over = 代管到期，从今天起又由你自己负责，{ $name }不再代管。
roles-away-alone = 替你代管的人已退出，你的区域又由你自己负责。还没回来的话，请用 /away 另找一位。
roles-back = 欢迎回来。{ $name }不再代管，日报和提醒又发给你。
roles-back-nothing = 你没有请人代管。
