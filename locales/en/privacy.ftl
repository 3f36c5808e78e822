### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 The organisers of “{ $campaign }” keep your Telegram id, your name, the areas you pick, what you fill in and the photos you post, only for this campaign's counts and reports. Photos go { $photos } days after it ends; all else { $left } days after you leave. /mydata shows what is stored, /forget erases it any time.

privacy-data-open = Your data goes to you in private only; open me first:
privacy-open-me = Open private chat
privacy-data-begun = Packing your data; it comes here when it is ready.
privacy-data-under-way = It is being packed already and will come here.
privacy-data-here = 📦 All that is stored of you: mydata.json is the text, photos has your originals.
privacy-data-child = 📦 All that is stored of “{ $child }”: mydata.json is the text, photos has the originals.
privacy-data-part = 📦 Your data, { $number } of { $count }.

privacy-forget-ask = <b>Erase all that is stored of you?</b> There is no way back.
    · Goes: name, number, what you filled in and wrote, your photos, those not yet reviewed; you belong to no area any more
    · Stays: photos and people already counted, the ledger of points (figures alone, nothing leads to you), pictures already sent up
    · { $points ->
        [one] Your 1 point is
       *[other] Your { $points } points are
    } lost; whoever comes back starts from nothing
    /mydata first, if you want a copy.
privacy-forget-ask-short = Erase all that is stored of you here? Name, photos and captions go, with no way back; photos already counted stay counted.
privacy-forget-lead = ⚠️ You are the lead of { $areas }; nobody will be in charge there. Better have an admin appoint somebody first.
privacy-forget-last-admin = ⚠️ You are the last admin: afterwards the bot must be restarted and claimed by the link in its log.
privacy-forget-configured = ⚠️ Your number stands in bot.toml under admins; whoever keeps the server has to take it out.
privacy-forget-yes = Erase
privacy-forget-no = Keep
privacy-forget-begun = All is being erased, within minutes. This is the last message to you; thank you for all you did.
privacy-forget-begun-toast = All is being erased, within minutes
privacy-forget-under-way = It is being erased already, within minutes.
privacy-forget-kept = Nothing was erased
privacy-not-yours = Only the person themselves can press this
privacy-forget-only-own = You can erase only your own: just /forget. For others ask an admin.
privacy-forget-in-private = Not in a group: send me /forget @username in private.
privacy-forget-unknown = Nobody like { $who } is known. Write @username or a Telegram id.
privacy-forget-ask-other = <b>Erase all that is stored of { $name }?</b> There is no way back; counts and the ledger stay as figures alone, photos and captions go. Make sure that they asked for it on paper.
privacy-forget-other-begun = All is being erased, within minutes. The audit log names nobody.
privacy-forgotten-by-admin = As you asked on paper, an admin is erasing all that is stored of you. This is the last message to you.
privacy-left-soon = You left “{ $campaign }” long ago; from { $day } on all that is stored of you is erased. To stay, send /join.
