### Joining, leaving, the questions after it, what is stored of a person.

signup-button = 报名{ $area }
signup-hello = { $name }，你好。这里是「{ $campaign }」的打卡助手。
signup-pick = 选一个区域报名：发一段名字或代码，或者点下面的按钮。
signup-below = { $area }：往下选，或者就在这里报名。
signup-here = 就报{ $area }
signup-up = ‹ 返回上级
signup-page-before = ‹ 上一页
signup-page-after = 下一页 ›
signup-found = 找到 { $count } 个，点一个就报名：
signup-found-many = 找到 { $count } 个，先列 { $shown } 个；多打几个字更准：
signup-no-areas = 还没有可以报名的区域，等管理员导入以后再来。
signup-unknown-code = 没有代码是 { $code } 的区域，链接可能过期了。
signup-start-in-private = 发 /join 就能报名，报了名在群里发照片就算打卡。
signup-not-as-a-chat = 以群或频道的名义说话时认不出是谁，请换成个人身份再报名。
signup-unbound = 这个群还没有绑定区域，请管理员或负责人先发 /bind 加区域代码。
signup-joined = 已报名{ $area }，现有 { $points } 分。发照片就算打卡，写一句：在哪里、做了什么、几个人。
signup-joined-further = 又加入了{ $area }，原来的区域照旧。
signup-standing = 你已报名：{ $areas }，现有 { $points } 分。发照片就算打卡。
signup-toast-already = 你已经报名{ $area }了
signup-claimed = 你现在是管理员了。下一步：把区域表（CSV）发给我，说明写 /areas；再把我拉进群，在群里发 /bind 加区域代码。
signup-claim-refused = 这个链接不对，或者已经用过了。
signup-hint = 没找到这样的区域。/join 选区域，/help 看看能做什么。
