### What is worth a look.

guards-head = <b>值得看一眼</b>（{ $from }至{ $to }）
guards-foot = 这些多半有正当的原因，只是请你看一眼。
guards-more = 还有 { $count } 条。
guards-nothing = 这七天没有要看的。
guards-open = 这只在私聊里看，先点开我，再发 /unusual
guards-who = { $name }（<code>/who { $id }</code>）
guards-name = { $name }
guards-why = { $name }：为什么？
guards-pair = { $one }和{ $other }四周里只互相加分
guards-burst = { $who }十分钟里有 { $photos } 张计入的照片
guards-copies = { $who }发了 { $copies } 张重复的照片
guards-capped = { $who }七天都到了照片的上限
guards-friends = { $who }带来的 { $friends } 人只发过一张照片
