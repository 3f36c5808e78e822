### The page of the demo.

## The frame: the top of the page, its menus and languages.

demo-title = 集結 · 示範
demo-brand = 集結
demo-brand-small = 示範
demo-skip = 跳到輸入框
demo-you = 您
demo-people = 您現在是誰
demo-you-are = 您現在是{ $name }，{ $part }。換一個人
demo-part-volunteer = 志工
demo-part-lead = 區負責人
demo-part-coordinator = 市協調員
demo-part-admin = 管理員
demo-part-stranger = 還沒報名的人
demo-about-volunteer = 在群組裡傳照片，看機器人怎麼算
demo-about-lead = 審照片，晚上八點收到日報
demo-about-coordinator = 在指揮部頻道看各區報上來的拼圖
demo-about-admin = 綁定群組、任命負責人、匯入區域
demo-about-stranger = 在群組裡但沒報名，先傳照片再報名
demo-more = 更多
demo-fresh = 從頭再來
demo-fresh-sure = 從頭再來，現在的聊天和照片都會清掉。
demo-cancel = 取消
demo-close = 關閉
demo-ok = 好
demo-offline = 連線中斷，正在重新連線…
demo-online = 又連上了
demo-failed = 沒有成功，請再試一次
demo-only-telegram = 在真正的 Telegram 裡，這裡會開啟 Telegram 自己的頁面
demo-day-next = 下一幕
demo-day-failed = 這一幕沒演成：{ $what }
demo-no-page = 這裡什麼也沒有。

## The clock.

demo-clock = 時鐘
demo-clock-now = 現在是 { $time }，開啟時鐘
demo-weekday = { $number ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[7] 週日
}
demo-day-count = 第 { $number } 天 / { $all }
demo-day-before = 還沒開始
demo-day-after = 已經結束
demo-next = 接下來 { $time } { $what }
demo-next-day = 接下來 { $day } { $time } { $what }
demo-next-noon = 提醒還差照片的群組
demo-next-afternoon = 再提醒一次，並告知負責人
demo-next-evening = 當天截止：拼圖報送，發日報
demo-next-other = { $name }
demo-run = 讓時間快轉
demo-run-next = 快轉到 { $time }
demo-run-next-day = 快轉到 { $day } { $time }
demo-run-evening = 晚上八點
demo-run-tomorrow = 明天
demo-run-hour = 一小時

## The list of chats.

demo-chats = 聊天
demo-channel = 頻道
demo-list-others = 還能加入的群組
demo-list-outside = 還沒加入
demo-list-empty = 還沒有訊息
demo-unread = 未讀訊息
demo-unread-count = { $count } 則未讀
demo-choose = 在左邊選一個聊天

## An open chat.

demo-back = 返回聊天列表
demo-about-bot = 機器人
demo-about-blocked = 已封鎖
demo-about-group = { $count } 位成員
demo-about-channel = 頻道 · { $count } 位訂閱者
demo-welcome = 點下面的「開始」，跟機器人說第一句話。
demo-outside = 加入以後才能看到這裡的訊息。
demo-messages = 訊息
demo-earlier = 看更早的訊息
demo-down = 到最新訊息
demo-pinned = 置頂
demo-chat-menu = 聊天選單
demo-add-bot = 把機器人加進來
demo-join = 加入群組
demo-leave = 退出
demo-block = 封鎖機器人
demo-unblock = 解除封鎖機器人
demo-start = 開始
demo-read-only = 頻道裡只有管理員能發訊息。
demo-muted = 您在這裡被禁言了。
demo-moved = 群組升級了，前往新的群組
demo-rank-owner = 群主
demo-rank-admin = 管理員
demo-edited = 已編輯
demo-forwarded = 轉傳自 { $name }
demo-reply-gone = 原訊息已刪除
demo-reveal = 顯示遮住的文字
demo-unfold = 展開引文
demo-photo-of = { $name }的照片
demo-photo-captioned = { $name }的照片：{ $caption }
demo-reaction = { $emoji }：{ $names }
demo-short-photo = 🖼 照片
demo-short-album = 🖼 { $count } 張照片
demo-short-place = 📍 位置
demo-short-contact = 👤 聯絡人
demo-short-poll = 📊 { $question }
demo-video = 🎬 影片
demo-other = （{ $kind }）
demo-poll-open = 公開投票
demo-poll-anonymous = 匿名投票
demo-poll-quiz = 測驗
demo-poll-closed = 投票已結束
demo-poll-votes = { $count } 票
demo-vote = 投票
demo-vote-back = 收回我的選擇
demo-service-joined = { $name }加入了群組
demo-service-added = { $name }加入了{ $others }
demo-service-left = { $name }退出了群組
demo-service-removed = { $name }移除了{ $other }
demo-service-title = { $name }把群組名稱改成「{ $title }」
demo-service-pinned = { $name }置頂了一則訊息
demo-service-upgraded = 群組已升級為超級群組
demo-service-topic = { $name }新增了話題「{ $topic }」
demo-service-created = { $name }建立了這個群組
demo-service-other = （{ $kind }）

