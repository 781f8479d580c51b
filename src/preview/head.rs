//! Finds the heads of requests in bytes as they come (RFC 9112, 2 and 3). No socket, no clock.
//!
//! Strict on purpose: browsers write heads that need no forbearance, and everything that two readers could understand in two ways is refused: line
//! breaks other than CRLF, folded lines, spaces before a colon, control characters.

use crate::preview::refusal::Refusal;
use crate::preview::router::{LONGEST_TARGET, Request};

/// The longest head, in bytes. Browsers send `localhost` the cookies of every program that was ever there, so it may be long.
pub const LONGEST_HEAD: usize = 32 * 1024;

/// The most header fields.
pub const MOST_FIELDS: usize = 128;

const END: &[u8] = b"\r\n\r\n";

/// What came from the other end of a connection, and was not understood yet.
#[derive(Debug, Default)]
pub struct Inbox {
    bytes: Vec<u8>,
    /// How many of them were looked at: who sends byte by byte does not make us read everything again each time.
    looked_at: usize,
}

/// The head of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    method: String,
    target: String,
    fields: Vec<(String, String)>,
    /// True when no other request is to follow on the connection.
    pub is_last: bool,
}

impl Head {
    /// Hands the request to `then`.
    pub fn request<T>(&self, then: impl FnOnce(&Request<'_>) -> T) -> T {
        let headers: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        then(&Request { method: &self.method, target: &self.target, headers: &headers })
    }

    /// True when the answer is to have no body.
    pub fn wants_head_only(&self) -> bool {
        self.method == "HEAD"
    }
}

impl Inbox {
    /// Adds what came.
    pub fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// True when nothing of a request came.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Takes the next head out; `None` when more must come first.
    pub fn take(&mut self) -> Result<Option<Head>, Refusal> {
        // Empty lines before a request are nothing (RFC 9112, 2.2).
        while self.looked_at == 0 && self.bytes.starts_with(b"\r\n") {
            self.bytes.drain(..2);
        }
        let from = self.looked_at.saturating_sub(END.len() - 1);
        let end = self.bytes[from..].windows(END.len()).position(|window| window == END);
        let end = end.map(|at| from + at);
        let upto = end.unwrap_or(self.bytes.len());
        if (self.looked_at..upto).any(|at| self.is_odd(at)) {
            return Err(Refusal::Bad);
        }
        self.looked_at = upto - usize::from(self.bytes[..upto].ends_with(b"\r"));
        if upto > LONGEST_HEAD {
            return Err(if self.is_within_target() { Refusal::TooLong } else { Refusal::TooLarge });
        }
        let Some(end) = end else { return Ok(None) };
        let head = parse(&self.bytes[..end]);
        self.bytes.drain(..end + END.len());
        self.looked_at = 0;
        head.map(Some)
    }

    /// True for a byte that no head has there. A carriage return at the end may still get its line feed.
    fn is_odd(&self, at: usize) -> bool {
        match self.bytes[at] {
            b'\n' => at == 0 || self.bytes[at - 1] != b'\r',
            b'\r' => self.bytes.get(at + 1).is_some_and(|next| *next != b'\n'),
            byte => byte.is_ascii_control() && byte != b'\t',
        }
    }

