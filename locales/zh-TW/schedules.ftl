### Schedules.

schedules-usage =
    <code>/schedule</code> 列出全部。一行也能新增：<code>/schedule add 名稱 秒 分 時 日 月 星期 做什麼</code>
    例如 <code>/schedule add 早安 0 0 8 * * MON post to=field 早安，今天清理河邊。</code>
    另外還有 <code>/schedule pause 名稱</code>、<code>resume</code>、<code>run</code>、<code>remove</code>
schedules-private = 請到和我的私訊裡傳 /schedule。
schedules-list = <b>{ $count } 個排程</b>（{ $zone } 時間）
schedules-line = { $n }. <b>{ $name }</b>　{ $job } · { $when }
schedules-line-paused = 　　⏸ 已暫停
schedules-title = <b>{ $name }</b>
schedules-what = 做什麼：{ $job }
schedules-at = 什麼時候：{ $when }
schedules-place = 傳到：{ $to }
schedules-place-area = 傳到：{ $to }，{ $code } 及以下
schedules-next = 　　接下來 { $runs }
schedules-next-never = 　　不會再做
schedules-next-over = 　　都過去了，不會再做
schedules-run = { $name }：馬上做一次
schedules-day = { $day } { $weekday } { $name }
schedules-days = 接下來的日子：{ $days }
schedules-run-at = { $day } { $weekday } { $time }
schedules-of-file = 來自 bot.toml 或內建：這裡可以暫停，要刪改請改 bot.toml。
schedules-new-button = ＋ 新排程
schedules-run-button = 現在做一次
schedules-pause-button = 暫停
schedules-resume-button = 繼續
schedules-remove-button = 刪除
schedules-back-button = ‹ 全部排程
schedules-run-ask = 現在就做一次「{ $name }」（{ $job }）？原訂的時間照舊。
schedules-run-yes = 現在做
schedules-run-before = 這一次已經做過了
schedules-remove-ask = 刪掉排程「{ $name }」？
schedules-remove-yes = 刪掉
schedules-no = 不要
schedules-removed = 已刪掉「{ $name }」
schedules-paused = 「{ $name }」暫停了；暫停時錯過的不補做
schedules-resumed = 「{ $name }」繼續
schedules-unknown = 沒有叫「{ $name }」的排程。/schedule 列出全部。
schedules-gone = 這個排程已經沒有了
schedules-added = 加好了。
schedules-dropped = 不加了
schedules-job-remind = 提醒還缺照片的群組
schedules-job-close = 日終：合成拼貼圖回報，再傳日報
schedules-job-digest = 傳日報
schedules-job-bulletin = 傳週報
schedules-job-ranking = 傳每月排名
schedules-job-post = 傳一段話
schedules-job-post-text = 傳一段話：{ $text }
schedules-job-day = 預告活動日「{ $name }」
schedules-job-backup = 備份
schedules-to-field = 志工群組
schedules-to-desk = 專班群組
schedules-to-all = 所有群組
schedules-when = { $days } { $time }
schedules-when-cron = 依 cron <code>{ $line }</code>
schedules-when-cron-only = 依 cron <code>{ $line }</code>，只在 { $only }
schedules-within-campaign = { $when }，活動期間
schedules-within-phase = { $when }，「{ $name }」階段
schedules-every-day = 每天
schedules-workdays = 週一到週五
schedules-weekly = 每{ $days }
schedules-monthly = 每月 { $day } 日
schedules-nth = { $nth }個{ $day }
schedules-nth-two = 每月{ $first }、{ $second }個{ $day }
schedules-nths = 每月{ $days }
schedules-which = { $n ->
    [0] 最後一
    [1] 第一
    [2] 第二
    [3] 第三
    [4] 第四
   *[other] 第五
}
schedules-on = { $days }
schedules-saturdays = 每月第一、第三個週六
schedules-first = 每月 1 日
schedules-once = 只一次
schedules-own = 自己寫 cron
schedules-ask-job = <b>新排程</b>：做什麼？
schedules-ask-text = 傳什麼？直接打出來。
schedules-ask-to = 傳到哪些群組？
schedules-ask-area = 哪個區域？打名稱或代碼也可以。
schedules-which-area = 哪一個？
schedules-everywhere = 全部區域
schedules-ask-when = 哪幾天？
schedules-ask-day = 哪一天？例如 7月1日、明天。
schedules-ask-cron = 寫六段：秒 分 時 日 月 星期，例如 <code>0 30 8 * * MON</code> 是每週一 8:30。
schedules-ask-time = 幾點？也可以打出來，例如 9:30、九點半。
schedules-ready = <b>{ $name }</b>，這樣可以嗎？
schedules-ready-name = 要換名稱，直接打出來。
schedules-save-button = 可以，加上
schedules-step-back = ‹ 上一步
schedules-drop-button = 不加了
schedules-press = 請按上面的按鈕選一個；不加了就傳 /cancel。
schedules-name-unfit = 名稱要一個詞，中間不空格，最多 { $most } 個字。
schedules-name-taken = 已經有叫「{ $name }」的排程，換個名稱。
schedules-never = 這個時間不會再來，換一個。
schedules-day-unfit = 看不懂是哪一天，或者已經過去了。寫成 7月1日 或 2026-07-01。
schedules-time-unfit = 看不懂是幾點。寫成 9:30 或 九點半。
schedules-text-missing = 要傳的話寫在最後。
schedules-text-long = 太長了，最多 { $most } 個字。
schedules-job-unknown = 少了做什麼。寫其中一個：{ $jobs }
schedules-only-unknown = 看不懂 only={ $text }。寫成 only=first-saturday,third-saturday、only=2026-07-01 或 only=campaign。
schedules-to-unknown = 看不懂 to={ $text }。寫 to=field、to=desk 或 to=all。
schedules-area-unknown = 沒有找到「{ $text }」這個區域。
schedules-cron-five = 只有五段，少了最前面的秒。寫成 <code>0 { $line }</code>
schedules-cron-fields = { $count } 段不對，要六段：秒 分 時 日 月 星期，例如 <code>0 0 12 * * *</code>
schedules-cron-seconds = 這樣一分鐘會做很多次。第一段寫一個數字，例如 <code>0 0 12 * * *</code>
schedules-cron-weekday = 星期幾不用數字，不同程式的算法不同。寫 MON、TUE、WED、THU、FRI、SAT 或 SUN
schedules-cron-mark = 這裡沒有 { $mark } 這種寫法。每月第幾個週幾：一行裡加 only=first-saturday，或用按鈕選。
schedules-cron-never = 沒有這一天（例如 2 月 30 日），永遠不會做。換一天。
schedules-cron-other = 看不懂。要六段：秒 分 時 日 月 星期，例如 <code>0 30 8 1 * *</code> 是每月 1 日 8:30
schedules-shadowed = bot.toml 裡也有排程「{ $name }」，所以聊天裡加的那個不做了。兩個都要：在 bot.toml 裡換個名稱；不要了：/schedule remove { $name }
schedules-left = 這個新排程沒有留著，按「新排程」重來
