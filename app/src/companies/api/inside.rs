//! What the server functions of companies share on the server.
use crate::companies::{Card, Contact, DealLine, Editable, Row, Sheet};
use crate::current::{Current, found, permitted};
use crate::custody::api::inside as custody;
use crate::failure::Failure;
use crate::moments::When;
use crate::people::Named;
use crate::record_list::{Listing, Query};
use domain::access::{Action, FieldClass, Lane, RecordType};
use domain::companies::{Company, CompanyDraft, Nip, Profile};
use domain::custody::Kept;
use domain::deals::DealRow;
use domain::field::Field;
use domain::groups::Names;
use domain::id::{CompanyId, GroupId, PersonId};
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::refusal::Refusal;
use domain::text::{Refusal as TextRefusal, fold};
use domain::time::Day;
use store::{BrowseSort, Firm, Reading, Stopped, StoreError};

/// Companies below one that its card names.
const SUBSIDIARIES: usize = 50;

pub(crate) fn sort(query: &Query) -> BrowseSort {
    match query.sort.as_str() {
        "updated" => BrowseSort::Updated,
        "newest" => BrowseSort::Newest,
        _ => BrowseSort::Name,
    }
}

pub(crate) fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

pub(super) fn list(
    reading: &Reading,
    query: &Query,
    lang: Lang,
) -> Result<Listing<Row>, StoreError> {
    let page = reading.companies(filled(&query.q), sort(query), filled(&query.after))?;
    let firm = reading.firm();
    let row = |company: &Company| Row {
        id: company.id,
        name: company.name().to_owned(),
        nip: company.profile.nip.as_ref().map(ToString::to_string),
        city: company.profile.city.clone(),
        industry: company.profile.industry.clone(),
        owner: firm.person(company.owner).to_owned(),
        updated: When::of(company.stamp.updated, firm.zone(), lang),
    };
    Ok(Listing {
        rows: page.rows.iter().map(|view| row(view)).collect(),
        next: page.next,
        previous: page.previous,
        count: page.count,
        exact: page.exact,
        may_create: reading.who().may_create(RecordType::Company, Lane::Normal),
    })
}

pub(super) fn card(reading: &Reading, id: &str, today: Day, lang: Lang) -> Result<Card, Stopped> {
    let id = found(id.parse::<CompanyId>().ok())?;
    let company = found(reading.company(id)?)?;
    let firm = reading.firm();
    let deals = reading.company_deals(id, today)?;
    let contacts = reading.contacts(Some(id), None, BrowseSort::Name, None)?;
    let parent = match company.profile.parent {
        Some(parent) => reading.company_stub(parent)?.map(|name| (parent, name)),
        None => None,
    };
    let contact = |contact: &domain::contacts::Contact| Contact {
        id: contact.id.0,
        name: contact.name().to_owned(),
        position: contact.card.position.clone(),
    };
    let below = reading.subsidiaries(id, SUBSIDIARIES)?.into_iter();
    let here = company.deleted.is_none();
    let custody = custody::card(reading, Kept::Company(id), &company, here, (lang, today));
    Ok(Card {
        owner: firm.person(company.owner).to_owned(),
        group: firm.group(company.group).to_owned(),
        parent: parent.map(|(id, name)| Named { id: id.0, name }),
        deals: deals.rows.into_iter().map(|row| line(firm, row)).collect(),
        deal_count: deals.totals.count,
        sums: deals.totals.sums,
        contacts: contacts.rows.iter().map(|view| contact(view)).collect(),
        contact_count: contacts.count,
        subsidiaries: below.map(|(id, name)| Named { id: id.0, name }).collect(),
        custody,
        company,
    })
}

fn line(firm: &Firm, row: DealRow) -> DealLine {
    let stage = firm.stage(row.stage).map(|(_, stage)| stage);
    DealLine {
        stage: stage.map_or_else(String::new, |stage| stage.name.clone()),
        colour: stage.map(|stage| stage.colour),
        owner: firm.person(row.owner).to_owned(),
        row,
    }
}

pub(super) fn form(reading: &Reading, id: &str, lang: Lang) -> Result<Editable, Stopped> {
    let currency = reading.firm().currency();
    if id.is_empty() {
        let may = reading.who().may_create(RecordType::Company, Lane::Normal);
        permitted(may, Action::Edit)?;
        let sheet = Sheet {
            currency: currency.code().to_owned(),
            ..Sheet::default()
        };
        return Ok(Editable {
            id: None,
            sheet,
            shows_revenue: true,
            shows_note: true,
        });
    }
    let company = found(reading.company(found(id.parse().ok())?)?)?;
    permitted(company.may(Action::Edit), Action::Edit)?;
    let parent = match company.profile.parent {
        Some(parent) => reading.company_stub(parent)?,
        None => None,
    };
    Ok(Editable {
        id: Some(company.id),
        sheet: Sheet::of(&company, parent, currency, lang),
        shows_revenue: company.may(Action::Field(FieldClass::Commercial)),
        shows_note: company.may(Action::Field(FieldClass::Internal)),
    })
}

