//! The life of an assignment.
use super::*;
use crate::access::Guarded;
use crate::by::{Actor, By};
use crate::change::Change;
use crate::lang::{Lang, Say};
use crate::refusal::Refusal as Refused;

mod course;

const AUTHOR: PersonId = PersonId(1);
const ASSIGNEE: PersonId = PersonId(2);
const HELPER: PersonId = PersonId(3);
const OBSERVER: PersonId = PersonId(4);
const CONTROLLER: PersonId = PersonId(5);
const HEAD: PersonId = PersonId(6);
const STRANGER: PersonId = PersonId(7);

const HOUR: i64 = 3600;

fn member(person: PersonId) -> Member {
    Member {
        person,
        group: GroupId(person.0 + 10),
    }
}

fn doer(person: PersonId) -> Doer {
    Doer {
        by: By {
            actor: Actor::Person(person),
            now: Moment(0),
        },
        oversees: person == HEAD,
    }
}

fn after(hours: i64) -> Moment {
    Moment(0).plus_seconds(hours * HOUR)
}

fn draft() -> AssignmentDraft {
    AssignmentDraft {
        controller: Some(member(CONTROLLER)),
        co_assignees: vec![member(HELPER)],
        observers: vec![member(OBSERVER)],
        deadline: Some(after(48)),
        checklist: vec!["Cennik".to_owned()],
        ..AssignmentDraft::new("Wysłać ofertę", member(ASSIGNEE))
    }
}

fn set(draft: AssignmentDraft) -> Assignment {
    let made = Assignment::set(doer(AUTHOR), AssignmentId(1), member(AUTHOR), draft, None);
    made.unwrap().0
}

fn own() -> Assignment {
    set(AssignmentDraft::new("Przygotować raport", member(AUTHOR)))
}

#[test]
fn one_may_give_back_what_one_accepts_with_a_reason_and_attempts_are_kept() {
    let mut task = set(draft());
    task.start(doer(ASSIGNEE)).unwrap();
    task.finish(doer(ASSIGNEE), "Wysłana").unwrap();
    assert_eq!(task.awaits(), Some(CONTROLLER));
    let empty = text_empty(Refusal::NotDone, task.give_back(doer(CONTROLLER), "  "));
    assert!(empty);
    let event = task.give_back(doer(CONTROLLER), "Bez rabatu").unwrap();
    let reason = "Bez rabatu".to_owned();
    assert_eq!(event, Event::Returned { reason, attempt: 2 });
    task.finish(doer(ASSIGNEE), "").unwrap();
    task.accept(doer(CONTROLLER)).unwrap();
    let [first, second] = task.attempts.as_slice() else {
        panic!("{:?}", task.attempts);
    };
    assert_eq!(first.returned.as_deref(), Some("Bez rabatu"));
    assert_eq!(
        first.ended.as_ref().unwrap().words.as_deref(),
        Some("Wysłana")
    );
    assert_eq!(second.ended.as_ref().unwrap().how, State::Done);
    assert_eq!(task.phase(), Phase::Closed);
}

/// Whether it was refused for a missing text, and not for something else.
fn text_empty(other: Refusal, result: Result<Event, Refused>) -> bool {
    assert_ne!(result, Err(other.into()));
    matches!(
        result,
        Err(Refused::Text(crate::text::Refusal::Empty { .. }))
    )
}

#[test]
fn self_assigned_work_ends_at_done() {
    let mut task = own();
    assert_eq!(task.state, State::Seen);
    task.finish(doer(AUTHOR), "").unwrap();
    assert_eq!((task.phase(), task.awaits()), (Phase::Closed, None));
    assert_eq!(task.accept(doer(AUTHOR)), Err(Refusal::Closed.into()));
    // A slip is taken back as any result is: with a reason.
    task.give_back(doer(AUTHOR), "Nie ta wersja").unwrap();
    assert_eq!(task.phase(), Phase::Todo);
}

