//! Where the site stands on the web: `address` and `base_path` of `handbook.toml`.

use crate::base::text::printable;
use crate::parse::codes::WRONG_TYPE;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Shape;

/// An address of the web without query and fragment (RFC 3986), as a regular expression.
const ADDRESS: &str = "^https?://[A-Za-z0-9._~:%@-]+(/[A-Za-z0-9._~:%@!$&'()*+,;=-]*)*$";

/// A path from the root of a server, as a regular expression.
const BASE_PATH: &str = "^/([A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*/)?$";

/// The address of the site's root, with a slash at its end.
pub(super) fn read_address(fields: &Fields<'_, '_>) -> Option<String> {
    fields.note("address", || Shape::Like(ADDRESS));
    let text = fields.text("address")?;
    let rest = text.value.strip_prefix("https://").or_else(|| text.value.strip_prefix("http://"));
    let (host, path) = rest.map_or(("", ""), |rest| rest.split_once('/').unwrap_or((rest, "")));
    let clean = |more: &'static str| {
        move |byte: u8| byte.is_ascii_alphanumeric() || more.as_bytes().contains(&byte)
    };
    let is_sound = !host.is_empty()
        && host.bytes().all(clean("._~:%@-"))
        && path.bytes().all(clean("/._~:%@!$&'()*+,;=-"));
    if is_sound {
        let end = if text.value.ends_with('/') { "" } else { "/" };
        return Some(format!("{}{end}", text.value));
    }
    let message = format!("`address` cannot be `{}`", printable(&text.value));
    fields.report(
        &WRONG_TYPE,
        text.at,
        message,
        "write the address at which readers open the handbook, such as `https://isms.example.org/`",
    );
    None
}

/// A path from the root of a server: `/` or `/isms/`.
pub(super) fn read_base_path(fields: &Fields<'_, '_>) -> Option<String> {
    fields.note("base_path", || Shape::Like(BASE_PATH));
    let text = fields.text("base_path")?;
    let clean =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    let path = &text.value;
    if path.starts_with('/')
        && !path.starts_with("//")
        && path.ends_with('/')
        && path.bytes().all(clean)
    {
        return Some(text.value);
    }
    let message = format!("`base_path` cannot be `{}`", printable(&text.value));
    fields.report(
        &WRONG_TYPE,
        text.at,
        message,
        "write a path that begins and ends with `/`, such as `/isms/`",
    );
    None
}
