//! Whether an SVG only draws. Opened on its own it has the rights of the site, so what could run or load something is refused.

/// Elements that run, load or embed, and those that can change an address later.
const ELEMENTS: [&str; 12] = [
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "animate",
    "set",
];

/// Pieces of text that have no place in a drawing wherever they stand. Character references can hide any other word.
const WORDS: [&str; 13] = [
    "<!entity",
    "<!doctype",
    "&#",
    "\\",
    "@import",
    "image-set(",
    "src(",
    "javascript:",
    "expression(",
    "<?xml-stylesheet",
    // Elements of these do more than draw: `meta` leads elsewhere, `link` and `img` load, a formula has links.
    "www.w3.org/1999/xhtml",
    "www.w3.org/1998/math",
    "www.w3.org/1999/xsl",
];

/// The longest name of an attribute, with its prefix.
const LONGEST_NAME: usize = 100;

/// Says what of an SVG could run or load something; `None` when nothing could.
pub fn svg_fault(svg: &str) -> Option<String> {
    // In another encoding the same bytes are other letters.
    let encoding = svg.split_once("encoding").filter(|(before, _)| !before.contains('>'));
    if encoding.is_some_and(|(_, name)| {
        let name = name.trim_start().trim_start_matches('=').trim_start();
        !name.get(1..6).is_some_and(|name| name.eq_ignore_ascii_case("utf-8"))
    }) {
        return Some("an encoding other than UTF-8".to_owned());
    }
    if svg.chars().any(|letter| letter.is_control() && !letter.is_whitespace()) {
        return Some("a control character".to_owned());
    }
    let svg = svg.to_lowercase();
    fault_in(&svg).or_else(|| fault_in(&joined(&svg)))
}

/// The text as a browser puts it together: comments and the marks of CDATA split a word in a style sheet, and are gone when it is read.
fn joined(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<![cdata[", "").replace("]]>", "")
}

fn fault_in(svg: &str) -> Option<String> {
    if let Some(word) = WORDS.iter().find(|word| svg.contains(**word)) {
        return Some(format!("`{word}`"));
    }
    let elsewhere =
        |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    if svg.split("url(").skip(1).any(elsewhere) {
        return Some("a `url(…)` that leads outside".to_owned());
    }
    svg.split('<').skip(1).find_map(tag_fault)
}

/// What is wrong with a tag, from behind its `<`; what follows the tag is text.
fn tag_fault(tag: &str) -> Option<String> {
    let tag = within(tag);
    let name = tag
        .split(|part: char| part.is_whitespace() || matches!(part, '>' | '/'))
        .next()
        .unwrap_or("");
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let element = local(name);
    if ELEMENTS.iter().any(|refused| element.starts_with(refused)) {
        return Some(format!("`<{element}>`"));
    }
    attributes(tag).find_map(|(name, value)| {
        let name = local(name);
        let leads_outside = matches!(name.as_str(), "href" | "src")
            && !value.starts_with('#')
            && !value.starts_with("data:image/png")
            && !value.starts_with("data:image/jpeg");
        match name {
            _ if name == "base" => Some("the attribute `base`".to_owned()),
            _ if name.starts_with("on") => Some(format!("the handler `{name}`")),
            _ if leads_outside => Some(format!("an address in `{name}` that leads outside")),
            _ => None,
        }
    })
}

/// The tag up to the `>` that ends it: one between quotes belongs to a value.
fn within(tag: &str) -> &str {
    let mut quote = None;
    let end = tag.find(|letter| match (letter, quote) {
        ('>', None) => true,
        ('"' | '\'', None) => {
            quote = Some(letter);
            false
        }
        (_, Some(open)) if letter == open => {
            quote = None;
            false
        }
        _ => false,
    });
    &tag[..end.unwrap_or(tag.len())]
}

/// The attributes of a tag with their values: everything of the form `name = value`.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    tag.match_indices('=').filter_map(|(at, _)| {
        // A name is short; looking further back for each `=` would cost the square of the length.
        let before = tag[..at].trim_end();
        let before =
            &before[before.floor_char_boundary(before.len().saturating_sub(LONGEST_NAME))..];
        let start = before
            .rfind(|part: char| part.is_whitespace() || matches!(part, '"' | '\'' | '/'))
            .map_or(0, |end| end + 1);
        let value = tag[at + 1..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        before.get(start..).map(|name| (name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_pass() {
        for svg in [
            "<svg viewBox=\"0 0 1 1\"><defs><linearGradient id=\"a\"/></defs><rect fill=\"url(#a)\"/><use href=\"#b\"/><text>one = on</text></svg>",
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href='#b'/></svg>",
            "<svg><text title='a'>one = two, base = x</text><desc>onset=3 href=x it's</desc><rect x=\"1\"/> src=a</svg>",
            "<svg><image href=\"data:image/png;base64,AAAA\"/><style>text { font: 1px sans-serif }</style></svg>",
        ] {
            assert_eq!(svg_fault(svg), None, "{svg}");
        }
    }

    #[test]
    fn what_could_run_or_load_something_is_refused() {
        for svg in [
            "<svg><SCRIPT/></svg>",
            "<svg onload = \"x()\">",
            "<svg><a\nonclick='x'>",
            "<svg><image href=\"https://example.com/x\"/>",
            "<svg><image href='//example.com/x'/>",
            "<svg><a xlink:href=\"java&#115;cript:x\">",
            "<s:svg><s:script>x</s:script></s:svg>",
            "<svg><style>@import \"https://example.com/x.css\";</style>",
            "<svg><style>a { fill: url( 'https://example.com/x') }</style>",
            "<svg><animate attributeName=\"href\" values=\"x\"/>",
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
            "<svg><scr\u{1b}(Bipt/></svg>",
            "<svg><style>@\\69mport 'https://example.com'</style></svg>",
            "<svg><foreignObject><body/></foreignObject>",
            "<svg xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:meta http-equiv=\"refresh\" content=\"0;url=x\"/>",
            "<svg><style>@im<!-- -->port 'x'</style></svg>",
            "<svg><style>a { mask: u<![CDATA[rl(x)]]> }</style></svg>",
            "<?xml version='1.0' encoding = 'ISO-2022-JP'?><svg/>",
            "<svg xml:base=\"https://example.com/\"><use href=\"#a\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>",
        ] {
            assert!(svg_fault(svg).is_some(), "{svg}");
        }
    }

    #[test]
    fn a_sign_between_quotes_ends_no_tag() {
        for svg in [
            "<svg><text title=\">\" onclick=\"x()\">a</text></svg>",
            "<svg><text title='>\">' onclick=\"x()\">a</text></svg>",
            "<svg><text title=\"'>\" href='//example.com'>a</text></svg>",
            "<svg><!-- \" --><text title='' onclick='x()'>a</text></svg>",
            "<svg><text>\"</text><text onclick='x()'>a</text></svg>",
        ] {
            assert!(svg_fault(svg).is_some(), "{svg}");
        }
    }

    #[test]
    fn blanks_hide_no_handler() {
        let blanks = " ".repeat(2 * LONGEST_NAME);
        assert!(svg_fault(&format!("<svg onload{blanks}={blanks}'x'/>")).is_some());
        assert!(svg_fault(&format!("<svg{blanks}href{blanks}='//example.com'/>")).is_some());
    }
}
