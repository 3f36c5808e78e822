### What admins and leads set up and look after.

admin-help = “{ $campaign }”，你在这里可以用：
admin-help-line = /{ $name } { $about }
admin-help-words = 不用斜杠也行：直接发“积分”“状态”“邀请”就可以。
admin-set-aside = 有一步没做成，已搁置，其他照常。编号 <code>{ $code }</code>，日志里有详情：
    <code>{ $error }</code>
admin-skipped = 计划“{ $name }”错过了 { $run } 这一次，时间太久，没有补做。
admin-unreachable = { $count } 位负责人还没打开过我，收不到日报。请转发给他们：{ $link }
admin-unreachable-lead = { $area }：{ $name }
admin-unreachable-more = 还有 { $count } 位。
admin-reloaded = bot.toml 已生效。{ $rules }
admin-reloaded-but =
    bot.toml 已生效，{ $left } 除外：重新启动后才换。
    { $rules }
admin-reloaded-rules = 积分规则是第 { $version } 版，从{ $day }起算。
admin-reloaded-same-rules = 积分规则没有变。
admin-reload-refused =
    bot.toml 有 { $n } 处不对，什么都没有改：
    <pre>{ $mistakes }</pre>
admin-backup-begun = 正在备份，好了告诉你。
admin-backup-done =
    已备份，{ $size }：
    <code>{ $path }</code>

# The audit log
admin-audit-empty = 还没有记录。
admin-audit-newest = « 最新
admin-audit-older = 更早 »
admin-audit-server = 服务器
admin-audit-line = { $at } <b>{ $who }</b> { $what }
admin-audit-line-whom = { $at } <b>{ $who }</b> { $what } → { $whom }
admin-audit-usage = 用法：<code>/audit</code> 看全部，<code>/audit 330502</code> 看一个区域，<code>/audit @chenjing</code> 或回复对方的消息看一个人。
admin-audit-handover-begin = 交代代管（到 { $detail }）
admin-audit-handover-end = 结束代管（原定到 { $detail }）
admin-audit-claim = 认领了机器人，成为第一位管理员
admin-audit-import = 导入区域（{ $detail }）
admin-audit-bind-field = 绑定群众群：{ $detail }
admin-audit-bind-desk = 绑定协调群：{ $detail }
admin-audit-areas-pause = 暂停区域：{ $detail }
admin-audit-areas-resume = 恢复区域：{ $detail }
admin-audit-areas-retire = 停用区域：{ $detail }
admin-audit-link-make = 做了绑定链接：{ $detail }
admin-audit-link-use = 绑定链接被使用：{ $detail }
admin-audit-unbind = 解除绑定：{ $detail }
admin-audit-appoint-admin = 任命管理员：{ $detail }
admin-audit-appoint-lead = 任命负责人：{ $detail }
admin-audit-appoint-inspector = 任命巡查员：{ $detail }
admin-audit-dismiss-admin = 解除管理员：{ $detail }
admin-audit-dismiss-lead = 解除负责人：{ $detail }
admin-audit-dismiss-inspector = 解除巡查员：{ $detail }
admin-audit-team-new = 建了队伍：{ $detail }
admin-audit-team-lead = 任命队长：{ $detail }
admin-audit-team-rename = 队伍改名：{ $detail }
admin-audit-team-dissolve = 解散队伍：{ $detail }
admin-audit-points-award = 加减分：{ $detail }
admin-audit-points-adjust = 更正积分：{ $detail }
admin-audit-points-undo = 撤销加减分：{ $detail }
admin-audit-reward-new = 加了兑换品：{ $detail }
admin-audit-reward-edit = 改了兑换品：{ $detail }
admin-audit-reward-price = 改价：{ $detail }
admin-audit-reward-stock = 库存：{ $detail }
admin-audit-reward-picture = 换了图片：{ $detail }
admin-audit-reward-withdraw = 下架：{ $detail }
admin-audit-reward-restore = 重新上架：{ $detail }
admin-audit-reward-redeem = 交付：{ $detail }
admin-audit-reward-refuse = 没有交付：{ $detail }
admin-audit-draw-announce = 公布抽奖：{ $detail }
admin-audit-draw-cancel = 取消抽奖：{ $detail }
admin-audit-draw-drawn = 抽奖开奖：{ $detail }
admin-audit-bulletin-publish = 发布通报：{ $detail }
admin-audit-bulletin-edit = 改了通报草稿：{ $detail }
admin-audit-bulletin-drop = 通报不发了：{ $detail }
admin-audit-ranking-publish = 公布暂定排名：{ $detail }
admin-audit-ranking-weights = 改了排名权重：{ $detail }
admin-audit-ranking-drop = 排名不发了：{ $detail }
admin-audit-ranking-final = 定了最终排名：{ $detail }
admin-audit-ranking-appeal = 对排名申诉：{ $detail }
admin-audit-ranking-accept = 采纳申诉：{ $detail }
admin-audit-ranking-reject = 没有采纳申诉：{ $detail }
admin-audit-people-import = 导入名单（{ $detail }）
admin-audit-day-export = 导出一天的数据（{ $detail }）
admin-audit-people-export = 导出人员（{ $detail }）
admin-audit-person-phone = 看了手机号：{ $detail }
admin-audit-photos-words = 补写照片说明：{ $detail }
admin-audit-photos-place = 补照片地点：{ $detail }
admin-audit-photos-heads = 补照片人数：{ $detail }
admin-audit-photos-move = 照片改算：{ $detail }
admin-audit-photos-fix = 记为固定点位：{ $detail }
admin-audit-photos-unfix = 取消固定点位：{ $detail }
admin-audit-photos-dismiss = 标为不是打卡：{ $detail }
admin-audit-move = 当天照片改算：{ $detail }
admin-audit-signup-approve = 同意报名：{ $detail }
admin-audit-signup-refuse = 没有同意报名：{ $detail }
admin-audit-consent-link = 监护人同意（链接）：{ $detail }
admin-audit-consent-paper = 登记了纸质同意书：{ $detail }
admin-audit-consent-parent = 家长本人替孩子同意：{ $detail }
admin-audit-consent-withdraw = 撤回了监护人同意：{ $detail }
admin-audit-consent-decline = 监护人没有同意：{ $detail }
admin-audit-consent-older = 更正：已满 14 岁：{ $detail }
admin-audit-child-remove = 移走了孩子：{ $detail }
admin-audit-language = 换群里的语言：{ $detail }
admin-audit-remind = 提醒未达标：{ $detail }
admin-audit-review-count = 审核计入：{ $detail }
admin-audit-review-refuse = 审核不计（{ $reason }）：{ $detail }
admin-audit-relay = 报送：{ $detail }
admin-audit-pick = 选了拼图的照片：{ $detail }
admin-audit-forget = 按要求删除了一个人的资料
admin-audit-mute-chat = 改了群里的免打扰 { $detail }
admin-audit-schedule-add = 加了计划 { $detail }
admin-audit-schedule-pause = 停了计划 { $detail }
admin-audit-schedule-resume = 让计划 { $detail } 继续
admin-audit-schedule-remove = 删了计划 { $detail }
admin-audit-schedule-run = 让计划 { $detail } 马上做了一次
admin-audit-reload = 重新读取 bot.toml
admin-audit-backup = 做了备份
admin-audit-other = { $action }：{ $detail }
