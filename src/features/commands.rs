//! The chat commands: one list, from which routing, menus and docs follow. Who may give them stands in
//! `rights.rs`.

use super::rights::{self, Who};
use super::turn::Turn;
use super::{
    admin, areas, awards, boards, bulletins, collage, conversations, digests, draws, guards, language,
    minors, mute, photos, points, privacy, profile, rankings, rewards, roles, roster, schedules, signup,
    teams,
};
use crate::domain::fold::squash;
use crate::error::Failure;
use teloxide::types::Message;

/// Where a command is listed in the menu. It may be given elsewhere too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Private,
    Group,
    Both,
}

/// A command that a person can give.
pub struct Command {
    /// As it is typed, without the slash.
    pub name: &'static str,
    pub place: Place,
    /// The text that describes it in the menu.
    pub about: &'static str,
    /// What means the same in a private chat, typed alone: in simplified script and lower case, the
    /// others fold to it. In groups words are talk.
    pub words: &'static [&'static str],
    pub run: fn(&mut Turn, &Given) -> Result<(), Failure>,
}

impl Command {
    /// Who may give it.
    pub fn who(&self) -> Who {
        rights::of_command(self.name)
    }
}

/// A command as it was given.
pub struct Given<'m> {
    pub message: &'m Message,
    /// The words behind it.
    pub words: Vec<&'m str>,
    /// All that stands behind it, as typed.
    pub rest: &'m str,
}

