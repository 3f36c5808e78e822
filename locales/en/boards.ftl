### Rankings.

boards-usage = Write <code>/top areas month</code>, <code>/top teams</code> or <code>/top each all</code>. Who: people, areas, teams; when: day, week, month, season, all.
boards-head = <b>{ $title }</b> · { $period }
boards-people = Top people
boards-people-in = Top people of { $area }
boards-areas = Top areas ({ $level })
boards-areas-in = Top areas of { $area } ({ $level })
boards-areas-each = Top areas per person ({ $level })
boards-areas-each-in = Top areas of { $area } per person ({ $level })
boards-teams = Top teams
boards-teams-in = Top teams of { $area }
boards-teams-each = Top teams per person
boards-teams-each-in = Top teams of { $area } per person
boards-today = today ({ $day })
boards-day = { $day }
boards-this-week = this week ({ $from } – { $until })
boards-this-month = this month ({ $from } – { $until })
boards-days = { $from } – { $until }
boards-season = { $name } ({ $from } – { $until })
boards-all = all ({ $from } – { $until })
boards-points = { $points ->
    [one] 1 point
   *[other] { $points } points
}
boards-each = { $points } each
boards-line = { $place }. { $name }: { $value }
boards-line-own = <b>{ $place }. { $name }: { $value }</b>
boards-you = You
boards-name = { $name }
boards-own = { $who }: place { $place }, { $value }, { $gap } more to catch up with { $name }
boards-own-level = { $who }: place { $place } with { $others } more, { $value }, { $gap } more to catch up with { $name }
boards-own-first = { $who }: first, { $value }
boards-own-first-level = { $who }: first with { $others } more, { $value }
boards-own-nothing = Nothing earned yet in this time: a photo puts you on the board.
boards-own-hidden = You are not shown here (/me changes that). In this time: { $points ->
    [one] 1 point
   *[other] { $points } points
}.
boards-own-left-out = Your role is not ranked. In this time: { $points ->
    [one] 1 point
   *[other] { $points } points
}.
boards-small-areas = Per person from { $least } people on; { $count ->
    [one] 1 area has
   *[other] { $count } areas have
} fewer.
boards-small-teams = Per person from { $least } people on; { $count ->
    [one] 1 team has
   *[other] { $count } teams have
} fewer.
boards-empty = Nobody has points yet: the first photo leads the board.
boards-empty-small = None has enough people yet; look at the totals.
boards-empty-past = Nobody earned points in this time.
boards-key-on = ✓ { $label }
boards-key-people = People
boards-key-areas = Areas
boards-key-teams = Teams
boards-key-total = Total
boards-key-each = Per person
boards-key-here = Only { $area }
boards-key-everywhere = Everywhere
boards-key-day = Today
boards-key-week = Week
boards-key-month = Month
boards-key-season = Season
boards-key-all = All
boards-key-before = ‹ Earlier
boards-key-after = Later ›
boards-key-to-before = ‹ { $name }
boards-key-to-after = { $name } ›
