### What every feature says.

# A day without its year.
common-day = { $month }月{ $day }日
command-unknown = 沒有這個指令，/help 看看能做什麼。
only-admins = 只有管理員可以這樣做。
only-leads = 只有負責人和管理員可以這樣做。
only-top = 只有管理員和總負責人可以這樣做。
only-inspectors = 只有巡查員、負責人和管理員可以這樣做。
only-members = 先報名再用：/join
only-as-yourself = 用群組或頻道的名義發言時認不出是誰，請改用個人身分再傳。
button-too-old = 這個按鈕已經過期了。

# The command menu.
command-start = 開始
command-help = 能做什麼
command-join = 報名參加
command-invite = 邀請連結與海報
command-leave = 退出一個區域
command-me = 我的區域和積分
command-family = 我名下的孩子
command-points = 我的積分
command-why = 為什麼是這些數字
command-top = 排行榜
command-rewards = 積分兌換
command-status = 今天的張數
command-undo = 收回照片（回覆那張照片）
command-lang = 換語言
command-mute = 關掉不想收的訊息
command-team = 隊伍：加入、查看、管理
command-cancel = 不填了，退出提問
command-mydata = 我的資料，打包傳給我
command-forget = 刪除我的資料
command-review = 審核照片
command-consent = 等監護人同意的孩子
command-requests = 誰在等著加入
command-move = 照片改計到別的區域或日子（回覆那張照片）
command-digest = 日報
command-collage = 今天的拼圖
command-relay = 現在就報送
command-best = 選一張好照片
command-ranking = 月排名：看名次和原因
command-appeal = 對月排名申訴
command-award = 幫人加分或扣分（回覆：/award 10 理由）
command-unusual = 值得看一眼的
command-redeem = 交付兌換碼（/redeem 兌換碼）
command-away = 外出期間請人代管（/away until 7-5 to @user）
command-back = 回來了，結束代管
command-bind = 把群組綁定到區域
command-unbind = 解除這個群組的綁定
command-areas = 區域一覽、匯入、暫停、停用
command-appoint = 任命負責人、巡查員
command-dismiss = 解除職務
command-adjust = 更正積分（回覆：/adjust -10 理由）
command-people = 人員名單：匯入、匯出
command-who = 看一個人的資料（回覆，或寫 @使用者名稱）
command-draw = 抽獎
command-bulletin = 週報：看草稿、發布、看往期
command-schedule = 列出、暫停、新增定時要做的事
command-audit = 操作紀錄
command-reload = 重新讀取 bot.toml
command-backup = 備份
common-weekday = { $n ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[other] 週日
}
common-weekday-short = { $n ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[other] 週日
}
