//! What the forms of a deal offer and hold; only on the server.
use super::super::model::Sheet;
use super::super::typed::{Part, Typed};
use super::labels;
use crate::current::{found, permitted};
use crate::deals::api::read::names;
use crate::deals::offered::Offered;
use crate::people::pick::api::inside::{label, offered};
use domain::access::{Action, FieldClass, Lane, RecordType};
use domain::dates;
use domain::deals::{Deal, Status};
use domain::id::{CompanyId, DealId, PipelineId, StageId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::refusal::Refusal;
use domain::time::Day;
use store::{Firm, Reading, Stopped, StoreError};

pub(super) fn new_sheet(
    reading: &Reading,
    company: &str,
    (lang, today): (Lang, Day),
) -> Result<Sheet, Stopped> {
    let who = reading.who();
    permitted(who.may_create(RecordType::Deal, Lane::Normal), Action::Edit)?;
    let company: Option<CompanyId> = company.parse().ok();
    let company = company.map(|id| reading.company(id)).transpose()?.flatten();
    let firm = reading.firm();
    let company = company.map(|company| company.id);
    let now = Typed {
        company: labels::company(reading, company, lang)?,
        stage: first_stage(firm)
            .map(|stage| stage.to_string())
            .unwrap_or_default(),
        owner: label(firm, who.id),
        currency: firm.currency().code().to_owned(),
        opened: dates::iso(today),
        ..Typed::default()
    };
    Ok(Sheet {
        id: None,
        title: String::new(),
        now,
        status: Status::Open,
        commercial: true,
        reassigns: true,
        companies: labels::companies(reading)?,
        contacts: labels::contacts(reading, company)?,
        people: offered(firm, false),
        offered: Offered::of(firm.settings.as_ref(), None, lang),
        names: names(reading, [who.id].into()),
    })
}

pub(super) fn edit_sheet(reading: &Reading, id: DealId, lang: Lang) -> Result<Sheet, Stopped> {
    let deal = found(reading.deal(id)?)?;
    permitted(deal.may(Action::Edit), Action::Edit)?;
    if deal.deleted.is_some() {
        return Err(Refusal::Deleted.into());
    }
    let parts = deal.contacts.iter();
    let now = Typed {
        company: labels::company(reading, deal.company, lang)?,
        owner: label(reading.firm(), deal.owner),
        contacts: parts
            .map(|part| {
                Ok(Part {
                    contact: labels::contact(reading, part.contact, lang)?,
                    role: part.role.clone().unwrap_or_default(),
                })
            })
            .collect::<Result<_, StoreError>>()?,
        ..held(&deal, reading.firm().currency(), lang)
    };
    Ok(Sheet {
        id: Some(id),
        title: deal.title.clone(),
        now,
        status: deal.status,
        commercial: deal.may(Action::Field(FieldClass::Commercial)),
        reassigns: deal.may(Action::Reassign),
        companies: labels::companies(reading)?,
        contacts: labels::contacts(reading, deal.company)?,
        people: offered(reading.firm(), false),
        offered: Offered::of(
            reading.firm().settings.as_ref(),
            deal.source.as_deref(),
            lang,
        ),
        names: names(reading, [deal.owner, reading.who().id].into()),
    })
}

/// The deal as its form shows it, but for the names of other records.
fn held(deal: &Deal, currency: Currency, lang: Lang) -> Typed {
    let day = |day: Option<Day>| day.map(dates::iso).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let currency = deal.amount.map_or(currency, |amount| amount.currency);
    let reason = deal.lost_reason.as_ref();
    let step = deal.next_step.as_ref();
    Typed {
        title: deal.title.clone(),
        stage: deal.stage.to_string(),
        amount: deal
            .amount
            .map(|amount| amount.input(lang))
            .unwrap_or_default(),
        currency: currency.code().to_owned(),
        probability: deal
            .probability
            .map(|percent| percent.to_string())
            .unwrap_or_default(),
        close: day(deal.expected_close),
        opened: day(deal.opened),
        closed: day(deal.closed),
        lost_reason: reason
            .map(|reason| reason.kind.key().to_owned())
            .unwrap_or_default(),
        lost_text: reason
            .and_then(|reason| reason.text.clone())
            .unwrap_or_default(),
        source: text(&deal.source),
        description: text(&deal.description),
        step: step.map(|step| step.what.clone()).unwrap_or_default(),
        step_on: day(step.and_then(|step| step.on)),
        external_id: text(&deal.external_id),
        ..Typed::default()
    }
}

fn first_stage(firm: &Firm) -> Option<StageId> {
    let default: Option<PipelineId> = firm
        .settings
        .as_ref()
        .and_then(|settings| settings.default_pipeline);
    let default = default
        .and_then(|id| firm.pipelines.get(&id))
        .filter(|pipeline| !pipeline.archived);
    let first = || firm.pipelines.values().find(|pipeline| !pipeline.archived);
    Some(default.or_else(first)?.first_open()?.id)
}
