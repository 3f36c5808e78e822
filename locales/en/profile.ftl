### What a person is asked and may change: the form after joining, and /me.

profile-intro = A few short questions, for the organisers only. /cancel stops them.
profile-ask-name = What shall we call you? Just type it. Groups go on showing your Telegram name.
profile-ask-phone = May we have your phone number? Tap “Share” below. It is kept encrypted; only leads of your area can see it, and each look is on record.
profile-ask-age = How old are you?
profile-ask-skills = What are you good at? Tap some, then “That's it”; or type.
profile-now = Now it is: { $answer }
profile-value = { $value }
profile-settled = { $label }: { $answer } ✓
profile-skipped = { $label }: not given
profile-finished = All noted, thank you. /me changes or removes it any time.

profile-label-name = Name
profile-label-phone = Phone
profile-label-age = Age
profile-label-skills = Skills
profile-age-under-14 = Under 14
profile-age-14 = 14–17
profile-age-18 = 18–34
profile-age-35 = 35–59
profile-age-60 = 60 or older
profile-skill-carrying = Carrying
profile-skill-repairs = Repairs
profile-skill-driving = Driving
profile-skill-first-aid = First aid
profile-skill-photos = Photos
profile-skill-talking = Talking to people
profile-skill-organising = Organising
profile-skill-writing = Writing, computers

profile-skip = Skip
profile-back = ‹ Previous
profile-done = That's it
profile-share = 📱 Share my phone number
profile-to-page = ‹ Back
profile-remove = Remove
profile-change = Change { $label }
profile-add = Add { $label }
profile-remove-it = Remove { $label }
profile-phone-shut = encrypted (key not at hand)

profile-hint-name = Just a name, please, of { $most } letters at most.
profile-hint-phone = Nobody can tell whose a typed number is, so we don't take it. Please tap “Share”.
profile-hint-contact = Only your own number, please: tap “Share” instead of sending a contact.
profile-hint-age = Tap one, or type your age, such as 35.
profile-hint-skills = Tap above, or type a few words, such as: driving, photos.
profile-hint-required = This one is needed to go on. If you'd rather not, /cancel.
profile-toast-past = That question has passed; /me changes answers
profile-toast-required = This one is needed
profile-toast-choose = Tap one first, or type
profile-toast-private = Please write to me in private to change it
profile-toast-removed = Removed: { $label }
profile-toast-hidden = You are on no ranking now; your points go on
profile-toast-shown = You are on the rankings again
profile-toast-left-out = Noted; but your role is not ranked

profile-me-name = <b>{ $name }</b>
profile-me-nowhere = Not signed up yet; /join picks an area
profile-me-areas = Areas: { $areas }
profile-me-admin = Admin
profile-me-lead = Lead: { $areas }
profile-me-inspector = Inspector: { $areas }
profile-me-stands-in = Standing in for { $name } until { $day }
profile-me-points = Points: { $points }
profile-me-level = Level: { $level }
profile-me-hidden = Not shown in rankings
profile-me-answer = { $label }: { $answer }
profile-me-more = All of it, in private

profile-me-areas-home = Areas: { $areas }; home is { $home }
profile-me-asked = Asked to join: { $areas }; a lead decides
profile-me-team = Team: { $name }
profile-me-badges = Badges: { $badges }
profile-me-team-led = Team: { $name } (you lead it)
profile-me-invited = Invited: { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
profile-join = Pick an area
profile-join-further = Join another
profile-areas = Areas ›
profile-more = More ›
profile-language = Language ›
profile-family = Family, class
profile-hide = Leave the rankings
profile-show = Back onto the rankings
profile-data = Get my data
profile-forget = Erase my data

# What a lead sees of a person.
profile-who-usage = Reply to somebody's message with /who, or write <code>/who @chenjing</code> or a user id.
profile-who-open = People are looked up in private only; open me first:
profile-who-elsewhere = { $name } is in none of your areas, so there is nothing for you to see.
profile-who-user = <b>{ $name }</b> @{ $username }
profile-who-nowhere = Not signed up
profile-who-joined = Signed up: { $day }
profile-who-child = Under 14; the pseudonym is all there is to see
profile-who-phone = Show the phone number (goes on record)
profile-who-number = { $name }: { $number }
profile-who-no-phone = No phone number given
