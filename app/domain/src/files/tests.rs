//! Rules of files.
use super::*;
use crate::by::Actor;
use crate::id::PersonId;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(5),
};

fn upload(name: &str, bytes: u64) -> Upload {
    Upload {
        name: name.to_owned(),
        digest: Digest([7; 32]),
        bytes,
        media: Media::Pdf,
    }
}

#[test]
fn a_file_is_what_its_content_says_whatever_it_is_called() {
    let cases: [(&[u8], Media); 9] = [
        (b"%PDF-1.7", Media::Pdf),
        (b"\x89PNG\r\n\x1a\n....", Media::Png),
        (b"RIFF\0\0\0\0WEBPVP8 ", Media::Webp),
        (b"RIFF\0\0\0\0WAVE", Media::Bytes),
        (b"PK\x03\x04rest", Media::Zip),
        ("Zażółć <script>".as_bytes(), Media::Text),
        (b"<svg onload='x'>", Media::Text),
        (b"MZ\x90\0", Media::Bytes),
        (b"\xc5", Media::Bytes),
    ];
    for (content, media) in cases {
        assert_eq!(Media::of(content), media, "{content:?}");
    }
    let long = format!("a{}", "ą".repeat(4000));
    assert_eq!(Media::of(long.as_bytes()), Media::Text);
}

#[test]
fn nothing_with_scripts_is_shown_in_place() {
    for media in [
        Media::Text,
        Media::Zip,
        Media::Ole,
        Media::Bytes,
        Media::Pdf,
    ] {
        assert!(!media.is_shown());
    }
    assert!(Media::of(b"<html>").mime().starts_with("text/plain"));
}

#[test]
fn a_file_keeps_its_name_without_folders() {
    let named = |name: &str| Attachment::new(BY, FileId(1), upload(name, 1)).map(|file| file.name);
    assert_eq!(named("C:\\biuro\\oferta.pdf").unwrap(), "oferta.pdf");
    assert_eq!(named("../../etc/passwd").unwrap(), "passwd");
    assert!(named("a/").is_err() && named("a\u{0}b").is_err());
    assert!(Attachment::new(BY, FileId(1), upload("a", 0)).is_err());
}

#[test]
fn a_digest_is_read_as_it_is_written_and_nothing_else_is() {
    let digest = Digest([0xAB; 32]);
    assert_eq!(digest.to_string().parse(), Ok(digest));
    for other in ["", "ab", &"AB".repeat(32), &"zz".repeat(32)] {
        assert!(other.parse::<Digest>().is_err(), "{other}");
    }
}
