//! Rows of deals. Invariant: what the deals' own rules refuse is refused here first, so that a
//! plan is carried out whole.
use super::cells::Cells;
use super::companies::join_note;
use super::planner::Planner;
use super::products::FoundProduct;
use crate::deals::{LostKind, LostReason};
use crate::exchange::draft::{DealDraft, Drafted, LineDraft, Outcome, PipelineRef, Ref, StageRef};
use crate::exchange::field::Field;
use crate::exchange::known::{Known, KnownStage, Match};
use crate::exchange::problem::Fault;
use crate::exchange::text::{fold, one_line};
use crate::money::{Currency, Money};
use crate::pipelines::StageKind;
use crate::text::{LINE, NOTE};
use crate::time::Day;

/// What a lost deal says when its file gives no reason.
pub(in crate::exchange) const REASON_NOT_GIVEN: &str = "import: nie podano / not given";

impl<K: Known> Planner<'_, K> {
    pub(super) fn deal_row(&mut self, cells: &mut Cells<'_>) {
        let number = cells.text(Field::ExternalId, LINE);
        if let Some(number) = &number {
            match self.known.deal(number) {
                Match::None => {}
                _ => return self.is_there(cells, Field::ExternalId, Fault::AlreadyThere),
            }
            if self.seen.contains(&deal_key(number)) {
                return cells.reject(Field::ExternalId, Fault::Repeated);
            }
        }
        let Some(draft) = self.deal_draft(cells, number) else {
            return;
        };
        if cells.is_rejected() {
            return;
        }
        if let Some(number) = &draft.external_id {
            self.seen.insert(deal_key(number));
        }
        self.plan.deals.push(Drafted {
            line: cells.line(),
            draft,
        });
    }

    /// Records that the row only names are made last, so that a rejected row leaves none behind.
    fn deal_draft(
        &mut self,
        cells: &mut Cells<'_>,
        external_id: Option<String>,
    ) -> Option<DealDraft> {
        let mut draft = self.deal_core(cells, external_id)?;
        let quantity = cells.whole(Field::Quantity, 1, 1_000_000).unwrap_or(1);
        let product = self.find_product(cells);
        let company_name = cells.raw(Field::Company).map(one_line);
        if draft.title.is_empty() {
            let product = product.as_ref().map(FoundProduct::name);
            draft.title = title(
                product,
                company_name.as_deref(),
                draft.external_id.as_deref(),
            );
        }
        if draft.title.is_empty() {
            cells.reject(Field::Name, Fault::Missing { field: Field::Name });
        }
        let (company, bad_nip) = self.customer(cells, draft.owner, draft.group);
        if cells.is_rejected() {
            return None;
        }
        draft.company = company;
        draft.note = join_note(draft.note, bad_nip);
        let price = draft.amount.filter(|_| quantity == 1);
        draft.line = product.map(|product| {
            let (product, name) = self.take_product(cells, product);
            LineDraft {
                product,
                name,
                quantity: quantity * 1000,
                price,
            }
        });
        remark_on_gaps(cells, draft.company.is_some(), draft.opened.is_some());
        Some(draft)
    }

    /// What the row tells without naming a company or a product.
    fn deal_core(
        &mut self,
        cells: &mut Cells<'_>,
        external_id: Option<String>,
    ) -> Option<DealDraft> {
        let (owner, group) = self.owner(cells);
        let currency = cells.currency();
        let (pipeline, stage) = self.stage(cells)?;
        let kind = self.stage_kind(stage)?;
        let amount = amount(cells, kind, currency);
        let opened = cells.day(Field::Opened);
        let (outcome, expected_close) = self.outcome(cells, kind)?;
        check_days(cells, opened, &outcome, self.known.today());
        let percent = cells.whole(Field::Probability, 0, 100);
        Some(DealDraft {
            title: cells.text(Field::Name, LINE).unwrap_or_default(),
            external_id,
            company: None,
            owner,
            group,
            pipeline,
            stage,
            outcome,
            amount,
            probability: percent.and_then(|percent| u8::try_from(percent).ok()),
            opened,
            expected_close,
            line: None,
            source: cells.text(Field::Source, LINE),
            next_step: cells.text(Field::NextStep, LINE),
            note: cells.note(Field::Note, NOTE - LINE),
        })
    }

    /// The stage by the mapping, by its name, by a word for winning or losing.
    fn stage(&self, cells: &mut Cells<'_>) -> Option<(PipelineRef, StageRef)> {
        let chosen = cells.mapping.defaults.pipeline;
        let pipeline = self
            .pipelines
            .iter()
            .find(|known| chosen.is_none_or(|id| known.id == id));
        let cell = cells.text(Field::Stage, LINE);
        if let Some(stage) = cell.as_deref().and_then(|cell| cells.mapping.stage(cell)) {
            return Some((self.pipeline_of(stage)?, stage));
        }
        let stages = pipeline.map_or(&[][..], |pipeline| &pipeline.stages);
        let found = match &cell {
            Some(cell) => named(stages, cell),
            None => stages.iter().find(|stage| stage.kind == StageKind::Open),
        };
        match (found, pipeline) {
            (Some(stage), Some(pipeline)) => {
                if cell.is_none() {
                    cells.remark(Field::Stage, Fault::StageMissing);
                }
                Some((Ref::Known(pipeline.id), StageRef::Known(stage.id)))
            }
            _ => {
                cells.reject(Field::Stage, Fault::UnknownStage);
                None
            }
        }
    }

    fn pipeline_of(&self, stage: StageRef) -> Option<PipelineRef> {
        match stage {
            StageRef::New { pipeline, .. } => Some(Ref::New(pipeline)),
            StageRef::Known(id) => {
                let holds = |known: &&crate::exchange::KnownPipeline| {
                    known.stages.iter().any(|stage| stage.id == id)
                };
                self.pipelines
                    .iter()
                    .find(holds)
                    .map(|known| Ref::Known(known.id))
            }
        }
    }

    /// How the deal stands, and when it is expected to close if it is open. Many files have one
    /// column for both days.
    fn outcome(&self, cells: &mut Cells<'_>, kind: StageKind) -> Option<(Outcome, Option<Day>)> {
        let (closed, expected) = (cells.day(Field::Closed), cells.day(Field::ExpectedClose));
        if kind == StageKind::Open {
            return Some((Outcome::Open, expected.or(closed)));
        }
        let Some(on) = closed.or(expected) else {
            if !cells.is_rejected() {
                cells.reject(Field::Closed, Fault::NoClosingDay);
            }
            return None;
        };
        match kind {
            StageKind::Won => Some((Outcome::Won { on }, expected)),
            _ => Some((
                Outcome::Lost {
                    on,
                    reason: lost_reason(cells),
                },
                expected,
            )),
        }
    }
}

