### What admins and leads set up and look after.

admin-help = 「{ $campaign }」，您在這裡可以用：
admin-help-line = /{ $name } { $about }
admin-help-words = 不用斜線也行：直接傳「積分」「狀態」「邀請」就可以。
admin-set-aside = 有一步沒做成，已擱置，其他照常。編號 <code>{ $code }</code>，記錄檔裡有詳情：
    <code>{ $error }</code>
admin-skipped = 排程「{ $name }」錯過了 { $run } 這一次，時間太久，沒有補做。
admin-unreachable = { $count } 位負責人還沒開啟過我，收不到日報。請轉傳給他們：{ $link }
admin-unreachable-lead = { $area }：{ $name }
admin-unreachable-more = 還有 { $count } 位。
admin-reloaded = bot.toml 已生效。{ $rules }
admin-reloaded-but =
    bot.toml 已生效，{ $left } 除外：重新啟動後才換。
    { $rules }
admin-reloaded-rules = 積分規則是第 { $version } 版，從{ $day }起算。
admin-reloaded-same-rules = 積分規則沒有變。
admin-reload-refused =
    bot.toml 有 { $n } 處不對，什麼都沒有改：
    <pre>{ $mistakes }</pre>
admin-backup-begun = 正在備份，好了告訴您。
admin-backup-done =
    已備份，{ $size }：
    <code>{ $path }</code>

# The audit log
admin-audit-empty = 還沒有紀錄。
admin-audit-newest = « 最新
admin-audit-older = 更早 »
admin-audit-server = 伺服器
admin-audit-line = { $at } <b>{ $who }</b> { $what }
admin-audit-line-whom = { $at } <b>{ $who }</b> { $what } → { $whom }
admin-audit-usage = 用法：<code>/audit</code> 看全部，<code>/audit 330502</code> 看一個區域，<code>/audit @chenjing</code> 或回覆對方的訊息看一個人。
admin-audit-handover-begin = 交代代管（到 { $detail }）
admin-audit-handover-end = 結束代管（原訂到 { $detail }）
admin-audit-claim = 認領了機器人，成為第一位管理員
admin-audit-import = 匯入區域（{ $detail }）
admin-audit-bind-field = 綁定志工群：{ $detail }
admin-audit-bind-desk = 綁定協調群：{ $detail }
admin-audit-areas-pause = 暫停區域：{ $detail }
admin-audit-areas-resume = 恢復區域：{ $detail }
admin-audit-areas-retire = 停用區域：{ $detail }
admin-audit-link-make = 做了綁定連結：{ $detail }
admin-audit-link-use = 綁定連結被使用：{ $detail }
admin-audit-unbind = 解除綁定：{ $detail }
admin-audit-appoint-admin = 任命管理員：{ $detail }
admin-audit-appoint-lead = 任命負責人：{ $detail }
admin-audit-appoint-inspector = 任命巡查員：{ $detail }
admin-audit-dismiss-admin = 解除管理員：{ $detail }
admin-audit-dismiss-lead = 解除負責人：{ $detail }
admin-audit-dismiss-inspector = 解除巡查員：{ $detail }
admin-audit-team-new = 建立隊伍：{ $detail }
admin-audit-team-lead = 指派隊長：{ $detail }
admin-audit-team-rename = 隊伍改名：{ $detail }
admin-audit-team-dissolve = 解散隊伍：{ $detail }
admin-audit-points-award = 加減分：{ $detail }
admin-audit-points-adjust = 更正積分：{ $detail }
admin-audit-points-undo = 收回加減分：{ $detail }
admin-audit-reward-new = 新增兌換品：{ $detail }
admin-audit-reward-edit = 修改兌換品：{ $detail }
admin-audit-reward-price = 改價：{ $detail }
admin-audit-reward-stock = 庫存：{ $detail }
admin-audit-reward-picture = 更換圖片：{ $detail }
admin-audit-reward-withdraw = 下架：{ $detail }
admin-audit-reward-restore = 重新上架：{ $detail }
admin-audit-reward-redeem = 交付：{ $detail }
admin-audit-reward-refuse = 未交付：{ $detail }
admin-audit-draw-announce = 公布抽獎：{ $detail }
admin-audit-draw-cancel = 取消抽獎：{ $detail }
admin-audit-draw-drawn = 抽獎開獎：{ $detail }
admin-audit-bulletin-publish = 發布週報：{ $detail }
admin-audit-bulletin-edit = 改了週報草稿：{ $detail }
admin-audit-bulletin-drop = 週報不發布：{ $detail }
admin-audit-ranking-publish = 公布暫定排名：{ $detail }
admin-audit-ranking-weights = 改了排名權重：{ $detail }
admin-audit-ranking-drop = 排名不發布：{ $detail }
admin-audit-ranking-final = 確定最終排名：{ $detail }
admin-audit-ranking-appeal = 對排名申訴：{ $detail }
admin-audit-ranking-accept = 採納申訴：{ $detail }
admin-audit-ranking-reject = 未採納申訴：{ $detail }
admin-audit-people-import = 匯入名單（{ $detail }）
admin-audit-day-export = 匯出一天的資料（{ $detail }）
admin-audit-people-export = 匯出人員（{ $detail }）
admin-audit-person-phone = 看了手機號碼：{ $detail }
admin-audit-photos-words = 補寫照片說明：{ $detail }
admin-audit-photos-place = 補照片地點：{ $detail }
admin-audit-photos-heads = 補照片人數：{ $detail }
admin-audit-photos-move = 照片改計：{ $detail }
admin-audit-photos-fix = 記為固定點位：{ $detail }
admin-audit-photos-unfix = 取消固定點位：{ $detail }
admin-audit-photos-dismiss = 標為不是打卡：{ $detail }
admin-audit-move = 當天照片改計：{ $detail }
admin-audit-signup-approve = 同意報名：{ $detail }
admin-audit-signup-refuse = 沒有同意報名：{ $detail }
admin-audit-consent-link = 監護人同意（連結）：{ $detail }
admin-audit-consent-paper = 登記了紙本同意書：{ $detail }
admin-audit-consent-parent = 家長親自替孩子同意：{ $detail }
admin-audit-consent-withdraw = 撤回了監護人同意：{ $detail }
admin-audit-consent-decline = 監護人沒有同意：{ $detail }
admin-audit-consent-older = 更正：已滿 14 歲：{ $detail }
admin-audit-child-remove = 移走了孩子：{ $detail }
admin-audit-language = 換群組的語言：{ $detail }
admin-audit-remind = 提醒未達標：{ $detail }
admin-audit-review-count = 審核計入：{ $detail }
admin-audit-review-refuse = 審核不計（{ $reason }）：{ $detail }
admin-audit-relay = 報送：{ $detail }
admin-audit-pick = 選了拼圖的照片：{ $detail }
admin-audit-forget = 依要求刪除了一個人的資料
admin-audit-mute-chat = 改了群組的免打擾 { $detail }
admin-audit-schedule-add = 新增排程 { $detail }
admin-audit-schedule-pause = 暫停排程 { $detail }
admin-audit-schedule-resume = 讓排程 { $detail } 繼續
admin-audit-schedule-remove = 刪除排程 { $detail }
admin-audit-schedule-run = 讓排程 { $detail } 馬上做了一次
admin-audit-reload = 重新讀取 bot.toml
admin-audit-backup = 做了備份
admin-audit-other = { $action }：{ $detail }
