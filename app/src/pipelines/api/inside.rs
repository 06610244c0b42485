//! What the server functions of pipelines do with the store; only on the server.
use crate::current::{administrator, found};
use crate::pipelines::{Card, Example, Pipelines, Row, StageFields};
use domain::change::Change;
use domain::field::Field;
use domain::firm::FirmChanges;
use domain::id::{PipelineId, StageId};
use domain::lang::Lang;
use domain::pipelines::{
    Colour, Gate, Need, Needs, Pipeline, Refusal as PipelineRefusal, StageDraft, StageKind,
    examples,
};
use domain::refusal::Refusal;
use domain::text;
use store::{Firm, Reading, Stopped, Work};

/// Deals moved by one work.
pub(super) const ROUND: usize = 500;

pub(super) fn list(reading: &Reading, lang: Lang) -> Result<Pipelines, Stopped> {
    administrator(reading.who())?;
    let firm = reading.firm();
    let row = |pipeline: &Pipeline| {
        let living = pipeline.stages.iter().filter(|stage| !stage.archived);
        Row {
            id: pipeline.id,
            name: pipeline.name.clone(),
            stages: living
                .map(|stage| (stage.name.clone(), stage.colour))
                .collect(),
            archived: pipeline.archived,
            default: is_default(firm, pipeline.id),
        }
    };
    let example = |example: domain::pipelines::Example| Example {
        name: example.name,
        stages: example.stages.into_iter().map(|stage| stage.name).collect(),
    };
    Ok(Pipelines {
        rows: firm.boards().map(row).collect(),
        examples: examples(lang).into_iter().map(example).collect(),
    })
}

pub(super) fn card(reading: &Reading, id: &str) -> Result<Card, Stopped> {
    administrator(reading.who())?;
    let firm = reading.firm();
    let id: PipelineId = found(id.parse().ok())?;
    let pipeline = found(firm.pipelines.get(&id))?;
    let several = firm.boards().filter(|one| !one.archived).count() > 1;
    let open = firm.stages().filter(|(pipeline, stage)| {
        stage.kind == StageKind::Open && !stage.archived && !pipeline.archived
    });
    let open = open.map(|(pipeline, stage)| match several {
        true => (stage.id, format!("{} · {}", pipeline.name, stage.name)),
        false => (stage.id, stage.name.clone()),
    });
    Ok(Card {
        id,
        name: pipeline.name.clone(),
        archived: pipeline.archived,
        default: is_default(firm, id),
        version: pipeline.stamp.version,
        stages: pipeline.stages.iter().map(Into::into).collect(),
        open: open.collect(),
    })
}

fn is_default(firm: &Firm, id: PipelineId) -> bool {
    let settings = firm.settings.as_ref();
    settings.and_then(|settings| settings.default_pipeline) == Some(id)
}

pub(super) fn example(at: usize, lang: Lang) -> Result<Vec<StageDraft>, Refusal> {
    let example = examples(lang).into_iter().nth(at);
    Ok(example.ok_or(Refusal::Unknown(Field::Pipeline))?.stages)
}

/// The order with one pipeline put a place up or down.
pub(super) fn place(work: &mut Work<'_, '_>, id: PipelineId, up: bool) -> Result<(), Stopped> {
    let mut order: Vec<PipelineId> = work.firm().boards().map(|one| one.id).collect();
    let at = order.iter().position(|other| *other == id);
    let at = at.ok_or(Refusal::Unknown(Field::Pipeline))?;
    let to = neighbour(at, up).filter(|to| *to < order.len());
    order.swap(at, to.ok_or(Refusal::Unchanged)?);
    work.order_pipelines(&order)
}

fn neighbour(at: usize, up: bool) -> Option<usize> {
    match up {
        true => at.checked_sub(1),
        false => at.checked_add(1),
    }
}

pub(super) fn make_default(work: &mut Work<'_, '_>, id: PipelineId) -> Result<(), Stopped> {
    let firm = work.firm();
    let was = firm
        .settings
        .as_ref()
        .and_then(|firm| firm.default_pipeline);
    let archived = firm.pipelines.get(&id).map(|pipeline| pipeline.archived);
    match archived {
        None => return Err(Refusal::Unknown(Field::Pipeline).into()),
        Some(true) => return Err(PipelineRefusal::Archived.into()),
        Some(false) => {}
    }
    let change = Change::between(was, Some(id)).ok_or(Refusal::Unchanged)?;
    work.edit_firm(FirmChanges {
        default_pipeline: Some(change),
        ..FirmChanges::default()
    })
}

