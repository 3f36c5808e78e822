//! What the built-in day needs, inside the program, so that `muster demo` runs from anywhere.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/demo/", $name)))),*]
    };
}

/// Names as the day file says them.
const FILES: &[(&str, &[u8])] = files![
    "areas.csv",
    "photos/aitzgorri.jpg",
    "photos/bridge.jpg",
    "photos/dragonfly.jpg",
    "photos/friends.jpg",
    "photos/life.jpg",
    "photos/picosdeeuropa.jpg",
    "photos/picture-0b.jpg",
    "photos/picture-1a.jpg",
    "photos/seeding.jpg",
    "photos/sunset.jpg",
];

/// The content of a file of the demo.
pub fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}
