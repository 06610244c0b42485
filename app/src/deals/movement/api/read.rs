//! Reads the report from one snapshot; only on the server.
use crate::deals::api::read::{names, parsed};
use crate::deals::model::StageName;
use crate::deals::movement::model::{By, Crossing, Entered, Outcome, Passed, Report, Scope};
use crate::failure::Failure;
use crate::home::model::Figure;
use crate::people::pick::api::inside::{label, offered};
use domain::dates::parse_day;
use domain::deals::{DealFilter, FunnelStage, LostKind};
use domain::field::Field;
use domain::groups::Names as _;
use domain::id::{PipelineId, StageId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::refusal::Refusal;
use domain::sentence::lost_kind;
use domain::time::{Day, Moment};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use store::{Firm, Flow, OutcomeBy, OutcomeKey, Outcomes, Reading, Stopped, StoreError};

/// Days looked at when the address names none.
const USUAL: u64 = 30;
/// Deals shown behind one cell.
const SHOWN: usize = 200;

pub(super) fn report(
    reading: &Reading,
    query: &str,
    today: Day,
    lang: Lang,
) -> Result<Report, StoreError> {
    let firm = reading.firm();
    let (scope, problems) = scope(firm, query, today);
    let (filter, span) = (filter(&scope), span(firm, &scope));
    let (matrix, counted) = reading.movement_and_funnel(scope.pipeline, &filter, span)?;
    let crossings: Vec<_> = matrix
        .into_iter()
        .map(|((from, to), flow)| Crossing {
            from,
            to,
            figure: figure(flow),
        })
        .collect();
    let outcomes = outcomes(reading, &scope, &filter, lang)?;
    let used: BTreeSet<_> = scope.owner.into_iter().collect();
    Ok(Report {
        owner: scope.owner.map(|owner| label(firm, owner)),
        problems: problems.into_iter().map(Failure::from).collect(),
        today,
        currency: currency(&crossings, firm),
        people: offered(firm, false),
        names: names(reading, used),
        stages: stages(firm, &scope, &crossings),
        funnel: funnel(counted),
        outcomes,
        crossings,
        scope,
    })
}

pub(super) fn passed(reading: &Reading, query: &str, today: Day) -> Result<Passed, Stopped> {
    let firm = reading.firm();
    let (scope, _) = scope(firm, query, today);
    let stage = |name: &str| value(query, name).and_then(|id| id.parse::<StageId>().ok());
    let known = |stage: &StageId| firm.stage(*stage).is_some();
    let into = stage("into").filter(known).ok_or(Refusal::Invisible)?;
    let out = stage("out").filter(known);
    let (filter, span) = (filter(&scope), span(firm, &scope));
    let (flow, rows) = reading.moved_deals(&filter, span, (out, into), SHOWN)?;
    let used = rows.iter().map(|row| row.owner).collect();
    Ok(Passed {
        figure: figure(flow),
        names: names(reading, used),
        rows,
        out,
        into,
        scope,
    })
}

/// What the address asks for; what makes no sense in it is told and left out.
fn scope(firm: &Firm, query: &str, today: Day) -> (Scope, Vec<Refusal>) {
    let (query_filter, mut problems) = parsed(firm, query);
    let mut day = |name, field| {
        let raw = value(query, name).filter(|raw| !raw.trim().is_empty())?;
        parse_day(field, &raw)
            .map_err(|refusal| problems.push(refusal.into()))
            .ok()
    };
    let (from, to) = (day("from", Field::PeriodFrom), day("to", Field::PeriodTo));
    let to = to.unwrap_or(today);
    let from = from.unwrap_or_else(|| {
        to.checked_sub_days(chrono::Days::new(USUAL - 1))
            .unwrap_or(to)
    });
    let filter = query_filter.filter;
    let pipeline = filter.pipelines.first().copied();
    let pipeline = pipeline.filter(|id| firm.pipelines.contains_key(id));
    let by = value(query, "by");
    let by = By::ALL
        .into_iter()
        .find(|known| by.as_deref() == Some(known.key()));
    let scope = Scope {
        from: from.min(to),
        to: to.max(from),
        pipeline: pipeline.or(first(firm)).unwrap_or(PipelineId(0)),
        group: filter.groups.first().copied(),
        owner: filter.owners.first().copied(),
        by: by.unwrap_or_default(),
    };
    (scope, problems)
}

fn first(firm: &Firm) -> Option<PipelineId> {
    let mut boards = firm.boards();
    boards.next().map(|pipeline| pipeline.id)
}

fn value(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.trim_start_matches('?').as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn filter(scope: &Scope) -> DealFilter {
    DealFilter {
        owners: scope.owner.into_iter().collect(),
        groups: scope.group.into_iter().collect(),
        below: true,
        pipelines: [scope.pipeline].into(),
        ..DealFilter::default()
    }
}

/// From the beginning of the first day to the end of the last one.
fn span(firm: &Firm, scope: &Scope) -> (Moment, Moment) {
    let calendar = firm.calendar();
    let after = scope.to.succ_opt().unwrap_or(scope.to);
    // A moment before midnight: what happens at midnight belongs to the next day.
    let end = Moment(calendar.start(after).0 - 1);
    (Moment(calendar.start(scope.from).0 - 1), end)
}

fn figure(flow: Flow) -> Figure {
    Figure {
        count: flow.count,
        sums: flow.sums,
    }
}

/// The currency that most of the report is in.
fn currency(crossings: &[Crossing], firm: &Firm) -> Currency {
    let mut most: BTreeMap<Currency, u64> = BTreeMap::new();
    for (currency, sum) in crossings
        .iter()
        .flat_map(|crossing| crossing.figure.sums.iter())
    {
        *most.entry(currency).or_default() += sum.count;
    }
    let most = most.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(|| firm.currency(), |(currency, _)| currency)
}

fn stages(firm: &Firm, scope: &Scope, crossings: &[Crossing]) -> Vec<StageName> {
    let used = |id: StageId| {
        let touches = |crossing: &Crossing| crossing.to == id || crossing.from == Some(id);
        crossings.iter().any(touches)
    };
    let pipeline = firm.pipelines.get(&scope.pipeline);
    let stages = pipeline.into_iter().flat_map(|pipeline| &pipeline.stages);
    stages
        .filter(|stage| !stage.archived || used(stage.id))
        .map(|stage| StageName {
            id: stage.id,
            pipeline: scope.pipeline,
            name: stage.name.clone(),
            kind: stage.kind,
            colour: stage.colour,
        })
        .collect()
}

fn funnel(counted: BTreeMap<StageId, FunnelStage>) -> Vec<Entered> {
    let rows = counted.into_iter().map(|(stage, count)| Entered {
        stage,
        entered: count.entered,
        onwards: count.onwards,
        lost: count.lost,
        days: count.median_days,
    });
    rows.collect()
}

fn outcomes(
    reading: &Reading,
    scope: &Scope,
    filter: &DealFilter,
    lang: Lang,
) -> Result<Vec<Outcome>, StoreError> {
    let by = match scope.by {
        By::Reason => OutcomeBy::Reason,
        By::Owner => OutcomeBy::Owner,
        By::Source => OutcomeBy::Source,
        By::Product => OutcomeBy::Product,
    };
    let products = match scope.by {
        By::Product => reading.products()?,
        _ => Vec::new(),
    };
    let products: BTreeMap<_, _> = products
        .iter()
        .map(|product| (product.id, product.name()))
        .collect();
    let firm = reading.firm();
    let name = |key: &OutcomeKey| match key {
        OutcomeKey::Reason(kind) => {
            let known = kind.filter(|kind| *kind != LostKind::NotRecorded);
            known.map(|kind| lost_kind(kind, lang).to_owned())
        }
        OutcomeKey::OwnReason(name) => Some(name.clone()),
        OutcomeKey::Source(source) => source.clone(),
        OutcomeKey::Product(id) => id
            .and_then(|id| products.get(&id))
            .map(|name| (*name).to_owned()),
        OutcomeKey::Owner(id) => Some(firm.person(*id).to_owned()),
    };
    let row = |(key, Outcomes { won, lost }): (OutcomeKey, Outcomes)| Outcome {
        name: name(&key),
        owner: match key {
            OutcomeKey::Owner(id) => Some(id),
            _ => None,
        },
        won: figure(won),
        lost: figure(lost),
    };
    let found = reading.outcomes(filter, by, scope.from, scope.to)?;
    let mut rows: Vec<_> = found.into_iter().map(row).collect();
    if scope.by == By::Reason {
        // Won deals have no reason.
        rows.retain(|row| row.lost.count > 0);
    }
    rows.sort_by_key(|row| Reverse((row.won.count + row.lost.count, row.won.count)));
    Ok(rows)
}
