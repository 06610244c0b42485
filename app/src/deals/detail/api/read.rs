//! Gathers the page of one deal from the store; only on the server.
use super::super::model::{Around, Detail, FileLine, Linked, Mark, Told};
use crate::current::found;
use crate::custody::api::inside as custody;
use crate::deals::api::read::{names, printed, query_of};
use crate::deals::api::stuck::Told as Reasons;
use crate::deals::detail::texts::Texts;
use crate::deals::list::{address, one_of};
use crate::deals::offered::Offered;
use crate::moments::When;
use crate::planning::schedule::api::read as schedule;
use domain::access::{Action, ActionMask, FieldClass, View};
use domain::by::Actor;
use domain::custody::{Custody, Kept};
use domain::deals::{Deal, Event as DealEvent, Layout};
use domain::events::Event;
use domain::files::Attachment;
use domain::groups;
use domain::id::{CompanyId, ContactId, DealId, GroupId, PersonId, PipelineId, ProductId, StageId};
use domain::lang::Lang;
use domain::names::Names as Named;
use domain::notes::{Activity, ActivityKind};
use domain::products::Product;
use domain::sentence::sentence;
use domain::time::{Day, Moment};
use domain::zone::{Zone, iso};
use std::collections::BTreeMap;
use store::{Happened, Neighbour, Place, Reading, Stopped, StoreError};

/// Events on the page.
const EVENTS: usize = 50;
const AMOUNTS: Action = Action::Field(FieldClass::Commercial);

pub(super) fn deal(
    reading: &Reading,
    id: DealId,
    (list, before): (&str, &str),
    (lang, today): (Lang, Day),
) -> Result<Detail, Stopped> {
    let deal = found(reading.deal(id)?)?;
    let (happened, older) = reading.deal_timeline(&deal, Place::parse(before), EVENTS)?;
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
        older: older.map(|place| place.to_string()),
        around: around(reading, id, list, today)?,
        custody: custody::card(
            reading,
            Kept::Deal(id),
            &deal,
            deal.deleted.is_none(),
            (lang, today),
        ),
        stuck: Reasons::on(firm, today, lang).all(deal.stuck(today), deal.stage),
        files: files(reading, &deal, lang),
        adds_tasks: reading.sets_tasks(),
        tasks: crate::tasks::api::read::about_deal(reading, id, lang)?,
        plan: schedule::section(reading, &deal, (lang, today))?,
        printed: printed(reading, lang),
        now: clock(firm.zone(), reading.now()),
        products,
        offered: Offered::of(firm.settings.as_ref(), deal.source.as_deref(), lang),
        currency: firm.currency(),
        today,
        deal,
    })
}

/// What the reader may do with a deal.
pub(super) fn rights(reading: &Reading, id: DealId) -> Result<ActionMask, Stopped> {
    Ok(found(reading.deal(id)?)?.rights())
}

/// What a line needs: its product, if it is one of the price list or already that of the line at
/// this place, and the reader's rights.
pub(super) fn for_line(
    reading: &Reading,
    id: DealId,
    product: Option<ProductId>,
    at: Option<usize>,
) -> Result<(Option<Product>, ActionMask), Stopped> {
    let deal = found(reading.deal(id)?)?;
    let rights = deal.rights();
    let Some(wanted) = product else {
        return Ok((None, rights));
    };
    let line = at.and_then(|at| deal.lines.get(at));
    let kept = line.and_then(|line| line.product) == Some(wanted);
    let known = reading
        .products()?
        .into_iter()
        .find(|product| product.id == wanted && (kept || !product.archived));
    let unknown = domain::refusal::Refusal::Unknown(domain::field::Field::Product);
    Ok((Some(known.ok_or(unknown)?.into_record()), rights))
}

