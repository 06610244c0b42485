//! Companies, contacts and owners as the form names them, and back; only on the server. Invariant: a
//! label is understood as the record it was made for; what fits nothing may be new.
use super::super::typed::{Part, Typed};
use crate::people::pick::api::inside::person;
use domain::field::Field;
use domain::id::{CompanyId, ContactId};
use domain::lang::Lang;
use domain::refusal::Refusal;
use std::fmt::Display;
use std::str::FromStr;
use store::{BrowseSort, Reading, Stopped, StoreError};

/// Names that a page brings along.
const OFFERED: usize = 50;
/// Stands before the name of a record that does not exist yet.
pub(super) const NEW: char = '+';

pub(crate) fn company(
    reading: &Reading,
    id: Option<CompanyId>,
    lang: Lang,
) -> Result<String, StoreError> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let open = reading.company(id)?;
    let name = match &open {
        Some(company) => Some(company.name().to_owned()),
        None => reading.company_stub(id)?,
    };
    let Some(name) = name else {
        let hidden = lang.pick("kontrahent poufny", "confidential company");
        return Ok(numbered(hidden, id));
    };
    let alone = reading
        .companies_named(&name)?
        .iter()
        .map(|(id, _)| *id)
        .eq([id]);
    Ok(if alone { name } else { numbered(&name, id) })
}

pub(super) fn contact(reading: &Reading, id: ContactId, lang: Lang) -> Result<String, StoreError> {
    let Some(contact) = reading.contact(id)? else {
        let hidden = lang.pick("kontakt poufny", "confidential contact");
        return Ok(numbered(hidden, id));
    };
    named_contact(reading, id, contact.name().to_owned())
}

/// Companies to choose from, where they are few.
pub(crate) fn companies(reading: &Reading) -> Result<Vec<String>, StoreError> {
    let first = reading.companies_by_name(OFFERED + 1)?;
    Ok(few(first, numbered))
}

/// People at the company to choose from, or everybody where they are few.
pub(super) fn contacts(
    reading: &Reading,
    company: Option<CompanyId>,
) -> Result<Vec<String>, StoreError> {
    let first = match company {
        Some(company) => reading.contacts_of(company, OFFERED)?,
        None => reading.contacts_by_name(OFFERED + 1)?,
    };
    if first.len() > OFFERED {
        return Ok(Vec::new());
    }
    let named = first.into_iter();
    named
        .map(|(id, name)| named_contact(reading, id, name))
        .collect()
}

/// Names that hold what is typed.
pub(super) fn found(
    reading: &Reading,
    typed: &str,
    contacts: bool,
) -> Result<Vec<String>, StoreError> {
    let typed = Some(typed.trim()).filter(|typed| !typed.is_empty());
    if contacts {
        let page = reading.contacts(None, typed, BrowseSort::Name, None)?;
        let named = page.rows.iter();
        return named
            .map(|contact| named_contact(reading, contact.id, contact.name().to_owned()))
            .collect();
    }
    let page = reading.companies(typed, BrowseSort::Name, None)?;
    let rows = page.rows.iter();
    let rows = rows.map(|company| (company.id, company.name().to_owned()));
    Ok(few(rows.collect(), numbered))
}

/// The form of a new deal with ids for names.
pub(super) fn read(reading: &Reading, form: Typed) -> Result<Typed, Stopped> {
    Ok(both(reading, form, Typed::default())?.0)
}

/// What was typed and what was shown, with ids for names where they differ.
pub(super) fn both(
    reading: &Reading,
    mut form: Typed,
    mut was: Typed,
) -> Result<(Typed, Typed), Stopped> {
    if form.company.trim() != was.company.trim() {
        form.company = company_of(reading, &form.company, form.add)?;
        was.company = before(company_of(reading, &was.company, false));
    } else if let Ok(id) = company_of(reading, &form.company, false) {
        (form.company, was.company) = (id.clone(), id);
    }
    if form.owner.trim() != was.owner.trim() {
        form.owner = owner_of(reading, &form.owner)?;
        was.owner = before(owner_of(reading, &was.owner));
    }
    if form.contacts != was.contacts {
        form.contacts = parts_of(reading, form.contacts, form.add)?;
        let shown = was.contacts.into_iter();
        let shown = shown.map(|part| Part {
            contact: before(contact_of(reading, &part.contact, false)),
            ..part
        });
        was.contacts = shown.collect();
    }
    Ok((form, was))
}

/// What was shown and is no longer known counts as changed by somebody else: no record has number 0.
fn before(read: Result<String, Stopped>) -> String {
    read.unwrap_or_else(|_| "0".to_owned())
}

fn company_of(reading: &Reading, typed: &str, add: bool) -> Result<String, Stopped> {
    let found = |name: &str| reading.companies_named(name);
    one_of::<CompanyId>(typed, (Field::Company, add), found)
}

