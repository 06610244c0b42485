//! Assignments as lines, in lists and beside other records. Invariant: what is late says so in
//! words, and the whole line leads to the assignment.
use super::model::Line;
use super::texts::Texts;
use crate::ui::{Badge, Icon, Tone, use_lang};
use domain::tasks::{Priority, State};
use leptos::prelude::*;

/// Lines one below the other.
pub(crate) fn lines(lines: impl IntoIterator<Item = Line>) -> AnyView {
    let lines = lines.into_iter().map(line).collect_view();
    view! { <ul class="lines tasks">{lines}</ul> }.into_any()
}

fn line(line: Line) -> AnyView {
    let texts = Texts::of(use_lang());
    let people = match &line.author {
        Some(author) => format!("{} · {} {author}", line.assignee, texts.from),
        None => line.assignee.clone(),
    };
    let (done, all) = line.ticked;
    let ticked = (all > 0).then(|| format!(" · {done}/{all}"));
    let about = line.about.clone().map(|about| format!(" · {about}"));
    let asked = line.asked.then(|| {
        view! { <Badge text=texts.asked tone=Tone::Warn icon=Icon::Clock /> }
    });
    let high = (line.priority == Priority::High)
        .then(|| view! { <Badge text=texts.high tone=Tone::Danger icon=Icon::Flag /> });
    let href = format!("/tasks/{}", line.id);
    let state = state(line.state);
    view! {
        <li class="task" data-task=line.id.to_string()>
            <div class="task-what">
                <a class="strong" href=href>{line.title.clone()}</a>
                <p class="small muted">{people} {ticked} {about}</p>
            </div>
            <div class="task-marks">{high} {asked} {state} {due(&line)}</div>
        </li>
    }
    .into_any()
}

/// The deadline in words; late ones say so.
pub(super) fn due(line: &Line) -> AnyView {
    let texts = Texts::of(use_lang());
    match (line.deadline.clone(), line.overdue) {
        (None, _) => ().into_any(),
        (Some(deadline), false) => {
            view! { <span class="nowrap tabular small">{deadline}</span> }.into_any()
        }
        (Some(deadline), true) => view! {
            <span class="nowrap tabular small late">
                <span class="vh">{texts.late}": "</span>
                {deadline}
            </span>
        }
        .into_any(),
    }
}

pub(super) fn state(state: State) -> AnyView {
    let tone = match state {
        State::New => Tone::Info,
        State::Seen | State::InProgress => Tone::Plain,
        State::Done | State::Returned => Tone::Warn,
        State::Accepted => Tone::Ok,
        State::CannotDo => Tone::Danger,
        State::Cancelled => Tone::Plain,
    };
    view! { <Badge text=state.name(use_lang()) tone /> }.into_any()
}
