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
