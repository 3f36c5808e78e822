### What every feature says.

# A day without its year.
common-day = { $day } { $month ->
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
command-unknown = No such command; /help shows what there is.
only-admins = Only admins can do this.
only-leads = Only leads and admins can do this.
only-top = Only admins and the leads of the whole campaign can do this.
only-inspectors = Only inspectors, leads and admins can do this.
only-members = Sign up first: /join
only-as-yourself = Posting as a group or channel hides who you are; do this from your own account.
button-too-old = This button is too old.

# The command menu.
command-start = begin
command-help = what you can do
command-join = sign up
command-invite = invitation link and poster
command-leave = leave an area
command-me = your areas and points
command-family = my children, my class
command-points = your points
command-why = what your points are made of
command-top = rankings of people, areas and teams
command-rewards = what your points buy
command-status = today's count
command-undo = take a photo back (reply to it)
command-lang = Change the language
command-mute = switch off what you do not want to hear
command-team = teams: join, look, look after
command-cancel = leave the questions
command-mydata = all that is stored of you, as a file
command-forget = erase what is stored of you
command-review = review photos
command-consent = children who wait for a guardian
command-requests = Who waits to join
command-move = count a photo elsewhere (reply to it)
command-digest = the day's digest
command-collage = today's picture
command-relay = send the day up now
command-best = name a photo one of the best
command-ranking = the monthly ranking, and why
command-appeal = appeal against the monthly ranking
command-award = give or take points (reply: /award 10 why)
command-unusual = what is worth a look
command-redeem = hand out by code (/redeem CODE)
command-away = let someone stand in (/away until 7-5 to @user)
command-back = I am back
command-bind = bind a group to an area
command-unbind = end this group's binding
command-areas = the tree of areas: import, pause, retire
command-appoint = appoint a lead or inspector
command-dismiss = end a role
command-adjust = correct points (reply: /adjust -10 why)
command-people = lists of people: import, export
command-who = look a person up (reply, or @username)
command-draw = prize draws
command-bulletin = the weekly bulletin: draft, publish, earlier ones
command-schedule = what happens when: see, pause and add
command-audit = who did what
command-reload = read bot.toml again
command-backup = write a backup
common-weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
common-weekday-short = { $n ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[other] Sun
}
