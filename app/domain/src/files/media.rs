//! The type of a file by its content. Invariant: only what a browser shows without running any of
//! it may be shown in place; everything else, whatever it is called, is only saved.
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
    Gif,
    Webp,
    /// Archives, and the documents of offices that are archives.
    Zip,
    /// Documents of older offices.
    Ole,
    Text,
    /// Also stands for a type of a later version.
    #[serde(other)]
    Bytes,
}

/// How much of a file is looked at.
const HEAD: usize = 4096;

impl Media {
    /// By the first bytes of the content.
    #[must_use]
    pub fn of(content: &[u8]) -> Self {
        let head = content.get(..HEAD).unwrap_or(content);
        let known: [(&[u8], Self); 8] = [
            (b"%PDF-", Self::Pdf),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"GIF87a", Self::Gif),
            (b"GIF89a", Self::Gif),
            (b"PK\x03\x04", Self::Zip),
            (b"PK\x05\x06", Self::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Self::Ole),
        ];
        if let Some((_, media)) = known.iter().find(|(magic, _)| head.starts_with(magic)) {
            return *media;
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice()) {
            return Self::Webp;
        }
        let printable = |byte: u8| byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r');
        // A letter may be cut in two where the look ends.
        let whole = match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(error) => head.len() == HEAD && error.valid_up_to() + 4 > HEAD,
        };
        if whole && head.iter().copied().all(printable) {
            Self::Text
        } else {
            Self::Bytes
        }
    }

    /// The value of `Content-Type`. Text is plain text, so that markup in it is never run.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Zip => "application/zip",
            Self::Text => "text/plain; charset=utf-8",
            Self::Ole | Self::Bytes => "application/octet-stream",
        }
    }

    /// Whether a browser may show it in place.
    #[must_use]
    pub fn is_shown(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp)
    }
}
