//! Rules of contacts.
use super::*;
use crate::access::{Action, ActionMask, FieldClass, FieldMask, Guarded};
use crate::by::Actor;
use crate::field::Field;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(5),
};

fn card() -> Card {
    Card {
        name: "Agata Bąk".to_owned(),
        phones: vec!["600 555 001".to_owned(), " ".to_owned()],
        emails: vec![Email::parse(Field::Email, "agata@warta.example").unwrap()],
        note: Some("likes tea".to_owned()),
        ..Card::default()
    }
}

fn created(card: Card) -> Result<Contact, Refusal> {
    let draft = ContactDraft {
        card,
        owner: PersonId(1),
        group: GroupId(1),
        lane: Lane::Normal,
        import: None,
    };
    Contact::create(BY, ContactId(1), draft).map(|(contact, _)| contact)
}

#[test]
fn a_contact_has_a_name_and_no_blank_telephones() {
    assert_eq!(created(card()).unwrap().card.phones, ["600 555 001"]);
    let nameless = created(Card {
        name: String::new(),
        ..card()
    })
    .unwrap_err();
    assert_eq!(nameless.field(), Some(Field::PersonName));
    let many = created(Card {
        phones: vec!["1".to_owned(); 21],
        ..card()
    })
    .unwrap_err();
    assert_eq!(many.field(), Some(Field::Phone));
}

#[test]
fn telephones_and_addresses_are_personal_and_the_note_internal() {
    let contact = created(card()).unwrap();
    let basic = FieldMask::of(ActionMask::of(&[Action::Field(FieldClass::Basic)]));
    let masked = contact.clone().mask(basic);
    assert!(masked.card.phones.is_empty() && masked.card.emails.is_empty());
    assert_eq!(
        (masked.name(), masked.card.note.as_ref()),
        ("Agata Bąk", None)
    );
    let personal = FieldMask::of(ActionMask::of(&[Action::Field(FieldClass::Personal)]));
    assert_eq!(
        contact.clone().mask(personal).card.emails,
        contact.card.emails
    );
}

#[test]
fn an_edit_of_telephones_is_hidden_from_those_without_personal_fields() {
    let mut contact = created(card()).unwrap();
    let seen = contact.card.clone();
    let typed = Card {
        phones: vec!["600 555 002".to_owned()],
        ..seen.clone()
    };
    let event = contact
        .edit(BY, ContactChanges::between(&seen, &typed))
        .unwrap();
    let basic = FieldMask::of(ActionMask::of(&[Action::Field(FieldClass::Basic)]));
    assert_eq!(
        event.masked(basic),
        Event::Edited {
            edits: Vec::new(),
            hidden: true
        }
    );
}
