//! What the server functions of contacts share on the server.
use crate::companies::api::inside::{filled, named, sort};
use crate::contacts::{Card, Editable, Row, Sheet};
use crate::current::{Current, found, permitted};
use crate::custody::api::inside as custody;
use crate::failure::Failure;
use crate::people::Named;
use crate::record_list::{Listing, Query};
use domain::access::{Action, FieldClass, Lane, RecordType};
use domain::contacts::{self, Contact, ContactDraft};
use domain::custody::Kept;
use domain::field::Field;
use domain::groups::Names;
use domain::id::{CompanyId, GroupId, PersonId};
use domain::lang::Lang;
use domain::people::Email;
use domain::refusal::Refusal;
use domain::time::Day;
use store::{Reading, Stopped, StoreError};

pub(super) fn list(reading: &Reading, query: &Query) -> Result<Listing<Row>, StoreError> {
    let text = filled(&query.q);
    let page = reading.contacts(None, text, sort(query), filled(&query.after))?;
    let rows = page.rows.iter().map(|view| row(reading, view));
    Ok(Listing {
        rows: rows.collect::<Result<_, _>>()?,
        next: page.next,
        previous: page.previous,
        count: page.count,
        exact: page.exact,
        may_create: reading.who().may_create(RecordType::Contact, Lane::Normal),
    })
}

fn row(reading: &Reading, contact: &Contact) -> Result<Row, StoreError> {
    let card = &contact.card;
    Ok(Row {
        id: contact.id,
        name: card.name.clone(),
        position: card.position.clone(),
        company: company(reading, card.company)?,
        phone: card.phones.first().cloned(),
        email: card.emails.first().map(ToString::to_string),
        owner: reading.firm().person(contact.owner).to_owned(),
    })
}

fn company(reading: &Reading, id: Option<CompanyId>) -> Result<Option<Named>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let name = reading.company_stub(id)?;
    Ok(name.map(|name| Named { id: id.0, name }))
}

pub(super) fn card(reading: &Reading, id: &str, today: Day, lang: Lang) -> Result<Card, Stopped> {
    let contact = found(reading.contact(found(id.parse().ok())?)?)?;
    let firm = reading.firm();
    let here = contact.deleted.is_none();
    let of = Kept::Contact(contact.id);
    let custody = custody::card(reading, of, &contact, here, (lang, today));
    Ok(Card {
        company: company(reading, contact.card.company)?,
        owner: firm.person(contact.owner).to_owned(),
        group: firm.group(contact.group).to_owned(),
        custody,
        contact,
    })
}

pub(super) fn form(reading: &Reading, id: &str, at: &str) -> Result<Editable, Stopped> {
    if id.is_empty() {
        let may = reading.who().may_create(RecordType::Contact, Lane::Normal);
        permitted(may, Action::Edit)?;
        return fresh(reading, at.parse().ok());
    }
    let contact = found(reading.contact(found(id.parse().ok())?)?)?;
    permitted(contact.may(Action::Edit), Action::Edit)?;
    let company = company(reading, contact.card.company)?;
    Ok(Editable {
        id: Some(contact.id),
        sheet: Sheet::of(&contact, company.map(|company| company.name)),
        shows_personal: contact.may(Action::Field(FieldClass::Personal)),
        shows_note: contact.may(Action::Field(FieldClass::Internal)),
    })
}

fn fresh(reading: &Reading, at: Option<CompanyId>) -> Result<Editable, Stopped> {
    let company = match at {
        Some(id) => reading.company(id)?,
        None => None,
    };
    let sheet = company.map_or_else(Sheet::default, |company| Sheet {
        company: company.name().to_owned(),
        company_id: company.id.to_string(),
        ..Sheet::default()
    });
    Ok(Editable {
        id: None,
        sheet,
        shows_personal: true,
        shows_note: true,
    })
}

pub(super) fn draft(card: contacts::Card, owner: PersonId, group: GroupId) -> ContactDraft {
    ContactDraft {
        card,
        owner,
        group,
        lane: Lane::Normal,
        import: None,
    }
}

/// What was shown and what was typed, as cards.
pub(super) async fn typed(
    current: &Current,
    was: Sheet,
    form: Sheet,
) -> Result<(contacts::Card, contacts::Card), Failure> {
    let shown = was.company_id.parse().ok();
    let company = if was.company.trim() == form.company.trim() {
        shown
    } else {
        named(current, &form.company, Field::Company).await?
    };
    let mut seen = read(&was)?;
    seen.company = shown;
    let mut typed = read(&form)?;
    typed.company = company;
    Ok((seen, typed))
}

fn read(sheet: &Sheet) -> Result<contacts::Card, Refusal> {
    let emails = parts(&sheet.email).map(|email| Email::parse(Field::Email, email));
    Ok(contacts::Card {
        name: sheet.person_name.trim().to_owned(),
        company: None,
        position: filled(&sheet.position).map(str::to_owned),
        phones: parts(&sheet.phone).map(str::to_owned).collect(),
        emails: emails.collect::<Result<_, _>>()?,
        // The browser sends other line ends than it was given.
        note: filled(&sheet.note.replace("\r\n", "\n")).map(str::to_owned),
    })
}

/// What stands between commas, semicolons and line ends.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '\n', '\r']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_may_be_parted_by_lines_or_commas() {
        let sheet = Sheet {
            person_name: "Ewa Żak".to_owned(),
            phone: "600 100 200\r\n, 22 123 45 67;".to_owned(),
            ..Sheet::default()
        };
        let phones = read(&sheet).map(|card| card.phones);
        let wanted = ["600 100 200", "22 123 45 67"].map(str::to_owned);
        assert_eq!(phones, Ok(wanted.to_vec()));
    }

    #[test]
    fn a_bad_address_among_good_ones_is_refused_at_its_field() {
        let sheet = Sheet {
            email: "ewa@alfa.pl, nie adres".to_owned(),
            ..Sheet::default()
        };
        let refused = read(&sheet).err().and_then(|refused| refused.field());
        assert_eq!(refused, Some(Field::Email));
    }
}
