//! The ready mapping for the data set "sales-opportunities": four linked files of a seller of
//! computer hardware. Invariant: nothing of the files is dropped or mended without being counted in
//! the plan's problems.
//!
//! What becomes of what: a regional office is a group under the firm's root; a manager heads a team
//! under it; agents are its members; accounts are companies, owned by the agent with most of their
//! deals, as the files name no owner. A lost deal's value of 0 says what was earned, not what the
//! deal was worth, so its amount stays empty and its reason is "not given".
mod columns;
mod heads;
mod refusal;
mod report;
mod teams;

pub use heads::HeadWish;
pub use refusal::Refusal;
pub use report::{Report, TeamTotal};

use super::date::DateOrder;
use super::draft::{PipelineDraft, Ref, StageDraft, StageRef};
use super::field::{Field, Kind};
use super::known::Known;
use super::mapping::{Column, Defaults, Mapping, Unknown};
use super::number::DecimalSign;
use super::plan::{ImportPlan, Planner};
use super::problem::{Fault, Problem, Severity};
use super::table::Table;
use super::text::fold;
use crate::id::{GroupId, PersonId};
use crate::money::Currency;
use crate::pipelines::StageKind;
use std::collections::{BTreeMap, HashSet};

pub const TEAMS: &str = "sales_teams.csv";
pub const ACCOUNTS: &str = "accounts.csv";
pub const PRODUCTS: &str = "products.csv";
pub const PIPELINE: &str = "sales_pipeline.csv";

/// The four files, read.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub teams: Table,
    pub accounts: Table,
    pub products: Table,
    pub pipeline: Table,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    pub currency: Currency,
    pub heads: Vec<HeadWish>,
    /// Who imports: the owner of what the files give nobody.
    pub owner: PersonId,
    pub group: GroupId,
}

const STAGES: [(&str, StageKind, u8); 4] = [
    ("Prospecting", StageKind::Open, 20),
    ("Engaging", StageKind::Open, 50),
    ("Won", StageKind::Won, 100),
    ("Lost", StageKind::Lost, 0),
];

/// Plans the import of all four files.
///
/// # Errors
/// A file without one of its columns, or a wish for a head that cannot be met; then nothing is
/// planned at all.
pub fn plan(
    files: &Files,
    options: &Options,
    known: &impl Known,
) -> Result<(ImportPlan, Report), Refusal> {
    let [teams, accounts, products, pipeline] = mappings(files, options)?;
    let mut planner = Planner::new(known);
    teams::read(&mut planner, &files.teams, &teams);
    heads::appoint(&mut planner, &options.heads)?;
    planner.read(ACCOUNTS, &files.accounts, &accounts);
    planner.read(PRODUCTS, &files.products, &products);
    let pipeline = with_stages(&mut planner, pipeline);
    planner.read(PIPELINE, &files.pipeline, &pipeline);
    give_owners(&mut planner);
    remark_on_people(&mut planner);
    let plan = planner.finish();
    let report = Report::of(&plan, options.currency);
    Ok((plan, report))
}

fn mappings(files: &Files, options: &Options) -> Result<[Mapping; 4], Refusal> {
    let mut accounts = mapping(
        Kind::Companies,
        ACCOUNTS,
        &files.accounts,
        &columns::ACCOUNTS,
        options,
    )?;
    // Revenue is in millions.
    if let Some(revenue) = accounts
        .column(Field::Revenue)
        .and_then(|at| accounts.columns.get_mut(at))
    {
        revenue.power = 6;
    }
    accounts.corrections = columns::corrections();
    Ok([
        mapping(Kind::People, TEAMS, &files.teams, &columns::TEAMS, options)?,
        accounts,
        mapping(
            Kind::Products,
            PRODUCTS,
            &files.products,
            &columns::PRODUCTS,
            options,
        )?,
        mapping(
            Kind::Deals,
            PIPELINE,
            &files.pipeline,
            &columns::PIPELINE,
            options,
        )?,
    ])
}

fn mapping(
    kind: Kind,
    file: &str,
    table: &Table,
    fields: &[(&str, Field)],
    options: &Options,
) -> Result<Mapping, Refusal> {
    let mut columns: Vec<Column> = table.header().iter().map(|name| column(name)).collect();
    for (name, field) in fields {
        let at = table.position(name).and_then(|at| columns.get_mut(at));
        let missing = || Refusal::MissingColumn {
            file: file.into(),
            column: (*name).into(),
        };
        at.ok_or_else(missing)?.field = Some(*field);
    }
    Ok(Mapping {
        kind,
        columns,
        currency: options.currency,
        defaults: Defaults {
            owner: options.owner,
            group: options.group,
            pipeline: None,
        },
        stages: BTreeMap::new(),
        unknown: Unknown::Create,
        corrections: Vec::new(),
    })
}

