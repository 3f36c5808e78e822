### The tree of areas: importing, binding, picking.

areas-level-city = 市
areas-level-district = 区县
areas-level-township = 乡镇街道
areas-level-village = 村社区
areas-level-other = { $name }
areas-role-field = 群众群
areas-role-desk = 协调群

# Greeting
areas-hello =
    大家好，我是集结，为“{ $campaign }”收照片、计数、做日报。
    本群还没有绑定区域：请管理员或负责人发 <code>/bind 区域代码</code>。
areas-hello-bind =
    大家好，我是集结，为“{ $campaign }”收照片、计数、做日报。
    请选本群服务的区域，再选用作群众群还是协调群。
    { $pick }
areas-back = 又见面了，本群仍绑定{ $area }。
areas-channel-hello =
    本频道可以用作协调群：发 <code>/bind 区域代码</code>，之后每天的拼图和日报都发到这里。
areas-channel-bind =
    频道“{ $title }”用作哪个区域的协调群？每天的拼图和日报会发到那里。
    { $pick }

# Binding
areas-pick = 本群服务哪个区域？
areas-pick-at = <b>{ $area }</b>（{ $code }）：绑定到这里，还是往下选？
areas-pick-leaf = <b>{ $area }</b>（{ $code }）：绑定到这里？
areas-as-field = ✅ 用作群众群
areas-as-desk = ✅ 用作协调群
areas-up = ↑ { $area }
areas-up-start = ↑ 重新选
areas-bind-private = 私聊发 <code>/bind 区域代码 [field|desk]</code>，我给一个一次性链接：谁用它把我拉进群，群就绑好了。例如 <code>/bind 330502</code>。已经在群里的，直接在群里发。
areas-bind-usage = 用法：<code>/bind 区域代码 [field|desk]</code>，field 是群众群，desk 是协调群。例如 <code>/bind 330502 field</code>。
areas-code-unknown = 没有“{ $code }”这个区域代码，发 /bind 可以一级一级地选。
areas-code-offers = 没有“{ $code }”这个区域代码，是不是下面的？
areas-none = 还没有区域。请管理员私聊发给我一个 CSV 文件，说明里写 /areas。
areas-not-yours = 这不归你负责：管理员，或这个区域及上级的负责人才可以。
areas-channel-desk = 频道只能用作协调群。
areas-field-too-high = { $area }太大，群众群要绑定到{ $level }或更小的区域；可以绑定为协调群（desk）。
areas-bound-elsewhere = 本群现在绑定{ $area }，由那里的负责人或管理员先解除。
areas-bound-already = 已经绑定{ $area }，是{ $role }。
areas-bound-instead = 原来是{ $from }的{ $was }，现在是{ $area }的{ $role }。之前的照片仍算原区域的。
areas-bound-field =
    已绑定{ $area }（{ $code }）。
    在群里发照片就算打卡，写一句：在哪里、做了什么、几个人。第一次参加，先点下面报名。
areas-bound-desk = 本群是{ $area }（{ $code }）的协调群，每天的拼图和日报会发到这里。
areas-bound-desk-channel = 频道“{ $title }”现在是{ $area }（{ $code }）的协调群，每天的拼图和日报会发到那里。
areas-unbind-nothing = 这里没有绑定区域。
areas-unbound = 已和{ $area }解除绑定，之前的照片仍然算数。

# Whether photos can be seen
areas-sight-blind =
    我在本群看不到照片。二选一：
    1. 把我（@{ $bot }）设为群管理员；
    2. 在 @BotFather 里用 /setprivacy 选 Disable，再把我移出群、重新加进来。
areas-sight-well = 现在能看到群里的照片了。

# The tree
areas-summary = 共 { $count } 个区域：
areas-summary-level = { $level } { $count }
areas-summary-served = { $served }/{ $owing } 个{ $level }已有群众群。
areas-import-how =
    导入：发给我一个 CSV 文件（UTF-8），说明里写 /areas。
    列名：<code>code,parent_code,name,level</code>；层级：{ $levels }
