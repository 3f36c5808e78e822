### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 「{ $campaign }」的组织方会存：你的 Telegram 编号、名字、所选区域、你填的资料和发的照片，只用于这次行动的统计和报送；照片在行动结束 { $photos } 天后删，退出 { $left } 天后资料全删。/mydata 看存了什么，/forget 随时删掉。

privacy-data-open = 资料只在私聊里给，先点开我：
privacy-open-me = 打开私聊
privacy-data-begun = 正在打包你的资料，好了发到这里。
privacy-data-under-way = 已经在打包了，好了就发来。
privacy-data-here = 📦 我们存的关于你的全部资料；mydata.json 是文字，photos 里是你的原图。
privacy-data-child = 📦 我们存的关于「{ $child }」的全部资料；mydata.json 是文字，photos 里是原图。
privacy-data-part = 📦 你的资料，第 { $number } 个，共 { $count } 个。

privacy-forget-ask = <b>删掉你的全部资料？</b>删了不能恢复。
    · 会删：名字、编号、你填的和写的、照片原图、还没审的照片；你不再属于任何区域
    · 会留：已经计入的张数和人次、积分流水（只剩数字，查不到你）、已经报送的拼图
    · { $points } 分用不了了，再来就从零开始
    要留一份的话先 /mydata。
privacy-forget-ask-short = 删掉你在这里的全部资料？名字、照片原图和说明都会删，不能恢复；已经计入的张数留着。
privacy-forget-lead = ⚠️ 你是{ $areas }的负责人，删了就没有人管了，最好先请管理员换人。
privacy-forget-last-admin = ⚠️ 你是最后一个管理员：删了以后要重启机器人，用日志里的链接认领。
privacy-forget-configured = ⚠️ 你的编号写在 bot.toml 的 admins 里，这一行要请管服务器的人删。
privacy-forget-yes = 删掉
privacy-forget-no = 不删
privacy-forget-begun = 好，正在删，几分钟就完。这是发给你的最后一条消息，谢谢你做的一切。
privacy-forget-begun-toast = 正在删，几分钟就完
privacy-forget-under-way = 已经在删了，几分钟就完。
privacy-forget-kept = 好，什么都没删
privacy-not-yours = 只有本人可以点
privacy-forget-only-own = 只能删自己的，直接发 /forget；替别人删要找管理员。
privacy-forget-in-private = 别在群里说，私聊我发 /forget @用户名。
privacy-forget-unknown = 没有见过 { $who }。写 @用户名 或者 Telegram 编号。
privacy-forget-ask-other = <b>删掉 { $name } 的全部资料？</b>删了不能恢复；计入的张数和积分流水只剩数字，照片原图和说明都删。请先确认是本人的书面申请。
privacy-forget-other-begun = 好，正在删，几分钟就完。操作记录里不写名字。
privacy-forgotten-by-admin = 按书面申请，管理员正在删掉你的全部资料。这是发给你的最后一条消息。
privacy-left-soon = 你已经退出「{ $campaign }」很久了，{ $day }起会删掉你的全部资料。想留下就发 /join。