    /// True when the first line is what is too long.
    fn is_within_target(&self) -> bool {
        let line = self.bytes.windows(2).position(|pair| pair == b"\r\n");
        line.is_none_or(|length| length > LONGEST_TARGET)
    }
}

fn parse(head: &[u8]) -> Result<Head, Refusal> {
    // Only values may hold what is not ASCII; who compares one with something compares it with ASCII.
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n");
    let first: Vec<&str> = lines.next().unwrap_or("").split(' ').collect();
    let [method, target, version] = first[..] else { return Err(Refusal::Bad) };
    if !is_token(method) || target.is_empty() || !target.bytes().all(|byte| byte.is_ascii_graphic())
    {
        return Err(Refusal::Bad);
    }
    let is_old = match version {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        _ if version.starts_with("HTTP/") => return Err(Refusal::Version),
        _ => return Err(Refusal::Bad),
    };
    let mut fields = Vec::new();
    for line in lines {
        if fields.len() == MOST_FIELDS {
            return Err(Refusal::TooLarge);
        }
        let (name, value) = line.split_once(':').ok_or(Refusal::Bad)?;
        if !is_token(name) {
            return Err(Refusal::Bad);
        }
        fields.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let is_last = is_old || fields.iter().any(|(name, value)| closes(name, value));
    Ok(Head { method: method.to_owned(), target: target.to_owned(), fields, is_last })
}

fn closes(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case("connection")
        && value.split(',').any(|word| word.trim().eq_ignore_ascii_case("close"))
}

/// True for a word of letters, digits and a few signs (RFC 9110, 5.6.2).
fn is_token(text: &str) -> bool {
    let is_sign = |byte: u8| b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || is_sign(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn take(bytes: &[u8]) -> Result<Option<Head>, Refusal> {
        let mut inbox = Inbox::default();
        inbox.add(bytes);
        inbox.take()
    }

    #[track_caller]
    fn assert_refused(bytes: &str, refusal: Refusal) {
        assert_eq!(take(bytes.as_bytes()), Err(refusal), "{}", &bytes[..bytes.len().min(80)]);
    }

    #[test]
    fn a_head_is_its_first_line_and_its_fields() {
        let head = take("GET /a?b HTTP/1.1\r\nHost: x:1\r\ncookie:\t a=é \r\n\r\n".as_bytes());
        let head = head.ok().flatten().expect("a head");
        let fields = [("Host", "x:1"), ("cookie", "a=é")];
        head.request(|request| {
            assert_eq!((request.method, request.target), ("GET", "/a?b"));
            assert_eq!(request.headers, fields);
        });
        assert!(!head.is_last && !head.wants_head_only());
    }

    #[test]
    fn requests_follow_each_other() {
        let mut inbox = Inbox::default();
        inbox.add(b"\r\nHEAD /a HTTP/1.1\r\nConnection: x, Close\r\n\r\nGET /b HTTP/1.0\r\n\r\nGE");
        let mut next = || inbox.take().expect("nothing is odd");
        let first = next().expect("the first");
        assert!(first.is_last && first.wants_head_only());
        let second = next().expect("the second");
        assert!(second.is_last);
        assert_eq!(second.target, "/b");
        assert_eq!(next(), None);
    }

    #[test]
    fn what_can_be_understood_in_two_ways_is_refused() {
        for bytes in [
            "GET / HTTP/1.1\n",
            "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
            "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
            "GET / HTTP/1.1\r\nA : b\r\n\r\n",
            "GET / HTTP/1.1\r\n: b\r\n\r\n",
            "GET / HTTP/1.1\r\nA\r\n\r\n",
            "GET / HTTP/1.1\r\nA: \u{0}",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET /a b HTTP/1.1\r\n\r\n",
            "GET /é HTTP/1.1\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / FTP/1.1\r\n\r\n",
            "GÉT / HTTP/1.1\r\n\r\n",
            "\u{16}\u{3}\u{1}",
        ] {
            assert_refused(bytes, Refusal::Bad);
        }
        assert_refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Refusal::Version);
        assert_refused("GET / HTTP/1.2\r\n\r\n", Refusal::Version);
    }

    #[test]
    fn a_head_has_a_limit_before_it_ends() {
        let fill = "a".repeat(LONGEST_HEAD);
        assert_refused(&format!("GET /{fill}"), Refusal::TooLong);
        assert_refused(&format!("GET / HTTP/1.1\r\nA: {fill}"), Refusal::TooLarge);
        let many = "A: b\r\n".repeat(MOST_FIELDS);
        assert!(take(format!("GET / HTTP/1.1\r\n{many}\r\n").as_bytes()).is_ok());
        assert_refused(&format!("GET / HTTP/1.1\r\n{many}A: b\r\n\r\n"), Refusal::TooLarge);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_in_which_pieces_bytes_come(
            noise in "(GET|HEAD|[ -~]{0,4}) /[!-~]{0,8} HTTP/1[.][01]\r\n([A-Z]:[ -~é\t]{0,6}\r\n){0,3}[\r\n]{1,3}[ -~]{0,4}",
            cut in 0_usize..60,
        ) {
            let bytes = noise.as_bytes();
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut inbox = Inbox::default();
            inbox.add(first);
            let early = inbox.take();
            let pieces = match early {
                Ok(None) => { inbox.add(second); inbox.take() }
                known => known,
            };
            prop_assert_eq!(pieces, take(bytes));
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = take(&bytes);
        }
    }
}
