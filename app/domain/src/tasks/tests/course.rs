//! Every state × verb × role against a table written from the product's text, not from the code.
use super::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Author,
    Assignee,
    Helper,
    Observer,
    Controller,
    Head,
    Stranger,
}

use Who::*;

const EVERYBODY: [(Who, PersonId); 7] = [
    (Author, AUTHOR),
    (Assignee, ASSIGNEE),
    (Helper, HELPER),
    (Observer, OBSERVER),
    (Controller, CONTROLLER),
    (Head, HEAD),
    (Stranger, STRANGER),
];

/// Who may, and in which states.
fn table(verb: Verb) -> (&'static [Who], &'static [State]) {
    use State::*;
    const TODO: &[State] = &[New, Seen, InProgress, Returned];
    match verb {
        Verb::See => (&[Assignee], &[New]),
        Verb::Start => (&[Assignee], &[New, Seen, Returned]),
        Verb::Finish | Verb::GiveUp => (&[Assignee], TODO),
        Verb::AskDeadline => (&[Assignee], TODO),
        Verb::Accept => (&[Controller], &[Done]),
        Verb::Return => (&[Controller], &[Done, CannotDo]),
        Verb::Cancel | Verb::Edit => (
            &[Author, Head],
            &[New, Seen, InProgress, Returned, Done, CannotDo],
        ),
        Verb::HandOver => (
            &[Author, Head],
            &[New, Seen, InProgress, Returned, CannotDo],
        ),
        // The samples carry a request wherever there can be one.
        Verb::AnswerDeadline => (&[Author, Head], TODO),
        Verb::Tick => (&[Author, Head, Assignee, Helper], TODO),
        Verb::Comment => (
            &[Author, Assignee, Helper, Observer, Controller, Head],
            &State::EVERY,
        ),
    }
}

/// An assignment brought into this state by its people alone.
fn in_state(state: State) -> Assignment {
    let mut task = set(draft());
    let ended = |task: &mut Assignment| task.finish(doer(ASSIGNEE), "").map(drop);
    let brought = match state {
        State::New => Ok(()),
        State::Seen => task.see(doer(ASSIGNEE)).map(drop),
        State::InProgress => task.start(doer(ASSIGNEE)).map(drop),
        State::Done => ended(&mut task),
        State::Accepted => ended(&mut task).and_then(|()| task.accept(doer(CONTROLLER)).map(drop)),
        State::Returned => {
            ended(&mut task).and_then(|()| task.give_back(doer(CONTROLLER), "x").map(drop))
        }
        State::CannotDo => task.give_up(doer(ASSIGNEE), "x").map(drop),
        State::Cancelled => task.cancel(doer(AUTHOR), "").map(drop),
    };
    brought.unwrap();
    if task.phase() == Phase::Todo {
        let bounds = Bounds::default();
        task.ask_deadline(doer(ASSIGNEE), after(90), "x", bounds)
            .unwrap();
    }
    assert_eq!(task.state, state);
    task
}

fn do_it(task: &mut Assignment, verb: Verb, who: PersonId) -> Result<Event, Refused> {
    let by = doer(who);
    match verb {
        Verb::See => task.see(by),
        Verb::Start => task.start(by),
        Verb::Finish => task.finish(by, "Gotowe"),
        Verb::GiveUp => task.give_up(by, "Brak danych"),
        Verb::Accept => task.accept(by),
        Verb::Return => task.give_back(by, "Za mało"),
        Verb::Cancel => task.cancel(by, ""),
        Verb::HandOver => task.hand_over(by, member(PersonId(9)), ""),
        Verb::AskDeadline => task.ask_deadline(by, after(80), "Urlop", Bounds::default()),
        Verb::AnswerDeadline => task.grant_deadline(by, Bounds::default()),
        Verb::Edit => {
            let changes = AssignmentChanges {
                title: "Inaczej".to_owned(),
                ..AssignmentChanges::none(task)
            };
            task.change(by, changes, Bounds::default())
        }
        Verb::Tick => task.tick(by, 1, true),
        Verb::Comment => task.comment(by, "Pytanie"),
    }
}

/// Where a verb leads from this state.
fn leads_to(verb: Verb, from: State) -> State {
    match verb {
        Verb::See => State::Seen,
        Verb::Start => State::InProgress,
        Verb::Finish => State::Done,
        Verb::GiveUp => State::CannotDo,
        Verb::Accept => State::Accepted,
        Verb::Return => State::Returned,
        Verb::Cancel => State::Cancelled,
        Verb::HandOver => State::New,
        _ => from,
    }
}

#[test]
fn every_verb_in_every_state_by_everybody_is_done_or_refused_as_the_product_says() {
    let mut done = 0;
    for state in State::EVERY {
        for verb in Verb::EVERY {
            for (who, person) in EVERYBODY {
                let (by, states) = table(verb);
                let wanted = by.contains(&who) && states.contains(&state);
                let before = in_state(state);
                let mut task = before.clone();
                let told = task.allows(verb, doer(person));
                let result = do_it(&mut task, verb, person);
                assert_eq!(
                    result.is_ok(),
                    wanted,
                    "{state:?} {verb:?} {who:?}: {result:?}"
                );
                assert_eq!(told.is_ok(), wanted, "{state:?} {verb:?} {who:?}");
                if wanted {
                    done += 1;
                    assert_eq!(task.state, leads_to(verb, state), "{state:?} {verb:?}");
                } else {
                    assert_eq!(result, Err(told.unwrap_err().into()));
                    assert_eq!(task, before, "a refusal changes nothing");
                }
            }
        }
    }
    assert_eq!(done, 125);
}

#[test]
fn a_right_of_headship_gives_nothing_of_the_assignees_or_the_controllers() {
    let head = doer(HEAD);
    for state in State::EVERY {
        let task = in_state(state);
        for verb in [Verb::Start, Verb::Finish, Verb::GiveUp] {
            assert_eq!(task.allows(verb, head), Err(Refusal::NotAssignee));
        }
        for verb in [Verb::Accept, Verb::Return] {
            assert_eq!(task.allows(verb, head), Err(Refusal::NotController));
        }
    }
}
