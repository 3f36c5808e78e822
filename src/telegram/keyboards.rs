//! Buttons, and the typed data they carry.
//!
//! A press comes back as up to 64 bytes of text. Each feature lists its presses with [`presses!`],
//! which writes them as `feature:press:number:…` and reads them back; whether the person may press
//! is decided when pressed, never when the button was drawn.

use serde::{Deserialize, Serialize};

/// Rows of buttons under a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyboard(pub Vec<Vec<Button>>);

/// One button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub text: String,
    pub act: Act,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Comes back to us as a press.
    Press(String),
    /// Opens an address, such as a deep link.
    Open(String),
}

/// A key that stands in the place of the letters, below a private chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    pub text: String,
    /// Sends the person's own phone number, after Telegram has asked them; else it sends its text.
    #[serde(default)]
    pub contact: bool,
}

impl Key {
    /// A key that sends its text.
    pub fn text(text: impl Into<String>) -> Self {
        Key { text: text.into(), contact: false }
    }

    /// A key that sends the person's phone number.
    pub fn contact(text: impl Into<String>) -> Self {
        Key { text: text.into(), contact: true }
    }
}

impl Keyboard {
    /// A keyboard with these buttons in one row.
    pub fn row(buttons: impl IntoIterator<Item = Button>) -> Self {
        Keyboard(vec![buttons.into_iter().collect()])
    }

    /// A keyboard with each button in a row of its own.
    pub fn column(buttons: impl IntoIterator<Item = Button>) -> Self {
        Keyboard(buttons.into_iter().map(|button| vec![button]).collect())
    }

    /// Adds a row below.
    #[must_use]
    pub fn and_row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        self.0.push(buttons.into_iter().collect());
        self
    }
}

impl Button {
    /// A button that comes back as `press`; see [`presses!`].
    pub fn press(text: impl Into<String>, press: impl Into<String>) -> Self {
        let data = press.into();
        debug_assert!((1..=64).contains(&data.len()), "callback data has 1 to 64 bytes: {data}");
        Button { text: text.into(), act: Act::Press(data) }
    }

    /// A button that opens an address.
    pub fn open(text: impl Into<String>, url: impl Into<String>) -> Self {
        Button { text: text.into(), act: Act::Open(url.into()) }
    }
}

/// Lists the presses of a feature: an enum whose fields are integers (or made from and into `i64`),
/// with `String::from(press)` and `Press::parse(&str) -> Option<Press>`.
///
/// ```
/// muster::presses! {
///     /// What the buttons of a shop ask for.
///     pub enum Press: "shop" {
///         /// Take one of these.
///         Take { reward: i64, count: i64 } = "take",
///         Close {} = "close",
///     }
/// }
/// let data = String::from(Press::Take { reward: 7, count: 1 });
/// assert_eq!(data, "shop:take:7:1");
/// assert_eq!(Press::parse(&data), Some(Press::Take { reward: 7, count: 1 }));
/// assert_eq!(Press::parse("shop:take:7"), None);
/// ```
#[macro_export]
macro_rules! presses {
    ($(#[$meta:meta])* $vis:vis enum $name:ident : $feature:literal {
        $($(#[$variant_meta:meta])* $variant:ident { $($field:ident : $type:ty),* } = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$variant_meta])* $variant { $($field: $type),* }),+ }

        impl $name {
            /// Reads callback data back; none if it is not of this feature or not whole.
            pub fn parse(data: &str) -> Option<Self> {
                let rest = data.strip_prefix(concat!($feature, ":"))?;
                let mut words = rest.split(':');
                let press = match words.next()? {
                    $($word => $name::$variant {
                        $($field: <$type>::from(words.next()?.parse::<i64>().ok()?)),*
                    },)+
                    _ => return None,
                };
                words.next().is_none().then_some(press)
            }

            /// Each press once, with the same number in every field.
            #[cfg(test)]
            pub fn every(number: i64) -> Vec<Self> {
                vec![$($name::$variant { $($field: <$type>::from({ let _ = stringify!($field); number })),* }),+]
            }

            /// Each press as `feature:word`, with the comment on it.
            #[cfg(test)]
            pub fn words() -> Vec<(&'static str, String)> {
                vec![$((concat!($feature, ":", $word), {
                    let comments: &[&str] = &[$(stringify!($variant_meta)),*];
                    comments.concat()
                })),+]
            }
        }

        impl From<$name> for String {
            fn from(press: $name) -> String {
                match press {
                    $($name::$variant { $($field),* } => {
                        #[allow(unused_mut)]
                        let mut data = String::from(concat!($feature, ":", $word));
                        $(
                            data.push(':');
                            data.push_str(&i64::from($field).to_string());
                        )*
                        data
                    })+
                }
            }
        }
    };
}
