//! Assignments: every verb by anybody, and every list beside the brute one.
use super::brute::Brute;
use super::queries::words;
use super::scene::Scene;
use domain::access::{Action, HeadMask, Lane, RecordAcl, RecordType};
use domain::by::Actor;
use domain::id::{GroupId, PersonId};
use domain::tasks::{About, Assignment, Phase, Role};
use domain::time::Moment;
use store::testing::Everything;
use store::{Reading, TaskList, TaskTerms};

/// One random command on assignments.
pub(crate) fn step(scene: &mut Scene, actor: Actor) {
    let actor = match actor {
        Actor::Person(_) => actor,
        Actor::System(_) => Actor::Person(scene.person()),
    };
    if scene.tasks.is_empty() || scene.rng.chance(30) {
        return set(scene, actor);
    }
    let id = *scene.rng.pick(&scene.tasks);
    let actor = near(scene, id.0, actor);
    let (reason, later) = (words(&mut scene.rng), later(scene));
    let (person, text) = (scene.person(), words(&mut scene.rng));
    let _ = match scene.rng.below(14) {
        0 => scene.act(actor, move |w| w.change_task(id, |task, by| task.see(by))),
        1 => scene.act(actor, move |w| w.change_task(id, |task, by| task.start(by))),
        2 | 3 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.finish(by, &text))
        }),
        4 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.give_up(by, &reason))
        }),
        5 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.accept(by))
        }),
        6 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.give_back(by, &reason))
        }),
        7 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.cancel(by, &reason))
        }),
        8 => scene.act(actor, move |w| w.hand_task_over(id, person, &reason)),
        9 => scene.act(actor, move |w| w.ask_task_deadline(id, later, &reason)),
        10 => scene.act(actor, move |w| w.grant_task_deadline(id)),
        11 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.comment(by, &text))
        }),
        12 => scene.act(actor, move |w| {
            w.change_task(id, |task, by| task.tick(by, 1, true))
        }),
        _ => {
            let Some(seen) = scene.reading(actor).task(id).unwrap() else {
                return;
            };
            let terms = TaskTerms {
                controller: scene.rng.chance(50).then_some(person),
                ..terms(scene)
            };
            let version = seen.stamp.version;
            scene.act(actor, move |w| w.edit_task(id, version, terms))
        }
    };
}

fn set(scene: &mut Scene, actor: Actor) {
    let (assignee, terms) = (scene.person(), terms(scene));
    let parent = match scene.tasks.as_slice() {
        [] => None,
        tasks => Some(*scene.rng.pick(tasks)).filter(|_| scene.rng.chance(25)),
    };
    let items = vec!["Punkt".to_owned()];
    let set = scene.act(actor, move |w| w.set_task(assignee, terms, items, parent));
    scene.tasks.extend(set);
}

fn terms(scene: &mut Scene) -> TaskTerms {
    let mut some = |most: u64| {
        let count = scene.rng.below(most);
        (0..count)
            .map(|_| scene.person())
            .collect::<Vec<PersonId>>()
    };
    let (co_assignees, observers) = (some(3), some(3));
    let about = About::Deal(*scene.rng.pick(&scene.deals));
    TaskTerms {
        title: words(&mut scene.rng),
        controller: scene.rng.chance(30).then(|| scene.person()),
        co_assignees,
        observers,
        deadline: scene.rng.chance(80).then(|| later(scene)),
        about: scene.rng.chance(40).then_some(about).into_iter().collect(),
        ..TaskTerms::default()
    }
}

fn later(scene: &mut Scene) -> Moment {
    let hours = *scene.rng.pick(&[1, 2, 8, 30, 60, 100]);
    scene.now.plus_seconds(hours * 3_600)
}

/// Mostly somebody who takes part, so that something happens.
fn near(scene: &mut Scene, id: u64, actor: Actor) -> Actor {
    let records = store::testing::everything(scene.store()).unwrap();
    let task = records.tasks.iter().find(|task| task.id.0 == id).unwrap();
    let members: Vec<PersonId> = task.members().map(|(_, member)| member.person).collect();
    match scene.rng.chance(80) {
        true => Actor::Person(*scene.rng.pick(&members)),
        false => actor,
    }
}

