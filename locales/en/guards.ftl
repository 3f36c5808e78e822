### What is worth a look.

guards-head = <b>Worth a look</b> ({ $from } to { $to })
guards-foot = Most of it will have a good reason. You know these people.
guards-more = { $count } more.
guards-nothing = Nothing to look at in these seven days.
guards-open = This is shown in private only: open me first, then send /unusual
guards-who = { $name } (<code>/who { $id }</code>)
guards-name = { $name }
guards-why = { $name }: why?
guards-pair = { $one } and { $other } awarded only each other in four weeks
guards-burst = { $who }: { $photos } photos counted within ten minutes
guards-copies = { $who } sent { $copies } photos again
guards-capped = { $who } reached the cap for photos on all seven days
guards-friends = { $who } brought in { $friends } who sent one photo and no more
