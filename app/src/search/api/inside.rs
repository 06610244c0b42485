//! Looks in the lists of each type; only on the server.
use crate::search::{Found, Results, Row};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::{DealFilter, DealRow, DealSort};
use domain::time::Day;
use store::{BrowseSort, Reading, StoreError};

/// Records of each type on the page.
const SHOWN: usize = 8;
/// Longest text that is looked for.
const LONGEST: usize = 200;

pub(super) fn results(reading: &Reading, q: &str, today: Day) -> Result<Results, StoreError> {
    let q: String = q.trim().chars().take(LONGEST).collect();
    if q.is_empty() {
        return Ok(Results::default());
    }
    Ok(Results {
        deals: deals(reading, &q, today)?,
        companies: companies(reading, &q)?,
        contacts: contacts(reading, &q)?,
        q,
    })
}

fn deals(reading: &Reading, q: &str, today: Day) -> Result<Found, StoreError> {
    let filter = DealFilter {
        text: Some(q.to_owned()),
        ..DealFilter::default()
    };
    let page = reading.deals_by(&filter, DealSort::default(), None, today, SHOWN)?;
    let stage = |row: &DealRow| {
        reading
            .firm()
            .stage(row.stage)
            .map(|(_, stage)| stage.name.clone())
    };
    let rows = page.rows.iter().map(|row| Row {
        href: format!("/deals/{}", row.id),
        name: row.title.clone(),
        of: row.company_name.clone().unwrap_or_default(),
        fact: stage(row).unwrap_or_default(),
    });
    Ok(Found {
        rows: rows.collect(),
        count: page.totals.count,
        exact: page.totals.exact,
    })
}

fn companies(reading: &Reading, q: &str) -> Result<Found, StoreError> {
    let page = reading.companies(Some(q), BrowseSort::Name, None)?;
    let row = |company: &Company| Row {
        href: format!("/companies/{}", company.id),
        name: company.name().to_owned(),
        of: company.profile.city.clone().unwrap_or_default(),
        fact: company
            .profile
            .nip
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    Ok(Found {
        rows: page.rows.iter().take(SHOWN).map(|view| row(view)).collect(),
        count: page.count,
        exact: page.exact,
    })
}

fn contacts(reading: &Reading, q: &str) -> Result<Found, StoreError> {
    let page = reading.contacts(None, Some(q), BrowseSort::Name, None)?;
    let row = |contact: &Contact| {
        let company = contact.card.company.map(|id| reading.company_stub(id));
        Ok(Row {
            href: format!("/contacts/{}", contact.id),
            name: contact.name().to_owned(),
            of: company.transpose()?.flatten().unwrap_or_default(),
            fact: contact.card.position.clone().unwrap_or_default(),
        })
    };
    let rows = page.rows.iter().take(SHOWN).map(|view| row(view));
    Ok(Found {
        rows: rows.collect::<Result<_, StoreError>>()?,
        count: page.count,
        exact: page.exact,
    })
}
