//! What a reader must get, from all records and the oracle alone: slow, plain, without indexes.
use domain::access::oracle::Oracle;
use domain::access::{
    Action, ActionMask, FieldClass, FieldMask, Guarded, Lane, Principal, RecordAcl, ShareTo,
};
use domain::by::Actor;
use domain::deals::{Deal, DealFilter, DealRow, DealSort, Direction, SortKey, Status};
use domain::groups::Groups;
use domain::id::{CompanyId, ContactId, GroupId, PersonId};
use domain::money::Sums;
use domain::text::{fold, sort_key};
use domain::time::{Day, Moment, Month};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use store::testing::Everything;
use store::{Attention, Cell, ClosedSums, Firm, StageSums};

pub(crate) const AMOUNT: Action = Action::Field(FieldClass::Commercial);

pub(crate) struct Brute<'a> {
    pub(crate) firm: &'a Firm,
    records: &'a Everything,
    oracle: Oracle,
    pub(crate) who: Principal,
    now: Moment,
    pub(crate) today: Day,
}

impl<'a> Brute<'a> {
    pub(crate) fn new(firm: &'a Firm, records: &'a Everything, actor: Actor, now: Moment) -> Self {
        let groups: &Groups = &firm.groups;
        Self {
            oracle: Oracle::new(groups.values().map(|group| (group.id, group.parent))),
            who: principal(firm, actor),
            firm,
            records,
            now,
            today: now.day().unwrap(),
        }
    }

    pub(crate) fn may(&self, acl: &RecordAcl) -> ActionMask {
        self.oracle.everything(&self.who, acl, self.now)
    }

    pub(crate) fn over(&self, group: GroupId) -> BTreeSet<GroupId> {
        self.oracle.over(group)
    }

    pub(crate) fn rights<T: Guarded>(&self, record: &T) -> ActionMask {
        self.oracle.everything(&self.who, &record.acl(), self.now)
    }

    /// The record as the reader gets it; `None` when it is invisible.
    pub(crate) fn view<T: Guarded>(&self, record: T) -> Option<T> {
        let (rights, acl) = (self.rights(&record), record.acl());
        if !rights.has(Action::Read) {
            return None;
        }
        let record = record.mask(FieldMask::of(rights));
        if rights.has(Action::Share) {
            return Some(record);
        }
        let mut shares = acl.shares;
        shares.retain(|share| match share.to {
            ShareTo::Person(person) => person == self.who.id,
            ShareTo::Group(group) => {
                let near = self.who.groups.iter().chain(&self.who.heads);
                near.into_iter()
                    .any(|near| self.oracle.over(*near).contains(&group))
            }
        });
        Some(record.shared_as(shares))
    }

    pub(crate) fn visible(&self) -> impl Iterator<Item = (&Deal, ActionMask)> {
        let listed = self
            .records
            .deals
            .iter()
            .filter(|deal| deal.deleted.is_none());
        listed
            .map(|deal| (deal, self.rights(deal)))
            .filter(|(_, rights)| rights.has(Action::Read))
    }

    /// The rows of the whole list, in order.
    pub(crate) fn rows(&self, filter: &DealFilter, sort: DealSort) -> Vec<DealRow> {
        let row = |(deal, rights): (&Deal, ActionMask)| self.row_of(deal, FieldMask::of(rights));
        let tree = &self.firm.world.tree;
        let mut rows: Vec<_> = self.visible().map(row).collect();
        rows.retain(|row| filter.matches(row, self.today, tree));
        rows.sort_by(|a, b| self.compare(sort, a, b));
        rows
    }

    pub(crate) fn row_of(&self, deal: &Deal, fields: FieldMask) -> DealRow {
        DealRow::of(deal, self.company_name(deal)).mask(fields)
    }

    pub(crate) fn sums(rows: &[DealRow]) -> Sums {
        rows.iter().filter_map(|row| row.amount).collect()
    }

    fn company_name(&self, deal: &Deal) -> Option<&str> {
        let companies = &self.records.companies;
        let company = companies
            .iter()
            .find(|company| Some(company.id) == deal.company)?;
        (company.lane == Lane::Normal).then(|| company.name())
    }

    fn compare(&self, sort: DealSort, a: &DealRow, b: &DealRow) -> Ordering {
        let order = match sort.key {
            SortKey::Newest => Ordering::Equal,
            SortKey::Updated => a.updated.cmp(&b.updated),
            SortKey::Title => sort_key(&a.title).cmp(&sort_key(&b.title)),
            SortKey::Company => company_key(a).cmp(&company_key(b)),
            SortKey::Amount => amount_key(a).cmp(&amount_key(b)),
            SortKey::Close => close(a).cmp(&close(b)),
            SortKey::Stage => self.stage_place(a).cmp(&self.stage_place(b)),
            SortKey::Owner => self.owner_key(a).cmp(&self.owner_key(b)),
            SortKey::Group => self.group_key(a).cmp(&self.group_key(b)),
        };
        let grouped = matches!(sort.key, SortKey::Stage | SortKey::Owner | SortKey::Group);
        let newest_first = b.id.cmp(&a.id);
        match sort.direction {
            Direction::Up if grouped => order.then(newest_first),
            Direction::Up => order.then(newest_first.reverse()),
            Direction::Down => order.reverse().then(newest_first),
        }
    }

