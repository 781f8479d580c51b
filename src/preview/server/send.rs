//! Writes answers. The only file that names `tiny_http`.

use std::io::{self, Cursor, Write};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use crate::preview::answer::{Answer, Body};
use crate::preview::head::Head;

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The connection ends with it.
    pub(super) is_last: bool,
    /// It has no body.
    pub(super) is_head_only: bool,
}

impl Kind {
    /// The last one, to nobody knows what.
    pub(super) const LAST: Self = Self { is_last: true, is_head_only: false };

    /// What fits a request.
    pub(super) fn of(head: &Head) -> Self {
        Self { is_last: head.is_last, is_head_only: head.wants_head_only() }
    }

    /// What fits a request that is refused.
    pub(super) fn last(head: &Head) -> Self {
        Self { is_last: true, ..Self::of(head) }
    }
}

/// Writes an answer. What is returned is whether the other end took it.
pub(super) fn send(mut writer: impl Write, answer: Answer, kind: Kind) -> io::Result<()> {
    let bytes = match answer.body {
        Body::Bytes(bytes) => bytes,
        Body::Events => Vec::new(),
    };
    let headers = answer.headers.iter();
    let headers = headers
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    let (status, length) = (StatusCode(answer.status), bytes.len());
    let answer = Response::new(status, headers.collect(), Cursor::new(bytes), Some(length), None);
    // A length, not chunks; and 1.0 is how this engine says that the connection ends.
    let answer = answer.with_chunked_threshold(usize::MAX);
    let version = if kind.is_last { HTTPVersion(1, 0) } else { HTTPVersion(1, 1) };
    answer.raw_print(&mut writer, version, &[], kind.is_head_only, None)?;
    writer.flush()
}
