//! `/import/{id}` and `/import/{id}/undo`: one run, and taking it back.
use super::list::state;
use super::parts::figures;
use super::texts::Texts;
use super::{RunCard, api};
use crate::failure::Failure;
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::people::card::use_id;
use crate::ui::{
    Banner, Button, Crumb, Fact, Facts, Icon, Kind, LinkButton, Page, Toast, Tone, use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const UNDO: &str = "/api/import/undo";

#[component]
pub fn RunPage() -> impl IntoView {
    let id = use_id();
    let run = ask(move || api::ReadRun { id: id() });
    let query = use_query_map();
    gate::page(run, move |run| {
        let (done, blocked) = query.with_untracked(|query| {
            let number = |name| query.get(name)?.parse::<u64>().ok();
            let blocked = number("changed").zip(number("used"));
            (query.get("done").is_some(), blocked)
        });
        page(run, done, blocked)
    })
}

fn page(card: RunCard, done: bool, blocked: Option<(u64, u64)>) -> AnyView {
    let texts = Texts::of(use_lang());
    let (line, path) = (card.line, vec![Crumb::new("/import", texts.import)]);
    let here = format!("/import/{}", line.id);
    let undo = line.undone.is_none().then(|| {
        view! { <LinkButton href=format!("{here}/undo") text=texts.undo icon=Icon::Undo /> }
    });
    let blocked = blocked.map(|(changed, used)| {
        view! { <Banner tone=Tone::Warn>{why_not(changed, used)}</Banner> }
    });
    let mut facts = vec![
        Fact::new(texts.state, state(line.undone.is_some(), texts)),
        Fact::new(texts.when, moment(line.at)),
        Fact::new(texts.who, line.by),
    ];
    facts.extend(line.undone.map(|at| Fact::new(texts.undone, moment(at))));
    view! {
        <Page title=line.source crumbs=path actions=undo.into_any()>
            <div class="stack-l">
                {blocked} <Facts facts /> {figures(card.figures)}
            </div>
            {done.then(|| view! { <Toast text=texts.undo_done close=here /> })}
        </Page>
    }
    .into_any()
}

fn why_not(changed: u64, used: u64) -> String {
    use_lang().pick(
        format!("Nic nie cofnięto. Rekordy tego importu zmienione od tamtej pory: {changed}, inne rekordy, które się do nich odwołują: {used}. Cofnięcie zniszczyłoby tę pracę; usuń ręcznie to, co zbędne."),
        format!("Nothing was undone. Records of this import changed since: {changed}, others that refer to them: {used}. Undo would lose that work; delete what is not needed by hand."),
    )
}

#[component]
pub fn UndoRunPage() -> impl IntoView {
    let id = use_id();
    let run = ask(move || api::ReadRun { id: id() });
    gate::page(run, confirm)
}

fn confirm(card: RunCard) -> AnyView {
    let texts = Texts::of(use_lang());
    let line = card.line;
    if line.undone.is_some() {
        return gate::fault(&Failure::Missing, "");
    }
    let here = format!("/import/{}", line.id);
    let path = vec![
        Crumb::new("/import", texts.import),
        Crumb::new(here.clone(), line.source.clone()),
    ];
    view! {
        <Page title=texts.undo crumbs=path narrow=true>
            <form class="form" method="post" action=UNDO>
                {use_form(UNDO).fault(&[])} <Banner tone=Tone::Warn title=line.source>
                    <p>{line.made}</p>
                    <p>{texts.undo_text}</p>
                </Banner> <input type="hidden" name="id" value=line.id.to_string() /> <div class="form-actions">
                    <Button text=texts.undo kind=Kind::Danger icon=Icon::Undo />
                    <LinkButton href=here text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}
