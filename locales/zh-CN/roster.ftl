### Lists of people that an organisation brings, and their claim codes.

roster-how =
    导入名单：把 CSV 发给我，说明写 /people。列：name、area_code，可加 phone、age、skills、team、note。我会还给你一份，每人一个报名码和链接，发给本人，点开就报上名了。再导入一次只更新，不会多出人来。
    导出：<code>/people export</code>，按姓名、区域、积分列出已报名的人，不含电话。
roster-how-lead = <code>/people export</code> 导出你负责的区域里已报名的人，不含电话。
roster-counts = 名单里 { $entries } 人，已有 { $claimed } 人用报名码报上名。
roster-private = 名单里有姓名和报名码，请在私聊里发给我。
roster-too-big = 文件超过 20 MB，请分几份发，或者在服务器上用 muster people import。
roster-imported = 导入完成：新增 { $added }，更新 { $updated }，不变 { $unchanged }。
roster-imported-claimed = { $counts }已报上名的 { $claimed } 人没有改动。
roster-imported-teams = { $counts }新建 { $teams } 支队伍。
roster-imported-next = { $counts }把每人自己的链接发给本人，点开就报上名；链接打不开，就把报名码私聊发给我。
roster-refused = { $count } 处有误，一个人也没有导入：
roster-problem-area = 没有代码是 { $code } 的区域
roster-problem-name = name 要写成一行，1 到 128 个字
roster-problem-name-repeated = 与第 { $first } 行同名同区域，分不清是谁；请在名字后面加注，例如“王伟（三组）”
roster-problem-name-taken = 这个区域已有同名的人，报名码是 { $code }
roster-problem-phone = 电话 { $phone } 不对；请把这一列设成文本再填
roster-problem-keyless = 电话要加密保存，服务器上还没有设 MUSTER_KEY；设好再导入，或者去掉 phone 这一列
roster-problem-age = age 要写周岁数字，不是 { $age }
roster-problem-skills = skills 要写成一行，最多 200 个字
roster-problem-team = 队名 { $team } 太长了，最多 64 个字
roster-problem-code = 没有报名码 { $code }；新人这一格留空
roster-problem-code-repeated = 与第 { $first } 行是同一个人
roster-hello = { $name }，你好，名单上有你。
roster-yours = 这个码是你的，你已经报名{ $area }了。
roster-taken = 这个报名码已经用过了。要是用的人不是你，请告诉给你码的单位。
roster-unknown = 没有报名码 { $code }，请再核对一下（没有 0、O、1、I、L）。
roster-enough = 试的次数太多了，请过一小时再来，或者问问给你码的单位。
roster-gone = 这个码对应的区域已经停用了，请问问给你码的单位。/join 可以自己选区域。
roster-export-begun = 正在导出，马上发来。
roster-exported = { $count } 人。这份文件里有姓名，请妥善保管。
roster-export-too-big = 人太多，文件超过 45 MB，请在服务器上用 muster people export。
