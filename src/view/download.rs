//! Files of the handbook for other programs, as pages offer them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::OutPath;

/// Files that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct DownloadGroup {
    /// What they hold.
    pub title: String,
    /// What that is for, in a sentence.
    pub about: String,
    /// The argument of `annexa export` that writes them.
    pub word: String,
    /// The files.
    pub files: Vec<DownloadView>,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub struct DownloadView {
    /// What it holds, such as `Risk register: acceptances`.
    pub title: String,
    /// What a short link says, such as `CSV` or `Acceptances CSV`.
    pub label: String,
    /// Its format, such as `CSV`.
    pub format: &'static str,
    /// True for a part of something that another file holds as a whole.
    pub is_part: bool,
    /// True for a page, which a browser opens rather than keeps.
    pub is_page: bool,
    /// Its address, relative to the root of the site.
    pub url: String,
}

/// The page that lists all of them.
pub const DOWNLOADS: &str = "downloads.html";

/// What each page offers.
#[derive(Debug, Default)]
pub struct Shelf {
    /// By page. The page that lists all of them offers all.
    pub by_page: BTreeMap<OutPath, Vec<DownloadGroup>>,
}

impl Shelf {
    /// Adds the files of an export, each with the pages that show the same. The texts are its title, what it is for, and its word.
    pub fn add(
        &mut self,
        (title, about, word): (&str, &str, &str),
        files: impl Iterator<Item = (DownloadView, Vec<OutPath>)>,
    ) {
        for (file, pages) in files {
            let all = OutPath::fixed(DOWNLOADS);
            for page in pages.into_iter().filter(|page| *page != all).chain([all.clone()]) {
                let groups = self.by_page.entry(page).or_default();
                if groups.last().is_none_or(|group| group.word != word) {
                    groups.push(DownloadGroup {
                        title: title.to_owned(),
                        about: about.to_owned(),
                        word: word.to_owned(),
                        files: Vec::new(),
                    });
                }
                if let Some(group) = groups.last_mut() {
                    group.files.push(file.clone());
                }
            }
        }
        // Where there is nothing else of it, a part is what the page is about: the calendar of an owner.
        let groups = self.by_page.values_mut().flatten().filter(|group| group.word == word);
        for group in groups.filter(|group| group.files.iter().all(|file| file.is_part)) {
            group.files.iter_mut().for_each(|file| file.is_part = false);
        }
    }
}
