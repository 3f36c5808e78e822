### Teams inside an area.

teams-usage =
    <code>/team</code> 看隊伍
    <code>/team new 隊名</code> 建立隊伍（負責人）
    <code>/team join 隊伍碼</code> 加入
    <code>/team leave</code> 退出
    <code>/team lead @使用者名稱</code> 換隊長，也可以回覆對方的訊息
    <code>/team rename 新隊名</code> · <code>/team members</code> · <code>/team dissolve</code>
teams-new-usage = 寫上隊名，例如 <code>/team new 清河先鋒隊</code>
teams-join-usage = 寫上 8 碼的隊伍碼，例如 <code>/team join K7M2P9QX</code>；沒有的話，在群組裡傳 /team，點按鈕加入。
teams-rename-usage = 寫上新隊名，例如 <code>/team rename 清河先鋒隊</code>
teams-lead-usage = 回覆新隊長的訊息，或寫 <code>/team lead @使用者名稱</code>。
teams-none-here = { $area }還沒有隊伍。負責人傳 <code>/team new 隊名</code> 就能建立一隊。
teams-none-yours = 您還沒有加入隊伍。在群組裡傳 /team 點按鈕加入，或傳 <code>/team join 隊伍碼</code>。
teams-here = { $area }有 { $count } 支隊伍：
teams-yours = 您的 { $count } 支隊伍：
teams-lead-only = 您還沒有加入隊伍。點下面看您負責的區域。
teams-of-button = { $area }的隊伍
teams-all-button = ‹ { $area }的隊伍
teams-line = <b>{ $name }</b> · { $rest }
teams-line-led = { $count } 人 · 隊長 { $lead }
teams-line-alone = { $count } 人 · 還沒有隊長
teams-title = <b>{ $name }</b>（{ $area }）
teams-invite = 隊伍碼 <code>{ $code }</code>，把這個連結轉給隊友就能加入：{ $link }
teams-join = 加入{ $name }
teams-new-button = 建立隊伍
teams-leave-button = 退出
teams-members-button = 隊員名單
teams-rename-button = 改名
teams-dissolve-button = 解散
teams-back = ‹ 返回
teams-members = <b>{ $name }</b>，{ $count } 人：
teams-member = { $number }. { $name }
teams-member-lead = { $number }. { $name }（隊長）
teams-members-private = 名單只在私訊裡看：私訊我，傳 /team。
teams-made = 隊伍建好了。
teams-taken = 這裡已經有叫「{ $name }」的隊伍了，換個名字吧。
teams-unfit = 隊名要寫成一行，1 到 { $most } 個字。
teams-renamed = 改好了，現在叫「{ $name }」。
teams-in = 您加入了{ $name }。
teams-in-already = 您已經在{ $name }了。
teams-moved = 您從{ $before }換到了{ $name }。
teams-waits = 已申請，負責人同意後您就在{ $name }了。
teams-left = 您退出了{ $name }，照片和積分都還是您的。
teams-not-in = 您不在{ $name }。
teams-lead-now = { $name }現在是{ $team }的隊長。
teams-lead-outside = { $name }還沒有報名這個區域，請對方先點這個連結加入：{ $link }
teams-you-lead = 您現在是{ $team }的隊長，傳 /team 看看隊伍。
teams-ask-name = 新隊伍叫什麼？傳一行字，1 到 64 個字；/cancel 不建了。
teams-ask-rename = 「{ $name }」要改成什麼？傳新隊名；/cancel 不改了。
teams-where = 「{ $name }」建在哪個區域？點一個，或輸入部分名稱或代碼；/cancel 不建了。
teams-where-unknown = 您負責的區域裡找不到「{ $text }」，換個名稱或代碼試試。
teams-dissolve-sure = 解散{ $name }？{ $count } 人不再屬於它，照片和積分不變。
teams-dissolve-yes = 解散
teams-dissolved = { $name }解散了，照片和積分都還在。
teams-not-yours = 只有隊長、本區域負責人和管理員可以這樣做。
teams-gone = 這支隊伍已經解散了。
teams-code-unknown = 沒有隊伍碼為 { $code } 的隊伍，請再確認一下。
teams-which = 是哪一隊？在指令後面加上隊伍碼：{ $teams }
