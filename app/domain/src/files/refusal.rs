//! Why a file is not taken.
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    Empty,
    TooLarge {
        limit: u64,
    },
    /// The firm's files fill their quota.
    QuotaFull {
        quota: u64,
    },
    Gone,
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        Some(Field::File)
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let mib = |bytes: u64| bytes / (1 << 20);
        match self {
            Self::Empty => lang
                .pick(
                    "Ten plik jest pusty. Wybierz inny.",
                    "This file is empty. Choose another.",
                )
                .to_owned(),
            Self::TooLarge { limit } => lang.pick(
                format!("Plik jest za duży: najwięcej {} MiB. Zmniejsz go albo podziel.", mib(*limit)),
                format!("The file is too large: at most {} MiB. Make it smaller or split it.", mib(*limit)),
            ),
            Self::QuotaFull { quota } => lang.pick(
                format!(
                    "Miejsce na pliki firmy ({} MiB) jest pełne. Usuń zbędne pliki albo poproś administratora o więcej.",
                    mib(*quota)
                ),
                format!(
                    "The firm’s room for files ({} MiB) is full. Remove some or ask an administrator for more.",
                    mib(*quota)
                ),
            ),
            Self::Gone => lang
                .pick(
                    "Tego pliku już nie ma. Odśwież stronę.",
                    "That file is no longer there. Reload the page.",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    use Refusal::*;
    crate::refusal::chain(Empty, |refusal| match refusal {
        Empty => Some(TooLarge { limit: 25 << 20 }),
        TooLarge { .. } => Some(QuotaFull { quota: 5 << 30 }),
        QuotaFull { .. } => Some(Gone),
        Gone => None,
    })
}
