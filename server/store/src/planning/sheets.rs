//! Sheets of groups in the store. Invariants: a group has one sheet in force for a period, the one
//! with the highest edition; what is submitted is counted from every line below the group, whoever
//! submits; a snapshot is taken when a sheet is submitted and when it is agreed.
use super::judged_lines::{each_of_period, groups_under};
use super::periods::{Rules, number};
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{Key, trailing_id};
use crate::records::{self, Record, scan_prefix};
use crate::tables::{self, Kind};
use crate::work::Work;
use domain::events;
use domain::field::Field;
use domain::id::{GroupId, PersonId, SheetId};
use domain::period::{Length, Period};
use domain::planning::{
    Ladder, Level, Part, PlanLine, Sheet, SheetState, Taken, ToSubmit, Verdict, roll_up,
    sheet::Event,
};
use domain::refusal::Refusal;
use domain::time::Day;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

impl Record for Sheet {
    const KIND: Kind = Kind::Sheet;
    fn number(&self) -> u64 {
        self.id.0
    }
}

/// The row by which a group's sheet of a period is found.
pub(crate) fn sheet_row(sheet: &Sheet) -> (Vec<u8>, Vec<u8>) {
    let key = Key::new()
        .bytes(&tables::sheets(number(sheet.period), Some(sheet.group)))
        .bytes(&sheet.edition.to_be_bytes())
        .done();
    (key, sheet.id.0.to_be_bytes().to_vec())
}

/// The sheets of a period in force, by group.
pub(crate) fn sheets_of(
    reader: &(impl Reader + ?Sized),
    period: Period,
) -> Result<BTreeMap<GroupId, Sheet>, StoreError> {
    let mut ids = BTreeMap::new();
    let prefix = tables::sheets(number(period), None);
    scan_prefix(reader, Space::Idx, &prefix, |key, value| {
        let group = crate::keys::id_at(key, prefix.len()).map(GroupId);
        if let (Some(group), Some(id)) = (group, trailing_id(value)) {
            // Later editions come later.
            ids.insert(group, id);
        }
        ControlFlow::Continue(())
    })?;
    let mut sheets = BTreeMap::new();
    for (group, id) in ids {
        if let Some(sheet) = records::load::<Sheet>(reader, id)? {
            sheets.insert(group, sheet);
        }
    }
    Ok(sheets)
}

/// The sheet in force of one group and period.
pub(crate) fn sheet_in_force(
    reader: &(impl Reader + ?Sized),
    group: GroupId,
    period: Period,
) -> Result<Option<Sheet>, StoreError> {
    let mut last = None;
    let prefix = tables::sheets(number(period), Some(group));
    scan_prefix(reader, Space::Idx, &prefix, |_, value| {
        last = trailing_id(value);
        ControlFlow::Continue(())
    })?;
    match last {
        Some(id) => records::load(reader, id),
        None => Ok(None),
    }
}

/// The state of the sheet of a group that holds a day: of the shortest period that has one.
pub(crate) fn state_at(
    reader: &(impl Reader + ?Sized),
    group: GroupId,
    day: Day,
) -> Result<Option<SheetState>, StoreError> {
    let month = domain::time::Month::of(day);
    let fiscal = records::load::<domain::firm::Firm>(reader, 1)?
        .map(|firm| firm.fiscal_start)
        .unwrap_or_default();
    for length in Length::ALL {
        let period = Period::around(month, length, fiscal);
        if let Some(sheet) = sheet_in_force(reader, group, period)? {
            return Ok(Some(sheet.state));
        }
    }
    Ok(None)
}

