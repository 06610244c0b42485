//! One line of a sheet with its verdict controls. Invariants: agreeing as it came up is one click;
//! anything else asks for its reason; the deal itself is never changed here.
use super::model::{Given, Line, Sheet, Standing};
use super::page::Acts;
use super::texts::Texts;
use crate::act::{ActForm, Pairs, field};
use crate::deals::refused::{Refused, hidden};
use crate::failure::Failure;
use crate::ui::{
    Badge, Button, Conflict, DateField, Difference, Drawer, Field as Input, Icon, Kind, MoneyField,
    TextArea, Tone, use_lang,
};
use domain::field::Field;
use domain::lang::Say;
use domain::planning::Outcome;
use leptos::prelude::*;

/// Fields whose refusal stands at the field.
const KNOWN: &[Field] = &[Field::Amount, Field::Due, Field::Reason];

pub(super) fn line(sheet: &Sheet, line: &Line, first: bool, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let (tone, icon) = drawn(line.standing);
    let offered = line.offered.clone();
    let offered = offered.map(|offered| {
        view! { <div class="small muted">{texts.offered} ": " <span class="num">{offered}</span></div> }
    });
    let verdicts: Vec<_> = line
        .verdicts
        .iter()
        .map(|one| given(line, one, acts))
        .collect();
    let verdicts = (!verdicts.is_empty()).then(|| view! { <ul class="small said">{verdicts}</ul> });
    let tools = line.may.then(|| tools(sheet, line, acts));
    let class = match line.standing {
        Standing::Amber => "verdict is-amber",
        _ => "verdict",
    };
    // Where the walk by keyboard begins.
    let tabindex = if first && sheet.may.judge { "0" } else { "-1" };
    view! {
        <li class=class data-line=line.id.clone() tabindex=tabindex>
            <div class="spread">
                <a class="strong" href=line.href.clone()>
                    {line.title.clone()}
                </a>
                <span class="num strong">{line.amount.clone()}</span>
            </div>
            <div class="spread small">
                <span class="muted">{line.below.clone()}</span>
                <span class="num">{line.due.clone()}</span>
            </div>
            {offered}
            <div class="row">
                <Badge text=line.said.clone() tone icon />
            </div>
            {verdicts}
            {tools}
        </li>
    }
    .into_any()
}

fn drawn(standing: Standing) -> (Tone, Icon) {
    match standing {
        Standing::Below => (Tone::Plain, Icon::ArrowDown),
        Standing::Unreviewed => (Tone::Info, Icon::Help),
        Standing::Agreed => (Tone::Ok, Icon::Won),
        Standing::Disputed => (Tone::Danger, Icon::Flag),
        Standing::Excluded => (Tone::Plain, Icon::Lost),
        Standing::Amber => (Tone::Warn, Icon::Alert),
    }
}

/// A verdict with its reason and comments, and a place for one more.
fn given(line: &Line, one: &Given, acts: Acts) -> AnyView {
    let texts = Texts::of(use_lang());
    let comments: Vec<_> = one
        .comments
        .iter()
        .map(|comment| view! { <p class="muted">{comment.clone()}</p> })
        .collect();
    let reason = one.reason.clone();
    let reason = reason.map(|reason| view! { <p>"„" {reason} "”"</p> });
    let act = acts.comment;
    let own = hidden([("line", line.id.clone()), ("level", one.key.clone())]);
    let id = format!("comment-{}-{}", line.id, one.key);
    view! {
        <li>
            <b>{one.level.clone()}</b>
            ": "
            {one.said.clone()}
            {reason}
            {comments}
            <Drawer title=texts.comment bare=true>
                <ActForm act class="form">
                    {own} <TextArea name="comment" id label=texts.comment rows=2 maxlength=2000 required=true />
                    <div class="form-actions">
                        <Button text=texts.comment small=true />
                    </div>
                </ActForm>
            </Drawer>
        </li>
    }
    .into_any()
}

fn own(sheet: &Sheet, line: &Line) -> AnyView {
    hidden([
        ("line", line.id.clone()),
        ("group", sheet.group.to_string()),
        ("version", line.version.to_string()),
        ("currency", line.form.currency.clone()),
    ])
}

