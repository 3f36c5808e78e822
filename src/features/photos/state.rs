//! How a submission stands: the domain's verdict, as a word in the database.

use std::str::FromStr;

use crate::domain::ids::SubmissionId;
use crate::domain::photo::{Decision, Reaction, Reason, Unreadable, Verdict, Wait};
use crate::i18n::Say;
use crate::say;

/// Words for values, both ways.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            #[cfg(test)]
            const ALL: &[$name] = &[$($name::$variant),+];

            /// As it stands in the database.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl FromStr for $name {
            type Err = ();

            fn from_str(word: &str) -> Result<Self, ()> {
                match word { $($word => Ok($name::$variant),)+ _ => Err(()) }
            }
        }
    };
}

words! {
    /// The state of a submission.
    pub enum State {
        /// Not judged yet: its file is being fetched.
        Received = "received",
        Counted = "counted",
        /// For a lead.
        Waiting = "waiting",
        /// For its sender to sign up.
        Unjoined = "unjoined",
        /// Its caption lacks words.
        Bare = "bare",
        /// The same file counts or waits already.
        Duplicate = "duplicate",
        Refused = "refused",
        Unreadable = "unreadable",
        Withdrawn = "withdrawn",
        /// 不是打卡: never meant as one.
        Dismissed = "dismissed",
        /// The campaign was over.
        Over = "over",
        /// It was sent in before the campaign's first day, and that has begun.
        Rehearsed = "rehearsed",
    }
}

words! {
    /// What a submission waits for a lead for.
    pub enum WaitsFor {
        /// It looks like an earlier one.
        Look = "look",
        /// The same file was refused before.
        Again = "again",
        /// Every photo is reviewed here.
        Review = "review",
    }
}

words! {
    /// What a lead decided: that it counts, or why it does not.
    pub enum Decided {
        Count = "count",
        Blurred = "blurred",
        OffTopic = "off_topic",
        Duplicate = "duplicate",
        Other = "other",
    }
}

words! {
    /// Why a picture cannot be read.
    pub enum Fault {
        Heic = "heic",
        NotAPicture = "not_a_picture",
        TooBig = "too_big",
        Shape = "shape",
        Broken = "broken",
        Gone = "gone",
    }
}

/// A verdict as it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    pub waits_for: Option<WaitsFor>,
    /// The earlier submission that it speaks of, and in how many bits it differs.
    pub like: Option<(SubmissionId, u32)>,
}

impl From<Verdict> for Standing {
    fn from(verdict: Verdict) -> Self {
        let (state, waits_for, like) = match verdict {
            Verdict::Counted => (State::Counted, None, None),
            Verdict::Waiting(Wait::SignUp) => (State::Unjoined, None, None),
            Verdict::Waiting(Wait::LeadReview) => (State::Waiting, Some(WaitsFor::Review), None),
            Verdict::Waiting(Wait::LooksLike { of, distance }) => {
                (State::Waiting, Some(WaitsFor::Look), Some((of, distance)))
            }
            Verdict::Waiting(Wait::SentAgainAfterRefusal { of }) => {
                (State::Waiting, Some(WaitsFor::Again), Some((of, 0)))
            }
            Verdict::NotCounted(reason) => match reason {
                Reason::Withdrawn => (State::Withdrawn, None, None),
                Reason::NotASubmission => (State::Dismissed, None, None),
                Reason::CampaignOver => (State::Over, None, None),
                Reason::NotReadable(_) => (State::Unreadable, None, None),
                Reason::Refused => (State::Refused, None, None),
                Reason::SameFile { of } => (State::Duplicate, None, Some((of, 0))),
                Reason::CaptionMissing => (State::Bare, None, None),
            },
        };
        Standing { state, waits_for, like }
    }
}

impl State {
    /// Whether it keeps others like it from counting.
    pub fn stands(self) -> bool {
        matches!(self, State::Counted | State::Waiting)
    }

    /// Whether a caption would still change something.
    pub fn wants_words(self) -> bool {
        matches!(self, State::Received | State::Bare | State::Unjoined)
    }

