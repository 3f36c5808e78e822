### What points buy.

rewards-none = There is nothing to get at the moment.
rewards-title = <b>{ $name }</b> · { $points ->
    [one] 1 point
   *[other] { $points } points
}
rewards-facts = { $left } · { $counter }
rewards-left = { $count } left
rewards-endless = plenty left
rewards-counter = from { $area }
rewards-counter-any = from any lead
rewards-limit-all = { $count } for each person
rewards-limit-season = { $count } for each person and season
rewards-limit-month = { $count } for each person and month
rewards-limit-week = { $count } for each person and week
rewards-days = From { $from } to { $until }
rewards-days-from = From { $from } on
rewards-days-until = Until { $until }
rewards-place = { $place }/{ $count }
rewards-balance = You have { $points ->
    [one] 1 point
   *[other] { $points } points
}
rewards-held = Reserved: <code>{ $code }</code>, until { $until }
rewards-lack-points = { $points ->
    [one] 1 point
   *[other] { $points } points
} still missing
rewards-lack-owes = { $points ->
    [one] 1 point
   *[other] { $points } points
} owed; make them up first
rewards-lack-stock = All gone; it may be stocked again
rewards-lack-limit = You have had as many as one may
rewards-lack-now = Not to be had today
rewards-lack-withdrawn = This is not offered any more
rewards-take-button = Get it ({ $points })
rewards-again-button = One more ({ $points })
rewards-mine-button = What I got
rewards-all-button = ‹ All rewards
rewards-edit-button = Look after them
rewards-open-button = Open in private
rewards-in-private = Rewards are got in private; press to open.
rewards-where = { $counter } · until { $until }
rewards-voucher =
    <b>{ $name }</b>, code <code>{ $code }</code>
    { $place }; show the code to the lead
rewards-reserved = Reserved; your code is { $code }
rewards-has = You have one reserved, code { $code }
rewards-mine = What you got:
rewards-mine-none = You have got nothing yet.
rewards-line-handed = { $name } { $code }, fetched on { $day }
rewards-line-cancelled = { $name } { $code }, cancelled on { $day }, points returned
rewards-line-refused = { $name } { $code }, could not be handed out on { $day }, points returned
rewards-line-expired = { $name } { $code }, expired on { $day }, points returned
rewards-cancel-button = Cancel
rewards-cancel-one = Cancel { $code }
rewards-cancel-sure = Cancel “{ $name }”? You get { $points ->
    [one] 1 point
   *[other] { $points } points
} back.
rewards-cancel-yes = Cancel it
rewards-cancel-no = Keep it
rewards-cancelled = “{ $name }” is cancelled; { $points ->
    [one] 1 point is
   *[other] { $points } points are
} back.
rewards-ended-already = This one is settled already.
rewards-not-own = This is not your reservation.
rewards-soon = Tomorrow is the last day to fetch it.
rewards-expired = “{ $name }” was not fetched in time; { $points ->
    [one] 1 point is
   *[other] { $points } points are
} back, and it is on the shelf again.
rewards-redeem-usage = Add the code, for example <code>/redeem K7M2P9</code>, or scan the picture.
rewards-redeem-card =
    <b>{ $name }</b> for { $person }
    <code>{ $code }</code> · { $points ->
    [one] 1 point
   *[other] { $points } points
} · { $place }
rewards-hand-button = Hand out
rewards-refuse-button = Cannot hand out
rewards-refuse-why = Why not? Points and stock go back.
rewards-reason-gone = there are none left
rewards-reason-damaged = it is damaged
rewards-reason-other = another reason
rewards-back = ‹ Back
rewards-handed = Handed out: { $name } to { $person } ({ $code })
rewards-handed-you = “{ $name }” is yours; thank you for your work.
rewards-refused = Not handed out: { $name } ({ $code }); points and stock went back.
rewards-refused-you = “{ $name }” could not be handed out: { $why }. { $points ->
    [one] 1 point is
   *[other] { $points } points are
} back.
rewards-not-yours = This is for the leads of another area.
rewards-code-unfit = A code has 6 letters and digits, without 0, O, 1, I and L.
rewards-code-unknown = There is no code { $code }; please look again.
rewards-code-elsewhere = This one is not fetched from you: { $counter }.
rewards-code-enough = Too many tries; come back in an hour.
rewards-code-handed = { $name } ({ $code }) was handed out on { $at } by { $by }.
rewards-code-expired = { $name } ({ $code }) expired on { $at }; the points went back, so it can be reserved anew.
rewards-code-cancelled = { $name } ({ $code }) was cancelled by its owner on { $at }.
rewards-code-refused = { $name } ({ $code }) was turned down on { $at } by { $by }.