fn contact_of(reading: &Reading, typed: &str, add: bool) -> Result<String, Stopped> {
    let found = |name: &str| reading.contacts_named(name);
    one_of::<ContactId>(typed, (Field::Contact, add), found)
}

/// The company that is meant by what is typed.
pub(crate) fn one_company(reading: &Reading, typed: &str) -> Result<CompanyId, Stopped> {
    let id = company_of(reading, typed, false)?;
    let unknown = |_| Refusal::Unknown(Field::Company);
    Ok(id.parse().map_err(unknown)?)
}

/// The contact that is meant by what is typed.
pub(in crate::deals) fn one_contact(reading: &Reading, typed: &str) -> Result<ContactId, Stopped> {
    let id = contact_of(reading, typed, false)?;
    let unknown = |_| Refusal::Unknown(Field::Contact);
    Ok(id.parse().map_err(unknown)?)
}

fn owner_of(reading: &Reading, typed: &str) -> Result<String, Stopped> {
    match typed.trim() {
        "" => Ok(String::new()),
        typed => Ok(person(reading.firm(), typed, Field::Owner)?.to_string()),
    }
}

fn parts_of(reading: &Reading, parts: Vec<Part>, add: bool) -> Result<Vec<Part>, Stopped> {
    let parts = parts.into_iter();
    parts
        .map(|part| {
            Ok(Part {
                contact: contact_of(reading, &part.contact, add)?,
                ..part
            })
        })
        .collect()
}

/// The number of the record that is meant; the name of a new one where that is asked for.
fn one_of<T: Display + FromStr>(
    typed: &str,
    (field, add): (Field, bool),
    found: impl Fn(&str) -> Result<Vec<(T, String)>, StoreError>,
) -> Result<String, Stopped> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let number = typed.rsplit_once('#').map_or(typed, |(_, number)| number);
    if let Ok(id) = number.trim().parse::<T>() {
        return Ok(id.to_string());
    }
    let found = found(typed)?;
    match found.as_slice() {
        [(only, _)] => Ok(only.to_string()),
        [] if add => Ok(format!("{NEW}{typed}")),
        [] => Err(Refusal::Unknown(field).into()),
        several => {
            let among = several.iter().take(5).map(|(id, name)| numbered(name, id));
            Err(Refusal::Ambiguous {
                field,
                among: among.collect(),
            }
            .into())
        }
    }
}

fn named_contact(reading: &Reading, id: ContactId, name: String) -> Result<String, StoreError> {
    let alone = reading.contacts_named(&name)?.len() == 1;
    Ok(if alone { name } else { numbered(&name, id) })
}

/// Names in their order; namesakes with their numbers, and nothing where there are too many.
fn few<T: Copy>(rows: Vec<(T, String)>, numbered: impl Fn(&str, T) -> String) -> Vec<String> {
    if rows.len() > OFFERED {
        return Vec::new();
    }
    let names: Vec<String> = rows
        .iter()
        .map(|(_, name)| domain::text::fold(name))
        .collect();
    let alone = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    let rows = rows.iter().zip(&names);
    rows.map(|((id, name), folded)| match alone(folded) {
        true => name.clone(),
        false => numbered(name, *id),
    })
    .collect()
}

fn numbered(name: &str, id: impl Display) -> String {
    format!("{name} #{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> Result<Vec<(CompanyId, String)>, StoreError> {
        let all = [(1, "Alfa"), (2, "Beta"), (3, "Beta")];
        let named = all.iter().filter(|(_, other)| *other == name);
        Ok(named
            .map(|(id, name)| (CompanyId(*id), (*name).to_owned()))
            .collect())
    }

    fn read(typed: &str, add: bool) -> Result<String, Option<Field>> {
        one_of(typed, (Field::Company, add), known).map_err(|stopped| match stopped {
            Stopped::Refused(refusal) => refusal.field(),
            Stopped::Trouble(_) => None,
        })
    }

    #[test]
    fn a_name_a_number_and_a_namesake_with_its_number_are_understood() {
        assert_eq!(read(" Alfa ", false), Ok("1".to_owned()));
        assert_eq!(read("7", false), Ok("7".to_owned()));
        assert_eq!(read("Beta #3", true), Ok("3".to_owned()));
        assert_eq!(read("", true), Ok(String::new()));
    }

    #[test]
    fn a_strange_name_is_refused_unless_it_is_to_be_added_and_namesakes_never_are() {
        assert_eq!(read("Gamma", false), Err(Some(Field::Company)));
        assert_eq!(read("Gamma", true), Ok("+Gamma".to_owned()));
        assert_eq!(read("Beta", true), Err(Some(Field::Company)));
    }
}
