//! Rows of contacts: the people at customers.
use super::cells::Cells;
use super::companies::{join_note, nip};
use super::people::full_name;
use super::planner::Planner;
use crate::exchange::draft::{CompanyDraft, ContactDraft, Drafted, Ref};
use crate::exchange::field::Field;
use crate::exchange::known::{Known, Match};
use crate::exchange::mapping::Unknown;
use crate::exchange::problem::Fault;
use crate::exchange::text::fold;
use crate::id::{CompanyId, ContactId, GroupId, PersonId};
use crate::people::Email;
use crate::text::{LINE, NOTE};

impl<K: Known> Planner<'_, K> {
    pub(super) fn contact_row(&mut self, cells: &mut Cells<'_>) {
        let email = cells.email(Field::Email);
        let name =
            full_name(cells).or_else(|| email.as_ref().map(|email| email.local().to_owned()));
        let (owner, group) = self.owner(cells);
        let (phone, position) = (
            cells.text(Field::Phone, 40),
            cells.text(Field::Position, 120),
        );
        let note = cells.note(Field::Note, NOTE - LINE);
        let Some(name) = name else {
            return cells.reject(
                Field::FullName,
                Fault::Missing {
                    field: Field::FullName,
                },
            );
        };
        // By address first: a repeated row must not leave a new company behind.
        if let Some(address) = &email {
            let known = self.known.contact(&name, None, Some(address.as_str()));
            if self.is_repeated(cells, known, contact_key(&name, None, Some(address))) {
                return;
            }
        }
        let (company, bad_nip) = self.customer(cells, owner, group);
        if cells.is_rejected() {
            return;
        }
        let known = match (&email, company) {
            // Nobody can be known yet at a company that is only now created.
            (Some(_), _) | (_, Some(Ref::New(_))) => Match::None,
            (None, Some(Ref::Known(id))) => self.known.contact(&name, Some(id), None),
            (None, None) => self.known.contact(&name, None, None),
        };
        if email.is_none() && self.is_repeated(cells, known, contact_key(&name, company, None)) {
            return;
        }
        self.seen
            .insert(contact_key(&name, company, email.as_ref()));
        let draft = ContactDraft {
            name,
            company,
            position,
            email,
            phone,
            owner,
            group,
            note: join_note(note, bad_nip),
        };
        self.plan.contacts.push(Drafted {
            line: cells.line(),
            draft,
        });
    }

    fn is_repeated(&mut self, cells: &mut Cells<'_>, known: Match<ContactId>, key: String) -> bool {
        if cells.is_rejected() {
            return true;
        }
        match known {
            Match::Many => cells.reject(
                Field::FullName,
                Fault::Several {
                    field: Field::Contact,
                },
            ),
            Match::One(_) => self.is_there(cells, Field::FullName, Fault::AlreadyThere),
            Match::None if self.seen.contains(&key) => {
                self.is_there(cells, Field::FullName, Fault::Repeated)
            }
            Match::None => return false,
        }
        true
    }

    /// The company that a row names by NIP or name, and a note on a NIP that is wrong. One that is
    /// not there is created, left out or refused, as the mapping says.
    pub(super) fn customer(
        &mut self,
        cells: &mut Cells<'_>,
        owner: Ref<PersonId>,
        group: Ref<GroupId>,
    ) -> (Option<Ref<CompanyId>>, Option<String>) {
        let (nip, bad_nip) = nip(cells);
        let name = cells.text(Field::Company, LINE);
        let field = if name.is_some() {
            Field::Company
        } else {
            Field::Nip
        };
        if nip.is_none() && name.is_none() {
            return (None, bad_nip);
        }
        let found = match self.company_of(nip.as_ref(), name.as_deref()) {
            Match::One(company) => {
                self.remark_on_name(cells, company, name.as_deref());
                return (Some(company), bad_nip);
            }
            Match::Many => {
                cells.reject(
                    field,
                    Fault::Several {
                        field: Field::Company,
                    },
                );
                None
            }
            Match::None => self.unknown_company(
                cells,
                field,
                CompanyDraft {
                    nip,
                    ..CompanyDraft::named(name.unwrap_or_default(), owner, group)
                },
            ),
        };
        (found, bad_nip)
    }

    fn unknown_company(
        &mut self,
        cells: &mut Cells<'_>,
        field: Field,
        draft: CompanyDraft,
    ) -> Option<Ref<CompanyId>> {
        match cells.mapping.unknown {
            // A number alone makes no company.
            Unknown::Create if !draft.name.is_empty() => {
                if cells.is_rejected() {
                    return None;
                }
                cells.remark(
                    field,
                    Fault::CreatedAlong {
                        field: Field::Company,
                    },
                );
                Some(self.add_company(cells.line(), draft))
            }
            Unknown::Create | Unknown::Reject => {
                cells.reject(
                    field,
                    Fault::Unknown {
                        field: Field::Company,
                    },
                );
                None
            }
            Unknown::LeaveEmpty => {
                cells.remark(
                    field,
                    Fault::LeftEmpty {
                        field: Field::Company,
                    },
                );
                None
            }
        }
    }

    /// Tells when a name was taken for another by its letters alone.
    fn remark_on_name(&self, cells: &mut Cells<'_>, company: Ref<CompanyId>, name: Option<&str>) {
        let Ref::New(at) = company else { return };
        let (Some(known), Some(name)) = (self.plan.companies.get(at as usize), name) else {
            return;
        };
        if fold(&known.draft.name) != fold(name) {
            let fault = Fault::MatchedLoosely {
                from: name.into(),
                to: known.draft.name.clone(),
            };
            cells.remark(Field::Company, fault);
        }
    }
}

/// What tells contacts of one file apart: the address alone, else the name and the company.
fn contact_key(name: &str, company: Option<Ref<CompanyId>>, email: Option<&Email>) -> String {
    match email {
        Some(email) => format!("contact {}", email.as_str()),
        None => format!("contact {} at {company:?}", fold(name)),
    }
}