#[test]
fn what_cannot_be_done_needs_a_reason_and_goes_to_somebody_else() {
    let mut task = set(draft());
    assert!(text_empty(
        Refusal::NotAssignee,
        task.give_up(doer(ASSIGNEE), "")
    ));
    task.give_up(doer(ASSIGNEE), "Klient na urlopie").unwrap();
    assert_eq!(
        (task.phase(), task.awaits()),
        (Phase::Waiting, Some(AUTHOR))
    );
    let same = task.hand_over(doer(AUTHOR), member(ASSIGNEE), "");
    assert_eq!(same, Err(Refusal::SameAssignee.into()));
    task.hand_over(doer(HEAD), member(HELPER), "Zna klienta")
        .unwrap();
    assert_eq!((task.state, task.attempts.len()), (State::New, 2));
    assert!(
        task.co_assignees.is_empty(),
        "the new assignee helps nobody but themselves"
    );
    assert_eq!(task.start(doer(ASSIGNEE)), Err(Refusal::NotAssignee.into()));
    assert!(task.start(doer(HELPER)).is_ok());
}

#[test]
fn another_deadline_is_asked_for_and_every_move_is_counted() {
    let mut task = set(draft());
    let ask = |task: &mut Assignment, hours| {
        task.ask_deadline(doer(ASSIGNEE), after(hours), "Brak cen", Bounds::default())
    };
    assert_eq!(ask(&mut task, 48), Err(Refusal::SameDeadline.into()));
    assert_eq!(ask(&mut task, -1), Err(Refusal::DeadlinePast.into()));
    ask(&mut task, 72).unwrap();
    assert_eq!(
        (task.deadline, task.awaits()),
        (Some(after(48)), Some(AUTHOR))
    );
    task.refuse_deadline(doer(AUTHOR), "Nie tym razem").unwrap();
    assert_eq!((task.deadline, task.moves), (Some(after(48)), 0));
    ask(&mut task, 96).unwrap();
    task.grant_deadline(doer(AUTHOR), Bounds::default())
        .unwrap();
    assert_eq!((task.deadline, task.moves), (Some(after(96)), 1));
    let earlier = AssignmentChanges {
        deadline: Some(after(24)),
        ..AssignmentChanges::none(&task)
    };
    task.change(doer(AUTHOR), earlier, Bounds::default())
        .unwrap();
    assert_eq!(task.moves, 2);
    assert_eq!(task.drift(), Some(-24 * HOUR * Moment::MICROS_PER_SECOND));
}

#[test]
fn a_head_who_does_the_work_asks_as_anybody_else() {
    let task = set(AssignmentDraft {
        assignee: member(HEAD),
        ..draft()
    });
    for verb in [Verb::Cancel, Verb::Edit, Verb::HandOver] {
        assert_eq!(task.allows(verb, doer(HEAD)), Err(Refusal::NotAuthor));
    }
    assert_eq!(task.allows(Verb::AskDeadline, doer(HEAD)), Ok(()));
    assert_eq!(
        task.allows(Verb::AskDeadline, doer(AUTHOR)),
        Err(Refusal::OwnDeadline)
    );
}

#[test]
fn a_subtask_is_due_no_later_than_its_parent() {
    let parent = set(draft());
    let part = |deadline| {
        let draft = AssignmentDraft {
            deadline,
            ..AssignmentDraft::new("Policzyć ceny", member(HELPER))
        };
        let made = Assignment::set(
            doer(AUTHOR),
            AssignmentId(2),
            member(AUTHOR),
            draft,
            Some(&parent),
        );
        made.map(|(task, _)| task)
    };
    assert_eq!(part(None).unwrap().deadline, parent.deadline);
    assert_eq!(part(Some(after(49))), Err(Refusal::BeyondParent.into()));
    let mut below = part(Some(after(40))).unwrap();
    let bounds = Bounds {
        above: parent.deadline,
        below: None,
    };
    let beyond = below.ask_deadline(doer(HELPER), after(50), "x", bounds);
    assert_eq!(beyond, Err(Refusal::BeyondParent.into()));
    let mut parent = parent.clone();
    let earlier = AssignmentChanges {
        deadline: Some(after(30)),
        ..AssignmentChanges::none(&parent)
    };
    let bounds = Bounds {
        above: None,
        below: below.deadline,
    };
    let cut = parent.change(doer(AUTHOR), earlier, bounds);
    assert_eq!(cut, Err(Refusal::BeforeSubtask.into()));
}

