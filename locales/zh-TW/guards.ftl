### What is worth a look.

guards-head = <b>值得看一眼</b>（{ $from }到{ $to }）
guards-foot = 這些多半有正當的原因，只是請你看一眼。
guards-more = 還有 { $count } 筆。
guards-nothing = 這七天沒有要看的。
guards-open = 這只在私訊裡看，請先點開我，再傳 /unusual
guards-who = { $name }（<code>/who { $id }</code>）
guards-name = { $name }
guards-why = { $name }：為什麼？
guards-pair = { $one }和{ $other }四週裡只互相加分
guards-burst = { $who }十分鐘裡有 { $photos } 張計入的照片
guards-copies = { $who }傳了 { $copies } 張重複的照片
guards-capped = { $who }七天都到了照片的上限
guards-friends = { $who }帶來的 { $friends } 人只傳過一張照片
