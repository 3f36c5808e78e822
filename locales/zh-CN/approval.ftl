### Joining where a lead agrees first.

# To the applicant.
approval-asked = 报名{ $area }交给负责人了，同意了就告诉你。照片照常发，通过以后一起算。
approval-yes = 负责人同意了。{ $joined }
approval-no = 报名{ $area }这次没有通过。想再试，可以再报一次名。
approval-yes-there = { $name } 的报名通过了，已加入{ $area }。发照片就算打卡。
approval-answer-there = { $name }，你的报名有答复了。
approval-button-answer = 看答复
approval-taken-back = 好，报名{ $areas }的申请收回了。

# To the leads.
approval-card = <b>{ $name }</b> 想加入{ $area }。
approval-others = 另有 { $count } 人在等。
approval-none = 没有人在等你同意了。
approval-button-yes = 同意
approval-button-no = 不同意
approval-approved = { $by } 同意了 { $name } 加入{ $area }。
approval-refused = { $by } 没有同意 { $name } 加入{ $area }。
approval-withdrawn = { $name } 收回了申请。
approval-toast-yes = 同意了，对方马上知道。
approval-toast-no = 没有同意，对方马上知道。
approval-toast-late = 已经有人处理过了。
approval-in-private = 先私聊打开我，就能看谁在等。
approval-evening = 等着加入 { $count } 人
approval-evening-button = 看谁在等