fn tools(sheet: &Sheet, line: &Line, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let act = acts.verdict;
    let id = line.id.clone();
    let here = move || {
        let sent = act.sent().get();
        sent.is_some_and(|pairs| field(&pairs, "line") == id)
    };
    let refused = Refused::of(act).only(here);
    let agree = match line.standing {
        Standing::Amber => texts.again,
        _ => texts.agree,
    };
    let sent = act.sent().get_untracked();
    let sent = sent.filter(|_| refused.is_refused());
    let typed = |name: &str, shown: &str| {
        let mut pairs = sent.iter().flatten();
        let typed = pairs.find(|(field, _)| field == name);
        typed.map_or_else(|| shown.to_owned(), |(_, value)| value.clone())
    };
    let clash = clash(sheet, line, (&refused, sent.as_ref()));
    let quick = (line.standing != Standing::Agreed).then(|| {
        let (own, label) = (own(sheet, line), format!("{agree}: {}", line.title));
        view! {
            <ActForm act>
                {own}
                <Button text=agree name="outcome" value="agreed" small=true attr:data-key="a" attr:aria-label=label />
            </ActForm>
        }
    });
    let of = |name: &str| format!("{name}-{}", line.id);
    let fields = view! {
        <div class="form-row">
            <MoneyField
                name="amount"
                id=of("amount")
                label=Field::Amount.label(lang)
                unit=line.form.currency.clone()
                value=typed("amount", &line.form.amount)
                error=refused.at(Field::Amount)
            />
            <DateField
                name="due"
                id=of("due")
                label=Field::Due.label(lang)
                value=typed("due", &line.form.due)
                error=refused.at(Field::Due)
            />
        </div>
        <Input
            name="reason"
            id=of("reason")
            label=Field::Reason.label(lang)
            hint=texts.reason_hint
            value=typed("reason", "")
            error=refused.at(Field::Reason)
            maxlength=2000
        />
    }
    .into_any();
    let (elsewhere, own, open) = (
        refused.elsewhere_but_clashes(KNOWN),
        own(sheet, line),
        refused.is_refused(),
    );
    let label = format!("{}: {}", texts.decide, line.title);
    view! {
        {clash}
        {quick}
        <Drawer title=texts.decide label open bare=true>
            <ActForm act class="form">
                {elsewhere} {own} {fields} <div class="form-actions">
                    <Button text=texts.agree_changed name="outcome" value="agreed" small=true />
                    <Button text=texts.dispute name="outcome" value="disputed" small=true attr:data-key="d" />
                    <Button text=texts.exclude name="outcome" value="excluded" small=true kind=Kind::Quiet attr:data-key="e" />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

/// What was sent beside what somebody else said meanwhile; the form answers for the latter.
fn clash(
    sheet: &Sheet,
    line: &Line,
    (refused, sent): (&Refused, Option<&Pairs>),
) -> Option<AnyView> {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let failure = refused.failure().get_untracked();
    let failure = failure.filter(Failure::is_stale)?;
    let sent = sent?;
    let of = |name: &str| Some(field(sent, name).to_owned()).filter(|value| !value.is_empty());
    let outcome =
        of("outcome").and_then(|key| Outcome::ALL.into_iter().find(|one| one.key() == key));
    let outcome = outcome.map(|outcome| outcome.name(lang).to_owned());
    let yours = [outcome, of("amount"), of("due")];
    let yours = yours.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let key = sheet.group.to_string();
    let theirs = line.verdicts.iter().find(|given| given.key == key);
    let said = theirs.map_or_else(|| texts.none_given.to_owned(), |given| given.said.clone());
    let reason = theirs.and_then(|given| given.reason.clone());
    let difference = |field: Field, yours: String, theirs: String| Difference {
        field: field.label(lang).into(),
        yours: yours.into(),
        theirs: theirs.into(),
    };
    let none = || "–".to_owned();
    let differences = vec![
        difference(Field::Verdict, yours, said),
        difference(
            Field::Reason,
            of("reason").unwrap_or_else(none),
            reason.unwrap_or_else(none),
        ),
    ];
    let text = failure.say(lang);
    Some(view! { <Conflict text differences>{texts.again_hint}</Conflict> }.into_any())
}
