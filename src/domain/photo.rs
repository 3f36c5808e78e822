//! Whether a photo counts.
//!
//! One function, asked anew whenever one of its facts changes (a caption comes, the sender joins, a
//! lead presses a button): the answer follows from the facts alone, so that a verdict can be
//! repeated after a crash and changed without remembering how it came about.

use super::ids::SubmissionId;

/// `photos.review` of bot.toml: whether a photo counts at once or waits for the lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// It counts at once.
    #[default]
    Auto,
    /// It waits for the lead.
    Lead,
}

/// In whose name a photo was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A person who signed up; once that was so it stays so for this photo, whoever leaves later.
    SignedUp,
    /// A person who did not.
    NotSignedUp,
    /// The group itself or a channel: it counts for the area and earns nothing.
    Chat,
}

/// What a lead decided about the photo; the last decision holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Count,
    /// It does not; the reason stands beside it.
    Refuse,
}

/// How an earlier photo of the campaign stands that is the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// It counts or waits: the new one is a duplicate.
    Standing,
    /// It was refused by a lead: the new one waits.
    Refused,
    /// It lacked a caption, was withdrawn, or was no submission: the new one takes its place.
    Void,
}

/// Why a picture cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A picture as phones keep it (HEIC), sent as a file: as a photo it can be read.
    Heic,
    /// No picture of a kind that we read, such as a document with a picture's name.
    NotAPicture,
    /// Too many pixels or bytes.
    TooBig,
    /// Longer or thinner than can be shown.
    Shape,
    /// Cut off or damaged.
    Broken,
    /// Telegram does not hand it out (any more).
    Gone,
}

/// What is known about a photo when it is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its reporting day lies after the campaign's last.
    pub over: bool,
    /// The sender took it back.
    pub withdrawn: bool,
    /// The sender or a lead said 不是打卡.
    pub not_a_submission: bool,
    /// In whose name it was posted.
    pub sender: Sender,
    /// Whether its caption, or its album's, has words ([`super::caption::has_words`]).
    pub has_words: bool,
    /// Why the picture cannot be read, if so.
    pub unreadable: Option<Unreadable>,
    /// The lead's last decision.
    pub decision: Option<Decision>,
    /// The earliest other photo of the campaign that is the same file, and how it stands.
    pub same_file: Option<(SubmissionId, Earlier)>,
    /// The nearest earlier photo, counted or waiting, that looks the same, and how many of 256 bits differ.
    pub looks_like: Option<(SubmissionId, u32)>,
    /// It shows a fixed post that a lead allowed for its area: there it may look like earlier ones.
    pub fixed_post: bool,
    /// `photos.review`.
    pub review: Review,
}

/// What becomes of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Counted,
    /// It may yet count.
    Waiting(Wait),
    /// It does not count.
    NotCounted(Reason),
}

/// What a photo waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The sender's joining, until the reporting day closes.
    SignUp,
    /// The lead, as every photo does here.
    LeadReview,
    /// The lead, who sees both side by side.
    LooksLike { of: SubmissionId, distance: u32 },
    /// The lead, since this file was refused before.
    SentAgainAfterRefusal { of: SubmissionId },
}

/// Why a photo does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The sender took it back.
    Withdrawn,
    /// It was never meant as one.
    NotASubmission,
    /// The campaign is over.
    CampaignOver,
    /// The picture cannot be read.
    NotReadable(Unreadable),
    /// A lead refused it.
    Refused,
    /// The same file counts or waits already.
    SameFile { of: SubmissionId },
    /// The caption lacks words.
    CaptionMissing,
}