pub(super) fn draft(profile: Profile, owner: PersonId, group: GroupId) -> CompanyDraft {
    CompanyDraft {
        profile,
        owner,
        group,
        lane: Lane::Normal,
        import: None,
    }
}

/// What was shown and what was typed, as profiles.
pub(super) async fn typed(
    current: &Current,
    was: Sheet,
    form: Sheet,
) -> Result<(Profile, Profile), Failure> {
    let shown = was.parent_id.parse().ok();
    let parent = if was.parent.trim() == form.parent.trim() {
        shown
    } else {
        named(current, &form.parent, Field::Parent).await?
    };
    let mut seen = profile(&was)?;
    seen.parent = shown;
    let mut typed = profile(&form)?;
    typed.parent = parent;
    Ok((seen, typed))
}

/// The company of that name, among those the reader sees; none when nothing was typed.
pub(crate) async fn named(
    current: &Current,
    name: &str,
    field: Field,
) -> Result<Option<CompanyId>, Failure> {
    let Some(name) = filled(name).map(str::to_owned) else {
        return Ok(None);
    };
    let page = current
        .read(move |reading| {
            let page = reading.companies(Some(&name), BrowseSort::Name, None)?;
            let wanted = fold(&name);
            let same = page
                .rows
                .iter()
                .filter(|company| fold(company.name()) == wanted);
            Ok(same.map(|company| company.id).collect::<Vec<_>>())
        })
        .await?;
    match page.as_slice() {
        [only] => Ok(Some(*only)),
        _ => Err(Refusal::Unknown(field).into()),
    }
}

fn profile(sheet: &Sheet) -> Result<Profile, Refusal> {
    let text = |text: &str| filled(text).map(str::to_owned);
    let currency = filled(&sheet.currency).map(|code| Currency::of(Field::Currency, code));
    let currency = currency.transpose()?.unwrap_or(Currency::PLN);
    let revenue = filled(&sheet.revenue).map(|raw| Money::parse(Field::Revenue, raw, currency));
    Ok(Profile {
        name: sheet.name.trim().to_owned(),
        nip: filled(&sheet.nip).map(Nip::parse).transpose()?,
        regon: text(&sheet.regon),
        krs: text(&sheet.krs),
        address: text(&sheet.address),
        postal_code: text(&sheet.postal_code),
        city: text(&sheet.city),
        country: text(&sheet.country),
        website: text(&sheet.website),
        phone: text(&sheet.phone),
        industry: text(&sheet.industry),
        employees: number(Field::Employees, &sheet.employees)?,
        revenue: revenue.transpose()?,
        founded: number(Field::Founded, &sheet.founded)?,
        parent: None,
        // The browser sends other line ends than it was given.
        note: text(&sheet.note.replace("\r\n", "\n")),
    })
}

fn number<T: std::str::FromStr>(field: Field, raw: &str) -> Result<Option<T>, Refusal> {
    let digits: String = raw.chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let malformed = || TextRefusal::Malformed {
        field,
        typed: raw.trim().chars().take(40).collect(),
    };
    Ok(Some(digits.parse().map_err(|_| malformed())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_check_digit_is_refused_at_its_field() {
        let sheet = |nip: &str| Sheet {
            name: "Alfa".to_owned(),
            nip: nip.to_owned(),
            ..Sheet::default()
        };
        assert!(profile(&sheet("526-025-02-74")).is_ok());
        let refused = profile(&sheet("526-025-02-75")).err();
        assert_eq!(
            refused.and_then(|refused| refused.field()),
            Some(Field::Nip)
        );
    }

    #[test]
    fn a_form_that_comes_back_as_it_was_shown_changes_nothing() {
        let sheet = Sheet {
            name: "Alfa".to_owned(),
            revenue: "1234,50".to_owned(),
            currency: "EUR".to_owned(),
            note: "a\r\nb".to_owned(),
            ..Sheet::default()
        };
        let unix = Sheet {
            note: "a\nb".to_owned(),
            ..sheet.clone()
        };
        assert_eq!(profile(&sheet), profile(&unix));
    }

    #[test]
    fn a_number_may_have_spaces_but_no_letters() {
        assert_eq!(number::<u32>(Field::Employees, "1 200"), Ok(Some(1200)));
        assert_eq!(number::<u32>(Field::Employees, " "), Ok(None));
        assert!(number::<u32>(Field::Employees, "dużo").is_err());
    }
}
