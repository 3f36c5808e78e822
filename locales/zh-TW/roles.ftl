### Who may do what: appointing, dismissing.

roles-admin = 管理員
roles-lead = { $area }負責人
roles-inspector = { $area }巡查員
roles-all = 全部 { $count } 個職務
roles-appoint-usage =
    用法：回覆對方的訊息，或寫 @使用者名稱 或使用者 ID。例如：
    <code>/appoint lead 330502 @chenjing</code>
    lead 負責人，inspector 巡查員，admin 管理員（不用區域代碼）。
roles-dismiss-usage =
    用法：回覆對方的訊息，或寫 @使用者名稱 或使用者 ID。例如：
    <code>/dismiss lead 330502 @chenjing</code>
    只寫 /dismiss 和人，就解除全部職務。
roles-code-unknown = 沒有「{ $code }」這個區域代碼。
roles-code-offers = 沒有「{ $code }」這個區域代碼，是不是：{ $offers }
roles-person-unknown = 沒見過 { $who }。請對方先在群組裡說句話或開啟我，或回覆對方的訊息。
roles-already = { $name }已經是{ $what }了。
roles-appointed = { $name }現在是{ $what }。
roles-appointed-unopened = { $name }現在是{ $what }，但還沒開啟過我，收不到我的訊息。請對方點一下：
roles-open-me = 開啟集結
roles-you-are = 您現在是{ $what }，傳 /help 看看能做什麼。
roles-dismissed = 已解除：{ $name }，{ $what }。
roles-you-are-not = 您的職務已解除：{ $what }。謝謝您。
roles-had-not = { $name }不是{ $what }。
roles-had-none = { $name }沒有職務。
roles-configured = { $name }的管理員寫在 bot.toml 裡，要在那裡改。
roles-last-admin = { $name }是唯一的管理員，請先任命另一位。

# Hand-over
roles-no-bots = 機器人不能有職務，請指定一個人。
roles-away-usage =
    用法：<code>/away until 7-5 to @chenjing</code>，或回覆對方的訊息 <code>/away 7月5日</code>。
    到那天為止，對方替你負責你的區域，收日報、審核、提醒；你回來傳 /back。
roles-away-now = { $name }替你代管到 { $day }。提前回來就傳 /back。
roles-away-begun = 好，到 { $day }為止由{ $name }代管你的區域。你的權限不變，只是不再收日報和提醒。提前回來傳 /back。
roles-away-leads-nothing = 你自己沒有負責的區域，沒有可以交代的。
roles-away-past = 這一天已經過了，請寫今天或以後的日子。
roles-away-too-long = 最多可以交代一年。
roles-away-oneself = 不能請自己代管，請指定另一個人。
roles-away-both = { $name }自己也不在（到 { $day }），請另找一位。
roles-away-chain = 你正在替{ $name }代管（到 { $day }），代管期間不能再轉交。請{ $name }先傳 /back，或改請別人。
roles-away-unopened = { $name }還沒打開過我，收不到日報。請對方先點一下，再交代：
roles-standing-in = { $name }請你代管到 { $day }：{ $areas }。這期間日報、審核、提醒都傳給你，傳 /help 看看能做什麼。
roles-stood-in = 代管結束，{ $name }重新自己負責。謝謝你。
roles-away-over = 代管到期，從今天起又由你自己負責，{ $name }不再代管。
roles-away-alone = 替你代管的人已退出，你的區域又由你自己負責。還沒回來的話，請用 /away 另找一位。
roles-back = 歡迎回來。{ $name }不再代管，日報和提醒又傳給你。
roles-back-nothing = 你沒有請人代管。