    /// What the chat sees on the photo, as [`Verdict::reaction`] says for the verdict behind it.
    pub fn reaction(self) -> Option<Reaction> {
        let verdict = match self {
            State::Received | State::Rehearsed => return None,
            State::Counted => Verdict::Counted,
            State::Waiting => Verdict::Waiting(Wait::LeadReview),
            State::Unjoined => Verdict::Waiting(Wait::SignUp),
            State::Bare => Verdict::NotCounted(Reason::CaptionMissing),
            State::Duplicate => Verdict::NotCounted(Reason::SameFile { of: SubmissionId::from(0) }),
            State::Refused => Verdict::NotCounted(Reason::Refused),
            State::Unreadable => Verdict::NotCounted(Reason::NotReadable(Unreadable::Broken)),
            State::Withdrawn => Verdict::NotCounted(Reason::Withdrawn),
            State::Dismissed => Verdict::NotCounted(Reason::NotASubmission),
            State::Over => Verdict::NotCounted(Reason::CampaignOver),
        };
        verdict.reaction()
    }
}

impl Decided {
    pub fn decision(self) -> Decision {
        if self == Decided::Count { Decision::Count } else { Decision::Refuse }
    }

    /// The reasons of a refusal, as a lead chooses among them; the number goes into the button.
    pub const REASONS: [Decided; 4] =
        [Decided::Blurred, Decided::OffTopic, Decided::Duplicate, Decided::Other];

    /// The reason, for the button and for the sender.
    pub fn say(self) -> Say {
        match self {
            Decided::Count => say!("photos-decided-count"),
            Decided::Blurred => say!("photos-reason-blurred"),
            Decided::OffTopic => say!("photos-reason-off-topic"),
            Decided::Duplicate => say!("photos-reason-duplicate"),
            Decided::Other => say!("photos-reason-other"),
        }
    }
}

impl Fault {
    pub fn unreadable(self) -> Unreadable {
        match self {
            Fault::Heic => Unreadable::Heic,
            Fault::NotAPicture => Unreadable::NotAPicture,
            Fault::TooBig => Unreadable::TooBig,
            Fault::Shape => Unreadable::Shape,
            Fault::Broken => Unreadable::Broken,
            Fault::Gone => Unreadable::Gone,
        }
    }

    /// What is wrong, and what to do.
    pub fn say(self) -> Say {
        match self {
            Fault::Heic => say!("photos-fault-heic"),
            Fault::NotAPicture => say!("photos-fault-not-a-picture"),
            Fault::TooBig => say!("photos-fault-too-big"),
            Fault::Shape => say!("photos-fault-shape"),
            Fault::Broken => say!("photos-fault-broken"),
            Fault::Gone => say!("photos-fault-gone"),
        }
    }
}

impl From<crate::imaging::Unreadable> for Fault {
    fn from(why: crate::imaging::Unreadable) -> Self {
        use crate::imaging::Unreadable as Why;
        match why {
            Why::Heic => Fault::Heic,
            Why::NotAnImage => Fault::NotAPicture,
            Why::TooLarge { .. } => Fault::TooBig,
            Why::Shape { .. } => Fault::Shape,
            Why::Empty | Why::Truncated | Why::Broken => Fault::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for state in State::ALL {
            assert_eq!(state.word().parse(), Ok(*state));
        }
        for waits in WaitsFor::ALL {
            assert_eq!(waits.word().parse(), Ok(*waits));
        }
        for decided in Decided::ALL {
            assert_eq!(decided.word().parse(), Ok(*decided));
        }
        for fault in Fault::ALL {
            assert_eq!(fault.word().parse(), Ok(*fault));
        }
    }

    #[test]
    fn a_state_wears_the_reaction_of_its_verdict() {
        let of = SubmissionId::from(1);
        for verdict in [
            Verdict::Counted,
            Verdict::Waiting(Wait::SignUp),
            Verdict::Waiting(Wait::LooksLike { of, distance: 3 }),
            Verdict::NotCounted(Reason::SameFile { of }),
            Verdict::NotCounted(Reason::CaptionMissing),
            Verdict::NotCounted(Reason::NotASubmission),
            Verdict::NotCounted(Reason::Refused),
        ] {
            assert_eq!(Standing::from(verdict).state.reaction(), verdict.reaction());
        }
    }
}
