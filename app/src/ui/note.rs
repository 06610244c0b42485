//! Words on the screen. Invariant: an absent note leaves no empty element behind.
use std::borrow::Cow;

/// A text of the interface: borrowed from a catalogue or composed.
pub type Text = Cow<'static, str>;

/// A text that may be absent; a component takes it from `&'static str`, `String` or an `Option`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note(pub Option<Text>);

impl Note {
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

impl From<&'static str> for Note {
    fn from(text: &'static str) -> Self {
        Self(Some(Cow::Borrowed(text)))
    }
}

impl From<String> for Note {
    fn from(text: String) -> Self {
        Self(Some(Cow::Owned(text)))
    }
}

impl From<Text> for Note {
    fn from(text: Text) -> Self {
        Self(Some(text))
    }
}

impl From<Option<String>> for Note {
    fn from(text: Option<String>) -> Self {
        Self(text.map(Cow::Owned))
    }
}

impl From<Option<&'static str>> for Note {
    fn from(text: Option<&'static str>) -> Self {
        Self(text.map(Cow::Borrowed))
    }
}

impl From<Option<Text>> for Note {
    fn from(text: Option<Text>) -> Self {
        Self(text)
    }
}