## The menu of a message, pictures.

demo-message = { $name }，{ $time }：{ $what }
demo-message-menu = 訊息選單
demo-react = 回應
demo-reply = 回覆
demo-edit = 編輯
demo-forward = 轉傳
demo-delete = 刪除
demo-forward-to = 轉傳給誰
demo-forward-done = 已轉傳
demo-add-to = 把機器人加到哪個群組
demo-viewer = 看大圖
demo-viewer-before = 上一張
demo-viewer-next = 下一張

## The composer.

demo-composer = 寫訊息
demo-write = 寫訊息…
demo-caption = 寫一句：在哪裡、做了什麼、幾個人
demo-send = 傳送
demo-attach = 照片、檔案、位置
demo-commands = 機器人的指令
demo-reply-keys = 機器人提供的按鍵
demo-editing = 編輯訊息
demo-replying = 回覆
demo-picked = 選好的照片和檔案
demo-remove = 移除
demo-most-photos = 一次最多傳 10 張
demo-tray = 選照片，選幾張就是一組
demo-own-files = 用自己的檔案
demo-as-file = 以檔案傳送，不壓縮
demo-places = 或者傳一個位置
demo-spot-bridge = 二里橋
demo-spot-lake = 太湖邊
demo-spot-hill = 莫干山
demo-tray-done = 選好了

## The drawer of trouble.

demo-trouble = 出點狀況
demo-trouble-about = 讓外面的世界出毛病，看看會不會丟東西。
demo-trouble-telegram = Telegram
demo-trouble-bot = 機器人
demo-fault-none = 一切正常
demo-fault-none-about = 來去都通
demo-fault-down = 斷線
demo-fault-down-about = 機器人連不上 Telegram
demo-fault-slow = 很慢
demo-fault-slow-about = 每個請求都要等
demo-fault-flood = 限流
demo-fault-flood-about = 傳什麼都被要求等幾秒
demo-crash = 讓機器人當機
demo-crash-about = 像斷電一樣，馬上停
demo-revive = 重新啟動機器人
demo-revive-about = 從中斷的地方接著做
demo-figure-updates = Telegram 替它存著
demo-figure-inbox = 收到了，待處理
demo-figure-outbox = 定好了，待送出
demo-trouble-waiting = 現在等著的
demo-trouble-proof = 從您來到現在
demo-figure-lost = 遺失
demo-figure-doubled = 重複
demo-proof-photos = 照片：傳了 { $posted } 張，記下 { $taken } 張，算數 { $counted } 張
demo-proof-messages = 訊息：要傳 { $decided } 則，送到 { $delivered } 則{ $dropped ->
    [0] {""}
   *[other] ，作罷 { $dropped } 則
}
demo-nothing-lost = 收到的先寫入磁碟再確認，要傳的先寫入磁碟再傳：所以什麼也不會丟。
demo-wrong-crashed = 機器人停了
demo-wrong-down = Telegram 斷線
demo-wrong-slow = Telegram 很慢
demo-wrong-flood = Telegram 限流

