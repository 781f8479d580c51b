//! The address of a file as a browser takes it.

use std::fmt::Write;
use std::path::Path;

/// `/srv/my isms/a.html` as `file:///srv/my%20isms/a.html`. `path` is absolute.
pub(super) fn of(path: &Path) -> String {
    let text = path.to_string_lossy();
    // Windows writes `\\?\C:\…` for paths that it has resolved.
    let text = text.strip_prefix(r"\\?\").unwrap_or(&text);
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    let mut address = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            // Writing into a text does not fail.
            other => drop(write!(address, "%{other:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_an_address_is_written_as_numbers() {
        let seen = of(Path::new("/srv/Übung #1/50%?/a.html"));
        assert_eq!(seen, "file:///srv/%C3%9Cbung%20%231/50%25%3F/a.html");
    }

    #[test]
    fn drives_stand_behind_a_third_slash() {
        assert_eq!(of(Path::new("C:/Users/a.html")), "file:///C:/Users/a.html");
    }
}
