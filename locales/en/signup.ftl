### Joining, leaving, the questions after it, what is stored of a person.

signup-button = Join { $area }
signup-hello = Hello { $name }, this is the helper of “{ $campaign }”.
signup-pick = Pick an area to sign up: type part of its name or code, or use the buttons.
signup-below = { $area }: go further down, or sign up right here.
signup-here = Join { $area }
signup-up = ‹ Back up
signup-page-before = ‹ Previous
signup-page-after = Next ›
signup-found = { $count ->
    [one] One area fits; tap it to sign up:
   *[other] { $count } areas fit; tap one to sign up:
}
signup-found-many = { $count } areas fit, here are { $shown }; type more of the name to narrow it down:
signup-no-areas = There are no areas to join yet; come back once an admin has imported them.
signup-unknown-code = No area has the code { $code }; the link may be out of date.
signup-start-in-private = Send /join to sign up; then every photo you post in the group counts.
signup-not-as-a-chat = Posting as a group or channel hides who you are; switch to your own account to sign up.
signup-unbound = This group has no area yet; an admin or a lead has to send /bind and the area's code first.
signup-joined = Signed up for { $area }; you have { $points ->
    [one] 1 point
   *[other] { $points } points
}. Just post photos, with a line each: where, what was done, how many people.
signup-joined-further = You joined { $area } too; your other areas stay.
signup-standing = You are signed up for { $areas } and have { $points ->
    [one] 1 point
   *[other] { $points } points
}. Just post photos.
signup-toast-already = You are signed up for { $area } already
signup-claimed = You are an admin now. Next: send me the file of areas (CSV) with the caption /areas; then add me to a group and send /bind with an area's code there.
signup-claim-refused = This link is wrong, or has been used already.
signup-hint = No area fits that. /join lists the areas, /help shows what I can do.
