//! Gathers where a deal can go; only on the server.
use super::super::model::{Moving, Target};
use crate::current::found;
use crate::deals::api::read::query_of;
use crate::deals::fill::Blank;
use crate::deals::list::address;
use crate::deals::offered::Offered;
use domain::access::{Action, FieldClass, View};
use domain::deals::{Deal, Status};
use domain::id::{DealId, StageId};
use domain::lang::Lang;
use domain::pipelines::{Pipeline, Stage, StageKind};
use domain::time::Day;
use store::{Reading, Stopped};

const AMOUNTS: Action = Action::Field(FieldClass::Commercial);

pub(super) fn moving(
    reading: &Reading,
    id: DealId,
    to: &str,
    list: &str,
    (lang, today): (Lang, Day),
) -> Result<Moving, Stopped> {
    let deal = found(reading.deal(id)?)?;
    let firm = reading.firm();
    let query = query_of(firm, list).first_page();
    let back = match list {
        "" => format!("/deals/{id}"),
        _ => address(&query, None),
    };
    let sees = deal.may(AMOUNTS);
    let amount = deal.amount.filter(|_| sees);
    let offered = Offered::of(firm.settings.as_ref(), deal.source.as_deref(), lang);
    Ok(Moving {
        id,
        title: deal.title.clone(),
        stage: deal.stage,
        status: deal.status,
        targets: targets(reading, &deal)?,
        to: to.parse().ok(),
        blank: Blank {
            deal: id,
            currency: amount.map_or(firm.currency(), |amount| amount.currency),
            amounts: sees,
            step: deal
                .next_step
                .as_ref()
                .map(|step| step.what.clone())
                .unwrap_or_default(),
            sources: offered.sources.clone(),
        },
        offered,
        amount,
        today,
        back,
        list: list.to_owned(),
    })
}

fn targets(reading: &Reading, deal: &View<Deal>) -> Result<Vec<Target>, Stopped> {
    if !deal.may(Action::Edit) || deal.deleted.is_some() {
        return Ok(Vec::new());
    }
    let firm = reading.firm();
    let own = firm.pipelines.get(&deal.pipeline);
    let others = firm
        .boards()
        .filter(|pipeline| !pipeline.archived && pipeline.id != deal.pipeline);
    let found: Vec<(&Pipeline, &Stage)> = own
        .into_iter()
        .chain(others)
        .flat_map(|pipeline| pipeline.stages.iter().map(move |stage| (pipeline, stage)))
        .filter(|at| leads(deal, *at))
        .collect();
    let ids: Vec<StageId> = found.iter().map(|(_, stage)| stage.id).collect();
    let lacks = reading.deal_lacks(deal, &ids)?;
    let target = |((pipeline, stage), lacks): ((&Pipeline, &Stage), _)| Target {
        id: stage.id,
        name: stage.name.clone(),
        pipeline: (pipeline.id != deal.pipeline).then(|| pipeline.name.clone()),
        kind: stage.kind,
        colour: stage.colour,
        lacks,
    };
    Ok(found.into_iter().zip(lacks).map(target).collect())
}

/// Whether the deal can go to this stage at all.
fn leads(deal: &Deal, (pipeline, stage): (&Pipeline, &Stage)) -> bool {
    let own = pipeline.id == deal.pipeline;
    !stage.archived
        && stage.id != deal.stage
        && match deal.status {
            Status::Open => own || stage.kind == StageKind::Open,
            Status::Won | Status::Lost => own && stage.kind == StageKind::Open,
        }
}
