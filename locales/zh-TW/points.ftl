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
points-deed-adjustment = 更正
points-deed-reward = 兌換
points-deed-other = 其他
points-rehearsal = 現在是演練，{ $day } 00:00 起從零開始。
