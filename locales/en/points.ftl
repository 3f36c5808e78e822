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
points-deed-adjustment = correction
points-deed-reward = reward
points-deed-other = other
points-rehearsal = This is the rehearsal: on { $day } at 00:00 all points start from nothing.
