//! A sentence that is still to be put into words.

/// A message by its key, with its values. Made by [`crate::say!`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    /// The message's name in `locales/`.
    pub key: &'static str,
    /// What its variables stand for.
    pub args: Vec<(&'static str, Arg)>,
}

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text that somebody typed or that we computed; shown as it is, whatever is in it.
    Text(String),
    /// A number; chooses the plural form.
    Number(i64),
    /// Another message, in the same language.
    Say(Say),
}

/// Names a message and its values: `say!("photos-quota-reached", area = name, have = 3)`.
///
/// A value is text, a number or another `say!`.
#[macro_export]
macro_rules! say {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::Say {
            key: $key,
            args: vec![$((stringify!($name), $crate::i18n::Arg::from($value))),*],
        }
    };
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<Say> for Arg {
    fn from(say: Say) -> Self {
        Arg::Say(say)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(i32, i64, u32, u64, usize);
