### Badges and levels.

badges-first-photo = 第一張照片
badges-week = 七天不中斷
badges-month = 三十天不中斷
badges-hundred = 一百張照片
badges-comeback = 歡迎回來
badges-friend = 帶來一位朋友
badges-fix = 解決第一個問題
badges-three-roles = 三員合一
badges-new = { $count ->
    [1] 新徽章：{ $badges }
   *[other] { $count } 枚新徽章：{ $badges }
}
badges-level = 升到{ $level }了。
