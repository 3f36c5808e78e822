### What a person is asked and may change: the form after joining, and /me.

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = Not signed up yet; /join picks an area
profile-me-areas = Areas: { $areas }
profile-me-admin = Admin
profile-me-lead = Lead: { $areas }
profile-me-inspector = Inspector: { $areas }
profile-me-points = Points: { $points }
