//! Why a change of a pipeline is refused.
use super::StageKind;
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    NoStageOf(StageKind),
    NameTaken,
    UnknownStage,
    StageInUse {
        deals: u64,
    },
    KindFixed,
    Archived,
    /// A stage that takes no deals any more.
    StageArchived,
    /// The pipeline new deals go to is not archived.
    Default,
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::NoStageOf(_) | Self::KindFixed => Some(Field::StageKind),
            Self::NameTaken => Some(Field::Name),
            Self::UnknownStage | Self::StageInUse { .. } | Self::StageArchived => {
                Some(Field::Stage)
            }
            Self::Archived | Self::Default => Some(Field::Pipeline),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::NoStageOf(StageKind::Open) => (
                "Lejek nie ma etapu otwartego. Dodaj co najmniej jeden.",
                "The pipeline has no open stage. Add at least one.",
            ),
            Self::NoStageOf(StageKind::Won) => (
                "Lejek nie ma etapu wygranej. Dodaj co najmniej jeden.",
                "The pipeline has no won stage. Add at least one.",
            ),
            Self::NoStageOf(StageKind::Lost) => (
                "Lejek nie ma etapu przegranej. Dodaj co najmniej jeden.",
                "The pipeline has no lost stage. Add at least one.",
            ),
            Self::NameTaken => (
                "W lejku jest już etap o tej nazwie. Wybierz inną nazwę.",
                "The pipeline has a stage of this name already. Choose another name.",
            ),
            Self::UnknownStage => (
                "W tym lejku nie ma takiego etapu. Odśwież stronę i wybierz inny.",
                "This pipeline has no such stage. Reload the page and choose another.",
            ),
            Self::StageInUse { deals } => {
                return lang.pick(
                    format!(
                        "Na tym etapie są szanse sprzedaży, razem {deals}. Najpierw przenieś je na inny etap."
                    ),
                    format!("Deals stand in this stage, {deals} in all. Move them to another stage first."),
                );
            }
            Self::KindFixed => (
                "Rodzaju etapu nie można zmienić, bo zmieniłby się stan szans. Dodaj nowy etap i przenieś szanse.",
                "The kind of a stage cannot change, as the status of its deals would. Add a stage and move the deals.",
            ),
            Self::Archived => (
                "Ten lejek jest zarchiwizowany. Wybierz inny albo go przywróć.",
                "This pipeline is archived. Choose another or restore it.",
            ),
            Self::Default => (
                "Do tego lejka trafiają nowe szanse. Najpierw wskaż inny domyślny lejek.",
                "New deals go to this pipeline. Choose another default pipeline first.",
            ),
            Self::StageArchived => (
                "Ten etap jest zarchiwizowany i nie przyjmuje szans. Wybierz inny etap.",
                "This stage is archived and takes no deals. Choose another stage.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    use Refusal::*;
    crate::refusal::chain(NoStageOf(StageKind::Open), |refusal| match refusal {
        NoStageOf(StageKind::Open) => Some(NoStageOf(StageKind::Won)),
        NoStageOf(StageKind::Won) => Some(NoStageOf(StageKind::Lost)),
        NoStageOf(StageKind::Lost) => Some(NameTaken),
        NameTaken => Some(UnknownStage),
        UnknownStage => Some(StageInUse { deals: 3 }),
        StageInUse { .. } => Some(KindFixed),
        KindFixed => Some(Archived),
        Archived => Some(StageArchived),
        StageArchived => Some(Default),
        Default => None,
    })
}
