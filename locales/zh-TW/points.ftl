### Points, rankings, rewards.

points-balance = <b>{ $points } 分</b>
points-owed = <b>欠 { $points } 分</b>：有照片後來沒有通過，補回來以後再兌換。
points-lately = 本週 { $week } 分，今天 { $today } 分
points-line = { $day } { $what } { $amount }
points-not-as-a-chat = 用群組或頻道的名義傳照片只計入區域，不記積分。
points-deed-signup = 報名
points-deed-photo = 照片
points-deed-first-photo = 當天第一張
points-deed-quota-reached = 達標
points-deed-streak = 連續打卡
points-deed-issue = 發現問題
points-deed-fix = 解決問題
points-deed-shift-hour = 值班
points-deed-inspection = 督查
points-deed-quiz = 答題
points-deed-friend = 邀請朋友
points-deed-award = 加分
points-deed-deduction = 扣分
points-deed-adjustment = 更正
points-deed-reward = 兌換
points-deed-other = 其他
points-rehearsal = 現在是演練，{ $day } 00:00 起從零開始。
points-season = { $name }：{ $points } 分
points-level = 等級：{ $level }，再 { $missing } 分升到{ $next }
points-level-highest = 等級：{ $level }，已經最高
points-level-first = 再 { $missing } 分升到{ $next }
points-level-name = { $number ->
    [1] 新芽
    [2] 小苗
    [3] 綠枝
    [4] 大樹
    [5] 樹林
   *[other] 第 { $number } 級
}
points-streak = 連續 { $days } 天
points-badges = 徽章：{ $badges }
points-why-these = 為什麼是這些數字？
points-what = { $deed } #{ $number }
points-line-corrects = 更正：{ $day } { $what } { $amount }
points-line-by = { $line } · { $by }
points-line-why = { $line } · { $by }：{ $note }
points-line-of = { $day } { $name } { $what } { $amount }
points-line-of-corrects = 更正：{ $day } { $name } { $what } { $amount }
points-somebody = 一位志工
points-period-day = { $day }
points-period-week = { $from }到{ $to }
points-period-month = { $month } 月
points-period-season = { $name }
points-period-all = 到目前為止
points-kind-day = 今天
points-kind-week = 本週
points-kind-month = 本月
points-kind-season = 本季
points-kind-all = 全部

# Why a figure is what it is.
points-why-button = 為什麼？
points-why-you = 你
points-why-head = <b>{ $whose }：{ $points } 分</b>（{ $period }）
points-why-head-owed = <b>{ $whose }：欠 { $points } 分</b>（{ $period }）
points-why-spent = 兌換 { $points }，不算在內
points-why-none = 這段時間沒有紀錄。
points-why-older = 更早的
points-why-newest = 回到最新
points-why-sent = 明細傳到私訊了。
points-why-open = 明細只在私訊裡看，請先點開我。
points-why-not-yours = 別人的明細，只有對方區域的負責人能看。
points-why-not-here = 只有這個區域的人能看它的明細。
points-why-no-team = 找不到叫「{ $name }」的隊伍。
points-why-usage =
    用法：<code>/why</code> 看自己的；負責人回覆對方的訊息，或寫 <code>/why @使用者名稱</code>；
    區域寫 <code>/why 330502</code>，隊伍寫 <code>/why team 清河隊</code>；某天的日報請寫 <code>/why 2026-06-21</code>。
points-evening-top = { $count ->
    [1] 今日第一
    [2] 今日前二
    [3] 今日前三
    [4] 今日前四
   *[other] 今日前五
}：{ $names }
points-evening-one = { $name } { $points } 分