areas-import-no-file = 请把 CSV 作为文件发来，说明里写 /areas。
areas-import-not-csv = 这不是 CSV 文件。在表格软件里另存为“CSV UTF-8”再发。
areas-import-too-big = 文件超过 5 MB，区域表不会这么大，请检查。
areas-import-gone = Telegram 上取不到这个文件了，请再发一次。
areas-imported = 导入完成：新增 { $added }，更新 { $updated }，不变 { $unchanged }。
areas-import-refused = { $count } 处有误，一行也没有导入：
areas-problem = 第 { $line } 行：{ $what }
areas-problems-more = 还有 { $count } 处。
areas-problem-gbk = 不是 UTF-8，像是 GBK；请另存为“CSV UTF-8”
areas-problem-utf8 = 不是 UTF-8 文本
areas-problem-column-missing = 缺少列 { $column }
areas-problem-column-unknown = 不认识的列 { $column }
areas-problem-column-repeated = 列 { $column } 出现两次
areas-problem-empty = 表头下面一行也没有
areas-problem-field-count = 有 { $found } 格，应有 { $expected } 格
areas-problem-field-empty = { $column } 是空的
areas-problem-code-repeated = 代码 { $code } 与第 { $first } 行重复
areas-problem-level-unknown = 没有层级“{ $level }”，只有 { $known }
areas-problem-parent-unknown = 找不到上级 { $code }
areas-problem-level-order = 层级 { $level } 不在上级 { $code }（{ $parent }）之下
areas-problem-level-child = 层级 { $level } 不在下级 { $code }（{ $child }）之上
areas-problem-cycle = 上下级绕成了圈：{ $codes }
areas-problem-unreadable = CSV 读不懂：{ $why }

# What owes nothing, and what is gone
areas-rest-usage =
    用法：
    <code>/areas pause 330502</code> 暂停，不用交照片
    <code>/areas pause 330502 until 2026-07-01</code> 暂停到那天为止
    <code>/areas resume 330502</code> 恢复
    <code>/areas retire 330502</code> 停用（建错的区域）
areas-rest-unknown = 没有“{ $code }”这个区域代码。
areas-rest-offers = 没有“{ $code }”这个区域代码，是不是：{ $offers }
areas-paused = { $area }从{ $day }起暂停：不用交照片，不提醒，也不算进够数的比例；发来的照片照样计数。恢复：<code>/areas resume { $code }</code>
areas-paused-until = { $area }暂停到{ $day }，{ $next }起照常。这几天不用交照片，不提醒，也不算进够数的比例；发来的照片照样计数。
areas-pause-past = 这一天已经过去了，现在是{ $day }。
areas-pause-retired = { $area }已经停用，先恢复再说：<code>/areas resume { $code }</code>
areas-resumed = { $area }已恢复，从今天起照常。
areas-resumed-chats = { $area }已恢复，从今天起照常。已告诉这些群：{ $chats }
areas-resume-nothing = { $area }没有暂停，也没有停用。
areas-resume-above = { $area }自己没有停，停的是上面的{ $above }。恢复：<code>/areas resume { $code }</code>
areas-retired = { $area }已停用：报名、绑定、统计里都不再出现，以前的照片和积分还在。恢复：<code>/areas resume { $code }</code>
areas-retired-below = { $area }和它下面的 { $below } 个区域已停用：报名、绑定、统计里都不再出现，以前的照片和积分还在。恢复：<code>/areas resume { $code }</code>
areas-retired-chats =
    { $first }
    已告诉这些群：{ $chats }
areas-retired-already = { $area }已经停用了。恢复：<code>/areas resume { $code }</code>
areas-chat-retired = { $area }已停用，这里的照片暂时不再计数，以前的都还在。
areas-chat-back = { $area }已恢复，这里照常计数。
areas-summary-paused = 暂停：{ $areas }
areas-summary-until = { $area } { $code }（到{ $day }）
areas-summary-retired = 停用：{ $areas }
areas-imported-retired =
    { $counts }
    其中 { $count } 个已停用，仍保持停用：{ $areas }
    要恢复，发 <code>/areas resume 区域代码</code>

# Links that bind
areas-link =
    绑定{ $area }的{ $role }，用这个链接：谁把我拉进一个群，那个群就绑好了。
    { $link }
    只能用一次，{ $day }前有效。可以转发给群主；下一个群再发一次 /bind。
areas-link-button = 选一个群加进去
areas-link-done = 群“{ $title }”已绑定{ $area }，是{ $role }。由 { $name } 加入。
areas-link-used = 这个链接已经用过了。要绑定{ $area }，请发链接的人再给一个。
areas-link-expired = 这个链接过期了。要绑定{ $area }，请发链接的人再给一个。
areas-link-powerless = 发链接的人现在不负责{ $area }，请管理员或那里的负责人给一个新链接。
areas-link-unknown = 这个链接不对。请管理员或负责人私聊我发 <code>/bind 区域代码</code>，拿一个新的。
