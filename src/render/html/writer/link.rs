//! Links: written, and made of the ids in running text.

use pulldown_cmark::{CowStr, Event, LinkType};

use crate::model::entry::Place;
use crate::model::link::Link;
use crate::parse::id::mentions;
use crate::render::html::Medium;
use crate::render::html::escape::escaped;
use crate::render::html::reference::citation;
use crate::render::html::writer::Writer;

impl<'h, 'e> Writer<'h, 'e> {
    pub(super) fn next_link(&mut self) -> &'h Link {
        let link = self.prose.links.get(self.links).unwrap_or(&Link::Broken);
        self.links += 1;
        link
    }

    /// The address of a place, as seen from here; `None` where the page has no way there.
    fn way_to(&self, place: &Place) -> Option<String> {
        let Medium::Book { chapters, .. } = self.prose.medium else {
            return Some(place.url_from(self.prose.page));
        };
        let chapter = chapters.get(&place.page)?;
        let anchor = place.anchor.as_ref().map(|anchor| format!("_{anchor}")).unwrap_or_default();
        Some(format!("#{chapter}{anchor}"))
    }

    pub(super) fn start_link(&mut self, link_type: LinkType) {
        self.quiet += 1;
        let link = self.next_link();
        let raw = self.prose.body.links.get(self.links - 1);
        let is_book = matches!(self.prose.medium, Medium::Book { .. });
        let way = match link {
            Link::Page { place, .. } => self.way_to(place),
            Link::Asset { path, .. } => (!is_book).then(|| self.prose.page.link_to(path)),
            Link::External(_) | Link::Broken => None,
        };
        let note = match (link, raw) {
            (Link::External(url), Some(raw)) => self.outside.note(url, raw.text.as_deref()),
            (Link::Asset { path, .. }, Some(raw)) => {
                self.outside.note(path.as_str(), raw.text.as_deref())
            }
            (Link::Page { .. }, Some(raw)) => citation(self.handbook, self.prose, raw, link)
                .map(|words| format!("<span data-cite=\"{}\"></span>", escaped(&words))),
            _ => None,
        };
        let open = match (link, way) {
            (Link::External(url), _) => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped(url))
            }
            (Link::Page { entry: Some(_), .. }, Some(way)) => {
                format!("<a class=\"ref\" href=\"{}\">", self.address(&way))
            }
            (_, Some(way)) => format!("<a href=\"{}\">", self.address(&way)),
            (Link::Broken, None) => "<a class=\"broken\">".to_owned(),
            (_, None) => String::new(),
        };
        let end = if open.is_empty() { "" } else { "</a>" };
        self.ends.push(format!("{end}{}", note.unwrap_or_default()));
        self.html(open);
        // `[[POL-005]]` shows the title of what it names; `[[POL-005|text]]` shows the text.
        if let (LinkType::WikiLink { has_pothole: false }, Link::Page { entry: Some(entry), .. }) =
            (link_type, link)
            && let Some(raw) = raw
        {
            self.wiki_title =
                Some((raw.target.value.clone(), self.handbook.label(*entry).title.clone()));
        }
    }

    pub(super) fn end_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        self.wiki_title = None;
        let end = self.ends.pop().unwrap_or_default();
        self.html(end);
    }

    /// Running text, in which known ids become links.
    pub(super) fn text(&mut self, text: CowStr<'e>) {
        let mut from = 0;
        for range in mentions(&text) {
            let Some(entry) = self
                .handbook
                .entries
                .exact(&text[range.clone()])
                .filter(|entry| Some(*entry) != self.prose.entry)
            else {
                continue;
            };
            let label = self.handbook.label(entry);
            self.out.push(Event::Text(text[from..range.start].to_owned().into()));
            let (title, id) = (escaped(&label.title), escaped(&label.id));
            let html = match self.way_to(&label.place) {
                Some(way) => {
                    let url = self.address(&way);
                    format!("<a class=\"ref\" href=\"{url}\" title=\"{title}\">{id}</a>")
                }
                None => id,
            };
            self.html(html);
            from = range.end;
        }
        let rest = if from == 0 { text } else { text[from..].to_owned().into() };
        self.out.push(Event::Text(rest));
    }
}
