### Badges and levels.

badges-first-photo = 第一张照片
badges-week = 七天不断
badges-month = 三十天不断
badges-hundred = 一百张照片
badges-comeback = 欢迎回来
badges-friend = 带来一位朋友
badges-fix = 解决第一个问题
badges-three-roles = 三员合一
badges-new = { $count ->
    [1] 新徽章：{ $badges }
   *[other] { $count } 枚新徽章：{ $badges }
}
badges-level = 升到{ $level }了。