/// In the order of the menu.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "start",
        place: Place::Private,
        about: "command-start",
        words: &["开始", "start"],
        run: signup::chat::start,
    },
    Command {
        name: "help",
        place: Place::Both,
        about: "command-help",
        words: &["帮助", "怎么用", "help"],
        run: admin::chat::help,
    },
    Command {
        name: "join",
        place: Place::Both,
        about: "command-join",
        words: signup::chat::JOIN_WORDS,
        run: signup::chat::join,
    },
    Command {
        name: "invite",
        place: Place::Both,
        about: "command-invite",
        words: &["邀请", "海报", "invite"],
        run: signup::inviting::invite,
    },
    Command {
        name: "leave",
        place: Place::Both,
        about: "command-leave",
        words: &["退出", "leave"],
        run: signup::leaving::leave,
    },
    Command {
        name: "me",
        place: Place::Private,
        about: "command-me",
        words: &["我", "我的", "me"],
        run: profile::chat::me,
    },
    Command {
        name: "family",
        place: Place::Private,
        about: "command-family",
        words: &["家庭", "班级", "family"],
        run: minors::chat::family,
    },
    Command {
        name: "points",
        place: Place::Both,
        about: "command-points",
        words: &["积分", "我的积分", "points"],
        run: points::chat::points,
    },
    Command {
        name: "why",
        place: Place::Both,
        about: "command-why",
        words: &["为什么", "明细", "why"],
        run: super::why,
    },
    Command {
        name: "top",
        place: Place::Both,
        about: "command-top",
        words: &["排行", "排行榜", "top"],
        run: boards::chat::top,
    },
    Command {
        name: "rewards",
        place: Place::Private,
        about: "command-rewards",
        words: &["兑换", "换东西", "rewards"],
        run: rewards::chat::rewards,
    },
    Command {
        name: "status",
        place: Place::Both,
        about: "command-status",
        words: &["状态", "进度", "status"],
        run: photos::chat::status,
    },
    Command { name: "undo", place: Place::Both, about: "command-undo", words: &[], run: photos::chat::undo },
    Command {
        name: "lang",
        place: Place::Both,
        about: "command-lang",
        words: &["语言", "language", "lang"],
        run: language::chat::lang,
    },
    Command {
        name: "mute",
        place: Place::Both,
        about: "command-mute",
        words: &["免打扰", "静音", "mute"],
        run: mute::chat::mute,
    },
    Command {
        name: "team",
        place: Place::Both,
        about: "command-team",
        words: &["队伍", "team"],
        run: teams::chat::team,
    },
    Command {
        name: "cancel",
        place: Place::Private,
        about: "command-cancel",
        words: &["取消", "cancel"],
        run: conversations::chat::cancel,
    },
    Command {
        name: "mydata",
        place: Place::Private,
        about: "command-mydata",
        words: &["我的资料", "mydata"],
        run: privacy::chat::mydata,
    },
    Command {
        name: "forget",
        place: Place::Both,
        about: "command-forget",
        words: &[],
        run: privacy::chat::forget,
    },
    Command {
        name: "review",
        place: Place::Private,
        about: "command-review",
        words: &["审核", "review"],
        run: photos::review::review,
    },
    Command {
        name: "consent",
        place: Place::Private,
        about: "command-consent",
        words: &[],
        run: minors::chat::consent,
    },
    Command {
        name: "requests",
        place: Place::Private,
        about: "command-requests",
        words: &["待批", "申请", "requests"],
        run: signup::approval::chat::requests,
    },
    Command {
        name: "move",
        place: Place::Group,
        about: "command-move",
        words: &[],
        run: photos::chat::move_to,
    },
    Command {
        name: "digest",
        place: Place::Both,
        about: "command-digest",
        words: &["日报", "digest"],
        run: digests::chat::digest,
    },
    Command {
        name: "collage",
        place: Place::Both,
        about: "command-collage",
        words: &["拼图", "collage"],
        run: collage::chat::collage,
    },
    Command {
        name: "relay",
        place: Place::Both,
        about: "command-relay",
        words: &[],
        run: collage::chat::relay,
    },
    Command {
        name: "best",
        place: Place::Group,
        about: "command-best",
        words: &[],
        run: bulletins::chat::best,
    },
    Command {
        name: "ranking",
        place: Place::Both,
        about: "command-ranking",
        words: &["排名", "月排名", "ranking"],
        run: rankings::chat::ranking,
    },
    Command {
        name: "appeal",
        place: Place::Private,
        about: "command-appeal",
        words: &["申诉", "appeal"],
        run: rankings::chat::appeal,
    },
    Command {
        name: "award",
        place: Place::Group,
        about: "command-award",
        words: &[],
        run: awards::chat::award,
    },
    Command {
        name: "unusual",
        place: Place::Private,
        about: "command-unusual",
        words: &[],
        run: guards::chat::unusual,
    },
    Command {
        name: "redeem",
        place: Place::Private,
        about: "command-redeem",
        words: &[],
        run: rewards::chat::redeem,
    },
    Command {
        name: "away",
        place: Place::Private,
        about: "command-away",
        words: &[],
        run: roles::away::away,
    },
    Command {
        name: "back",
        place: Place::Private,
        about: "command-back",
        words: &[],
        run: roles::away::back,
    },
    Command { name: "bind", place: Place::Both, about: "command-bind", words: &[], run: areas::chat::bind },
    Command {
        name: "unbind",
        place: Place::Group,
        about: "command-unbind",
        words: &[],
        run: areas::chat::unbind,
    },
    Command {
        name: "areas",
        place: Place::Private,
        about: "command-areas",
        words: &[],
        run: areas::chat::areas,
    },
    Command {
        name: "appoint",
        place: Place::Both,
        about: "command-appoint",
        words: &[],
        run: roles::chat::appoint,
    },
    Command {
        name: "dismiss",
        place: Place::Both,
        about: "command-dismiss",
        words: &[],
        run: roles::chat::dismiss,
    },
    Command {
        name: "adjust",
        place: Place::Group,
        about: "command-adjust",
        words: &[],
        run: awards::chat::adjust,
    },
    Command {
        name: "people",
        place: Place::Private,
        about: "command-people",
        words: &[],
        run: roster::chat::people,
    },
    Command { name: "who", place: Place::Both, about: "command-who", words: &[], run: profile::who::who },
    Command {
        name: "draw",
        place: Place::Private,
        about: "command-draw",
        words: &[],
        run: draws::chat::draw,
    },
    Command {
        name: "bulletin",
        place: Place::Private,
        about: "command-bulletin",
        words: &["通报", "周报", "bulletin"],
        run: bulletins::chat::bulletin,
    },
    Command {
        name: "schedule",
        place: Place::Private,
        about: "command-schedule",
        words: &["计划", "定时", "schedule"],
        run: schedules::chat::schedule,
    },
    Command {
        name: "audit",
        place: Place::Private,
        about: "command-audit",
        words: &[],
        run: admin::audit::audit,
    },
    Command {
        name: "reload",
        place: Place::Private,
        about: "command-reload",
        words: &[],
        run: admin::reload::command,
    },
    Command {
        name: "backup",
        place: Place::Private,
        about: "command-backup",
        words: &[],
        run: admin::chat::backup,
    },
];

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name.eq_ignore_ascii_case(name))
}

/// The command that a text means which is one plain word: 积分, 狀態, ＨＥＬＰ！
pub fn by_word(text: &str) -> Option<&'static Command> {
    let folded = squash(text);
    let word = folded.trim_end_matches(['!', '?', '.', '~', '。', '…']);
    COMMANDS.iter().find(|command| command.words.contains(&word))
}