/// Every list of this reader, page by page, with its count.
pub(crate) fn compare(
    scene: &mut Scene,
    reading: &Reading,
    brute: &Brute<'_>,
    records: &Everything,
) {
    for task in &records.tasks {
        let view = reading.task(task.id).unwrap();
        if let Some(view) = &view {
            assert_eq!(view.rights(), brute.rights(task));
        }
        assert_eq!(
            view.map(|view| view.into_record()),
            brute.view(task.clone())
        );
    }
    let other = scene.person();
    let lists = [
        TaskList::Mine,
        TaskList::Given,
        TaskList::ToDecide,
        TaskList::Overdue,
        TaskList::Watched,
        TaskList::Team,
        TaskList::TeamOverdue,
        TaskList::Of(other),
    ];
    for list in lists {
        for closed in [false, true] {
            let expected = expected(brute, records, list, closed, scene.now);
            let size = *scene.rng.pick(&[1, 3, 50]);
            let (mut got, mut cursor) = (Vec::new(), None);
            loop {
                let page = reading
                    .tasks(list, closed, cursor.as_deref(), size)
                    .unwrap();
                assert_eq!(
                    page.count,
                    expected.len() as u64,
                    "{list:?} {:#?}",
                    scene.told
                );
                got.extend(page.rows.iter().map(|row| row.id));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(got, expected, "{list:?} closed: {closed} {:#?}", scene.told);
        }
    }
    for deal in &scene.deals {
        let about = About::Deal(*deal);
        let mut expected: Vec<&Assignment> = visible(brute, records)
            .filter(|task| task.about.contains(&about) && task.phase() != Phase::Closed)
            .collect();
        expected.sort_by_key(|task| by_deadline(task));
        let got = reading.tasks_about(about, 100).unwrap();
        let got: Vec<_> = got.iter().map(|row| row.id).collect();
        assert_eq!(got, expected.iter().map(|task| task.id).collect::<Vec<_>>());
    }
    assert_eq!(
        reading.overdue_of_people().unwrap(),
        overdue_of_people(brute, records, scene.now),
        "{:#?}",
        scene.told
    );
}

fn visible<'a>(
    brute: &'a Brute<'_>,
    records: &'a Everything,
) -> impl Iterator<Item = &'a Assignment> {
    let reads = |task: &&Assignment| brute.rights(*task).has(Action::Read);
    records.tasks.iter().filter(reads)
}

fn by_deadline(task: &Assignment) -> (bool, Option<Moment>, u64) {
    (task.deadline.is_none(), task.deadline, task.id.0)
}

fn expected(
    brute: &Brute<'_>,
    records: &Everything,
    list: TaskList,
    closed: bool,
    now: Moment,
) -> Vec<domain::id::AssignmentId> {
    let me = brute.who.id;
    let held = |task: &Assignment, roles: &[Role]| roles.iter().any(|role| task.is(*role, me));
    let for_assignee = |task: &Assignment| match closed {
        true => task.phase() != Phase::Todo,
        false => task.phase() == Phase::Todo,
    };
    let in_phase = |task: &Assignment| (task.phase() == Phase::Closed) == closed;
    let involved = [
        Role::Author,
        Role::Assignee,
        Role::CoAssignee,
        Role::Controller,
    ];
    let team = |task: &Assignment| {
        if !headed(brute).is_empty() {
            return led(brute, task.assignee.group);
        }
        let stranger = PersonId(u64::MAX);
        let acl = RecordAcl::new(RecordType::Assignment, stranger, task.assignee.group);
        brute.may(&acl).has(Action::Read)
    };
    let wanted = |task: &&Assignment| match list {
        TaskList::Mine => held(task, &[Role::Assignee, Role::CoAssignee]) && for_assignee(task),
        TaskList::Of(person) => task.works_on(person) && for_assignee(task),
        TaskList::Given => {
            held(task, &[Role::Author]) && !held(task, &[Role::Assignee]) && in_phase(task)
        }
        TaskList::ToDecide => task.awaits() == Some(me) && !closed,
        TaskList::Watched => held(task, &[Role::Observer]) && in_phase(task),
        TaskList::Overdue => held(task, &involved) && task.is_overdue(now),
        TaskList::Team => team(task) && in_phase(task),
        TaskList::TeamOverdue => team(task) && task.is_overdue(now),
    };
    let mut found: Vec<&Assignment> = visible(brute, records).filter(wanted).collect();
    let overdue = matches!(list, TaskList::Overdue | TaskList::TeamOverdue);
    match closed && !overdue {
        true => found.sort_by_key(|task| (std::cmp::Reverse(task.stamp.updated), task.id.0)),
        false => found.sort_by_key(|task| by_deadline(task)),
    }
    found.iter().map(|task| task.id).collect()
}

fn overdue_of_people(brute: &Brute<'_>, records: &Everything, now: Moment) -> Option<u64> {
    if headed(brute).is_empty() {
        return None;
    }
    let late = records.tasks.iter();
    let late = late.filter(|task| task.is_overdue(now) && led(brute, task.assignee.group));
    Some(late.count() as u64)
}

/// The groups that the reader heads with the right to read their people's assignments.
fn headed<'a>(brute: &'a Brute<'_>) -> &'a [GroupId] {
    let who = &brute.who;
    let HeadMask { normal, .. } = who.head_mask;
    let scope = |action| {
        who.table
            .scope(RecordType::Assignment, action, Lane::Normal)
    };
    let closed = scope(Action::Read) == domain::access::Scope::None;
    match who.active && !closed && normal.has(Action::Read) {
        true => &who.heads,
        false => &[],
    }
}

fn led(brute: &Brute<'_>, group: GroupId) -> bool {
    let heads = headed(brute).iter();
    let over = brute.over(group);
    heads.into_iter().any(|head| over.contains(head))
}