## The tour.

demo-tour = 導覽
demo-tour-again = 重看導覽
demo-tour-skip = 略過導覽
demo-tour-progress = 導覽：已完成 { $done } / { $all } 步
demo-tour-go = 以{ $name }的身分開啟「{ $chat }」
demo-tour-1 = 傳三張照片
demo-tour-1-go = { $name }是志工。先以這個身分走進志工群組。
demo-tour-1-here = 點迴紋針選三張照片，寫一句在哪裡、做了什麼、幾個人，然後傳送。
demo-tour-1-more = 已經傳了 { $have } 張，一共要三張。
demo-tour-pick = 替我選好三張
demo-tour-2 = 看見 3/3
demo-tour-2-here = 機器人按 👍 就是算數了；夠數時它在群組裡說一句。
demo-tour-3 = 快轉到晚上八點
demo-tour-3-here = 3/3，夠數了。現在讓時間走到晚上八點，當天截止。
demo-tour-4 = 讀負責人的日報
demo-tour-4-go = 八點整，每位負責人收到一份日報。看看{ $name }收到了什麼。
demo-tour-5 = 看報上去的拼圖
demo-tour-5-go = 照片拼成一張圖，報到了指揮部。以{ $name }的身分去看。
demo-tour-wait = 馬上就到…
demo-tour-end = 一天就是這樣
demo-tour-end-text = 接下來隨您：換個人、傳點別的、點右上角的狀況開關，看它會不會丟東西。
demo-tour-done = 自己玩

## What a visitor does, and why it is not done.

demo-act-unknown = 這個人、這個聊天室或這個按鈕不存在，重新整理後再試。
demo-act-not-inside = 你不在這個聊天室裡，請先加入。
demo-act-gone = 這則訊息或這個按鈕已經不在了。
demo-act-malformed = 這個表單讀不懂，請重新整理頁面再試一次。
demo-act-failed = 示範本身出錯了：{ $why }
demo-act-refused = Telegram 不允許這麼做：{ $why }
demo-act-start-first = 先點「開始」，機器人才聽得到你。
demo-act-nothing = 還沒寫字，也沒選照片。
demo-act-too-long = 太長了：最多 { $most } 個字，現在有 { $length } 個。
demo-act-too-many = 一次最多 { $most } 個。
demo-act-empty = { $name } 是空的。
demo-act-file-too-big = 太大了：一個檔案最多 { $most } MB。
demo-act-photo-too-big = { $name } 太大：照片最多 { $most } MB，可以用檔案傳送。
demo-act-no-picture = { $name } 不是 Telegram 能顯示的圖片，可以用檔案傳送。
demo-act-photo-shape = { $name } 是 { $width }×{ $height }：照片寬高相加最多 10000，長邊最多是短邊的 20 倍。可以用檔案傳送。
demo-act-no-place = 沒有這樣的位置。
demo-act-no-number = 這不像電話號碼。
demo-act-not-own = 只能改、只能刪自己的訊息。
demo-act-no-words = 這則訊息沒辦法這樣做。
demo-act-no-reaction = 這裡不能用這個表情回應。
demo-act-one-answer = 選一個答案。
demo-act-admins-only = 只有頻道的管理員能這麼做。
demo-act-bot-is-there = 機器人已經在這裡了。
demo-act-day-over = 這一天演完了。

## 誰可以用這個頁面。

demo-guard-name = 示範不叫 { $name }：請開啟啟動時印出的連結，或用 --listen 寫明這個名稱再啟動。
demo-guard-page = 這個要求不是從示範自己的頁面送出的：請開啟啟動時印出的連結，在那裡再試一次。
demo-tour-late = 這一天已經過完了
demo-tour-late-text = 之前有人玩過，都還留著。可以隨意看看，也可以從頭再來，導覽只要兩分鐘。
