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
