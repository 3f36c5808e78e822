### The page of the demo.

## The frame: the top of the page, its menus and languages.

demo-title = Muster · demo
demo-brand = Muster
demo-brand-small = demo
demo-skip = Skip to the message field
demo-you = You
demo-people = Who you are playing
demo-you-are = You are { $name }, { $part }. Play somebody else
demo-part-volunteer = Volunteer
demo-part-lead = Area lead
demo-part-coordinator = City coordinator
demo-part-admin = Admin
demo-part-stranger = Not signed up
demo-about-volunteer = Posts photos in the group and sees them counted
demo-about-lead = Reviews photos and gets the digest at eight
demo-about-coordinator = Reads what the districts send up to the desk
demo-about-admin = Binds groups, appoints leads, imports areas
demo-about-stranger = In the group, not signed up: post first, join second
demo-more = More
demo-fresh = Start over
demo-fresh-sure = Start over? All chats and photos of this demo go.
demo-cancel = Cancel
demo-close = Close
demo-ok = OK
demo-offline = Connection lost, trying again…
demo-online = Connected again
demo-failed = That did not work; try again
demo-only-telegram = In the real Telegram this opens a page of Telegram’s own
demo-day-next = Next scene
demo-day-failed = This scene failed: { $what }
demo-no-page = There is nothing here.

## The clock.

demo-clock = The clock
demo-clock-now = It is { $time }; open the clock
demo-weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
demo-day-count = Day { $number } of { $all }
demo-day-before = Not begun yet
demo-day-after = It is over
demo-next = Next, at { $time }: { $what }
demo-next-day = Next, on { $day } at { $time }: { $what }
demo-next-noon = groups short of photos are reminded
demo-next-afternoon = a second reminder, and the leads hear of it
demo-next-evening = the day closes: collages go up, digests go out
demo-next-other = { $name }
demo-run = Run the clock forward
demo-run-next = Run to { $time }
demo-run-next-day = Run to { $day }, { $time }
demo-run-evening = To 20:00
demo-run-tomorrow = Tomorrow
demo-run-hour = One hour

## The list of chats.

demo-chats = Chats
demo-channel = channel
demo-list-others = Groups you could join
demo-list-outside = not joined
demo-list-empty = nothing yet
demo-unread = Unread messages
demo-unread-count = { $count } unread
demo-choose = Choose a chat on the left

## An open chat.

demo-back = Back to the chats
demo-about-bot = bot
demo-about-blocked = blocked
demo-about-group = { $count ->
    [one] 1 member
   *[other] { $count } members
}
demo-about-channel = channel · { $count ->
    [one] 1 subscriber
   *[other] { $count } subscribers
}
demo-welcome = Press Start below to say the first word to the bot.
demo-outside = Join to read what is said here.
demo-messages = Messages
demo-earlier = Earlier messages
demo-down = To the newest message
demo-pinned = Pinned
demo-chat-menu = Chat menu
demo-add-bot = Add the bot
demo-join = Join the group
demo-leave = Leave
demo-block = Block the bot
demo-unblock = Unblock the bot
demo-start = Start
demo-read-only = Only admins post in this channel.
demo-muted = You may read here, not write.
demo-moved = This group was upgraded; go to the new one
demo-rank-owner = owner
demo-rank-admin = admin
demo-edited = edited
demo-forwarded = Forwarded from { $name }
demo-reply-gone = deleted message
demo-reveal = Show hidden words
demo-unfold = Unfold the quotation
demo-photo-of = Photo by { $name }
demo-photo-captioned = Photo by { $name }: { $caption }
demo-reaction = { $emoji }: { $names }
demo-short-photo = 🖼 Photo
demo-short-album = 🖼 { $count } photos
demo-short-place = 📍 Location
demo-short-contact = 👤 Contact
demo-short-poll = 📊 { $question }
demo-video = 🎬 Video
demo-other = ({ $kind })
demo-poll-open = Public poll
demo-poll-anonymous = Anonymous poll
demo-poll-quiz = Quiz
demo-poll-closed = Final results
demo-poll-votes = { $count ->
    [one] 1 vote
   *[other] { $count } votes
}
demo-vote = Vote
demo-vote-back = Take my answer back
demo-service-joined = { $name } joined the group
demo-service-added = { $name } added { $others }
demo-service-left = { $name } left the group
demo-service-removed = { $name } removed { $other }
demo-service-title = { $name } renamed the group to “{ $title }”
demo-service-pinned = { $name } pinned a message
demo-service-upgraded = The group became a supergroup
demo-service-topic = { $name } opened the topic “{ $topic }”
demo-service-created = { $name } created the group
demo-service-other = ({ $kind })

## The menu of a message, pictures.

demo-message = { $name }, { $time }: { $what }
demo-message-menu = Message menu
demo-react = React
demo-reply = Reply
demo-edit = Edit
demo-forward = Forward
demo-delete = Delete
demo-forward-to = Forward to
demo-forward-done = Forwarded
demo-add-to = Add the bot to which group
demo-viewer = Picture
demo-viewer-before = Previous picture
demo-viewer-next = Next picture

## The composer.