impl Work<'_, '_> {
    /// Opens the sheet of a group for a period; without a day, that of the period's window.
    ///
    /// # Errors
    /// Not a head of the group or above; a sheet is there; a closed period; a window that is over.
    pub fn open_sheet(
        &mut self,
        group: GroupId,
        period: Period,
        due: Option<Day>,
    ) -> Result<SheetId, Stopped> {
        if !self.firm.groups.contains_key(&group) {
            return Err(Refusal::Unknown(Field::Group).into());
        }
        self.approves_in(group)?;
        if sheet_in_force(&*self.overlay, group, period)?.is_some() {
            return Err(Refusal::Unchanged.into());
        }
        let window = super::periods::period_of(&*self.overlay, period)?;
        let due = due.or(window.and_then(|period| period.window));
        let hand = self.hand_of(self.firm.ladder().heads_of(group));
        let id = SheetId(self.new_id(Kind::Sheet)?);
        let (closed, today) = (self.closed()?, self.today());
        let (sheet, event) = Sheet::open(hand, id, (group, period), due, today, &closed)?;
        self.keep_sheet(&sheet, event)?;
        Ok(id)
    }

    /// Hands a group's plan up.
    ///
    /// # Errors
    /// Not its head; stale; not a draft or returned; sheets below wait; a closed period.
    pub fn submit_sheet(&mut self, id: SheetId, seen: u64) -> Result<(), Stopped> {
        let sheet = self.visible_sheet(id, seen)?;
        let firm = self.firm.clone();
        let ladder = firm.ladder();
        let heads = ladder.heads_of(sheet.group);
        let what = ToSubmit {
            heads,
            waiting_below: self.waiting_below(&ladder, &sheet)?,
            today: self.today(),
            ..self.to_submit(&ladder, &sheet)?
        };
        let hand = self.hand_of(heads);
        let closed = self.closed()?;
        let mut sheet = sheet;
        let event = sheet.submit(hand, what, &closed)?;
        self.keep_sheet(&sheet, event)?;
        self.take_snapshot(sheet.group, Taken::Submitted(id))?;
        Ok(())
    }

    /// Accepts a group's plan as it came up.
    ///
    /// # Errors
    /// Not a decider of the level above; one's own; stale; not submitted; a closed period.
    pub fn agree_sheet(&mut self, id: SheetId, seen: u64) -> Result<(), Stopped> {
        let mut sheet = self.visible_sheet(id, seen)?;
        let deciders = self.deciders_over(&sheet);
        let (hand, closed) = (self.hand_of(&deciders), self.closed()?);
        let event = sheet.agree(hand, &deciders, &closed)?;
        self.keep_sheet(&sheet, event)?;
        self.take_snapshot(sheet.group, Taken::Agreed(id))?;
        Ok(())
    }

    /// Gives a group's plan back.
    ///
    /// # Errors
    /// As [`Work::agree_sheet`]; no reason.
    pub fn return_sheet(&mut self, id: SheetId, seen: u64, reason: &str) -> Result<(), Stopped> {
        let mut sheet = self.visible_sheet(id, seen)?;
        let deciders = self.deciders_over(&sheet);
        let (hand, closed) = (self.hand_of(&deciders), self.closed()?);
        let event = sheet.return_down(hand, &deciders, reason, &closed)?;
        Ok(self.keep_sheet(&sheet, event)?)
    }

    /// Asks for an agreed sheet to be opened again.
    ///
    /// # Errors
    /// Not a head of the group or above; stale; not agreed; asked already; no reason.
    pub fn ask_reopening(&mut self, id: SheetId, seen: u64, reason: &str) -> Result<(), Stopped> {
        let mut sheet = self.visible_sheet(id, seen)?;
        self.approves_in(sheet.group)?;
        let hand = self.hand_of(self.firm.ladder().heads_of(sheet.group));
        let closed = self.closed()?;
        let event = sheet.ask_reopening(hand, reason, &closed)?;
        Ok(self.keep_sheet(&sheet, event)?)
    }

    /// Grants it: a draft of the next edition takes the place of the agreed one.
    ///
    /// # Errors
    /// As [`Work::agree_sheet`]; nobody asked; by whoever asked.
    pub fn reopen_sheet(&mut self, id: SheetId, seen: u64) -> Result<SheetId, Stopped> {
        let mut sheet = self.visible_sheet(id, seen)?;
        let deciders = self.deciders_over(&sheet);
        let (hand, closed) = (self.hand_of(&deciders), self.closed()?);
        let next = SheetId(self.new_id(Kind::Sheet)?);
        let (draft, event) = sheet.reopen(hand, next, &deciders, &closed)?;
        self.keep_sheet(&sheet, event.clone())?;
        self.keep_sheet(&draft, event)?;
        Ok(next)
    }

