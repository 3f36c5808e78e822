### What the bot says of its own accord, and who wants to hear it.

mute-mine =
    我主动发给你的这几类消息，按一下就关或开。
    对你的回答、你照片的结果、积分变动，总会告诉你。
mute-chat =
    我在这个群主动发的这几类消息，按一下就关或开。不管几类，每天最多 { $most } 条。
    回答、拼图报送和日报照发。
mute-only-leads = 群里的由这里的负责人或管理员决定。
mute-button-on = ✅ { $kind }
mute-button-off = 🔕 { $kind }
mute-off = 已关：{ $kind }
mute-on = 已开：{ $kind }
mute-kind-reminders = 提醒
mute-kind-posts = 定时消息和活动日预告
mute-kind-bulletins = 周报和月度排名
mute-kind-digests = 每晚日报
mute-kind-lists = 每周清单
mute-kind-badges = 等级和徽章
mute-line = 已关：{ $kinds }（/mute）
mute-elsewhere = 你自己收什么：私聊我发 /mute。这个群里说什么，由这里的负责人或管理员发 /mute 决定。
