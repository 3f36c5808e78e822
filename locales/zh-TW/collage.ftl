### The day's picture and what is sent up with it.

# What is relayed: plain text, since it is forwarded as it is.
collage-day = { $day }（第 { $n } 天 / { $of }）
collage-day-rehearsal = { $day }（演練）
collage-day-time = { $day } { $time }
collage-head = { $title } { $count }
collage-head-free = { $title } { $photos } 張
collage-numbers = { $day }，{ $heads } 人次
collage-none-left = 這一天目前沒有計入的照片，圖是更正前的。
collage-as-of = 截至 { $when }
collage-corrected = 更正（{ $when }）
collage-more = ……另有 { $n } 則
collage-full = { $title } · { $day }，說明全文
collage-footer = 照片 { $count } · { $heads } 人次
collage-footer-free = 照片 { $photos } 張 · { $heads } 人次

# What came of a day, all in one message.
collage-receipts = <b>報送情況 · { $day }</b>
collage-receipts-corrected = <b>報送情況 · { $day }</b>　更正（{ $time }）
collage-receipts-all = { $n } 個區域都報送了。
collage-receipts-some = { $all } 個區域報送了 { $n } 個
collage-receipts-nothing = <b>{ $n } 個區域一張照片也沒有：{ $areas }</b>
collage-receipts-not-yet = 尚未報送：{ $areas }
collage-receipts-failed = <b>沒有送到這裡：{ $areas }</b>
collage-receipts-came = { $time } { $areas }
collage-receipts-came-corrected = { $time } 更正：{ $areas }
collage-receipts-more = 另有 { $n } 個，之後陸續報送

# One message for desks further up.
collage-summary = <b>{ $area } · { $day }</b>
    { $full }/{ $all } 個區域達標，照片 { $photos } 張，{ $heads } 人次
collage-summary-line = { $area } { $count }，{ $heads } 人次
collage-summary-empty = <b>{ $area } { $count }</b>
collage-summary-hint = 點下面的名稱看拼圖。

# Asking for a picture, and for a relay.
collage-usage = 這樣寫：/collage [區域代碼] [日期]
    例如 <code>/collage 330502 2026-06-21</code>；不寫日期就是今天。
collage-relay-usage = 這樣寫：/relay [區域代碼] [日期]
    例如 <code>/relay 330502 2026-06-21</code>；不寫日期就報送今天到現在的照片。
collage-no-area = 沒有這個區域：{ $word }
collage-which = 看哪個區域（{ $day }）？
collage-which-relay = 報送哪個區域（{ $day }）？
collage-which-more = { $question }
    還有 { $n } 個沒列出，可以輸入區域代碼。
collage-nothing-yet = { $area } { $day }：{ $count }，還沒有照片。
collage-not-yours = 只有 { $area } 的負責人可以這樣做。
collage-sending = 正在報送：{ $area } { $day } { $count }
collage-sending-several = 正在報送 { $n } 個區域（{ $day }）
collage-sent-before = { $area } { $day } { $count }：{ $time } 已報送，之後沒有變動。
collage-again = 重新報送：{ $area } { $day } { $count }
collage-no-desk = { $area } 上面還沒有工作群組。在工作群組裡傳 <code>/bind { $code } desk</code> 就能收到報送。
collage-button-now = 現在報送
collage-button-again = 重新報送
collage-button-pick = 選圖

# Picking photos.
collage-pick = <b>{ $area } · { $day }</b>　已選 { $n } 張，最多 { $most } 張
collage-pick-hint = 點號碼選取或取消，選好按「完成」。
collage-pick-full = 最多 { $most } 張，請先取消一張。
collage-pick-done = 用選好的 { $n } 張合成。
collage-pick-auto-done = 改回自動選圖。
collage-button-done = 完成
collage-button-auto = 自動選
collage-rehearsal-over = { $day }是演練，演練的照片在正式開始時已歸零。
