### Points by hand: awards, adjustments, taking back.

awards-usage =
    用法：回覆對方的訊息，寫 <code>/award 10 搬布條</code>；扣分寫 <code>/award -5 理由</code>。
    也可以寫 <code>/award @使用者名稱 10 理由</code>。
awards-adjust-usage =
    用法：回覆對方的訊息，寫 <code>/adjust 10 理由</code> 或 <code>/adjust -10 理由</code>。
    也可以寫 <code>/adjust @使用者名稱 10 理由</code>。
awards-zero = 0 分不用記，請寫一個數字。
awards-too-much = 一次最多 { $most } 分。
awards-no-reason = 還差一句理由，對方會看到。例如 <code>/award 10 搬布條</code>
awards-long-reason = 理由最多 { $most } 個字。
awards-no-bots = 機器人不記積分，請回覆一個人的訊息。
awards-as-a-chat = 用群組或頻道名義傳的訊息沒有積分，請回覆本人的訊息。
awards-oneself = 不能幫自己記分，請別的負責人來。
awards-not-joined = { $name }還沒報名，報名後才能記分。
awards-waits = { $name }還在等監護人同意，同意後才能記分。
awards-elsewhere = { $name }不在你負責的區域。
awards-spent = 本週還能用 { $left } 分，{ $day }重新計算。
awards-given = { $name } { $amount } 分。
awards-taken = { $name } { $amount } 分，已私下告訴本人。
awards-noted = 已記下。
awards-untold = { $name } { $amount } 分。對方還沒打開過我，暫時收不到訊息。
awards-told = { $amount } 分，{ $by }：{ $reason }
awards-told-undone = { $by }收回了之前的 { $amount } 分。
awards-look = { $name }，你的積分有一筆新紀錄。
awards-undo = 收回
awards-undone = 已收回。
awards-gone = 這一筆已經收回了。
awards-not-yours = 只有當時記分的人和管理員能收回。
awards-too-late = 只能在當週收回，之後請管理員用 /adjust 更正。