/// Numbers have a decimal point and days are month/day/year in all four files.
fn column(name: &str) -> Column {
    let (decimal, dates) = (DecimalSign::Point, DateOrder::MonthDayYear);
    Column {
        name: name.into(),
        field: None,
        decimal,
        dates,
        power: 0,
    }
}

/// The pipeline "Sales" of the base when it has the four stages, else a new one.
fn with_stages<K: Known>(planner: &mut Planner<'_, K>, mut mapping: Mapping) -> Mapping {
    let sales = planner
        .pipelines
        .iter()
        .find(|known| fold(&known.name) == "sales");
    let stage_of = |name: &str, kind| {
        let stage = sales?
            .stages
            .iter()
            .find(|stage| fold(&stage.name) == fold(name) && stage.kind == kind);
        stage.map(|stage| StageRef::Known(stage.id))
    };
    let found: Vec<StageRef> = STAGES
        .iter()
        .filter_map(|&(name, kind, _)| stage_of(name, kind))
        .collect();
    let is_there = found.len() == STAGES.len();
    let pipeline = u32::try_from(planner.plan.pipelines.len()).unwrap_or(u32::MAX);
    for (at, (name, ..)) in (0_u32..).zip(STAGES) {
        let known = found.get(at as usize).copied().filter(|_| is_there);
        mapping.map_stage(
            name,
            known.unwrap_or(StageRef::New {
                pipeline,
                stage: at,
            }),
        );
    }
    if !is_there {
        // A pipeline of that name with other stages stays as it is.
        let name = if sales.is_some() {
            "Sales (import)"
        } else {
            "Sales"
        };
        let draft = |(name, kind, probability): (&str, _, _)| StageDraft {
            name: name.into(),
            kind,
            probability,
        };
        planner.plan.pipelines.push(PipelineDraft {
            name: name.into(),
            stages: STAGES.map(draft).into(),
        });
    }
    mapping
}

/// Companies go to the agent with most of their deals; of equals to the one met first.
fn give_owners<K: Known>(planner: &mut Planner<'_, K>) {
    let mut deals: BTreeMap<u32, Vec<(Ref<PersonId>, u32)>> = BTreeMap::new();
    for deal in &planner.plan.deals {
        let Some(Ref::New(company)) = deal.draft.company else {
            continue;
        };
        let owners = deals.entry(company).or_default();
        match owners
            .iter_mut()
            .find(|(owner, _)| *owner == deal.draft.owner)
        {
            Some((_, count)) => *count += 1,
            None => owners.push((deal.draft.owner, 1)),
        }
    }
    for (company, owners) in deals {
        let most = owners.iter().map(|(_, count)| *count).max();
        let owner = owners
            .iter()
            .find(|(_, count)| Some(*count) == most)
            .map(|(owner, _)| *owner);
        let group = owner.and_then(|owner| planner.primary_group(owner));
        let company = planner.plan.companies.get_mut(company as usize);
        if let (Some(company), Some(owner), Some(group)) = (company, owner, group) {
            (company.draft.owner, company.draft.group) = (owner, group);
        }
    }
}

/// Counts the people without a deal and those without an address.
fn remark_on_people<K: Known>(planner: &mut Planner<'_, K>) {
    let plan = &planner.plan;
    let owners = plan.deals.iter().map(|deal| deal.draft.owner);
    let heads = plan.headships.iter().map(|headship| headship.person);
    let busy: HashSet<Ref<PersonId>> = owners.chain(heads).collect();
    let mut remarks = Vec::new();
    for (at, person) in (0_u32..).zip(&plan.people) {
        let faults = [
            (!busy.contains(&Ref::New(at)), Fault::OwnsNothing),
            (person.draft.email.is_none(), Fault::NoEmail),
        ];
        for (_, fault) in faults.into_iter().filter(|(is, _)| *is) {
            remarks.push((person.line, person.draft.name.clone(), fault));
        }
    }
    for (line, value, fault) in remarks {
        let column = "sales_agent".to_owned();
        planner.plan.problems.add(Problem {
            file: TEAMS.into(),
            line,
            column,
            value,
            severity: Severity::Remark,
            fault,
        });
    }
}