#[test]
fn an_edit_tells_what_changed_and_refuses_what_was_not_seen() {
    let mut task = set(draft());
    let stale = AssignmentChanges {
        title: "Inny tytuł".to_owned(),
        ..AssignmentChanges::none(&task)
    };
    let changed = AssignmentChanges {
        priority: Priority::High,
        observers: vec![
            member(OBSERVER),
            member(OBSERVER),
            member(ASSIGNEE),
            member(HEAD),
        ],
        ..AssignmentChanges::none(&task)
    };
    let event = task
        .change(doer(AUTHOR), changed, Bounds::default())
        .unwrap();
    let priority = Edit::Priority(Change::new(Priority::Normal, Priority::High));
    let observers = Edit::Observers(Change::new(vec![OBSERVER], vec![OBSERVER, HEAD]));
    let edits = vec![priority, observers];
    assert_eq!(event, Event::Edited { edits });
    let refused = task.change(doer(AUTHOR), stale, Bounds::default());
    assert!(matches!(refused, Err(Refused::Stale { .. })), "{refused:?}");
    let same = AssignmentChanges::none(&task);
    let refused = task.change(doer(AUTHOR), same, Bounds::default());
    assert_eq!(refused, Err(Refused::Unchanged));
}

#[test]
fn a_line_of_the_checklist_keeps_its_number() {
    let mut task = set(draft());
    task.add_item(doer(HELPER), "Rabat").unwrap();
    task.remove_item(doer(ASSIGNEE), 2).unwrap();
    task.add_item(doer(AUTHOR), "Transport").unwrap();
    let numbers: Vec<u16> = task.checklist.iter().map(|item| item.number).collect();
    assert_eq!(numbers, [1, 3]);
    let version = task.stamp.version;
    task.tick(doer(HELPER), 1, true).unwrap();
    assert_eq!(task.tick(doer(HELPER), 1, true), Err(Refused::Unchanged));
    assert_eq!(
        task.tick(doer(HELPER), 2, true),
        Err(Refusal::ItemUnknown.into())
    );
    assert_eq!((task.ticked(), task.stamp.version), ((1, 2), version));
}

#[test]
fn everybody_who_takes_part_talks_even_when_it_is_closed() {
    let mut task = set(draft());
    task.cancel(doer(HEAD), "").unwrap();
    for (number, person) in (1..).zip([AUTHOR, ASSIGNEE, HELPER, OBSERVER, CONTROLLER, HEAD]) {
        let event = task.comment(doer(person), "Zrozumiałe").unwrap();
        assert_eq!(event, Event::Commented { number });
    }
    assert_eq!(
        task.comment(doer(STRANGER), "x"),
        Err(Refusal::NotInIt.into())
    );
}

#[test]
fn the_assignee_owns_it_and_everyone_who_takes_part_is_a_party() {
    let acl = set(draft()).acl();
    assert_eq!((acl.owner, acl.group), (ASSIGNEE, GroupId(12)));
    let parties: Vec<PersonId> = acl.parties.iter().map(|party| party.person).collect();
    assert_eq!(parties, [AUTHOR, ASSIGNEE, HELPER, CONTROLLER, OBSERVER]);
}

#[test]
fn whoever_moves_takes_every_part_of_theirs_along() {
    let mut task = set(draft());
    let group = Change::new(GroupId(11), GroupId(77));
    task.follow(doer(HEAD).by, AUTHOR, group).unwrap();
    assert_eq!(
        (task.author.group, task.assignee.group),
        (GroupId(77), GroupId(12))
    );
    let again = task.follow(doer(HEAD).by, AUTHOR, group);
    assert_eq!(again, Err(Refused::Unchanged));
}

#[test]
fn overdue_is_what_is_still_to_be_done_after_its_deadline() {
    let mut task = set(draft());
    assert!(!task.is_overdue(after(47)) && task.is_overdue(after(48)));
    let mut late = doer(ASSIGNEE);
    late.by.now = after(50);
    let event = task.finish(late, "").unwrap();
    assert!(matches!(event, Event::Done { late: true, .. }));
    assert!(!task.is_overdue(after(50)));
}

#[test]
fn every_refusal_has_its_own_words() {
    for lang in [Lang::Pl, Lang::En] {
        let said: std::collections::BTreeSet<String> =
            all().iter().map(|refusal| refusal.say(lang)).collect();
        assert_eq!(said.len(), all().len());
    }
}
