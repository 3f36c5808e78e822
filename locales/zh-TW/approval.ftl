### Joining where a lead agrees first.

# To the applicant.
approval-asked = 報名{ $area }交給負責人了，同意了就告訴你。照片照常發，通過以後一起算。
approval-yes = 負責人同意了。{ $joined }
approval-no = 報名{ $area }這次沒有通過。想再試，可以再報一次名。
approval-yes-there = { $name } 的報名通過了，已加入{ $area }。發照片就算打卡。
approval-answer-there = { $name }，你的報名有答覆了。
approval-button-answer = 看答覆
approval-taken-back = 好，報名{ $areas }的申請收回了。

# To the leads.
approval-card = <b>{ $name }</b> 想加入{ $area }。
approval-others = 另有 { $count } 人在等。
approval-none = 沒有人在等你同意了。
approval-button-yes = 同意
approval-button-no = 不同意
approval-approved = { $by } 同意了 { $name } 加入{ $area }。
approval-refused = { $by } 沒有同意 { $name } 加入{ $area }。
approval-withdrawn = { $name } 收回了申請。
approval-toast-yes = 同意了，對方馬上知道。
approval-toast-no = 沒有同意，對方馬上知道。
approval-toast-late = 已經有人處理過了。
approval-in-private = 先私訊打開我，就能看誰在等。
approval-evening = 等著加入 { $count } 人
approval-evening-button = 看誰在等