    fn stage_place(&self, row: &DealRow) -> Option<usize> {
        self.firm
            .stages()
            .position(|(_, stage)| stage.id == row.stage)
    }

    fn owner_key(&self, row: &DealRow) -> (Vec<u8>, PersonId) {
        (sort_key(&self.firm.people[&row.owner].name), row.owner)
    }

    fn group_key(&self, row: &DealRow) -> (Vec<u8>, u64) {
        (sort_key(&self.firm.groups[&row.group].name), row.group.0)
    }

    pub(crate) fn stage_sums(&self, months: Option<&[Month]>) -> StageSums {
        let mut sums = StageSums::new();
        for (deal, shown) in self.in_months(months) {
            let currency = deal.amount.filter(|_| shown).map(|amount| amount.currency);
            sums.entry((deal.stage, currency))
                .or_default()
                .add(cell(deal, shown));
        }
        sums
    }

    pub(crate) fn closed_sums(&self, months: &[Month]) -> ClosedSums {
        let mut sums = ClosedSums::new();
        let closed = |(deal, _): &(&Deal, bool)| deal.status != Status::Open;
        for (deal, shown) in self.in_months(Some(months)).filter(closed) {
            let currency = deal.amount.filter(|_| shown).map(|amount| amount.currency);
            let key = (deal.group, deal.owner, deal.status, currency);
            sums.entry(key).or_default().add(cell(deal, shown));
        }
        sums
    }

    pub(crate) fn attention(&self, today: Day) -> Attention {
        let mut counts = Attention::default();
        for (deal, _) in self.visible() {
            let needs = deal.needs_attention(today);
            counts.no_next_step += u64::from(needs.no_next_step);
            counts.late_step += u64::from(needs.late_step);
            counts.past_close += u64::from(needs.past_close);
        }
        counts
    }

    /// Companies to choose from, by name.
    pub(crate) fn companies(&self) -> Vec<(CompanyId, String)> {
        let companies = self.records.companies.iter();
        let here = companies.filter(|company| company.deleted.is_none());
        let seen = here.filter(|company| self.rights(*company).has(Action::Read));
        let mut named: Vec<_> = seen
            .map(|company| (company.id, company.name().to_owned()))
            .collect();
        named.sort_by_key(|(id, name)| (sort_key(name), *id));
        named
    }

    pub(crate) fn companies_named(&self, name: &str) -> Vec<(CompanyId, String)> {
        let mut companies = self.companies();
        companies.retain(|(_, other)| fold(other) == fold(name));
        companies
    }

    pub(crate) fn contacts_of(&self, company: CompanyId) -> Vec<(ContactId, String)> {
        let contacts = self.records.contacts.iter();
        let here = contacts.filter(|contact| contact.deleted.is_none());
        let theirs = here.filter(|contact| contact.card.company == Some(company));
        let seen = theirs.filter(|contact| self.rights(*contact).has(Action::Read));
        seen.map(|contact| (contact.id, contact.name().to_owned()))
            .collect()
    }

    pub(crate) fn months(&self) -> Vec<Month> {
        let months: BTreeSet<Month> = self.records.deals.iter().filter_map(month).collect();
        months.into_iter().collect()
    }

    pub(crate) fn last_closing(&self) -> Option<Day> {
        self.visible().filter_map(|(deal, _)| deal.closed).max()
    }

    fn in_months(&self, months: Option<&[Month]>) -> impl Iterator<Item = (&Deal, bool)> {
        let counts = move |deal: &Deal| match months {
            None => true,
            Some(months) => month(deal).is_some_and(|month| months.contains(&month)),
        };
        self.visible()
            .filter(move |(deal, _)| counts(deal))
            .map(|(deal, rights)| (deal, rights.has(AMOUNT)))
    }
}

fn principal(firm: &Firm, actor: Actor) -> Principal {
    let Actor::Person(id) = actor else {
        return Principal::system();
    };
    let heads = firm.groups.values();
    let heads = heads.filter(|group| !group.archived && group.heads.contains(&id));
    let person = &firm.people[&id];
    Principal::assemble(
        id,
        person.active,
        &person.roles,
        firm.settings.as_ref().unwrap().preset,
        person.groups.clone(),
        heads.map(|group| group.id).collect(),
    )
}

fn cell(deal: &Deal, shown: bool) -> Cell {
    let mut cell = Cell {
        count: 1,
        ..Cell::default()
    };
    if let Some(amount) = deal.amount.filter(|_| shown) {
        cell.sum = amount.minor;
        if let Some(percent) = deal.probability.filter(|_| deal.status == Status::Open) {
            cell.own_sum = amount.minor;
            cell.own_weighted = amount.minor * i64::from(percent);
        }
    }
    cell
}

fn month(deal: &Deal) -> Option<Month> {
    deal.closed.or(deal.expected_close).map(Month::of)
}

fn company_key(row: &DealRow) -> Vec<u8> {
    row.company_name
        .as_deref()
        .map(sort_key)
        .unwrap_or_default()
}

fn amount_key(row: &DealRow) -> Option<(i64, &str)> {
    row.amount
        .as_ref()
        .map(|amount| (amount.minor, amount.currency.code()))
}

fn close(row: &DealRow) -> Option<Day> {
    row.closed.or(row.expected_close)
}
