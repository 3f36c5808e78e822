### Badges and levels.

badges-first-photo = First photo
badges-week = Seven days in a row
badges-month = Thirty days in a row
badges-hundred = A hundred photos
badges-comeback = Welcome back
badges-friend = Brought a friend
badges-fix = First issue fixed
badges-three-roles = All three roles
badges-new = { $count ->
    [one] New badge: { $badges }
   *[other] { $count } new badges: { $badges }
}
badges-level = You are { $level } now.
