### The day's picture and what is sent up with it.

# What is relayed: plain text, since it is forwarded as it is.
collage-day = { $day }（第 { $n } 天 / { $of }）
collage-day-rehearsal = { $day }（演练）
collage-day-time = { $day } { $time }
collage-head = { $title } { $count }
collage-head-free = { $title } { $photos } 张
collage-numbers = { $day }，{ $heads } 人次
collage-none-left = 这一天现在没有计入的照片，图是更正前的。
collage-as-of = 截至 { $when }
collage-corrected = 更正（{ $when }）
collage-more = ……另有 { $n } 条
collage-full = { $title } · { $day }，说明全文
collage-footer = 照片 { $count } · { $heads } 人次
collage-footer-free = 照片 { $photos } 张 · { $heads } 人次

# What came of a day, all in one message.
collage-receipts = <b>报送情况 · { $day }</b>
collage-receipts-corrected = <b>报送情况 · { $day }</b>　更正（{ $time }）
collage-receipts-all = { $n } 个区域都报送了。
collage-receipts-some = { $all } 个区域报送了 { $n } 个
collage-receipts-nothing = <b>{ $n } 个区域一张照片也没有：{ $areas }</b>
collage-receipts-not-yet = 还没报送：{ $areas }
collage-receipts-failed = <b>没有送到这里：{ $areas }</b>
collage-receipts-came = { $time } { $areas }
collage-receipts-came-corrected = { $time } 更正：{ $areas }
collage-receipts-more = 另有 { $n } 个，之后陆续报送

# One message for desks further up.
collage-summary = <b>{ $area } · { $day }</b>
    { $full }/{ $all } 个区域够数，照片 { $photos } 张，{ $heads } 人次
collage-summary-line = { $area } { $count }，{ $heads } 人次
collage-summary-empty = <b>{ $area } { $count }</b>
collage-summary-hint = 点下面的名字看拼图。

# Asking for a picture, and for a relay.
collage-usage = 这样写：/collage [区域代码] [日期]
    例如 <code>/collage 330502 2026-06-21</code>；不写日期就是今天。
collage-relay-usage = 这样写：/relay [区域代码] [日期]
    例如 <code>/relay 330502 2026-06-21</code>；不写日期就报送今天到现在的照片。
collage-no-area = 没有这个区域：{ $word }
collage-which = 看哪个区域（{ $day }）？
collage-which-relay = 报送哪个区域（{ $day }）？
collage-which-more = { $question }
    还有 { $n } 个没列出，可以写区域代码。
collage-nothing-yet = { $area } { $day }：{ $count }，还没有照片。
collage-not-yours = 只有 { $area } 的负责人可以这样做。
collage-sending = 正在报送：{ $area } { $day } { $count }
collage-sending-several = 正在报送 { $n } 个区域（{ $day }）
collage-sent-before = { $area } { $day } { $count }：{ $time } 已报送，之后没有变化。
collage-again = 重新报送：{ $area } { $day } { $count }
collage-no-desk = { $area } 上面还没有工作群。在工作群里发 <code>/bind { $code } desk</code> 就能收到报送。
collage-button-now = 现在报送
collage-button-again = 重新报送
collage-button-pick = 选图

# Picking photos.
collage-pick = <b>{ $area } · { $day }</b>　已选 { $n } 张，最多 { $most } 张
collage-pick-hint = 点号码选图或取消，选好点“完成”。
collage-pick-full = 最多 { $most } 张，先取消一张。
collage-pick-done = 按选好的 { $n } 张合成。
collage-pick-auto-done = 改回自动选图。
collage-button-done = 完成
collage-button-auto = 自动选
collage-rehearsal-over = { $day }是演练，演练的照片在正式开始时已清零。