pub(super) fn add(
    work: &mut Work<'_, '_>,
    id: PipelineId,
    after: &str,
    draft: StageDraft,
) -> Result<(), Stopped> {
    let pipeline = work.firm().pipelines.get(&id);
    let stages = pipeline.map(|pipeline| pipeline.stages.iter());
    let place = |stages: std::slice::Iter<'_, domain::pipelines::Stage>| {
        let after: StageId = after.parse().ok()?;
        stages.clone().position(|stage| stage.id == after)
    };
    let at = stages.and_then(place).map_or(0, |at| at + 1);
    work.add_stage(id, at, draft)?;
    Ok(())
}

pub(super) fn edit(
    work: &mut Work<'_, '_>,
    (id, version): (PipelineId, u64),
    stage: StageId,
    draft: StageDraft,
) -> Result<(), Stopped> {
    administrator(work.who())?;
    let pipeline = work.firm().pipelines.get(&id);
    let seen = pipeline.ok_or(Refusal::Unknown(Field::Pipeline))?;
    if seen.stamp.version != version {
        return Err(seen.stamp.stale(vec![Field::Stage]).into());
    }
    work.edit_stage(id, stage, draft)
}

pub(super) fn place_stage(
    work: &mut Work<'_, '_>,
    id: PipelineId,
    stage: StageId,
    up: bool,
) -> Result<(), Stopped> {
    administrator(work.who())?;
    let pipeline = work.firm().pipelines.get(&id);
    let stages = &pipeline.ok_or(Refusal::Unknown(Field::Pipeline))?.stages;
    let at = stages.iter().position(|other| other.id == stage);
    let at = at.ok_or(PipelineRefusal::UnknownStage)?;
    let to = neighbour(at, up).filter(|to| *to < stages.len());
    work.move_stage(id, stage, to.ok_or(Refusal::Unchanged)?)
}

pub(super) fn stage(raw: &str) -> Result<StageId, Refusal> {
    raw.parse().map_err(|_| Refusal::Unknown(Field::Stage))
}

/// What was typed, as a draft; a number that is none is refused at its field.
pub(super) fn draft(form: &StageFields) -> Result<StageDraft, Refusal> {
    let kind = match form.kind.as_str() {
        "open" | "" => StageKind::Open,
        "won" => StageKind::Won,
        "lost" => StageKind::Lost,
        _ => return Err(Refusal::Unknown(Field::StageKind)),
    };
    let days = number(Field::ExpectedDays, &form.days)?;
    let probability = number(
        Field::Probability,
        form.probability.trim_end_matches([' ', '%']),
    )?;
    let named = |colour: &Colour| colour.token() == form.colour;
    let colour = Colour::ALL.into_iter().find(named);
    if colour.is_none() && !form.colour.is_empty() {
        return Err(Refusal::Unknown(Field::Colour));
    }
    Ok(StageDraft {
        name: form.name.clone(),
        kind,
        probability: probability.unwrap_or(0),
        colour: colour.unwrap_or_default(),
        expected_days: days,
        gate: Gate {
            enter: needs(&form.enter),
            leave: needs(&form.leave),
        },
    })
}

fn number<T: std::str::FromStr>(field: Field, raw: &str) -> Result<Option<T>, Refusal> {
    let typed = Some(raw.trim()).filter(|raw| !raw.is_empty());
    let malformed = |raw: &str| text::Refusal::Malformed {
        field,
        typed: raw.chars().take(40).collect(),
    };
    let read = |raw: &str| raw.parse().map_err(|_| malformed(raw).into());
    typed.map(read).transpose()
}

fn needs(keys: &[String]) -> Needs {
    let named = |need: &Need| {
        keys.iter()
            .any(|key| key == super::super::stage::key(*need))
    };
    Need::ALL.into_iter().filter(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(days: &str, probability: &str) -> StageFields {
        StageFields {
            name: "Oferta".to_owned(),
            days: days.to_owned(),
            probability: probability.to_owned(),
            colour: "violet".to_owned(),
            enter: vec![
                "amount".to_owned(),
                "next-step-on".to_owned(),
                "x".to_owned(),
            ],
            ..StageFields::default()
        }
    }

    #[test]
    fn a_stage_is_read_as_it_is_typed() {
        let draft = draft(&typed("10", " 50 %")).unwrap();
        assert_eq!((draft.expected_days, draft.probability), (Some(10), 50));
        assert_eq!(draft.colour, Colour::Violet);
        assert_eq!(
            draft.gate.enter,
            [Need::Amount, Need::NextStepOn].into_iter().collect()
        );
        assert_eq!(super::draft(&typed("", "")).unwrap().expected_days, None);
    }

    #[test]
    fn what_is_no_number_is_refused_at_its_field() {
        let field = |days, probability| draft(&typed(days, probability)).unwrap_err().field();
        assert_eq!(field("dużo", "5"), Some(Field::ExpectedDays));
        assert_eq!(field("5", "połowa"), Some(Field::Probability));
    }
}
