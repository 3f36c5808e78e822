### The privacy notice, what is stored of a person, and erasing it.

privacy-notice = 🔒 The organisers of “{ $campaign }” keep your Telegram id, your name, the areas you pick, what you fill in and the photos you post, only for this campaign's counts and reports. Photos go { $photos } days after it ends; all else { $left } days after you leave. /mydata shows what is stored, /forget erases it any time.