/// The neighbours of the deal in the list it was opened from.
fn around(reading: &Reading, id: DealId, list: &str, today: Day) -> Result<Around, StoreError> {
    if list.is_empty() {
        return Ok(Around::default());
    }
    let query = query_of(reading.firm(), list);
    if query.layout == Layout::Board {
        return Ok(Around {
            list: Some(address(&query, None)),
            ..Around::default()
        });
    }
    let place = query.after.clone().unwrap_or_default();
    let here = (id, place.as_str());
    let [previous, next] = match query.stuck {
        true => reading.stuck_around(&query.filter, here, today)?,
        false => reading.deals_around((&query.filter, query.sort), here, today)?,
    };
    let beside = |other: Option<Neighbour>| other.map(|at| one_of(&query, at.id, &at.place));
    Ok(Around {
        list: Some(address(&query, None)),
        previous: beside(previous),
        next: beside(next),
    })
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
    let zone = reading.firm().zone();
    let shown = happened
        .iter()
        .filter(|happened| reads_notes || !is_note(&happened.event));
    let mine = Actor::Person(reading.who().id);
    let changes = deal.deleted.is_none() && deal.may(Action::Edit);
    Ok(shown
        .map(|happened| {
            let note = match &happened.event {
                Event::Deal(DealEvent::Noted { note } | DealEvent::Logged { note, .. }) => {
                    notes.get(note)
                }
                _ => None,
            };
            Told {
                mark: mark(&happened.event),
                title: sentence(&happened.event, lang, &names),
                who: actor(reading, happened.actor, lang),
                when: zone.written(happened.at, lang),
                at: iso(happened.at),
                note: note.map(|note| note.text.clone()),
                held: note
                    .and_then(|note| note.activity)
                    .and_then(|activity| held(reading, activity, lang)),
                own: note
                    .filter(|note| changes && note.author == mine)
                    .map(|note| note.id),
            }
        })
        .collect())
}

/// With whom and for how long: "Anna Nowak · 30 min".
fn held(reading: &Reading, activity: Activity, lang: Lang) -> Option<String> {
    let with = activity.with.map(|id| {
        let known = contact(reading, id).ok().and_then(|contact| contact.name);
        known.unwrap_or_else(|| Texts::of(lang).hidden_contact.to_owned())
    });
    let minutes = activity
        .minutes
        .map(|minutes| format!("{minutes}\u{a0}min"));
    let parts: Vec<_> = with.into_iter().chain(minutes).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// "14:05", as forms of the browser take it.
fn clock(zone: Zone, now: Moment) -> String {
    let now = zone.written(now, Lang::Pl);
    now.rsplit(' ').next().unwrap_or_default().to_owned()
}

fn is_note(event: &Event) -> bool {
    matches!(event, Event::Deal(event) if event.is_about_a_note())
}

/// Newest first; the view has none where the reader may not know of them.
fn files(reading: &Reading, deal: &Deal, lang: Lang) -> Vec<FileLine> {
    let zone = reading.firm().zone();
    let line = |file: &Attachment| FileLine {
        id: file.id,
        name: file.name.clone(),
        bytes: file.bytes,
        who: actor(reading, file.added_by, lang),
        when: When::of(file.added, zone, lang),
    };
    deal.files.iter().rev().map(line).collect()
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
        DealEvent::NextStepPlanned(_) | DealEvent::Snoozed(_) => Mark::Step,
        DealEvent::LineAdded { .. }
        | DealEvent::LineChanged { .. }
        | DealEvent::LineRemoved { .. } => Mark::Line,
        DealEvent::Custody(Custody::Reassigned { .. }) => Mark::Handed,
        DealEvent::Custody(_) => Mark::Shared,
        DealEvent::Noted { .. } | DealEvent::NoteChanged { .. } | DealEvent::NoteRemoved { .. } => {
            Mark::Note
        }
        DealEvent::Logged { kind, .. } => match kind {
            ActivityKind::Call => Mark::Call,
            ActivityKind::Meeting => Mark::Meeting,
            ActivityKind::Mail => Mark::Mail,
            ActivityKind::Other => Mark::Note,
        },
        DealEvent::FileAttached { .. } | DealEvent::FileRemoved { .. } => Mark::File,
        DealEvent::Deleted => Mark::Trash,
        DealEvent::Restored => Mark::Restored,
    }
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

    fn zone(&self) -> Zone {
        self.reading.firm().zone()
    }

    fn contact(&self, id: ContactId) -> String {
        contact(self.reading, id)
            .ok()
            .and_then(|contact| contact.name)
            .unwrap_or_default()
    }
}
