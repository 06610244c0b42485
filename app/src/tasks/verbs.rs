//! What the viewer may do with an assignment now. Invariant: the verb that is most likely next is one
//! button; what needs words folds away until it is wanted, or was refused.
use super::model::Detail;
use super::texts::Texts;
use crate::form::{Typed, use_form};
use crate::people::pick::PersonField;
use crate::ui::{
    Banner, Button, DateField, Drawer, Field as Input, Icon, Kind, TextArea, Tone, use_lang,
};
use domain::field::Field;
use domain::tasks::Verb;
use leptos::prelude::*;

const LONGEST: u32 = 5_000;

/// The card of everything that can be done.
pub(super) fn verbs(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let may = |verb| detail.may.contains(&verb);
    let finish = may(Verb::Finish).then(|| finish(detail));
    let accept = may(Verb::Accept)
        .then(|| plain(detail, "accept", texts.accept, Kind::Primary, Icon::Check));
    let start = may(Verb::Start)
        .then(|| plain(detail, "start", texts.start, Kind::Normal, Icon::ArrowRight));
    let see = may(Verb::See).then(|| plain(detail, "see", texts.see, Kind::Normal, Icon::Eye));
    let told = [
        (Verb::Return, "return", texts.give_back, true),
        (Verb::GiveUp, "give-up", texts.give_up, true),
    ];
    let told = told.map(|(verb, path, text, required)| {
        may(verb).then(|| reasoned(detail, path, text, required))
    });
    let hand_over = may(Verb::HandOver).then(|| hand_over(detail));
    let ask = may(Verb::AskDeadline).then(|| ask_deadline(detail));
    let cancel = may(Verb::Cancel).then(|| reasoned(detail, "cancel", texts.cancel, false));
    let acts = [
        Verb::Finish,
        Verb::Accept,
        Verb::Start,
        Verb::See,
        Verb::Return,
        Verb::GiveUp,
        Verb::HandOver,
        Verb::AskDeadline,
        Verb::Cancel,
    ];
    let none = (!acts.into_iter().any(may)).then(|| view! { <p class="muted">{texts.waits}</p> });
    view! {
        <section class="card stack-s">
            <h2>{texts.what_next}</h2>
            {none}
            <div class="row">{accept} {finish} {start} {see}</div>
            {told.into_iter().flatten().collect_view()} {hand_over} {ask} {cancel}
        </section>
    }
    .into_any()
}

/// The request for another deadline, with the answer where it is the viewer's to give.
pub(super) fn request(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let Some(asked) = detail.request.clone() else {
        return ().into_any();
    };
    let answer = detail.may.contains(&Verb::AnswerDeadline).then(|| {
        view! {
            <div class="row">{plain(detail, "grant-deadline", texts.grant, Kind::Primary, Icon::Check)}</div>
            {reasoned(detail, "refuse-deadline", texts.refuse, true)}
        }
    });
    view! {
        <section class="card stack-s">
            <Banner tone=Tone::Warn title=texts.asks>
                <p>{asked.who} " → " <b class="nowrap">{asked.to}</b></p>
                <p class="pre">{asked.reason}</p>
            </Banner>
            {answer}
        </section>
    }
    .into_any()
}

fn path(verb: &str) -> String {
    format!("/api/tasks/{verb}")
}

fn id(detail: &Detail) -> AnyView {
    view! { <input type="hidden" name="id" value=detail.line.id.to_string() /> }.into_any()
}

/// A verb that needs no words.
fn plain(detail: &Detail, verb: &str, text: &'static str, kind: Kind, icon: Icon) -> AnyView {
    let form = use_form(&path(verb));
    view! {
        <form method="post" action=path(verb)>
            {id(detail)} {form.fault(&[])} <Button text kind icon />
        </form>
    }
    .into_any()
}

/// Done at once, or with a result in words.
fn finish(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(&path("finish"));
    view! {
        <form class="form task-finish" method="post" action=path("finish")>
            {id(detail)} {form.fault(&["result"])}
            <TextArea
                name="result"
                label=Field::Result.label(lang)
                value=form.value("result", "")
                error=form.error("result")
                rows=2
                maxlength=LONGEST
                optional=true
            />
            <div class="form-actions">
                <Button text=texts.finish kind=Kind::Primary icon=Icon::Check />
            </div>
        </form>
    }
    .into_any()
}

/// A verb with a reason.
fn reasoned(detail: &Detail, verb: &str, text: &'static str, required: bool) -> AnyView {
    let form = use_form(&path(verb));
    let (action, known, fault) = (path(verb), id(detail), form.fault(&["reason"]));
    let (reason, open) = (reason(&form, verb, required), form.refused());
    let kind = if verb == "cancel" {
        Kind::Danger
    } else {
        Kind::Normal
    };
    view! {
        <Drawer title=text bare=true open>
            <form class="form" method="post" action=action>
                {known} {fault} {reason} <div class="form-actions">
                    <Button text kind />
                </div>
            </form>
        </Drawer>
    }
    .into_any()
}

fn reason(form: &Typed, verb: &str, required: bool) -> AnyView {
    view! {
        <TextArea
            name="reason"
            id=format!("reason-{verb}")
            label=Field::Reason.label(use_lang())
            value=form.value("reason", "")
            error=form.error("reason")
            rows=2
            maxlength=LONGEST
            required=required
            optional=!required
        />
    }
    .into_any()
}

fn hand_over(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(&path("hand-over"));
    let (known, fault) = (id(detail), form.fault(&["assignee", "reason"]));
    let (reason, offered) = (reason(&form, "hand-over", false), detail.people.clone());
    view! {
        <Drawer title=texts.hand_over bare=true open=form.refused()>
            <form class="form" method="post" action=path("hand-over")>
                {known} {fault}
                <PersonField
                    name="assignee"
                    label=Field::Assignee.label(lang)
                    offered
                    value=form.value("assignee", "")
                    error=form.error("assignee")
                    required=true
                />
                {reason}
                <div class="form-actions">
                    <Button text=texts.hand_over />
                </div>
            </form>
        </Drawer>
    }
    .into_any()
}

fn ask_deadline(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(&path("ask-deadline"));
    let (known, fault) = (id(detail), form.fault(&["deadline", "reason"]));
    let reason = reason(&form, "ask-deadline", true);
    view! {
        <Drawer title=texts.ask_deadline bare=true open=form.refused()>
            <form class="form" method="post" action=path("ask-deadline")>
                {known} {fault}
                <div class="form-row">
                    <DateField name="deadline" label=Field::Deadline.label(lang) value=form.value("deadline", "") error=form.error("deadline") required=true />
                    <Input name="deadline-time" of="time" label=texts.time hint=texts.time_hint value=form.value("deadline-time", "") optional=true />
                </div>
                {reason}
                <div class="form-actions">
                    <Button text=texts.ask_deadline />
                </div>
            </form>
        </Drawer>
    }
    .into_any()
}
