//! Gathers the page of one deal from the store; only on the server.
use super::super::clock;
use super::super::model::{Audience, Detail, Linked, Mark, Shared, Told};
use crate::current::found;
use crate::deals::api::read::names;
use domain::access::{
    Action, ActionMask, Because, FieldClass, Guarded, Principal, RecordType, ShareTo, View,
    audience,
};
use domain::by::Actor;
use domain::custody::Custody;
use domain::deals::{Deal, Event as DealEvent};
use domain::events::Event;
use domain::groups;
use domain::id::{CompanyId, ContactId, DealId, GroupId, PersonId, PipelineId, ProductId, StageId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::names::Names as Named;
use domain::products::Product;
use domain::sentence::sentence;
use domain::time::Day;
use std::collections::BTreeMap;
use store::{Happened, Reading, Stopped, StoreError};

/// Events on the page.
const EVENTS: usize = 200;
const AMOUNTS: Action = Action::Field(FieldClass::Commercial);
/// People named on the page when many see the deal.
const NAMED: usize = 20;

pub(super) fn deal(
    reading: &Reading,
    id: DealId,
    lang: Lang,
    today: Day,
) -> Result<Detail, Stopped> {
    let deal = found(reading.deal(id)?)?;
    let happened = reading.deal_timeline(&deal, EVENTS + 1)?;
    let events = told(reading, &deal, &happened, lang)?;
    let firm = reading.firm();
    let me = reading.who().id;
    let products = if deal.may(Action::Edit) {
        offered(reading)?
    } else {
        Vec::new()
    };
    Ok(Detail {
        company: deal.company.map(|id| company(reading, id)).transpose()?,
        contacts: deal
            .contacts
            .iter()
            .map(|part| contact(reading, part.contact))
            .collect::<Result<_, _>>()?,
        chance: firm
            .stage(deal.stage)
            .filter(|_| deal.may(AMOUNTS))
            .map(|(_, stage)| deal.chance(stage)),
        names: names(reading, [deal.owner, me].into()),
        events,
        more: happened.len() > EVENTS,
        because: deal.because().to_viewer(RecordType::Deal).say(lang, firm),
        audience: sees(reading, &deal, lang),
        products,
        shares: shares(reading, &deal),
        me,
        currency: firm
            .settings
            .as_ref()
            .map_or(Currency::PLN, |firm| firm.currency),
        today,
        deal,
    })
}

/// What the reader may do with a deal.
pub(super) fn rights(reading: &Reading, id: DealId) -> Result<ActionMask, Stopped> {
    Ok(found(reading.deal(id)?)?.rights())
}

/// What a new line needs: its product, if it is one of the price list, and the reader's rights.
pub(super) fn for_line(
    reading: &Reading,
    id: DealId,
    product: Option<ProductId>,
) -> Result<(Option<Product>, ActionMask), Stopped> {
    let rights = rights(reading, id)?;
    let Some(wanted) = product else {
        return Ok((None, rights));
    };
    let known = reading
        .products()?
        .into_iter()
        .find(|product| product.id == wanted && !product.archived);
    let unknown = domain::refusal::Refusal::Unknown(domain::field::Field::Product);
    Ok((Some(known.ok_or(unknown)?.into_record()), rights))
}

fn offered(reading: &Reading) -> Result<Vec<(ProductId, String)>, StoreError> {
    let mut products: Vec<_> = reading.products()?;
    products.retain(|product| !product.archived);
    products.sort_by_cached_key(|product| domain::text::sort_key(product.name()));
    Ok(products
        .into_iter()
        .map(|product| (product.id, product.name().to_owned()))
        .collect())
}

fn company(reading: &Reading, id: CompanyId) -> Result<Linked<CompanyId>, StoreError> {
    let open = reading
        .company(id)?
        .filter(|company| company.deleted.is_none());
    let opens = open.is_some();
    let name = match open {
        Some(company) => Some(company.name().to_owned()),
        None => reading.company_stub(id)?,
    };
    Ok(Linked { id, name, opens })
}

fn contact(reading: &Reading, id: ContactId) -> Result<Linked<ContactId>, StoreError> {
    let open = reading.contact(id)?;
    let opens = open
        .as_ref()
        .is_some_and(|contact| contact.deleted.is_none());
    Ok(Linked {
        id,
        name: open.map(|contact| contact.name().to_owned()),
        opens,
    })
}

fn told(
    reading: &Reading,
    deal: &View<Deal>,
    happened: &[Happened],
    lang: Lang,
) -> Result<Vec<Told>, StoreError> {
    let notes = reading.deal_notes(deal, happened)?;
    let notes: BTreeMap<_, _> = notes.into_iter().map(|note| (note.id, note)).collect();
    let reads_notes = deal.may(Action::Field(FieldClass::Internal));
    let names = Viewed { reading };
    let shown = happened
        .iter()
        .take(EVENTS)
        .filter(|happened| reads_notes || mark(&happened.event) != Mark::Note);
    Ok(shown
        .map(|happened| Told {
            mark: mark(&happened.event),
            title: sentence(&happened.event, lang, &names),
            who: actor(reading, happened.actor, lang),
            when: clock::written(happened.at, lang),
            at: clock::iso(happened.at),
            note: match &happened.event {
                Event::Deal(DealEvent::Noted { note }) => {
                    notes.get(note).map(|note| note.text.clone())
                }
                _ => None,
            },
        })
        .collect())
}

fn actor(reading: &Reading, actor: Actor, lang: Lang) -> String {
    match actor {
        Actor::Person(id) => groups::Names::person(reading.firm(), id).to_owned(),
        Actor::System(_) => "Contentum".to_owned() + lang.pick(" (automatycznie)", " (by itself)"),
    }
}

fn mark(event: &Event) -> Mark {
    let Event::Deal(event) = event else {
        return Mark::Edited;
    };
    match event {
        DealEvent::Opened { .. } => Mark::Opened,
        DealEvent::Edited { .. } => Mark::Edited,
        DealEvent::Moved { .. } | DealEvent::Reopened { .. } => Mark::Moved,
        DealEvent::Won { .. } => Mark::Won,
        DealEvent::Lost { .. } => Mark::Lost,
        DealEvent::NextStepPlanned(_) => Mark::Step,
        DealEvent::LineAdded { .. }
        | DealEvent::LineChanged { .. }
        | DealEvent::LineRemoved { .. } => Mark::Line,
        DealEvent::Custody(Custody::Reassigned { .. }) => Mark::Handed,
        DealEvent::Custody(_) => Mark::Shared,
        DealEvent::Noted { .. } => Mark::Note,
        DealEvent::Deleted => Mark::Trash,
        DealEvent::Restored => Mark::Restored,
    }
}

/// Everybody who sees the deal, grouped by why, the closest reason first.
fn sees(reading: &Reading, deal: &View<Deal>, lang: Lang) -> Audience {
    let firm = reading.firm();
    let people: Vec<Principal> = firm
        .people
        .keys()
        .map(|id| firm.principal(Actor::Person(*id)))
        .collect();
    let mut seen = audience(&firm.world, &people, &deal.acl(), reading.now());
    seen.sort_by_key(|(id, because)| (distance(because), *id));
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (id, because) in seen.iter().take(NAMED) {
        let name = groups::Names::person(firm, *id);
        let said = because.about(*id, RecordType::Deal).say(lang, firm);
        let reason = said
            .strip_prefix(name)
            .map_or(said.as_str(), |rest| rest.trim_start_matches(": "));
        match reasons.last_mut().filter(|(last, _)| last == reason) {
            Some((_, people)) => people.push(name.to_owned()),
            None => reasons.push((reason.to_owned(), vec![name.to_owned()])),
        }
    }
    Audience {
        count: seen.len(),
        reasons,
    }
}

fn distance(because: &Because) -> (u8, u64) {
    match because {
        Because::Owner => (0, 0),
        Because::Deputy { for_person, .. } => (1, for_person.0),
        Because::Group(group) => (2, group.0),
        Because::Head { of, .. } => (3, of.0),
        Because::Below { of, .. } => (4, of.0),
        Because::Share {
            to: ShareTo::Person(person),
            ..
        } => (5, person.0),
        Because::Share {
            to: ShareTo::Group(group),
            ..
        } => (6, group.0),
        Because::Everyone => (7, 0),
    }
}

fn shares(reading: &Reading, deal: &View<Deal>) -> Vec<Shared> {
    let firm = reading.firm();
    let name = |to| match to {
        ShareTo::Person(id) => groups::Names::person(firm, id).to_owned(),
        ShareTo::Group(id) => groups::Names::group(firm, id).to_owned(),
    };
    let shares = deal.shares.iter().map(|share| Shared {
        to: share.to,
        name: name(share.to),
        edits: share.mask.has(Action::Edit),
        until: share.until.and_then(clock::last_day),
        over: !share.live(reading.now()),
    });
    shares.collect()
}

/// Names as one viewer may know them. A name that cannot be read now is as good as hidden.
struct Viewed<'r> {
    reading: &'r Reading,
}

impl groups::Names for Viewed<'_> {
    fn person(&self, id: PersonId) -> &str {
        self.reading.firm().person(id)
    }

    fn group(&self, id: GroupId) -> &str {
        self.reading.firm().group(id)
    }
}

impl Named for Viewed<'_> {
    fn pipeline(&self, id: PipelineId) -> String {
        self.reading
            .firm()
            .pipelines
            .get(&id)
            .map(|pipeline| pipeline.name.clone())
            .unwrap_or_default()
    }

    fn stage(&self, id: StageId) -> String {
        self.reading
            .firm()
            .stage(id)
            .map(|(_, stage)| stage.name.clone())
            .unwrap_or_default()
    }

    fn company(&self, id: CompanyId) -> String {
        company(self.reading, id)
            .ok()
            .and_then(|company| company.name)
            .unwrap_or_default()
    }

    fn contact(&self, id: ContactId) -> String {
        contact(self.reading, id)
            .ok()
            .and_then(|contact| contact.name)
            .unwrap_or_default()
    }
}