fn amount(cells: &mut Cells<'_>, kind: StageKind, currency: Currency) -> Option<Money> {
    let amount = cells.amount(Field::Amount, currency);
    if kind == StageKind::Lost && amount.is_some_and(|amount| amount.minor == 0) {
        cells.remark(Field::Amount, Fault::LostWorthZero);
        return None;
    }
    if amount.is_none() && cells.raw(Field::Amount).is_none() {
        cells.remark(Field::Amount, Fault::NoAmount);
    }
    amount
}

fn check_days(cells: &mut Cells<'_>, opened: Option<Day>, outcome: &Outcome, today: Day) {
    let (Outcome::Won { on } | Outcome::Lost { on, .. }) = outcome else {
        return;
    };
    if *on > today {
        cells.reject(Field::Closed, Fault::ClosedInFuture);
    } else if opened.is_some_and(|opened| *on < opened) {
        cells.reject(Field::Closed, Fault::ClosedBeforeOpened);
    }
}

fn remark_on_gaps(cells: &mut Cells<'_>, has_company: bool, has_day: bool) {
    let mapped = |field| cells.mapping.column(field).is_some();
    let (no_company, no_day) = (
        mapped(Field::Company) && !has_company,
        mapped(Field::Opened) && !has_day,
    );
    if no_company && cells.raw(Field::Company).is_none() {
        cells.remark(Field::Company, Fault::NoCompany);
    }
    if no_day && cells.raw(Field::Opened).is_none() {
        cells.remark(Field::Opened, Fault::NoOpeningDay);
    }
}

/// A reason by its word, else in the file's own words.
fn lost_reason(cells: &mut Cells<'_>) -> LostReason {
    let Some(text) = cells.text(Field::LostReason, 500) else {
        cells.remark(Field::LostReason, Fault::NoLostReason);
        return LostReason {
            kind: LostKind::NotRecorded,
            text: Some(REASON_NOT_GIVEN.into()),
        };
    };
    let kind = match fold(&text).as_str() {
        "cena" | "price" | "za drogo" => LostKind::Price,
        "konkurencja" | "competitor" | "competition" => LostKind::Competitor,
        "brak budzetu" | "no budget" | "budget" => LostKind::NoBudget,
        "brak potrzeby" | "no need" => LostKind::NoNeed,
        "brak decyzji" | "no decision" => LostKind::NoDecision,
        "termin" | "timing" => LostKind::Timing,
        "brak kontaktu" | "no contact" => LostKind::NoContact,
        _ => {
            return LostReason {
                kind: LostKind::Other,
                text: Some(text),
            };
        }
    };
    LostReason { kind, text: None }
}

fn named<'s>(stages: &'s [KnownStage], cell: &str) -> Option<&'s KnownStage> {
    let cell = fold(cell);
    let kind = match cell.as_str() {
        "won" | "closed won" | "wygrana" | "wygrane" | "wygrany" | "sprzedane"
        | "zamknieta wygrana" => Some(StageKind::Won),
        "lost" | "closed lost" | "przegrana" | "przegrane" | "utracona" | "zamknieta przegrana" => {
            Some(StageKind::Lost)
        }
        _ => None,
    };
    let by_name = stages.iter().find(|stage| fold(&stage.name) == cell);
    by_name.or_else(|| stages.iter().find(|stage| Some(stage.kind) == kind))
}

/// What a deal without a title is called: the product and the company, else its number; empty when
/// none is known.
fn title(product: Option<&str>, company: Option<&str>, number: Option<&str>) -> String {
    let second = company.or(if product.is_some() { number } else { None });
    let parts: Vec<&str> = product.into_iter().chain(second).collect();
    let title = if parts.is_empty() {
        number.unwrap_or_default().to_owned()
    } else {
        parts.join(" · ")
    };
    title.chars().take(LINE).collect()
}

fn deal_key(number: &str) -> String {
    format!("deal {number}")
}
