### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 「{ $campaign }」的主辦單位會保存：您的 Telegram 編號、名字、所選區域、您填的資料和傳的照片，只用於這次行動的統計與報送；照片在行動結束 { $photos } 天後刪除，退出 { $left } 天後資料全部刪除。/mydata 看存了什麼，/forget 隨時刪除。

privacy-data-open = 資料只在私訊裡給，請先點開我：
privacy-open-me = 開啟私訊
privacy-data-begun = 正在打包您的資料，好了會傳到這裡。
privacy-data-under-way = 已經在打包了，好了就傳過來。
privacy-data-here = 📦 我們保存的關於您的全部資料；mydata.json 是文字，photos 裡是您的原圖。
privacy-data-child = 📦 我們存的關於「{ $child }」的全部資料；mydata.json 是文字，photos 裡是原圖。
privacy-data-part = 📦 您的資料，第 { $number } 個，共 { $count } 個。

privacy-forget-ask = <b>要刪除您的全部資料嗎？</b>刪了無法復原。
    · 會刪：名字、編號、您填的和寫的、照片原圖、還沒審的照片；您不再屬於任何區域
    · 會留：已計入的張數和人次、積分紀錄（只剩數字，查不到您）、已報送的拼圖
    · { $points } 分不能再用，再來就從零開始
    想留一份的話請先 /mydata。
privacy-forget-ask-short = 要刪除您在這裡的全部資料嗎？名字、照片原圖和說明都會刪，無法復原；已計入的張數會保留。
privacy-forget-lead = ⚠️ 您是{ $areas }的負責人，刪了就沒有人負責，最好先請管理員換人。
privacy-forget-last-admin = ⚠️ 您是最後一位管理員：刪除後要重新啟動機器人，用日誌裡的連結認領。
privacy-forget-configured = ⚠️ 您的編號寫在 bot.toml 的 admins 裡，這一行要請管伺服器的人刪除。
privacy-forget-yes = 刪除
privacy-forget-no = 不刪
privacy-forget-begun = 好，正在刪除，幾分鐘就好。這是傳給您的最後一則訊息，謝謝您做的一切。
privacy-forget-begun-toast = 正在刪除，幾分鐘就好
privacy-forget-under-way = 已經在刪除了，幾分鐘就好。
privacy-forget-kept = 好，什麼都沒刪
privacy-not-yours = 只有本人可以點
privacy-forget-only-own = 只能刪自己的，直接傳 /forget；替別人刪請找管理員。
privacy-forget-in-private = 別在群組裡說，私訊我傳 /forget @使用者名稱。
privacy-forget-unknown = 沒有見過 { $who }。請寫 @使用者名稱或 Telegram 編號。
privacy-forget-ask-other = <b>要刪除 { $name } 的全部資料嗎？</b>刪了無法復原；計入的張數和積分紀錄只剩數字，照片原圖和說明都會刪。請先確認是本人的書面申請。
privacy-forget-other-begun = 好，正在刪除，幾分鐘就好。操作紀錄裡不寫名字。
privacy-forgotten-by-admin = 依書面申請，管理員正在刪除您的全部資料。這是傳給您的最後一則訊息。
privacy-left-soon = 您已經退出「{ $campaign }」很久了，{ $day }起會刪除您的全部資料。想留下請傳 /join。
