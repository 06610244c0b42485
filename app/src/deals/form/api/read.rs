//! What the forms of a deal offer and hold; only on the server.
use super::super::model::Sheet;
use super::super::typed::{Part, Typed};
use crate::current::found;
use crate::deals::api::read::names;
use domain::access::{Action, FieldClass, Lane, RecordType, View};
use domain::dates;
use domain::deals::{Deal, Status};
use domain::field::Field;
use domain::id::{CompanyId, ContactId, DealId, PipelineId, StageId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::refusal::Refusal;
use domain::time::Day;
use store::{Firm, Reading, Stopped, StoreError};

/// Companies and contacts offered by name.
const OFFERED: usize = 200;

pub(super) fn new_sheet(reading: &Reading, company: &str, today: Day) -> Result<Sheet, Stopped> {
    let who = reading.who();
    if !who.may_create(RecordType::Deal, Lane::Normal) {
        return Err(Refusal::Forbidden(Action::Edit).into());
    }
    let company: Option<CompanyId> = company.parse().ok();
    let company = company.map(|id| reading.company(id)).transpose()?.flatten();
    let firm = reading.firm();
    let now = Typed {
        company: company
            .as_ref()
            .map(|company| company.id.to_string())
            .unwrap_or_default(),
        stage: first_stage(firm)
            .map(|stage| stage.to_string())
            .unwrap_or_default(),
        owner: who.id.to_string(),
        currency: currency(firm).code().to_owned(),
        opened: dates::iso(today),
        ..Typed::default()
    };
    let company = company.map(|company| company.id);
    let contacts = company.map_or_else(|| Ok(Vec::new()), |id| reading.contacts_of(id, OFFERED))?;
    let (companies, more_companies) = companies(reading, company)?;
    let now = Typed {
        company: shown_company(&now.company, &companies, more_companies),
        ..now
    };
    Ok(Sheet {
        id: None,
        title: String::new(),
        now,
        status: Status::Open,
        commercial: true,
        reassigns: true,
        companies,
        more_companies,
        contacts,
        names: names(reading, [who.id].into()),
    })
}

pub(super) fn edit_sheet(reading: &Reading, id: DealId, lang: Lang) -> Result<Sheet, Stopped> {
    let deal = found(reading.deal(id)?)?;
    if !deal.may(Action::Edit) {
        return Err(Refusal::Forbidden(Action::Edit).into());
    }
    if deal.deleted.is_some() {
        return Err(Refusal::Deleted.into());
    }
    let (companies, more_companies) = companies(reading, deal.company)?;
    let now = held(&deal, currency(reading.firm()), lang);
    let now = Typed {
        company: shown_company(&now.company, &companies, more_companies),
        ..now
    };
    Ok(Sheet {
        id: Some(id),
        title: deal.title.clone(),
        now,
        status: deal.status,
        commercial: deal.may(Action::Field(FieldClass::Commercial)),
        reassigns: deal.may(Action::Reassign),
        companies,
        more_companies,
        contacts: contacts(reading, &deal)?,
        names: names(reading, [deal.owner, reading.who().id].into()),
    })
}

/// The deal as its form shows it.
pub(super) fn held(deal: &Deal, currency: Currency, lang: Lang) -> Typed {
    let day = |day: Option<Day>| day.map(dates::iso).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let currency = deal.amount.map_or(currency, |amount| amount.currency);
    let reason = deal.lost_reason.as_ref();
    let step = deal.next_step.as_ref();
    let parts = deal.contacts.iter();
    Typed {
        title: deal.title.clone(),
        company: deal.company.map(|id| id.to_string()).unwrap_or_default(),
        stage: deal.stage.to_string(),
        owner: deal.owner.to_string(),
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
        contacts: parts
            .map(|part| Part {
                contact: part.contact.to_string(),
                role: text(&part.role),
            })
            .collect(),
    }
}

/// The form with its company as an id: chosen from a list, or typed by its exact name.
pub(super) fn with_company(reading: &Reading, form: Typed) -> Result<Typed, Stopped> {
    let typed = form.company.trim();
    let id = match typed
        .rsplit_once('#')
        .map_or(typed, |(_, id)| id)
        .parse::<CompanyId>()
    {
        Ok(id) => Some(id),
        Err(_) if typed.is_empty() => None,
        Err(_) => match reading.companies_named(typed)?.as_slice() {
            [(id, _)] => Some(*id),
            _ => return Err(Refusal::Unknown(Field::Company).into()),
        },
    };
    Ok(Typed {
        company: id.map(|id| id.to_string()).unwrap_or_default(),
        ..form
    })
}

/// A company among many is shown by its name and number, one of a few by its place in the list.
fn shown_company(id: &str, companies: &[(CompanyId, String)], more: bool) -> String {
    let known = companies.iter().find(|(known, _)| known.to_string() == id);
    match known.filter(|_| more) {
        Some((id, name)) => format!("{name} #{id}"),
        None => id.to_owned(),
    }
}

/// The first companies by name, the deal's own among them, and whether there are more.
fn companies(
    reading: &Reading,
    own: Option<CompanyId>,
) -> Result<(Vec<(CompanyId, String)>, bool), StoreError> {
    let mut companies = reading.companies_by_name(OFFERED + 1)?;
    let more = companies.len() > OFFERED;
    companies.truncate(OFFERED);
    if let Some(own) = own.filter(|own| companies.iter().all(|(id, _)| id != own)) {
        let open = reading
            .company(own)?
            .map(|company| company.name().to_owned());
        let name = match open {
            Some(name) => Some(name),
            None => reading.company_stub(own)?,
        };
        companies.push((own, name.unwrap_or_default()));
    }
    Ok((companies, more))
}

fn contacts(reading: &Reading, deal: &View<Deal>) -> Result<Vec<(ContactId, String)>, StoreError> {
    let mut offered = deal
        .company
        .map_or_else(|| Ok(Vec::new()), |id| reading.contacts_of(id, OFFERED))?;
    for part in &deal.contacts {
        if offered.iter().all(|(id, _)| *id != part.contact) {
            let name = reading
                .contact(part.contact)?
                .map(|contact| contact.name().to_owned());
            offered.push((part.contact, name.unwrap_or_default()));
        }
    }
    Ok(offered)
}

fn currency(firm: &Firm) -> Currency {
    firm.settings
        .as_ref()
        .map_or(Currency::PLN, |settings| settings.currency)
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
