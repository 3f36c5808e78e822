//! What the demo leaves behind: the day's pictures and words, as the desk got them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::day::Day;
use super::paper::{Ink, Paper};
use super::stage::Stage;
use crate::emulator::{Message, World};
use crate::error::Failure;

/// The files that were left, and where.
pub struct Left {
    folder: PathBuf,
    files: Vec<String>,
}

/// Writes each picture that a channel got with its caption, and the digest.
pub fn leave(world: &World, stage: &Stage, day: &Day, folder: &Path) -> Result<Left, Failure> {
    let make = || format!("{} cannot be written; name another folder with --out", folder.display());
    std::fs::create_dir_all(folder).with_context(make)?;
    let mut left = Left { folder: folder.to_owned(), files: Vec::new() };
    let names: Vec<String> = area_names(stage, day)?;
    let mut taken = BTreeSet::new();
    for key in day.chats.iter().filter(|chat| chat.channel).map(|chat| &chat.key) {
        for message in world.messages(stage.chat(key)?) {
            let Some(bytes) = message.photo_bytes().filter(|_| !message.deleted) else { continue };
            let name = file_name(message, &names, &mut taken);
            left.write(&format!("{name}.jpg"), bytes)?;
            left.write(&format!("{name}.txt"), format!("{}\n", message.text()).as_bytes())?;
        }
    }
    if let Some(digest) = digest(world, stage, day)? {
        left.write("digest.txt", format!("{}\n", digest.text()).as_bytes())?;
    }
    Ok(left)
}

impl Left {
    fn write(&mut self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(name);
        std::fs::write(&path, content).with_context(|| format!("{} cannot be written", path.display()))?;
        self.files.push(name.to_owned());
        Ok(())
    }

    /// The closing words.
    pub fn lines(&self, paper: Paper) -> Vec<String> {
        let folder = self.folder.display();
        let pictures: Vec<&str> =
            self.files.iter().filter(|file| file.ends_with(".jpg")).map(String::as_str).collect();
        let mut lines = vec![String::new()];
        lines.push(paper.ink(Ink::Bold, &format!("The day's pictures are in {folder}/")));
        lines.push(format!("  {} collages as the desk got them: {}", pictures.len(), pictures.join(" ")));
        lines.push("  beside each its words (.txt), and what the lead reads at eight: digest.txt".to_owned());
        lines.push(String::new());
        lines.push("Next: your own bot in ten minutes, README.md, section \"With a token\".".to_owned());
        lines
    }
}

/// The longest message that the lead got after the day's end.
fn digest<'w>(world: &'w World, stage: &Stage, day: &Day) -> Result<Option<&'w Message>, Failure> {
    let Some(lead) = &day.digest_to else { return Ok(None) };
    let lead = stage.person(lead)?;
    let messages = world.messages(lead);
    let evening = messages.iter().rev().take_while(|message| message.from == Some(world.bot()));
    Ok(evening.filter(|message| !message.deleted).max_by_key(|message| message.text().len()).copied())
}

/// The areas' names, as far as the day brings a file of them.
fn area_names(stage: &Stage, day: &Day) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    let files = day.steps.iter().filter_map(|step| match &step.deed {
        super::day::Deed::Post { file: Some(file), .. } if file.ends_with(".csv") => Some(file),
        _ => None,
    });
    for file in files {
        let csv = stage.file(day, file)?;
        let mut rows = csv::Reader::from_reader(csv.as_slice());
        for row in rows.records().flatten() {
            names.extend(row.get(2).map(str::to_owned));
        }
    }
    Ok(names)
}

/// A picture is called after the area that its first line names last: `湖州市 · 吴兴区 4/3`.
fn file_name(message: &Message, areas: &[String], taken: &mut BTreeSet<String>) -> String {
    let heading = message.text().lines().next().unwrap_or_default();
    let named = areas.iter().filter_map(|area| Some((heading.rfind(area.as_str())?, area))).max();
    let name = named.map_or("collage", |(_, area)| area);
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{name}-{count}");
    }
    free
}
