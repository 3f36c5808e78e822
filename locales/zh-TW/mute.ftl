### What the bot says of its own accord, and who wants to hear it.

mute-mine =
    我主動傳給你的這幾類訊息，按一下就關或開。
    對你的回答、你照片的結果、積分變動，一定會告訴你。
mute-chat =
    我在這個群組主動傳的這幾類訊息，按一下就關或開。不論幾類，每天最多 { $most } 則。
    回答、拼貼圖回報和日報照傳。
mute-only-leads = 群組裡的由這裡的負責人或管理員決定。
mute-button-on = ✅ { $kind }
mute-button-off = 🔕 { $kind }
mute-off = 已關：{ $kind }
mute-on = 已開：{ $kind }
mute-kind-reminders = 提醒
mute-kind-posts = 定時訊息和活動日預告
mute-kind-bulletins = 週報和每月排名
mute-kind-digests = 每晚日報
mute-kind-lists = 每週清單
mute-kind-badges = 等級和徽章
mute-line = 已關：{ $kinds }（/mute）
mute-elsewhere = 你自己收什麼：私訊我傳 /mute。這個群組裡說什麼，由這裡的負責人或管理員傳 /mute 決定。
