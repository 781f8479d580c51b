//! Why a request gets nothing: [`Refusal`].

/// Why a request gets nothing. A refusal ends its connection: what comes after a request that was not understood cannot be understood either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be understood, or holds what no honest request holds.
    Bad,
    /// It asks for a day that there is not.
    Day,
    /// Another website asks.
    Foreign,
    /// It wants to change something.
    Method,
    /// It did not come to an end in time.
    Slow,
    /// Its target is too long.
    TooLong,
    /// It is meant for another host.
    Misdirected,
    /// Its headers are too many or too long.
    TooLarge,
    /// The preview stumbled over it.
    Stumbled,
    /// Too many are answered at the moment.
    Busy,
    /// It is written in another version of HTTP.
    Version,
}

impl Refusal {
    /// The status code (RFC 9110, 15; RFC 6585, 5).
    pub const fn status(self) -> u16 {
        match self {
            Self::Bad | Self::Day => 400,
            Self::Foreign => 403,
            Self::Method => 405,
            Self::Slow => 408,
            Self::TooLong => 414,
            Self::Misdirected => 421,
            Self::TooLarge => 431,
            Self::Stumbled => 500,
            Self::Busy => 503,
            Self::Version => 505,
        }
    }

    /// What whoever asked is told.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Bad => "The preview cannot make sense of this request.",
            Self::Day => {
                "There is no such day. Days are written like 2027-03-01, from 1900 to 2199."
            }
            Self::Foreign => "The preview does not answer other websites.",
            Self::Method => "The preview answers GET and HEAD only.",
            Self::Slow => "The request did not come to an end in time.",
            Self::TooLong => "The address is longer than 2,048 bytes.",
            Self::Misdirected => {
                "The preview answers to 127.0.0.1, [::1] and localhost only, under its own port."
            }
            Self::TooLarge => "The headers of the request are longer than 32 KiB.",
            Self::Stumbled => "The preview failed over this request; the terminal says where.",
            Self::Busy => "The preview is busy. Try again in a moment.",
            Self::Version => "The preview speaks HTTP/1.1.",
        }
    }
}
