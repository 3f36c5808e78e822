### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 「{ $campaign }」的组织方会存：你的 Telegram 编号、名字、所选区域、你填的资料和发的照片，只用于这次行动的统计和报送；照片在行动结束 { $photos } 天后删，退出 { $left } 天后资料全删。/mydata 看存了什么，/forget 随时删掉。
