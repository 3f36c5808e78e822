### The tree of areas: importing, binding, picking.

areas-level-city = 市
areas-level-district = 區縣
areas-level-township = 鄉鎮街道
areas-level-village = 村里社區
areas-level-other = { $name }
areas-role-field = 志工群
areas-role-desk = 協調群

# Greeting
areas-hello =
    大家好，我是集結，幫「{ $campaign }」收照片、計數、做日報。
    這個群組還沒有綁定區域：請管理員或負責人傳 <code>/bind 區域代碼</code>。
areas-hello-bind =
    大家好，我是集結，幫「{ $campaign }」收照片、計數、做日報。
    請選這個群組服務的區域，再選當作志工群或協調群。
    { $pick }
areas-back = 又見面了，這個群組仍綁定{ $area }。
areas-channel-hello =
    這個頻道可以當作協調群：傳 <code>/bind 區域代碼</code>，之後每天的拼圖和日報都會傳到這裡。
areas-channel-bind =
    頻道「{ $title }」要當作哪個區域的協調群？每天的拼圖和日報會傳到那裡。
    { $pick }

# Binding
areas-pick = 這個群組服務哪個區域？
areas-pick-at = <b>{ $area }</b>（{ $code }）：綁定在這裡，還是往下選？
areas-pick-leaf = <b>{ $area }</b>（{ $code }）：綁定在這裡？
areas-as-field = ✅ 當作志工群
areas-as-desk = ✅ 當作協調群
areas-up = ↑ { $area }
areas-up-start = ↑ 重新選
areas-bind-private = 私訊傳 <code>/bind 區域代碼 [field|desk]</code>，我給一個一次性連結：誰用它把我加進群組，群組就綁好了。例如 <code>/bind 330502</code>。已經在群組裡的，直接在群組裡傳。
areas-bind-usage = 用法：<code>/bind 區域代碼 [field|desk]</code>，field 是志工群，desk 是協調群。例如 <code>/bind 330502 field</code>。
areas-code-unknown = 沒有「{ $code }」這個區域代碼，傳 /bind 可以一層一層選。
areas-code-offers = 沒有「{ $code }」這個區域代碼，是不是下面這些？
areas-none = 還沒有區域。請管理員私訊傳給我一個 CSV 檔，說明寫 /areas。
areas-not-yours = 這不歸您負責：管理員，或這個區域及上級的負責人才可以。
areas-channel-desk = 頻道只能當作協調群。
areas-field-too-high = { $area }太大，志工群要綁定到{ $level }或更小的區域；可以綁定為協調群（desk）。
areas-bound-elsewhere = 這個群組目前綁定{ $area }，要由那裡的負責人或管理員先解除。
areas-bound-already = 已經綁定{ $area }，是{ $role }。
areas-bound-instead = 原本是{ $from }的{ $was }，現在是{ $area }的{ $role }。先前的照片仍算原本區域的。
areas-bound-field =
    已綁定{ $area }（{ $code }）。
    在群組裡傳照片就算打卡，寫一句：在哪裡、做了什麼、幾個人。第一次參加，先點下面報名。
areas-bound-desk = 這個群組是{ $area }（{ $code }）的協調群，每天的拼圖和日報會傳到這裡。
areas-bound-desk-channel = 頻道「{ $title }」現在是{ $area }（{ $code }）的協調群組，每天的拼圖和日報會發到那裡。
areas-unbind-nothing = 這裡沒有綁定區域。
areas-unbound = 已和{ $area }解除綁定，先前的照片仍然算數。

# Whether photos can be seen
areas-sight-blind =
    我在這個群組看不到照片。二選一：
    1. 把我（@{ $bot }）設為群組管理員；
    2. 在 @BotFather 用 /setprivacy 選 Disable，再把我移出群組、重新加進來。
areas-sight-well = 現在看得到群組裡的照片了。

# The tree
areas-summary = 共 { $count } 個區域：
areas-summary-level = { $level } { $count }
areas-summary-served = { $served }/{ $owing } 個{ $level }已有志工群。
areas-import-how =
    匯入：傳給我一個 CSV 檔（UTF-8），說明寫 /areas。
    欄位：<code>code,parent_code,name,level</code>；層級：{ $levels }
