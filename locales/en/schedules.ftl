### Schedules.

schedules-usage =
    <code>/schedule</code> lists all. In one line: <code>/schedule add NAME SECOND MINUTE HOUR DAY MONTH WEEKDAY JOB</code>
    For example <code>/schedule add morning 0 0 8 * * MON post to=field Good morning, today the river bank.</code>
    Also <code>/schedule pause NAME</code>, <code>resume</code>, <code>run</code>, <code>remove</code>
schedules-private = Send /schedule in our private chat.
schedules-list = <b>{ $count ->
    [one] One schedule
   *[other] { $count } schedules
}</b> ({ $zone } time)
schedules-line = { $n }. <b>{ $name }</b> · { $job } · { $when }
schedules-line-paused = 　　⏸ paused
schedules-title = <b>{ $name }</b>
schedules-what = What: { $job }
schedules-at = When: { $when }
schedules-place = Where: { $to }
schedules-place-area = Where: { $to }, at and below { $code }
schedules-next = 　　next: { $runs }
schedules-next-never = 　　never again
schedules-next-over = 　　over, never again
schedules-run = { $name }: runs now
schedules-day = { $weekday } { $day } { $name }
schedules-days = Days to come: { $days }
schedules-run-at = { $weekday } { $day } { $time }
schedules-of-file = It comes from bot.toml or is built in: pause it here, change it in bot.toml.
schedules-new-button = + New
schedules-run-button = Run now
schedules-pause-button = Pause
schedules-resume-button = Go on
schedules-remove-button = Remove
schedules-back-button = ‹ All schedules
schedules-run-ask = Run “{ $name }” now ({ $job })? Its planned times stay.
schedules-run-yes = Run now
schedules-run-before = That has run already
schedules-remove-ask = Remove the schedule “{ $name }”?
schedules-remove-yes = Remove
schedules-no = No
schedules-removed = Removed “{ $name }”
schedules-paused = “{ $name }” is paused; what it misses is not made up
schedules-resumed = “{ $name }” goes on
schedules-unknown = No schedule is called “{ $name }”. /schedule lists them.
schedules-gone = This schedule is gone
schedules-added = Added.
schedules-dropped = Nothing was added
schedules-job-remind = remind groups that lack photos
schedules-job-close = close the day: collages to the desks, then digests
schedules-job-digest = send digests
schedules-job-bulletin = send the weekly bulletin
schedules-job-ranking = send the monthly ranking
schedules-job-post = post a text
schedules-job-post-text = post: { $text }
schedules-job-day = tell of the day “{ $name }”
schedules-job-backup = back up
schedules-to-field = volunteers’ groups
schedules-to-desk = desk groups
schedules-to-all = all groups
schedules-when = { $days } { $time }
schedules-when-cron = by cron <code>{ $line }</code>
schedules-when-cron-only = by cron <code>{ $line }</code>, only { $only }
schedules-within-campaign = { $when }, during the campaign
schedules-within-phase = { $when }, during “{ $name }”
schedules-every-day = every day
schedules-workdays = Monday to Friday
schedules-weekly = every { $days }
schedules-monthly = each month on day { $day }
schedules-nth = { $nth } { $day }
schedules-nth-two = every { $first } and { $second } { $day }
schedules-nths = every { $days }
schedules-which = { $n ->
    [0] last
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] fifth
}
schedules-on = on { $days }
schedules-saturdays = every first and third Saturday
schedules-first = each month on day 1
schedules-once = once
schedules-own = a cron line of my own
schedules-ask-job = <b>A new schedule</b>: what shall it do?
schedules-ask-text = What shall be posted? Type it.
schedules-ask-to = Into which groups?
schedules-ask-area = In which area? You can type a name or code.
schedules-which-area = Which one?
schedules-everywhere = Everywhere
schedules-ask-when = On which days?
schedules-ask-day = On which day? For example 2026-07-01, tomorrow.
schedules-ask-cron = Six fields: second, minute, hour, day, month, weekday. <code>0 30 8 * * MON</code> is every Monday at 8:30.
schedules-ask-time = At what time? You can type it: 9:30, 7 pm.
schedules-ready = <b>{ $name }</b>: is this right?
schedules-ready-name = Type a name to call it otherwise.
schedules-save-button = Yes, add it
schedules-step-back = ‹ Back
schedules-drop-button = Leave it
schedules-press = Press one of the buttons above; /cancel to leave it.
schedules-name-unfit = A name is one word without spaces, { $most } characters at most.
schedules-name-taken = “{ $name }” is taken, choose another name.
schedules-never = That time never comes again, choose another.
schedules-day-unfit = That is no day to come. Write it as 2026-07-01.
schedules-time-unfit = That is no time of day. Write it as 9:30.
schedules-text-missing = The text is missing: write it at the end.
schedules-text-long = Too long: { $most } characters at most.
schedules-job-unknown = What shall it do? Write one of { $jobs }
schedules-only-unknown = only={ $text } is not known. Write only=first-saturday,third-saturday, only=2026-07-01 or only=campaign.
schedules-to-unknown = to={ $text } is not known. Write to=field, to=desk or to=all.
schedules-area-unknown = There is no area “{ $text }”.
schedules-cron-five = Five fields: the seconds are missing. Write <code>0 { $line }</code>
schedules-cron-fields = { $count ->
    [one] One field is too few
   *[other] { $count } fields are wrong
}: write six, as in <code>0 0 12 * * *</code> (second, minute, hour, day, month, weekday)
schedules-cron-seconds = That would run many times a minute. Begin with one number of seconds, as in <code>0 0 12 * * *</code>
schedules-cron-weekday = Weekdays as numbers are read differently by different programs. Write MON, TUE, WED, THU, FRI, SAT or SUN
schedules-cron-mark = { $mark } is not known here. For a first or last weekday add only=first-saturday in one line, or choose by button.
schedules-cron-never = There is no such day (as 30 February): it would never run. Choose another.
schedules-cron-other = That is no cron line. Write six fields (second, minute, hour, day, month, weekday): <code>0 30 8 1 * *</code> is each 1st at 8:30
schedules-shadowed = bot.toml has a schedule “{ $name }” too, so the one made in chat rests. To have both, rename it in bot.toml; else /schedule remove { $name }
schedules-left = This draft is gone: press “New” to begin again