/// Judges a photo. The first of these that holds decides:
///
/// 1. the sender's own word: withdrawn, not a submission; nobody overrules it;
/// 2. what nobody can mend: the campaign is over, the picture cannot be read;
/// 3. the lead's decision, which overrules all that follows, except that a photo of somebody who
///    never signed up has nobody to count for and goes on waiting;
/// 4. a duplicate by file, told before anything is asked of the sender;
/// 5. the sender has not signed up, then the caption lacks words: what the sender can mend;
/// 6. what the lead must see: refused before, looks the same, review of every photo.
pub fn judge(facts: &Facts) -> Verdict {
    use Verdict::{Counted, NotCounted, Waiting};

    if facts.withdrawn {
        return NotCounted(Reason::Withdrawn);
    }
    if facts.not_a_submission {
        return NotCounted(Reason::NotASubmission);
    }
    if facts.over {
        return NotCounted(Reason::CampaignOver);
    }
    if let Some(kind) = facts.unreadable {
        return NotCounted(Reason::NotReadable(kind));
    }
    match (facts.decision, facts.sender) {
        (Some(Decision::Refuse), _) => return NotCounted(Reason::Refused),
        (Some(Decision::Count), Sender::SignedUp | Sender::Chat) => return Counted,
        (Some(Decision::Count), Sender::NotSignedUp) => return Waiting(Wait::SignUp),
        (None, _) => {}
    }
    if let Some((of, Earlier::Standing)) = facts.same_file {
        return NotCounted(Reason::SameFile { of });
    }
    if facts.sender == Sender::NotSignedUp {
        return Waiting(Wait::SignUp);
    }
    if !facts.has_words {
        return NotCounted(Reason::CaptionMissing);
    }
    if let Some((of, Earlier::Refused)) = facts.same_file {
        return Waiting(Wait::SentAgainAfterRefusal { of });
    }
    if let Some((of, distance)) = facts.looks_like
        && !facts.fixed_post
    {
        return Waiting(Wait::LooksLike { of, distance });
    }
    match facts.review {
        Review::Auto => Counted,
        Review::Lead => Waiting(Wait::LeadReview),
    }
}

impl Verdict {
    /// Whether a lead has to decide.
    pub fn waits_for_lead(self) -> bool {
        matches!(self, Verdict::Waiting(wait) if wait != Wait::SignUp)
    }

    /// What the chat sees on the photo; `None`: no reaction.
    pub fn reaction(self) -> Option<Reaction> {
        match self {
            Verdict::Counted => Some(Reaction::Counted),
            // 👀 would promise that a lead looks at it; what is missing here is the sender's joining.
            Verdict::Waiting(Wait::SignUp) => Some(Reaction::NotCounted),
            Verdict::Waiting(_) => Some(Reaction::Waiting),
            Verdict::NotCounted(Reason::Withdrawn | Reason::NotASubmission | Reason::CampaignOver) => None,
            Verdict::NotCounted(_) => Some(Reaction::NotCounted),
        }
    }
}

/// A reaction of the bot's, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reaction {
    /// 🤔
    NotCounted,
    /// 👀
    Waiting,
    /// 👍
    Counted,
}

