### What a person is asked and may change: the form after joining, and /me.

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = 還沒報名，傳 /join 選區域
profile-me-areas = 區域：{ $areas }
profile-me-admin = 管理員
profile-me-lead = 負責人：{ $areas }
profile-me-inspector = 巡查員：{ $areas }
profile-me-points = 積分：{ $points }
