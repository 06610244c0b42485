//! Sheets as readers get them: every headed group whose plan the reader sees, with its figures.
use super::sheets::{deciders_over, sheets_of};
use crate::changes::Happened;
use crate::error::StoreError;
use crate::planning::periods::Rules;
use crate::reading::Reading;
use crate::records;
use crate::tables::Kind;
use domain::access::{Action, decide};
use domain::id::{GroupId, SheetId};
use domain::period::Period;
use domain::planning::{Figures, Holder, PlanLine, RollUp, Sheet, SheetState, Verdict, roll_up};
use serde::{Deserialize, Serialize};

/// A group's plan for a period on its way up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SheetRow {
    pub group: GroupId,
    pub depth: u32,
    /// Absent until somebody opens it.
    pub sheet: Option<Sheet>,
    /// Over what the reader sees.
    pub figures: Figures,
    pub may: SheetMay,
}

/// What the reader may do with a sheet now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SheetMay {
    pub open: bool,
    pub submit: bool,
    /// Agree or return.
    pub decide: bool,
    pub ask: bool,
    /// Grant a reopening.
    pub answer: bool,
    /// Give verdicts on its lines.
    pub judge: bool,
}

impl Reading {
    /// The headed groups whose plans the reader sees, depth-first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sheets(&self, period: Period) -> Result<Vec<SheetRow>, StoreError> {
        let groups: Vec<GroupId> = self.headed().collect();
        let sheets = sheets_of(&*self.snapshot, period)?;
        let up = self.rolled_up(&groups, period)?;
        let rows = groups.into_iter();
        Ok(rows
            .map(|group| self.sheet_row(group, sheets.get(&group).cloned(), &up))
            .collect())
    }

    /// One sheet of a group whose plan the reader sees, superseded ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sheet(&self, id: SheetId) -> Result<Option<SheetRow>, StoreError> {
        let sheet: Option<Sheet> = records::load(&*self.snapshot, id.0)?;
        let seen = |sheet: &Sheet| self.reads_plan(Holder::Group(sheet.group));
        let Some(sheet) = sheet.filter(seen) else {
            return Ok(None);
        };
        let up = self.rolled_up(&[sheet.group], sheet.period)?;
        Ok(Some(self.sheet_row(sheet.group, Some(sheet), &up)))
    }

    /// The sheets of these periods that wait for a step of the reader's: to be submitted, decided or
    /// reopened. Their figures are left out, as they cost their lines.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sheets_in_hand(&self, periods: &[Period]) -> Result<Vec<SheetRow>, StoreError> {
        let (mut found, nothing) = (Vec::new(), RollUp::default());
        for period in periods {
            let sheets = sheets_of(&*self.snapshot, *period)?;
            let seen = self.headed().filter_map(|group| {
                let row = self.sheet_row(group, Some(sheets.get(&group)?.clone()), &nothing);
                (row.may.submit || row.may.decide || row.may.answer).then_some(row)
            });
            found.extend(seen);
        }
        Ok(found)
    }

    /// What happened to a sheet, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sheet_timeline(
        &self,
        row: &SheetRow,
        limit: usize,
    ) -> Result<Vec<Happened>, StoreError> {
        let Some(sheet) = &row.sheet else {
            return Ok(Vec::new());
        };
        let all = self.timeline((Kind::Sheet, sheet.id.0), None, limit)?;
        Ok(all.into_iter().map(|(_, happened)| happened).collect())
    }

    fn headed(&self) -> impl Iterator<Item = GroupId> {
        let all = self.firm.world.tree.depth_first().iter().copied();
        all.filter(|group| {
            let headed = !self.firm.ladder().heads_of(*group).is_empty();
            headed && self.reads_plan(Holder::Group(*group))
        })
    }

    /// Figures of a period over the lines that the reader sees in these groups and below.
    fn rolled_up(&self, groups: &[GroupId], period: Period) -> Result<RollUp, StoreError> {
        let tree = &self.firm.world.tree;
        let below = groups
            .iter()
            .flat_map(|group| tree.subtree(*group))
            .copied();
        let below: std::collections::BTreeSet<GroupId> = below.collect();
        let below: Vec<GroupId> = below.into_iter().collect();
        let mut judged: Vec<(PlanLine, Vec<Verdict>)> = Vec::new();
        for (_, covered) in self.lines_of_period(&below, period)? {
            let verdicts = self.verdicts_on(&covered)?;
            judged.push((covered.line, verdicts));
        }
        let rule = Rules::load(&*self.snapshot)?.of_period(period);
        let given = judged.iter().map(|(line, given)| (line, given.as_slice()));
        Ok(roll_up(&self.firm.ladder(), period, &rule, given))
    }

    fn sheet_row(&self, group: GroupId, sheet: Option<Sheet>, up: &RollUp) -> SheetRow {
        SheetRow {
            depth: self.firm.world.tree.depth(group).unwrap_or_default(),
            figures: up.groups.get(&group).cloned().unwrap_or_default(),
            may: self.sheet_may(group, sheet.as_ref()),
            group,
            sheet,
        }
    }

    fn sheet_may(&self, group: GroupId, sheet: Option<&Sheet>) -> SheetMay {
        let ladder = self.firm.ladder();
        let me = self.who.id;
        let acl = super::quotas::plan_of(group);
        let (world, who) = (&self.firm.world, &self.who);
        let approves = decide(world, who, Action::Approve, &acl, self.now).allows();
        let heads = self.decides(ladder.heads_of(group));
        let Some(sheet) = sheet else {
            return SheetMay {
                open: approves,
                judge: heads,
                ..SheetMay::default()
            };
        };
        let signed = |one: domain::planning::Signed| one.is(me);
        let submitted = sheet
            .submitted
            .as_ref()
            .is_some_and(|one| signed(one.signed));
        let asked = sheet.request.as_ref().is_some_and(|one| signed(one.signed));
        let over = self.decides(&deciders_over(&ladder, sheet));
        let state = sheet.state;
        let agreed = state == SheetState::Agreed;
        SheetMay {
            open: false,
            submit: heads && matches!(state, SheetState::Draft | SheetState::Returned),
            decide: over && !submitted && state == SheetState::Submitted,
            ask: approves && agreed && sheet.request.is_none(),
            answer: over && agreed && sheet.request.is_some() && !asked,
            judge: heads && !state.has_left() && state != SheetState::Superseded,
        }
    }
}