impl Reaction {
    /// As Telegram takes it; all are in its fixed set.
    pub const fn emoji(self) -> &'static str {
        match self {
            Reaction::NotCounted => "🤔",
            Reaction::Waiting => "👀",
            Reaction::Counted => "👍",
        }
    }

    /// The one reaction of an album: the best of its photos'.
    pub fn of_album(verdicts: impl IntoIterator<Item = Verdict>) -> Option<Reaction> {
        verdicts.into_iter().filter_map(Verdict::reaction).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Facts {
        Facts {
            over: false,
            withdrawn: false,
            not_a_submission: false,
            sender: Sender::SignedUp,
            has_words: true,
            unreadable: None,
            decision: None,
            same_file: None,
            looks_like: None,
            fixed_post: false,
            review: Review::Auto,
        }
    }

    fn first() -> SubmissionId {
        SubmissionId::from(1)
    }

    #[test]
    fn a_good_photo_counts_at_once_or_after_review() {
        assert_eq!(judge(&good()), Verdict::Counted);
        assert_eq!(judge(&Facts { review: Review::Lead, ..good() }), Verdict::Waiting(Wait::LeadReview));
        assert_eq!(judge(&Facts { sender: Sender::Chat, ..good() }), Verdict::Counted);
    }

    #[test]
    fn the_same_file_stands_in_the_way_only_while_it_counts_or_waits() {
        let again = |earlier| judge(&Facts { same_file: Some((first(), earlier)), ..good() });
        assert_eq!(again(Earlier::Standing), Verdict::NotCounted(Reason::SameFile { of: first() }));
        assert_eq!(again(Earlier::Refused), Verdict::Waiting(Wait::SentAgainAfterRefusal { of: first() }));
        assert_eq!(again(Earlier::Void), Verdict::Counted);
    }

    #[test]
    fn what_looks_the_same_is_the_leads_to_decide() {
        let alike = Facts { looks_like: Some((first(), 12)), ..good() };
        assert_eq!(judge(&alike), Verdict::Waiting(Wait::LooksLike { of: first(), distance: 12 }));
        assert_eq!(judge(&Facts { decision: Some(Decision::Count), ..alike }), Verdict::Counted);
        assert_eq!(
            judge(&Facts { decision: Some(Decision::Refuse), ..alike }),
            Verdict::NotCounted(Reason::Refused)
        );
    }

    #[test]
    fn a_fixed_post_may_look_like_itself_but_not_be_the_same_file() {
        let fixed = Facts { looks_like: Some((first(), 12)), fixed_post: true, ..good() };
        assert_eq!(judge(&fixed), Verdict::Counted);
        assert_eq!(judge(&Facts { review: Review::Lead, ..fixed }), Verdict::Waiting(Wait::LeadReview));
        assert_eq!(
            judge(&Facts { same_file: Some((first(), Earlier::Standing)), ..fixed }),
            Verdict::NotCounted(Reason::SameFile { of: first() })
        );
        assert_eq!(
            judge(&Facts { same_file: Some((first(), Earlier::Refused)), ..fixed }),
            Verdict::Waiting(Wait::SentAgainAfterRefusal { of: first() })
        );
    }

    #[test]
    fn a_lead_can_count_what_lacks_words_or_is_a_duplicate_but_not_what_was_taken_back() {
        let counted = Facts { decision: Some(Decision::Count), ..good() };
        assert_eq!(judge(&Facts { has_words: false, ..counted }), Verdict::Counted);
        assert_eq!(
            judge(&Facts { same_file: Some((first(), Earlier::Standing)), ..counted }),
            Verdict::Counted
        );
        assert_eq!(judge(&Facts { withdrawn: true, ..counted }), Verdict::NotCounted(Reason::Withdrawn));
        assert_eq!(
            judge(&Facts { unreadable: Some(Unreadable::Broken), ..counted }),
            Verdict::NotCounted(Reason::NotReadable(Unreadable::Broken))
        );
        assert_eq!(judge(&Facts { sender: Sender::NotSignedUp, ..counted }), Verdict::Waiting(Wait::SignUp));
    }

    #[test]
    fn post_first_join_second_caption_third() {
        let bare = Facts { sender: Sender::NotSignedUp, has_words: false, ..good() };
        assert_eq!(judge(&bare), Verdict::Waiting(Wait::SignUp));
        let joined = Facts { sender: Sender::SignedUp, ..bare };
        assert_eq!(judge(&joined), Verdict::NotCounted(Reason::CaptionMissing));
        assert_eq!(judge(&Facts { has_words: true, ..joined }), Verdict::Counted);
    }

    #[test]
    fn an_album_wears_its_best_reaction() {
        let duplicate = Verdict::NotCounted(Reason::SameFile { of: first() });
        let over = Verdict::NotCounted(Reason::CampaignOver);
        assert_eq!(Reaction::of_album([duplicate, Verdict::Counted, over]), Some(Reaction::Counted));
        assert_eq!(
            Reaction::of_album([duplicate, Verdict::Waiting(Wait::LeadReview)]),
            Some(Reaction::Waiting)
        );
        assert_eq!(Reaction::of_album([over]), None);
        assert_eq!(Reaction::Counted.emoji(), "👍");
    }
}
