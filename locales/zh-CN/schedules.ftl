### Schedules.

schedules-usage =
    <code>/schedule</code> 列出全部。一行也能加：<code>/schedule add 名字 秒 分 时 日 月 星期 做什么</code>
    例如 <code>/schedule add 早安 0 0 8 * * MON post to=field 早上好，今天清理河边。</code>
    另外还有 <code>/schedule pause 名字</code>、<code>resume</code>、<code>run</code>、<code>remove</code>
schedules-private = 请到和我的私聊里发 /schedule。
schedules-list = <b>{ $count } 个计划</b>（{ $zone } 时间）
schedules-line = { $n }. <b>{ $name }</b>　{ $job } · { $when }
schedules-line-paused = 　　⏸ 已停
schedules-title = <b>{ $name }</b>
schedules-what = 做什么：{ $job }
schedules-at = 什么时候：{ $when }
schedules-place = 发到：{ $to }
schedules-place-area = 发到：{ $to }，{ $code } 及以下
schedules-next = 　　接下来 { $runs }
schedules-next-never = 　　不会再做
schedules-next-over = 　　都过去了，不会再做
schedules-run = { $name }：马上做一次
schedules-day = { $day } { $weekday } { $name }
schedules-days = 接下来的日子：{ $days }
schedules-run-at = { $day } { $weekday } { $time }
schedules-of-file = 来自 bot.toml 或内置：这里可以停，要删改请改 bot.toml。
schedules-new-button = ＋ 新计划
schedules-run-button = 现在做一次
schedules-pause-button = 停一停
schedules-resume-button = 继续
schedules-remove-button = 删除
schedules-back-button = ‹ 全部计划
schedules-run-ask = 现在就做一次“{ $name }”（{ $job }）？原来的时间照旧。
schedules-run-yes = 现在做
schedules-run-before = 已经做过这一次了
schedules-remove-ask = 删掉计划“{ $name }”？
schedules-remove-yes = 删掉
schedules-no = 不
schedules-removed = 已删掉“{ $name }”
schedules-paused = “{ $name }”停了；停着时错过的不补做
schedules-resumed = “{ $name }”继续
schedules-unknown = 没有叫“{ $name }”的计划。/schedule 列出全部。
schedules-gone = 这个计划已经没有了
schedules-added = 加好了。
schedules-dropped = 不加了
schedules-job-remind = 提醒还缺照片的群
schedules-job-close = 日终：合成拼图报送，再发日报
schedules-job-digest = 发日报
schedules-job-bulletin = 发周报
schedules-job-ranking = 发月度排名
schedules-job-post = 发一段话
schedules-job-post-text = 发一段话：{ $text }
schedules-job-day = 预告活动日“{ $name }”
schedules-job-backup = 备份
schedules-to-field = 志愿者群
schedules-to-desk = 专班群
schedules-to-all = 所有群
schedules-when = { $days } { $time }
schedules-when-cron = 按 cron <code>{ $line }</code>
schedules-when-cron-only = 按 cron <code>{ $line }</code>，只在 { $only }
schedules-within-campaign = { $when }，活动期间
schedules-within-phase = { $when }，“{ $name }”阶段
schedules-every-day = 每天
schedules-workdays = 周一到周五
schedules-weekly = 每{ $days }
schedules-monthly = 每月 { $day } 日
schedules-nth = { $nth }个{ $day }
schedules-nth-two = 每月{ $first }、{ $second }个{ $day }
schedules-nths = 每月{ $days }
schedules-which = { $n ->
    [0] 最后一
    [1] 第一
    [2] 第二
    [3] 第三
    [4] 第四
   *[other] 第五
}
schedules-on = { $days }
schedules-saturdays = 每月第一、第三个周六
schedules-first = 每月 1 日
schedules-once = 只一次
schedules-own = 自己写 cron
schedules-ask-job = <b>新计划</b>：做什么？
schedules-ask-text = 发什么？直接打出来。
schedules-ask-to = 发到哪些群？
schedules-ask-area = 哪个区域？打名字或代码也行。
schedules-which-area = 哪一个？
schedules-everywhere = 全部区域
schedules-ask-when = 哪几天？
schedules-ask-day = 哪一天？例如 7月1日、明天。
schedules-ask-cron = 写六段：秒 分 时 日 月 星期，例如 <code>0 30 8 * * MON</code> 是每周一 8:30。
schedules-ask-time = 几点？也可以打出来，例如 9:30、九点半。
schedules-ready = <b>{ $name }</b>，这样行吗？
schedules-ready-name = 要换名字，直接打出来。
schedules-save-button = 行，加上
schedules-step-back = ‹ 上一步
schedules-drop-button = 不加了
schedules-press = 请按上面的按钮选一个；不加了就发 /cancel。
schedules-name-unfit = 名字要一个词，中间不空格，最多 { $most } 个字。
schedules-name-taken = 已经有叫“{ $name }”的计划，换个名字。
schedules-never = 这个时间不会再来，换一个。
schedules-day-unfit = 看不懂是哪一天，或者已经过去了。写成 7月1日 或 2026-07-01。
schedules-time-unfit = 看不懂是几点。写成 9:30 或 九点半。
schedules-text-missing = 要发的话写在最后。
schedules-text-long = 太长了，最多 { $most } 个字。
schedules-job-unknown = 少了做什么。写其中一个：{ $jobs }
schedules-only-unknown = 看不懂 only={ $text }。写成 only=first-saturday,third-saturday、only=2026-07-01 或 only=campaign。
schedules-to-unknown = 看不懂 to={ $text }。写 to=field、to=desk 或 to=all。
schedules-area-unknown = 没有找到“{ $text }”这个区域。
schedules-cron-five = 只有五段，少了最前面的秒。写成 <code>0 { $line }</code>
schedules-cron-fields = { $count } 段不对，要六段：秒 分 时 日 月 星期，例如 <code>0 0 12 * * *</code>
schedules-cron-seconds = 这样一分钟会做很多次。第一段写一个数，例如 <code>0 0 12 * * *</code>
schedules-cron-weekday = 星期几不用数字，不同程序数法不同。写 MON、TUE、WED、THU、FRI、SAT 或 SUN
schedules-cron-mark = 这里没有 { $mark } 这种写法。某月第几个周几：一行里加 only=first-saturday，或用按钮选。
schedules-cron-never = 没有这一天（例如 2 月 30 日），永远不会做。换一天。
schedules-cron-other = 看不懂。要六段：秒 分 时 日 月 星期，例如 <code>0 30 8 1 * *</code> 是每月 1 日 8:30
schedules-shadowed = bot.toml 里也有计划“{ $name }”，所以聊天里加的那个不做了。两个都要：在 bot.toml 里换个名字；不要了：/schedule remove { $name }
schedules-left = 这个新计划没有留着，按“新计划”重来
