### What every feature says.

# A day without its year.
common-day = { $month }月{ $day }日
command-unknown = 没有这个命令，/help 看看能做什么。
only-admins = 只有管理员可以这样做。
only-leads = 只有负责人和管理员可以这样做。
only-top = 只有管理员和总负责人可以这样做。
only-inspectors = 只有巡查员、负责人和管理员可以这样做。
only-members = 先报名再用：/join
only-as-yourself = 以群或频道的名义说话时认不出是谁，请换成个人身份再发。
button-too-old = 这个按钮已经过期了。

# The command menu.
command-start = 开始
command-help = 能做什么
command-join = 报名参加
command-invite = 邀请链接和海报
command-leave = 退出一个区域
command-me = 我的区域和积分
command-family = 我名下的孩子
command-points = 我的积分
command-why = 为什么是这些数
command-top = 排行榜
command-rewards = 积分换东西
command-status = 今天的张数
command-undo = 撤回照片（回复那张照片）
command-lang = 换语言
command-mute = 关掉不想收的消息
command-team = 队伍：加入、查看、管理
command-cancel = 不填了，退出提问
command-mydata = 我的资料，打包发给我
command-forget = 删掉我的资料
command-review = 审核照片
command-consent = 等监护人同意的孩子
command-requests = 谁在等着加入
command-move = 照片改算到别的区域或日子（回复那张照片）
command-digest = 日报
command-collage = 今天的拼图
command-relay = 现在就报送
command-best = 选一张好照片
command-ranking = 月排名：看名次和为什么
command-appeal = 对月排名申诉
command-award = 给人加分或扣分（回复：/award 10 理由）
command-unusual = 值得看一眼的
command-redeem = 交付兑换码（/redeem 兑换码）
command-away = 出门期间请人代管（/away until 7-5 to @user）
command-back = 回来了，结束代管
command-bind = 把群绑定到区域
command-unbind = 解除本群的绑定
command-areas = 区域一览、导入、暂停、停用
command-appoint = 任命负责人、巡查员
command-dismiss = 解除职务
command-adjust = 更正积分（回复：/adjust -10 理由）
command-people = 人员名单：导入、导出
command-who = 看一个人的资料（回复，或写 @用户名）
command-draw = 抽奖
command-bulletin = 周通报：看草稿、发布、看往期
command-schedule = 列出、停下、增加定时要做的事
command-audit = 操作记录
command-reload = 重新读取 bot.toml
command-backup = 备份
common-weekday = { $n ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[other] 周日
}
common-weekday-short = { $n ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[other] 周日
}
