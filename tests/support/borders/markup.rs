//! Reads a page of ours, more strictly than a browser: [`read`].
//!
//! A browser makes sense of anything, and what sense it makes is where the trouble begins. Here a page must be written in so plain a way that
//! there is one way to read it: every `<` begins a tag, every value has its quotes, every element its end. What a browser then sees is
//! what stands here, and that is held against what a page may hold.

use std::collections::BTreeSet;

/// Elements that no page has, whoever wrote it.
const FORBIDDEN: [&str; 22] = [
    "animate",
    "applet",
    "audio",
    "base",
    "embed",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "iframe",
    "image",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "set",
    "template",
    "use",
    "video",
    "xmp",
];

/// Elements without an end.
const VOID: [&str; 11] =
    ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Attributes that hold an address.
const ADDRESSES: [&str; 7] = ["action", "cite", "data", "href", "poster", "src", "xlink:href"];

/// Elements that cannot stand within one of their own kind: a browser would end the outer one.
const ALONE: [&str; 4] = ["a", "button", "option", "p"];

/// What a page leads to and can be led to.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The ids of its elements.
    pub(crate) ids: BTreeSet<String>,
    /// The ids that more than one element has.
    pub(crate) twice: BTreeSet<String>,
    /// The addresses that stay within the site, as they are meant.
    pub(crate) links: Vec<String>,
}

/// Reads a page, or says what it holds that no page may hold. `styled` pages bring a style sheet of their own.
pub(crate) fn read(html: &str, styled: bool) -> Result<Page, String> {
    let mut page = Page::default();
    let mut open: Vec<&str> = Vec::new();
    let mut policy = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let shown = || rest.chars().take(160).collect::<String>();
        if let Some(after) = rest.strip_prefix("<!doctype html>") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").ok_or_else(|| format!("no end: {}", shown()))?.1;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) =
                after.split_once('>').ok_or_else(|| format!("no end: {}", shown()))?;
            if open.pop() != Some(name) {
                return Err(format!("nothing to end here: {}", shown()));
            }
            rest = after;
        } else {
            let (tag, after) = tag(rest).ok_or_else(|| format!("no plain tag: {}", shown()))?;
            let loads = matches!(tag.name, "link" | "script" | "img");
            policy |= tag.is_policy();
            if loads && !policy {
                return Err(format!("stands before the policy: {}", shown()));
            }
            tag.look(&open, styled, &mut page).map_err(|why| format!("{why}: {}", shown()))?;
            rest = after;
            if matches!(tag.name, "script" | "style") {
                let end = format!("</{}>", tag.name);
                let (text, after) =
                    rest.split_once(&end).ok_or_else(|| format!("no end: {}", shown()))?;
                if tag.name == "script" && !text.is_empty() {
                    return Err(format!("a script within the page: {}", shown()));
                }
                rest = after;
            } else if !tag.is_closed && !VOID.contains(&tag.name) {
                open.push(tag.name);
            }
        }
    }
    if !open.is_empty() || !policy {
        return Err(format!("open at the end: {open:?}, policy: {policy}"));
    }
    Ok(page)
}

/// The beginning of an element.
struct Tag<'h> {
    name: &'h str,
    attributes: Vec<(&'h str, String)>,
    is_closed: bool,
}

/// The tag at the beginning of a text, and what follows it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let rest = text.strip_prefix('<')?;
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-:_".contains(letter);
    let length = |text: &str| text.find(|letter| !is_name(letter)).filter(|length| *length > 0);
    let (name, mut rest) = rest.split_at(length(rest)?);
    let mut attributes = Vec::new();
    loop {
        let trimmed = rest.trim_start_matches([' ', '\n']);
        for (end, is_closed) in [(">", false), ("/>", true)] {
            if let Some(after) = trimmed.strip_prefix(end) {
                return Some((Tag { name, attributes, is_closed }, after));
            }
        }
        if trimmed.len() == rest.len() {
            return None;
        }
        let (attribute, after) = trimmed.split_at(length(trimmed)?);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"')?,
            None if after.starts_with('=') => return None,
            None => ("", after),
        };
        attributes.push((attribute, meant(value)?));
        rest = after;
    }
}

/// What a value means; `None` for one that is written in a way that readers may differ about.
fn meant(value: &str) -> Option<String> {
    let mut pieces = value.split('&');
    let mut meant = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once(';')?;
        let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => number.parse().ok(),
        });
        meant.push(match (name, number) {
            ("amp", _) => '&',
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("quot", _) => '"',
            ("nbsp", _) => '\u{a0}',
            (_, number) => char::from_u32(number??)?,
        });
        meant.push_str(rest);
    }
    Some(meant)
}

impl Tag<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// True for the policy of a page, which lets nothing run that is not the site's.
    fn is_policy(&self) -> bool {
        let policy = self.value("content").unwrap_or("");
        self.name == "meta"
            && self.value("http-equiv") == Some("Content-Security-Policy")
            && policy.starts_with("default-src 'none'")
            && !["unsafe", "data:", "http", "*"].iter().any(|word| policy.contains(word))
    }

    /// Holds the tag against what a page may hold.
    fn look(&self, open: &[&str], styled: bool, page: &mut Page) -> Result<(), String> {
        let name = self.name;
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) && !open.contains(&"svg") {
            return Err("a name in capitals".to_owned());
        }
        if FORBIDDEN.contains(&name) || (name == "style" && !styled) {
            return Err(format!("`{name}` is on no page"));
        }
        if ALONE.contains(&name) && open.contains(&name) {
            return Err(format!("`{name}` within `{name}`"));
        }
        if name == "meta" && self.value("http-equiv").is_some() && !self.is_policy() {
            return Err("a word to the browser that is no policy".to_owned());
        }
        let mut seen = BTreeSet::new();
        for (attribute, value) in &self.attributes {
            if !seen.insert(*attribute) {
                return Err(format!("`{attribute}` twice"));
            }
            if attribute.starts_with("on")
                || ["style", "srcdoc", "formaction", "srcset", "ping"].contains(attribute)
            {
                return Err(format!("`{attribute}` on a page"));
            }
            if ADDRESSES.contains(attribute) {
                let is_loaded = name != "a";
                if let Some(link) = within_site(value, is_loaded)? {
                    page.links.push(link);
                }
            }
            if *attribute == "id" && !page.ids.insert(value.clone()) {
                page.twice.insert(value.clone());
            }
        }
        if name == "script" && self.value("src").is_none() {
            return Err("a script without an address".to_owned());
        }
        Ok(())
    }
}

/// The address, if it stays within the site; `Err` for one that a page may not have. What is loaded must stay within.
fn within_site(address: &str, is_loaded: bool) -> Result<Option<String>, String> {
    if address.chars().any(char::is_control) || address.contains('\\') || address.starts_with(' ') {
        return Err(format!("an odd address {address:?}"));
    }
    if address.starts_with("//") {
        return Err(format!("another host {address:?}"));
    }
    let path = address.split(['/', '?', '#']).next().unwrap_or("");
    let Some((scheme, _)) = path.split_once(':') else { return Ok(Some(address.to_owned())) };
    let scheme = scheme.to_ascii_lowercase();
    let leaves = ["http", "https", "mailto", "tel"].contains(&scheme.as_str());
    if leaves && !is_loaded { Ok(None) } else { Err(format!("the address {address:?}")) }
}
