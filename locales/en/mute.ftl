### What the bot says of its own accord, and who wants to hear it.

mute-mine =
    What I send you of my own accord. A press switches each kind off or on.
    Answers, what becomes of your photos and changes of your points always reach you.
mute-chat =
    What I post here of my own accord. A press switches each kind off or on. Of all together at most { $most } a day.
    Answers, relayed collages and digests come in any case.
mute-only-leads = What is off in a group, its leads and the admins decide.
mute-button-on = ✅ { $kind }
mute-button-off = 🔕 { $kind }
mute-off = Off: { $kind }
mute-on = On: { $kind }
mute-kind-reminders = Reminders
mute-kind-posts = Scheduled posts and days to come
mute-kind-bulletins = Bulletins and rankings
mute-kind-digests = The evening’s digest
mute-kind-lists = Weekly lists
mute-kind-badges = Levels and badges
mute-line = Off: { $kinds } (/mute)
mute-elsewhere = What you hear yourself: send me /mute in private. What is said here, the leads and admins decide with /mute.
