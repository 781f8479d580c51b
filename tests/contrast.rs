//! Text can be read in every color that the theme has: light, dark and on paper, computed from the tokens of the style sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use annexa::base::color::Color;
use annexa::model::look::{DARK, LIGHT};

/// WCAG 2.2, 1.4.3: text.
const TEXT: f64 = 4.5;

/// WCAG 2.2, 1.4.11: borders of fields and buttons, the ring around what has the focus, shapes that carry a meaning.
const SHAPE: f64 = 3.0;

/// Everything that is written on something.
const PAIRS: [(&str, &[&str], f64); 9] = [
    ("--ink", &["--paper", "--tint", "--warn-tint", "--bad-tint", "--mark"], TEXT),
    ("--ink-2", &["--paper", "--tint", "--warn-tint", "--bad-tint"], TEXT),
    ("--link", &["--paper", "--tint", "--warn-tint", "--bad-tint"], TEXT),
    ("--accent", &["--paper", "--tint", "--warn-tint", "--bad-tint"], TEXT),
    ("--ok", &["--paper", "--tint"], TEXT),
    ("--warn", &["--paper", "--tint", "--warn-tint"], TEXT),
    ("--bad", &["--paper", "--tint", "--bad-tint"], TEXT),
    ("--paper", &["--ink", "--link"], TEXT),
    ("--edge", &["--paper", "--tint"], SHAPE),
];

/// The style sheets of the screen.
const SCREEN: [&str; 15] = [
    "annexa.css",
    "auditor.css",
    "book.css",
    "changes.css",
    "code.css",
    "document.css",
    "guide.css",
    "home.css",
    "manage.css",
    "matrix.css",
    "objectives.css",
    "prose.css",
    "record.css",
    "registers.css",
    "search.css",
];

type Tokens = BTreeMap<String, String>;

fn sheet(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("theme/static").join(name);
    let text = fs::read_to_string(path).expect("a style sheet");
    // Comments hold words, not rules.
    text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect()
}

/// The custom properties of the first rule with this selector.
fn tokens(sheet: &str, selector: &str) -> Tokens {
    let (_, rest) = sheet.split_once(&format!("{selector} {{")).expect("the rule of the tokens");
    let (body, _) = rest.split_once('}').expect("it has an end");
    let stated = body.split(';').filter_map(|line| line.split_once(':'));
    stated
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .filter(|(name, _)| name.starts_with("--"))
        .collect()
}

/// The color of a token: of `light-dark(…)` the one of the scheme, of `var(…)` that of the other token.
fn color(tokens: &Tokens, name: &str, scheme: usize) -> Color {
    let value = tokens.get(name).unwrap_or_else(|| panic!("there is no token `{name}`"));
    if let Some(other) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
        return color(tokens, other, scheme);
    }
    let value = match value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
        Some(both) => both.split(',').nth(scheme).expect("one for each scheme").trim(),
        None => value,
    };
    Color::parse(value).unwrap_or_else(|| panic!("`{name}` is no color: {value}"))
}

#[track_caller]
fn assert_readable(tokens: &Tokens, scheme: usize, name: &str) {
    let mut faults = Vec::new();
    for (text, grounds, least) in PAIRS {
        for ground in grounds {
            let (front, behind) = (color(tokens, text, scheme), color(tokens, ground, scheme));
            let ratio = front.contrast(behind);
            if ratio < least {
                faults.push(format!(
                    "{name}: `{text}` {front} on `{ground}` {behind} is {ratio:.2}:1, not {least}:1"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn text_can_be_read_on_light_and_dark_screens() {
    let tokens = tokens(&sheet("annexa.css"), ":root");
    assert_readable(&tokens, 0, "light");
    assert_readable(&tokens, 1, "dark");
}

#[test]
fn text_can_be_read_on_paper() {
    let mut all = tokens(&sheet("annexa.css"), ":root");
    all.extend(tokens(&sheet("print.css"), ":root:root"));
    // Whoever printed it in the dark gets the same: no token of the screen is left that has two colors.
    let left = PAIRS.iter().flat_map(|(text, grounds, _)| grounds.iter().chain([text]));
    let left: BTreeSet<&str> = left
        .filter(|token| all.get(**token).is_some_and(|value| value.contains("light-dark")))
        .copied()
        .collect();
    assert!(left.is_empty(), "print.css does not state {left:?}");
    assert_readable(&all, 0, "paper");
}

#[test]
fn colors_that_paper_states_itself_can_be_read_on_white() {
    let sheet = sheet("print.css");
    let mut count = 0;
    for rule in sheet.split("color: #").skip(1) {
        let digits: String = rule.chars().take_while(char::is_ascii_hexdigit).collect();
        let stated = Color::parse(&format!("#{digits}")).expect("a color");
        let ratio = stated.contrast(Color::new(255, 255, 255));
        assert!(ratio >= TEXT, "print.css: {stated} on white is {ratio:.2}:1");
        count += 1;
    }
    assert!(count > 0, "nothing was compared");
}

/// The rules of a style sheet, whatever they stand in: what is between the braces.
fn bodies(sheet: &str) -> Vec<&str> {
    sheet.split('{').filter_map(|part| part.split_once('}')).map(|(body, _)| body).collect()
}

/// The token that a property of a rule names.
fn token<'r>(body: &'r str, property: &str) -> Option<&'r str> {
    let stated = body.split(';').filter_map(|line| line.split_once(':'));
    let value = stated.into_iter().find(|(name, _)| name.trim() == property)?.1.trim();
    value.strip_prefix("var(")?.split([')', ',']).next()
}

#[test]
fn every_pair_that_a_rule_states_is_compared() {
    let mut faults = Vec::new();
    let mut count = 0;
    for name in SCREEN {
        let sheet = sheet(name);
        for body in bodies(&sheet) {
            let Some(text) = token(body, "color") else { continue };
            let Some(ground) = token(body, "background") else { continue };
            count += 1;
            let is_compared =
                PAIRS.iter().any(|(known, grounds, _)| *known == text && grounds.contains(&ground));
            if !is_compared {
                faults.push(format!("{name}: `{text}` on `{ground}`"));
            }
        }
    }
    assert!(count > 3, "only {count} pairs were found");
    assert!(faults.is_empty(), "add these to the table of pairs:\n{}", faults.join("\n"));
}

#[test]
fn colors_stand_in_tokens_only() {
    let mut faults = Vec::new();
    for name in SCREEN {
        let sheet = sheet(name);
        let rules = bodies(&sheet).into_iter().filter(|body| !body.contains("--paper: "));
        // Pictures of authors are drawn on white; that is no text.
        faults.extend(
            rules
                .filter(|body| body.contains(": #") && body.trim() != "background: #fff;")
                .map(|body| format!("{name}: {}", body.trim())),
        );
    }
    assert!(faults.is_empty(), "state these as tokens:\n{}", faults.join("\n"));
}

#[test]
fn an_accent_is_compared_with_the_colors_that_the_theme_has() {
    let tokens = tokens(&sheet("annexa.css"), ":root");
    for (number, scheme) in [&LIGHT, &DARK].into_iter().enumerate() {
        assert_eq!(scheme.accent, color(&tokens, "--accent", number), "{}", scheme.name);
        for (token, ground) in scheme.grounds {
            assert_eq!(ground, color(&tokens, token, number), "{}: {token}", scheme.name);
        }
        let grounds: Vec<&str> = scheme.grounds.iter().map(|(token, _)| *token).collect();
        let links = PAIRS.iter().find(|(text, ..)| *text == "--link").expect("links are compared");
        assert_eq!(grounds, links.1, "{}", scheme.name);
    }
}