areas-import-no-file = 請把 CSV 當作檔案傳來，說明寫 /areas。
areas-import-not-csv = 這不是 CSV 檔。請在試算表軟體另存為「CSV UTF-8」再傳。
areas-import-too-big = 檔案超過 5 MB，區域表不會這麼大，請檢查。
areas-import-gone = Telegram 上已經取不到這個檔案，請再傳一次。
areas-imported = 匯入完成：新增 { $added }，更新 { $updated }，不變 { $unchanged }。
areas-import-refused = { $count } 處有誤，一列也沒有匯入：
areas-problem = 第 { $line } 列：{ $what }
areas-problems-more = 還有 { $count } 處。
areas-problem-gbk = 不是 UTF-8，像是 GBK；請另存為「CSV UTF-8」
areas-problem-utf8 = 不是 UTF-8 文字
areas-problem-column-missing = 缺少欄位 { $column }
areas-problem-column-unknown = 不認得的欄位 { $column }
areas-problem-column-repeated = 欄位 { $column } 出現兩次
areas-problem-empty = 標題列下面沒有資料
areas-problem-field-count = 有 { $found } 格，應有 { $expected } 格
areas-problem-field-empty = { $column } 是空的
areas-problem-code-repeated = 代碼 { $code } 與第 { $first } 列重複
areas-problem-level-unknown = 沒有層級「{ $level }」，只有 { $known }
areas-problem-parent-unknown = 找不到上級 { $code }
areas-problem-level-order = 層級 { $level } 不在上級 { $code }（{ $parent }）之下
areas-problem-level-child = 層級 { $level } 不在下級 { $code }（{ $child }）之上
areas-problem-cycle = 上下級繞成了圈：{ $codes }
areas-problem-unreadable = CSV 讀不懂：{ $why }

# What owes nothing, and what is gone
areas-rest-usage =
    用法：
    <code>/areas pause 330502</code> 暫停，不用交照片
    <code>/areas pause 330502 until 2026-07-01</code> 暫停到那天為止
    <code>/areas resume 330502</code> 恢復
    <code>/areas retire 330502</code> 停用（建錯的區域）
areas-rest-unknown = 沒有「{ $code }」這個區域代碼。
areas-rest-offers = 沒有「{ $code }」這個區域代碼，是不是：{ $offers }
areas-paused = { $area }從{ $day }起暫停：不用交照片，不提醒，也不算進達標的比例；傳來的照片照樣計數。恢復：<code>/areas resume { $code }</code>
areas-paused-until = { $area }暫停到{ $day }，{ $next }起照常。這幾天不用交照片，不提醒，也不算進達標的比例；傳來的照片照樣計數。
areas-pause-past = 這一天已經過了，現在是{ $day }。
areas-pause-retired = { $area }已經停用，請先恢復：<code>/areas resume { $code }</code>
areas-resumed = { $area }已恢復，從今天起照常。
areas-resumed-chats = { $area }已恢復，從今天起照常。已通知這些群組：{ $chats }
areas-resume-nothing = { $area }沒有暫停，也沒有停用。
areas-resume-above = { $area }本身沒有停，停的是上層的{ $above }。恢復：<code>/areas resume { $code }</code>
areas-retired = { $area }已停用：報名、綁定、統計裡都不再出現，以前的照片和積分都還在。恢復：<code>/areas resume { $code }</code>
areas-retired-below = { $area }和底下的 { $below } 個區域已停用：報名、綁定、統計裡都不再出現，以前的照片和積分都還在。恢復：<code>/areas resume { $code }</code>
areas-retired-chats =
    { $first }
    已通知這些群組：{ $chats }
areas-retired-already = { $area }已經停用了。恢復：<code>/areas resume { $code }</code>
areas-chat-retired = { $area }已停用，這裡的照片暫時不再計數，以前的都還在。
areas-chat-back = { $area }已恢復，這裡照常計數。
areas-summary-paused = 暫停：{ $areas }
areas-summary-until = { $area } { $code }（到{ $day }）
areas-summary-retired = 停用：{ $areas }
areas-imported-retired =
    { $counts }
    其中 { $count } 個已停用，仍維持停用：{ $areas }
    要恢復，請傳 <code>/areas resume 區域代碼</code>

# Links that bind
areas-link =
    綁定{ $area }的{ $role }，用這個連結：誰把我加進一個群組，那個群組就綁好了。
    { $link }
    只能用一次，{ $day }前有效。可以轉傳給群主；下一個群組再傳一次 /bind。
areas-link-button = 選一個群組加進去
areas-link-done = 群組「{ $title }」已綁定{ $area }，是{ $role }。由 { $name } 加入。
areas-link-used = 這個連結已經用過了。要綁定{ $area }，請給連結的人再給一個。
areas-link-expired = 這個連結過期了。要綁定{ $area }，請給連結的人再給一個。
areas-link-powerless = 給連結的人現在不負責{ $area }，請管理員或那裡的負責人給一個新連結。
areas-link-unknown = 這個連結不對。請管理員或負責人私訊我傳 <code>/bind 區域代碼</code>，拿一個新的。
