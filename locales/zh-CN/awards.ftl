### Points by hand: awards, adjustments, taking back.

awards-usage =
    用法：回复对方的消息，写 <code>/award 10 搬了横幅</code>；扣分写 <code>/award -5 理由</code>。
    也可以写 <code>/award @用户名 10 理由</code>。
awards-adjust-usage =
    用法：回复对方的消息，写 <code>/adjust 10 理由</code> 或 <code>/adjust -10 理由</code>。
    也可以写 <code>/adjust @用户名 10 理由</code>。
awards-zero = 0 分不用记，请写一个数。
awards-too-much = 一次最多 { $most } 分。
awards-no-reason = 还差一句理由，对方会看到。例如 <code>/award 10 搬了横幅</code>
awards-long-reason = 理由最多 { $most } 个字。
awards-no-bots = 机器人不记积分，请回复一个人的消息。
awards-as-a-chat = 以群或频道名义发的消息没有积分，请回复本人的消息。
awards-oneself = 不能给自己记分，请别的负责人来。
awards-not-joined = { $name }还没报名，报名后才能记分。
awards-waits = { $name }还在等监护人同意，同意后才能记分。
awards-elsewhere = { $name }不在你负责的区域。
awards-spent = 本周还能用 { $left } 分，{ $day }重新计算。
awards-given = { $name } { $amount } 分。
awards-taken = { $name } { $amount } 分，已私下告诉本人。
awards-noted = 已记下。
awards-untold = { $name } { $amount } 分。对方还没打开过我，暂时收不到消息。
awards-told = { $amount } 分，{ $by }：{ $reason }
awards-told-undone = { $by }撤销了之前的 { $amount } 分。
awards-look = { $name }，你的积分有一笔新记录。
awards-undo = 撤销
awards-undone = 已撤销。
awards-gone = 这一笔已经撤销了。
awards-not-yours = 只有当时记分的人和管理员能撤销。
awards-too-late = 只能在当周撤销，之后请管理员用 /adjust 更正。
