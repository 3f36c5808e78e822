### Points, rankings, rewards.

points-balance = <b>{ $points } 分</b>
points-owed = <b>欠 { $points } 分</b>：有照片后来没有通过，补上以后再换东西。
points-lately = 本周 { $week } 分，今天 { $today } 分
points-line = { $day } { $what } { $amount }
points-not-as-a-chat = 以群或频道的名义发照片只算区域的数，不记积分。
points-deed-signup = 报名
points-deed-photo = 照片
points-deed-first-photo = 当天第一张
points-deed-quota-reached = 够数
points-deed-streak = 连续打卡
points-deed-issue = 发现问题
points-deed-fix = 解决问题
points-deed-shift-hour = 值班
points-deed-inspection = 督查
points-deed-quiz = 答题
points-deed-friend = 邀请朋友
points-deed-award = 加分
points-deed-deduction = 扣分
points-deed-adjustment = 更正
points-deed-reward = 兑换
points-deed-other = 其他
points-rehearsal = 现在是演练，{ $day } 00:00 起从零开始。
points-season = { $name }：{ $points } 分
points-level = 等级：{ $level }，再得 { $missing } 分到{ $next }
points-level-highest = 等级：{ $level }，已是最高
points-level-first = 再得 { $missing } 分到{ $next }
points-level-name = { $number ->
    [1] 新芽
    [2] 青苗
    [3] 绿枝
    [4] 大树
    [5] 树林
   *[other] 第 { $number } 级
}
points-streak = 连续 { $days } 天
points-badges = 徽章：{ $badges }
points-why-these = 为什么是这些数？
points-what = { $deed } #{ $number }
points-line-corrects = 更正：{ $day } { $what } { $amount }
points-line-by = { $line } · { $by }
points-line-why = { $line } · { $by }：{ $note }
points-line-of = { $day } { $name } { $what } { $amount }
points-line-of-corrects = 更正：{ $day } { $name } { $what } { $amount }
points-somebody = 一位志愿者
points-period-day = { $day }
points-period-week = { $from }至{ $to }
points-period-month = { $month } 月
points-period-season = { $name }
points-period-all = 至今
points-kind-day = 今天
points-kind-week = 本周
points-kind-month = 本月
points-kind-season = 本季
points-kind-all = 全部

# Why a figure is what it is.
points-why-button = 为什么？
points-why-you = 你
points-why-head = <b>{ $whose }：{ $points } 分</b>（{ $period }）
points-why-head-owed = <b>{ $whose }：欠 { $points } 分</b>（{ $period }）
points-why-spent = 兑换 { $points }，不算在内
points-why-none = 这段时间没有记录。
points-why-older = 更早的
points-why-newest = 回到最新
points-why-sent = 明细发到私聊里了。
points-why-open = 明细只在私聊里看，先点开我。
points-why-not-yours = 别人的明细，只有对方区域的负责人能看。
points-why-not-here = 只有这个区域的人能看它的明细。
points-why-no-team = 没找到叫“{ $name }”的队伍。
points-why-usage =
    用法：<code>/why</code> 看自己的；负责人回复对方的消息，或写 <code>/why @用户名</code>；
    区域写 <code>/why 330502</code>，队伍写 <code>/why team 清河队</code>；某天的日报写 <code>/why 2026-06-21</code>。
points-evening-top = { $count ->
    [1] 今日第一
    [2] 今日前二
    [3] 今日前三
    [4] 今日前四
   *[other] 今日前五
}：{ $names }
points-evening-one = { $name } { $points } 分