rewards-edit-none = There is no reward of yours to look after yet.
rewards-edit-list = { $count ->
    [one] 1 reward
   *[other] { $count } rewards
} to look after:
rewards-edit-line = { $name } · { $points ->
    [one] 1 point
   *[other] { $points } points
}
rewards-edit-line-out = { $name } · withdrawn
rewards-edit-new = New reward
rewards-edit-where = Where is the new reward fetched?
rewards-edit-out = Withdrawn: nobody can get it; what is reserved can still be fetched.
rewards-edit-restore = Offer again
rewards-edit-withdraw = Withdraw
rewards-edit-all = ‹ All
rewards-edit-back = ‹ Back
rewards-of-file = It stands in bot.toml; its name, price and the like are changed there.
rewards-made = Done, it is in the catalogue.
rewards-field-name = Name
rewards-field-price = Price
rewards-field-stock = Stock
rewards-field-limit = Limit
rewards-field-per = Limit per
rewards-field-counter = Counter
rewards-field-days = Days
rewards-field-picture = Picture
rewards-ask-new-name = What is it called? Send one line of up to 64 characters; /cancel leaves.
rewards-ask-new-price = How many points is one “{ $name }”? Send a number.
rewards-ask-new-stock = “{ $name }” for { $points ->
    [one] 1 point
   *[other] { $points } points
}: how many are there? Send a number, or “unlimited”.
rewards-ask-name = It is called “{ $name }”; what shall it be? Send one line.
rewards-ask-price = It is { $points ->
    [one] 1 point
   *[other] { $points } points
} now; send the new price. What is reserved keeps the old one.
rewards-ask-stock = { $count } left. Send <code>+20</code> for what came, <code>-3</code> for what went, <code>17</code> if you counted 17, or “unlimited”.
rewards-ask-limit = How many for one person? Send a number.
rewards-ask-per = Within which span does the limit count?
rewards-ask-days = On which days? Send two, for example <code>7/1 8/31</code>; one alone is the last.
rewards-ask-counter = Now: { $counter }. Send an area's name or code to change it.
rewards-ask-picture = Send a photo.
rewards-clear-limit = No limit
rewards-clear-days = Always
rewards-clear-picture = No picture
rewards-counter-all-button = Everywhere, any lead
rewards-counter-unknown = None of your areas is like “{ $text }”; try another name or code.
rewards-which-counter = Where is it fetched?
rewards-per-all = in all
rewards-per-season = season
rewards-per-month = month
rewards-per-week = week
rewards-picture-set = The picture is changed.
rewards-name-unfit = A name is one line of 1 to { $most } characters.
rewards-number-unfit = Send a whole number from 1 to { $most }.
rewards-stock-unfit = Send a number such as <code>20</code>, <code>+5</code> or <code>-3</code>, at most { $most }, or “unlimited”.
rewards-stock-short = Only { $count } left; that is too many to take away.
rewards-days-unfit = Not understood. Send two days, for example <code>7/1 8/31</code>, the first no later than the second.
rewards-affords = Within reach: { $name } ({ $points } points)
rewards-comes-next = { $points } more for: { $name }