demo-composer = Write a message
demo-write = Message…
demo-caption = A line: where, what was done, how many people
demo-send = Send
demo-attach = Photos, files, location
demo-commands = The bot’s commands
demo-reply-keys = The bot’s keyboard
demo-editing = Editing
demo-replying = Reply to
demo-picked = What will be sent
demo-remove = Remove
demo-most-photos = Ten at once are the most
demo-tray = Pick photos; several make an album
demo-own-files = Files of your own
demo-as-file = Send as files, uncompressed
demo-places = Or send a place
demo-spot-bridge = Erli Bridge
demo-spot-lake = The lake shore
demo-spot-hill = Mogan Hill
demo-tray-done = Done

## The drawer of trouble.

demo-trouble = Trouble
demo-trouble-about = Make the outside world misbehave and see whether anything gets lost.
demo-trouble-telegram = Telegram
demo-trouble-bot = The bot
demo-fault-none = All is well
demo-fault-none-about = Messages come and go
demo-fault-down = Down
demo-fault-down-about = The bot cannot reach it
demo-fault-slow = Slow
demo-fault-slow-about = Every request takes its time
demo-fault-flood = Flood limit
demo-fault-flood-about = Whatever is sent has to wait
demo-crash = Crash the bot
demo-crash-about = At once, as if the power went
demo-revive = Start the bot again
demo-revive-about = It goes on where it stopped
demo-figure-updates = kept by Telegram
demo-figure-inbox = taken, to be handled
demo-figure-outbox = decided, to be sent
demo-trouble-waiting = Waiting now
demo-trouble-proof = Since you came
demo-figure-lost = lost
demo-figure-doubled = twice
demo-proof-photos = Photos: { $posted } posted, { $taken } in the books, { $counted } counted
demo-proof-messages = Messages: { $decided } decided, { $delivered } delivered{ $dropped ->
    [0] {""}
   *[other] , { $dropped } given up
}
demo-nothing-lost = What comes in is on the disk before it is confirmed, what goes out before it is sent: so nothing is lost.
demo-wrong-crashed = The bot is down
demo-wrong-down = Telegram is down
demo-wrong-slow = Telegram is slow
demo-wrong-flood = Flood limit

## The tour.

demo-tour = Tour
demo-tour-again = Take the tour again
demo-tour-skip = Skip the tour
demo-tour-progress = Tour: { $done } of { $all } steps done
demo-tour-go = Be { $name } and open “{ $chat }”
demo-tour-1 = Post three photos
demo-tour-1-go = { $name } is a volunteer. Go into the volunteers’ group as that person.
demo-tour-1-here = Press the paper clip, pick three photos, add a line (where, what, how many people) and send.
demo-tour-1-more = { $have } posted so far; it takes three.
demo-tour-pick = Pick three for me
demo-tour-2 = See 3/3
demo-tour-2-here = A 👍 means it counts. When the day is full the bot says so, once.
demo-tour-3 = Run to eight in the evening
demo-tour-3-here = 3/3, that is enough for the day. Now let the clock run to eight, when the day closes.
demo-tour-4 = Read the lead’s digest
demo-tour-4-go = At eight every lead gets one message that tells all. See what { $name } got.
demo-tour-5 = See the relayed collage
demo-tour-5-go = The photos became one picture, sent up to the desk. Look at it as { $name }.
demo-tour-wait = It is on its way…
demo-tour-end = That was a day
demo-tour-end-text = The rest is yours: be somebody else, post what you like, or try the trouble switch and see whether anything gets lost.
demo-tour-done = Play on

## What a visitor does, and why it is not done.

demo-act-unknown = There is no such person, chat or button; reload the page and try again.
demo-act-not-inside = You are not in this chat; join it first.
demo-act-gone = That message, or the button on it, is gone.
demo-act-malformed = This form cannot be read; reload the page and try again.
demo-act-failed = The demo itself failed: { $why }
demo-act-refused = Telegram does not allow that: { $why }
demo-act-start-first = Press Start first, so that the bot can hear you.
demo-act-nothing = Nothing is written yet, and no photo is picked.
demo-act-too-long = Too long: { $most } characters at most, and these are { $length }.
demo-act-too-many = { $most } at a time at most.
demo-act-empty = { $name } is empty.
demo-act-file-too-big = Too big: a file may have { $most } MB.
demo-act-photo-too-big = { $name } is too big: a photo may have { $most } MB. It can be sent as a file.
demo-act-no-picture = { $name } is no picture that Telegram can show. It can be sent as a file.
demo-act-photo-shape = { $name } is { $width }×{ $height }: width and height of a photo may be 10000 together, and the long side 20 times the short one. It can be sent as a file.
demo-act-no-place = There is no such place.
demo-act-no-number = This is not a phone number.
demo-act-not-own = You can change and delete your own messages only.
demo-act-no-words = That cannot be done with this message.
demo-act-no-reaction = That reaction cannot be used here.
demo-act-one-answer = Choose one answer.
demo-act-admins-only = Only the channel's admins can do that.
demo-act-bot-is-there = The bot is here already.
demo-act-day-over = The day has been played to its end.

## Who may use the page.

demo-guard-name = This demo is not called { $name }: open the link that it printed, or start it with --listen and the name.
demo-guard-page = This did not come from the demo's own page: open the link that it printed, and try again there.
demo-tour-late = This demo’s day is over
demo-tour-late-text = It was played before and kept as it was. Look around, or start over: the tour takes two minutes.
