### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 「{ $campaign }」的主辦單位會保存：您的 Telegram 編號、名字、所選區域、您填的資料和傳的照片，只用於這次行動的統計與報送；照片在行動結束 { $photos } 天後刪除，退出 { $left } 天後資料全部刪除。/mydata 看存了什麼，/forget 隨時刪除。
