//! What leaves the seal: only what a decision opened, and only the fields it shows.
use domain::access::{
    Action, ActionMask, Because, Denial, FieldClass, FieldMask, Guarded, Missing, Preset,
    Principal, RecordAcl, RecordType, Role, Scope, Sealed, Share, ShareTo, View, World,
};
use domain::groups::OrgTree;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use serde::{Deserialize, Serialize};

const NOW: Moment = Moment(10);
const TEAM: GroupId = GroupId(1);

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Deal {
    acl: RecordAcl,
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<i64>,
}

impl Guarded for Deal {
    fn acl(&self) -> RecordAcl {
        self.acl.clone()
    }

    fn mask(self, fields: FieldMask) -> Self {
        Self {
            title: self.title.filter(|_| fields.shows(FieldClass::Basic)),
            amount: self.amount.filter(|_| fields.shows(FieldClass::Commercial)),
            ..self
        }
    }
}

fn deal() -> Deal {
    let acl = RecordAcl::new(RecordType::Deal, PersonId(1), TEAM);
    Deal {
        acl,
        title: Some("Presses".into()),
        amount: Some(777_123),
    }
}

fn world() -> World {
    World {
        tree: OrgTree::from_parents([(TEAM, None), (GroupId(2), None)]).unwrap(),
    }
}

fn rep(id: u64, preset: Preset, group: GroupId) -> Principal {
    Principal::assemble(
        PersonId(id),
        true,
        &[Role::Rep],
        preset,
        vec![group],
        vec![],
    )
}

#[test]
fn a_view_tells_the_rights_and_the_reason() {
    let mate = rep(2, Preset::Team, TEAM);
    let view = Sealed::new(deal()).open(&world(), &mate, NOW).unwrap();
    assert_eq!(view.record(), &deal());
    assert_eq!(view.rights(), ActionMask::FIELDS.with(Action::Read));
    assert_eq!(view.because(), Because::Group(TEAM));
    assert!(!view.may(Action::Edit));
}

#[test]
fn a_field_outside_the_mask_leaves_no_byte() {
    let mut mate = rep(2, Preset::Team, TEAM);
    let commercial = Action::Field(FieldClass::Commercial);
    mate.table.set(
        RecordType::Deal,
        commercial,
        domain::access::Lane::Normal,
        Scope::Own,
    );
    let view = Sealed::new(deal()).open(&world(), &mate, NOW).unwrap();
    let bytes = serde_json::to_string(&view).unwrap();
    assert!(bytes.contains("Presses"));
    assert!(
        !bytes.contains("777123") && !bytes.contains("amount"),
        "{bytes}"
    );
    let back: View<Deal> = serde_json::from_str(&bytes).unwrap();
    assert_eq!(back, view);
}

#[test]
fn an_invisible_record_opens_to_no_one() {
    let stranger = rep(3, Preset::Team, GroupId(2));
    let opened = Sealed::new(deal()).open(&world(), &stranger, NOW);
    assert_eq!(opened.err(), Some(Denial::Invisible));
    for action in Action::EVERY {
        let authorized = Sealed::new(deal()).authorize(action, &world(), &stranger, NOW);
        assert_eq!(authorized.err(), Some(Denial::Invisible));
    }
}

#[test]
fn reading_authorizes_no_change() {
    let mate = rep(2, Preset::Open, TEAM);
    let edit = Sealed::new(deal()).authorize(Action::Edit, &world(), &mate, NOW);
    assert_eq!(
        edit.err(),
        Some(Denial::Forbidden(Missing::Right(Action::Edit)))
    );
    let owner = rep(1, Preset::Private, TEAM);
    for action in Action::EVERY {
        let authorized = Sealed::new(deal()).authorize(action, &world(), &owner, NOW);
        let wanted = matches!(action, Action::Edit | Action::Delete | Action::Share);
        assert_eq!(authorized.is_ok(), wanted, "{action:?}");
    }
}

#[test]
fn an_authorized_change_holds_the_whole_record_and_its_reason() {
    let mut shared = deal();
    shared.acl.shares.push(Share {
        to: ShareTo::Person(PersonId(3)),
        mask: ActionMask::of(&[Action::Read, Action::Edit]),
        until: None,
        by: PersonId(1),
    });
    let guest = rep(3, Preset::Private, GroupId(2));
    let change = Sealed::new(shared.clone())
        .authorize(Action::Edit, &world(), &guest, NOW)
        .unwrap();
    assert_eq!((change.action(), change.record()), (Action::Edit, &shared));
    assert!(matches!(
        change.because(),
        Because::Share {
            by: PersonId(1),
            ..
        }
    ));
    assert_eq!(change.into_record().amount, Some(777_123));
}
