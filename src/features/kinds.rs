//! The kinds of jobs: one name each, for whoever asks and whoever does.

/// Fetches, decodes and keeps a photo; payload: the submission.
pub const PHOTO_FETCH: &str = "photos.fetch";
/// Judges an album that has closed and whose files are fetched; payload: the album.
pub const PHOTO_JUDGE: &str = "photos.judge";
/// Judges the photos that waited for a person to sign up; payload: the person.
pub const PHOTO_JOINED: &str = "photos.joined";
/// Draws two photos side by side for a lead; payload: the photos feature's own.
pub const PHOTO_COMPARE: &str = "photos.compare";
/// Removes the files of a photo that was taken back; payload: their hashes.
pub const PHOTO_ERASE: &str = "photos.erase";
/// Sees that a sender was reached; payload: the photo that was refused.
pub const PHOTO_TOLD: &str = "photos.told";
/// Draws the code of what somebody reserved; payload: the reservation.
pub const REWARD_CODE: &str = "rewards.code";
/// Reminds of what was reserved and not fetched; payload: the reservation.
pub const REWARD_SOON: &str = "rewards.soon";
/// Ends what was reserved and not fetched; payload: the reservation.
pub const REWARD_DUE: &str = "rewards.due";
/// Takes a picture into the catalogue; payload: the rewards feature's own.
pub const REWARD_PICTURE: &str = "rewards.picture";
/// Closes the entries of a draw; payload: the draw.
pub const DRAW_CLOSE: &str = "draws.close";
/// Draws; payload: the draw.
pub const DRAW: &str = "draws.draw";
/// Closes a reporting day once its photos are judged; payload: the day.
pub const DAY_CLOSE: &str = "collage.close";
/// Draws and relays an area's day, or amends what was relayed; payload: `area day`.
pub const RELAY: &str = "collage.relay";
/// Draws an area's day for who asked; payload: the collage feature's own.
pub const COLLAGE: &str = "collage.show";
/// Draws a ranking for who asked; payload: the boards feature's own.
pub const BOARD: &str = "boards.draw";
/// Sends the digests of a day; payload: the digests feature's own.
pub const DIGEST: &str = "digests.send";
/// Shows digests to who asked; payload: the digests feature's own.
pub const DIGEST_SHOW: &str = "digests.show";
/// Hands out a day as tables; payload: the digests feature's own.
pub const DIGEST_EXPORT: &str = "digests.export";
/// Draws and shows the draft of a bulletin; payload: the bulletin, and who is to see it.
pub const BULLETIN_DRAFT: &str = "bulletins.draft";
/// Sends a bulletin to all chats; payload: the bulletin.
pub const BULLETIN: &str = "bulletins.publish";
/// Ends a draft that nobody touched; payload: the bulletin.
pub const BULLETIN_DUE: &str = "bulletins.due";
/// Draws and shows the draft of a ranking; payload: the ranking, and who is to see it.
pub const RANKING_DRAFT: &str = "rankings.draft";
/// Sends a ranking to all chats; payload: the ranking, and whether it is final.
pub const RANKING: &str = "rankings.publish";
/// Brings a published ranking up to its month's figures; payload: the ranking.
pub const RANKING_AMEND: &str = "rankings.amend";
/// Ends the appeals against a ranking; payload: the ranking.
pub const RANKING_CLOSE: &str = "rankings.close";
/// Ends a draft that nobody touched; payload: the ranking.
pub const RANKING_DUE: &str = "rankings.due";
/// Imports a file of areas that an admin sent; payload: the areas feature's own.
pub const AREAS_IMPORT: &str = "areas.import";
/// Enters the people of a list that an admin sent; payload: the roster feature's own.
pub const PEOPLE_IMPORT: &str = "roster.import";
/// Hands out a list of those who signed up; payload: the roster feature's own.
pub const PEOPLE_EXPORT: &str = "roster.export";
/// Erases a table that was handed out; payload: its letter and its hash.
pub const TABLE_ERASE: &str = "tables.erase";
/// Looks whether the rehearsal is over; payload: the campaign's first day.
pub const REHEARSAL_END: &str = "rehearsal.end";
/// Asks Telegram whether the bot can see photos in a group; payload: the chat.
pub const AREAS_SIGHT: &str = "areas.sight";
/// Asks Telegram who may choose a group's language; payload: the language feature's own.
pub const LANGUAGE: &str = "language.choose";
/// Sets the command menus; payload: the roles feature's own.
pub const MENUS: &str = "roles.menus";
/// Ends a hand-over after its last day; payload: the hand-over.
pub const HANDOVER_DUE: &str = "roles.handover";
/// Reads bot.toml anew; payload: who asked.
pub const RELOAD: &str = "admin.reload";
/// Writes a backup; payload: who asked, or nobody.
pub const BACKUP: &str = "admin.backup";
/// Looks which badges somebody has earned; payload: the person.
pub const BADGES: &str = "badges.look";
/// Tells leads what is worth a look; payload: the Monday of it.
pub const GUARDS: &str = "guards.weekly";
/// The same for one who asked; payload: the person and the first day.
pub const GUARDS_ASKED: &str = "guards.asked";
/// Forgets what need not be kept any longer.
pub const SWEEP: &str = "admin.sweep";
/// Tells the admins which leads cannot be written to.
pub const UNREACHABLE: &str = "admin.unreachable";
/// Erases a person; payload: the privacy feature's own.
pub const FORGET: &str = "privacy.forget";
/// Clears what was under way when somebody was erased.
pub const FORGOTTEN: &str = "privacy.forgotten";
/// Collects all that is stored of a person; payload: the person.
pub const MYDATA: &str = "privacy.mydata";
/// Removes what was collected once it was sent; payload: the privacy feature's own.
pub const MYDATA_SENT: &str = "privacy.sent";
/// Draws a poster that invites; payload: the sign-up feature's own.
pub const POSTER: &str = "signup.poster";
/// Puts the questions after joining; payload: the person.
pub const PROFILE_ASK: &str = "profile.ask";
