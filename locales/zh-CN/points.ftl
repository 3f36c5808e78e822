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
points-deed-adjustment = 更正
points-deed-reward = 兑换
points-deed-other = 其他
points-rehearsal = 现在是演练，{ $day } 00:00 起从零开始。
