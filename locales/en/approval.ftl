### Joining where a lead agrees first.

# To the applicant.
approval-asked = Asked: a lead of { $area } decides, and I tell you. Go on posting; your photos count once you are in.
approval-yes = You are in. { $joined }
approval-no = Your request to join { $area } was not accepted. You can ask again any time.
approval-yes-there = { $name } is in: signed up for { $area }. Just post photos.
approval-answer-there = { $name }, there is an answer to your request.
approval-button-answer = See the answer
approval-taken-back = OK, you no longer ask to join { $areas }.

# To the leads.
approval-card = <b>{ $name }</b> asks to join { $area }.
approval-others = { $count } more { $count ->
    [one] waits.
   *[other] wait.
 }
approval-none = Nobody waits for you to decide.
approval-button-yes = Accept
approval-button-no = Refuse
approval-approved = { $by } accepted { $name } into { $area }.
approval-refused = { $by } refused { $name } for { $area }.
approval-withdrawn = { $name } no longer asks.
approval-toast-yes = Accepted; they hear of it now.
approval-toast-no = Refused; they hear of it now.
approval-toast-late = Somebody has decided already.
approval-in-private = Open me in private first, and see who waits.
approval-evening = Waiting to join: { $count }
approval-evening-button = Who waits to join
