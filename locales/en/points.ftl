### Points, rankings, rewards.

points-balance = <b>{ $points ->
    [one] 1 point
   *[other] { $points } points
}</b>
points-owed = <b>{ $points ->
    [one] 1 point
   *[other] { $points } points
} owed</b>: a photo was not accepted after all. Make it up before you spend again.
points-lately = This week { $week }, today { $today }
points-line = { $day }: { $what } { $amount }
points-not-as-a-chat = What is posted as a group or channel counts for the area and earns no points.
points-deed-signup = signing up
points-deed-photo = photo
points-deed-first-photo = first photo of the day
points-deed-quota-reached = quota reached
points-deed-streak = days in a row
points-deed-issue = issue reported
points-deed-fix = issue fixed
points-deed-shift-hour = shift
points-deed-inspection = inspection
points-deed-quiz = quiz
points-deed-friend = friend brought in
points-deed-award = award
points-deed-deduction = deduction
points-deed-adjustment = correction
points-deed-reward = reward
points-deed-other = other
points-rehearsal = This is the rehearsal: on { $day } at 00:00 all points start from nothing.
points-season = { $name }: { $points } points
points-level = Level: { $level }, { $missing } more to { $next }
points-level-highest = Level: { $level }, the highest
points-level-first = { $missing } more to { $next }
points-level-name = { $number ->
    [1] Sprout
    [2] Seedling
    [3] Sapling
    [4] Tree
    [5] Grove
   *[other] Level { $number }
}
points-streak = { $days } days in a row
points-badges = Badges: { $badges }
points-why-these = Why these numbers?
points-what = { $deed } #{ $number }
points-line-corrects = Corrected: { $day }: { $what } { $amount }
points-line-by = { $line } · { $by }
points-line-why = { $line } · { $by }: { $note }
points-line-of = { $day }: { $name }, { $what } { $amount }
points-line-of-corrects = Corrected: { $day }: { $name }, { $what } { $amount }
points-somebody = a volunteer
points-period-day = { $day }
points-period-week = { $from } to { $to }
points-period-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
points-period-season = { $name }
points-period-all = so far
points-kind-day = Today
points-kind-week = Week
points-kind-month = Month
points-kind-season = Season
points-kind-all = All

# Why a figure is what it is.
points-why-button = Why?
points-why-you = You
points-why-head = <b>{ $whose }: { $points ->
    [one] 1 point
   *[other] { $points } points
}</b> ({ $period })
points-why-head-owed = <b>{ $whose }: { $points ->
    [one] 1 point
   *[other] { $points } points
} owed</b> ({ $period })
points-why-spent = spent { $points }, not part of it
points-why-none = Nothing was booked in this time.
points-why-older = Older
points-why-newest = Newest
points-why-sent = Sent to you in private.
points-why-open = The entries are shown in private only: open me first.
points-why-not-yours = Only the leads of a person's area can see their entries.
points-why-not-here = Only people of this area can see its entries.
points-why-no-team = No team called “{ $name }” was found.
points-why-usage =
    <code>/why</code> shows yours; leads reply to somebody, or write <code>/why @username</code>;
    for an area <code>/why 330502</code>, for a team <code>/why team Clear River</code>; for a day's digest <code>/why 2026-06-21</code>.
points-evening-top = Today's top { $count ->
    [1] one
    [2] two
    [3] three
    [4] four
   *[other] five
}: { $names }
points-evening-one = { $name } { $points }
