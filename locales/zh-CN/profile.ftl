### What a person is asked and may change: the form after joining, and /me.

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = 还没报名，发 /join 选区域
profile-me-areas = 区域：{ $areas }
profile-me-admin = 管理员
profile-me-lead = 负责人：{ $areas }
profile-me-inspector = 巡查员：{ $areas }
profile-me-points = 积分：{ $points }
