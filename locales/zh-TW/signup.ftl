### Joining, leaving, the questions after it, what is stored of a person.

signup-button = 報名{ $area }
signup-hello = { $name }，您好。這裡是「{ $campaign }」的打卡小幫手。
signup-pick = 選一個區域報名：輸入部分名稱或代碼，或點下面的按鈕。
signup-below = { $area }：繼續往下選，或直接在這裡報名。
signup-here = 就報{ $area }
signup-up = ‹ 回上一層
signup-page-before = ‹ 上一頁
signup-page-after = 下一頁 ›
signup-found = 找到 { $count } 個，點一個就報名：
signup-found-many = 找到 { $count } 個，先列 { $shown } 個；多打幾個字會更準：
signup-no-areas = 目前還沒有可以報名的區域，等管理員匯入後再來。
signup-unknown-code = 沒有代碼為 { $code } 的區域，連結可能過期了。
signup-start-in-private = 傳 /join 就能報名，報名後在群組裡傳照片就算打卡。
signup-not-as-a-chat = 用群組或頻道的名義發言時認不出是誰，請改用個人身分報名。
signup-unbound = 這個群組還沒有綁定區域，請管理員或負責人先傳 /bind 加區域代碼。
signup-joined = 已報名{ $area }，目前 { $points } 分。傳照片就算打卡，寫一句：在哪裡、做了什麼、幾個人。
signup-joined-further = 又加入了{ $area }，原本的區域不變。
signup-standing = 您已報名：{ $areas }，目前 { $points } 分。傳照片就算打卡。
signup-toast-already = 您已經報名{ $area }了
signup-claimed = 您現在是管理員了。下一步：把區域表（CSV）傳給我，說明寫 /areas；再把我加進群組，在群組裡傳 /bind 加區域代碼。
signup-claim-refused = 這個連結不對，或者已經用過了。
signup-hint = 找不到這樣的區域。/join 選區域，/help 看看能做什麼。