    /// A sheet of a group whose plan the actor sees.
    fn visible_sheet(&self, id: SheetId, seen: u64) -> Result<Sheet, Stopped> {
        let sheet: Sheet = self.found(id.0)?;
        let holder = domain::planning::Holder::Group(sheet.group);
        let (world, who) = (&self.firm.world, &self.who);
        if !super::quotas::reads(world, who, holder, self.by.now) {
            return Err(Refusal::Invisible.into());
        }
        sheet.stamp.seen(seen)?;
        Ok(sheet)
    }

    fn deciders_over(&self, sheet: &Sheet) -> Vec<PersonId> {
        deciders_over(&self.firm.ladder(), sheet)
    }

    fn keep_sheet(&mut self, sheet: &Sheet, event: Event) -> Result<(), StoreError> {
        records::save(self.overlay, sheet)?;
        let (key, value) = sheet_row(sheet);
        self.overlay.put(Space::Idx, key, value)?;
        self.tell(Kind::Sheet, sheet.id.0, events::Event::from(event))
    }

    pub(super) fn today(&self) -> Option<Day> {
        self.firm.zone().day(self.by.now)
    }

    /// Sheets of the next headed groups below that are submitted and undecided.
    fn waiting_below(&self, ladder: &Ladder<'_>, sheet: &Sheet) -> Result<u64, Stopped> {
        let sheets = sheets_of(&*self.overlay, sheet.period)?;
        let tree = ladder.tree();
        let below = |group: &GroupId| *group != sheet.group && tree.below(*group, sheet.group);
        let waits = |sheet: &Sheet| sheet.state == SheetState::Submitted;
        let waiting = sheets
            .iter()
            .filter(|(group, one)| below(group) && waits(one));
        Ok(waiting.count() as u64)
    }

    /// What goes up from a group, and what is left open there.
    fn to_submit<'l>(&self, ladder: &Ladder<'l>, sheet: &Sheet) -> Result<ToSubmit<'l>, Stopped> {
        let rules = Rules::load(&*self.overlay)?;
        let rule = rules.of_period(sheet.period);
        let groups = groups_under(&self.firm, Level::Group(sheet.group));
        let mut lines: BTreeMap<_, PlanLine> = BTreeMap::new();
        each_of_period(&*self.overlay, &groups, sheet.period, &mut |covered| {
            lines.insert(covered.line.id, covered.line);
        })?;
        let mut judged: Vec<(PlanLine, Vec<Verdict>)> = Vec::new();
        for (id, line) in lines {
            let verdicts = self.verdicts(id)?;
            judged.push((line, verdicts));
        }
        let given = judged
            .iter()
            .map(|(line, verdicts)| (line, verdicts.as_slice()));
        let up = roll_up(ladder, sheet.period, &rule, given);
        let figures = up.groups.get(&sheet.group).cloned().unwrap_or_default();
        let open = [Part::Unreviewed, Part::Amber].map(|part| figures.part(part).count());
        Ok(ToSubmit {
            up: figures.up,
            open_lines: open.iter().sum(),
            rule: rules.version_of(sheet.period),
            ..ToSubmit::default()
        })
    }
}

/// Who decides on a sheet: those above whoever submitted it, or above its heads before that.
pub(crate) fn deciders_over(ladder: &Ladder<'_>, sheet: &Sheet) -> Vec<PersonId> {
    let signed = sheet.submitted.as_ref().map(|one| one.signed);
    let mut submitters: Vec<PersonId> = Vec::new();
    if let Some(signed) = signed {
        submitters.extend(signed.instead_of);
        if let domain::by::Actor::Person(person) = signed.by {
            submitters.push(person);
        }
    }
    let level = ladder.over_sheet(sheet.group, &submitters);
    level
        .map(|level| ladder.deciders(level))
        .unwrap_or_default()
}
