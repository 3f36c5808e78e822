### Teams inside an area.

teams-usage =
    <code>/team</code> 看队伍
    <code>/team new 队名</code> 建队（负责人）
    <code>/team join 队伍码</code> 加入
    <code>/team leave</code> 退出
    <code>/team lead @用户名</code> 换队长，也可以回复对方的消息
    <code>/team rename 新队名</code> · <code>/team members</code> · <code>/team dissolve</code>
teams-new-usage = 写上队名，例如 <code>/team new 清河先锋队</code>
teams-join-usage = 写上 8 位队伍码，例如 <code>/team join K7M2P9QX</code>；没有码就在群里发 /team，点按钮加入。
teams-rename-usage = 写上新队名，例如 <code>/team rename 清河先锋队</code>
teams-lead-usage = 回复新队长的消息，或者写 <code>/team lead @用户名</code>。
teams-none-here = { $area }还没有队伍。负责人发 <code>/team new 队名</code> 就能建一支。
teams-none-yours = 你还没有加入队伍。在群里发 /team 点按钮加入，或者发 <code>/team join 队伍码</code>。
teams-here = { $area }有 { $count } 支队伍：
teams-yours = 你的 { $count } 支队伍：
teams-lead-only = 你还没有加入队伍。点下面看你负责的区域。
teams-of-button = { $area }的队伍
teams-all-button = ‹ { $area }的队伍
teams-line = <b>{ $name }</b> · { $rest }
teams-line-led = { $count } 人 · 队长 { $lead }
teams-line-alone = { $count } 人 · 还没有队长
teams-title = <b>{ $name }</b>（{ $area }）
teams-invite = 队伍码 <code>{ $code }</code>，转给队友这个链接就能加入：{ $link }
teams-join = 加入{ $name }
teams-new-button = 建一支队伍
teams-leave-button = 退出
teams-members-button = 队员名单
teams-rename-button = 改名
teams-dissolve-button = 解散
teams-back = ‹ 返回
teams-members = <b>{ $name }</b>，{ $count } 人：
teams-member = { $number }. { $name }
teams-member-lead = { $number }. { $name }（队长）
teams-members-private = 名单只在私聊里看：私聊我发 /team。
teams-made = 队伍建好了。
teams-taken = 这里已经有叫“{ $name }”的队伍了，换个名字。
teams-unfit = 队名要写成一行，1 到 { $most } 个字。
teams-renamed = 改好了，现在叫“{ $name }”。
teams-in = 你加入了{ $name }。
teams-in-already = 你已经在{ $name }了。
teams-moved = 你从{ $before }换到了{ $name }。
teams-waits = 已申请，负责人同意后你就在{ $name }了。
teams-left = 你退出了{ $name }，照片和积分都还是你的。
teams-not-in = 你不在{ $name }。
teams-lead-now = { $name }现在是{ $team }的队长。
teams-lead-outside = { $name }还没有报名这个区域，请对方先点这个链接加入：{ $link }
teams-you-lead = 你现在是{ $team }的队长，发 /team 看看队伍。
teams-ask-name = 新队伍叫什么？发一行字，1 到 64 个字；/cancel 不建了。
teams-ask-rename = “{ $name }”要改成什么？发新队名；/cancel 不改了。
teams-where = “{ $name }”建在哪个区域？点一个，或者发一段区域的名字或代码；/cancel 不建了。
teams-where-unknown = 你负责的区域里没找到“{ $text }”，换个名字或代码试试。
teams-dissolve-sure = 解散{ $name }？{ $count } 人不再属于它，照片和积分不变。
teams-dissolve-yes = 解散
teams-dissolved = { $name }解散了，照片和积分都还在。
teams-not-yours = 只有队长、本区域负责人和管理员可以这样做。
teams-gone = 这支队伍已经解散了。
teams-code-unknown = 没有队伍码是 { $code } 的队伍，请再核对一下。
teams-which = 是哪一支？在命令后面加上队伍码：{ $teams }
