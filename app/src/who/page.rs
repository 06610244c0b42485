//! `/who/{record}`: everybody who sees a record with the reason, and the rules about one person.
use super::texts::Texts;
use super::{Answer, Audience, Right, Rule, Seer, api};
use crate::gate;
use crate::loaded::ask;
use crate::people::pick::PersonField;
use crate::target::encoded;
use crate::ui::{
    Badge, Button, Cell, Crumb, Fact, Facts, Head, Icon, Lead, Page, Pager, Table, Tone, use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn WhoPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let of = move || params.read().get("of").unwrap_or_default();
    let asked = move |key| query.read().get(key).unwrap_or_default();
    let audience = ask(move || api::ReadWho {
        of: of(),
        person: asked("person"),
        page: asked("page"),
    });
    gate::page(audience, move |audience| {
        page(audience, query.with_untracked(|query| query.get("person")))
    })
}

fn page(audience: Audience, typed: Option<String>) -> AnyView {
    let texts = Texts::of(use_lang());
    let path = vec![Crumb::new(audience.href.clone(), audience.title.clone())];
    let lane = match audience.confidential {
        true => texts.confidential,
        false => texts.normal,
    };
    let facts = vec![
        Fact::new(texts.owner, audience.owner.clone()),
        Fact::new(texts.group, audience.group.clone()),
        Fact::new(texts.lane, lane),
        Fact::new(texts.sees, audience.count.to_string()),
    ];
    let (question, pager) = (question(&audience, typed), pager(&audience));
    let answer = audience.answer.map(|answer| self::answer(answer, texts));
    let rows = audience.rows.into_iter().map(|seer| row(seer, texts));
    let rows = rows.collect_view();
    let heads = vec![
        Head::text(texts.person),
        Head::text(texts.why),
        Head::text(texts.may),
    ];
    view! {
        <Page title=texts.title crumbs=path>
            <div class="stack">
                <section class="card">
                    <Facts facts />
                </section>
                {question} {answer} <Table caption=texts.title heads compact=true>
                    {rows}
                </Table> {pager}
            </div>
        </Page>
    }
    .into_any()
}

fn question(audience: &Audience, typed: Option<String>) -> AnyView {
    let texts = Texts::of(use_lang());
    let (action, offered) = (format!("/who/{}", audience.of), audience.offered.clone());
    let error = Signal::stored(audience.no_person.clone());
    view! {
        <form method="get" action=action class="form-row" role="search" aria-label=texts.ask>
            <PersonField name="person" label=texts.ask offered value=typed error />
            <div class="form-actions">
                <Button text=texts.show />
            </div>
        </form>
    }
    .into_any()
}

fn answer(answer: Answer, texts: &'static Texts) -> AnyView {
    let verdict = if answer.sees {
        texts.does_see
    } else {
        texts.sees_not
    };
    let rules = answer.rules.into_iter().map(|rule| self::rule(rule, texts));
    let rules = rules.collect_view();
    let rights = answer
        .rights
        .into_iter()
        .map(|right| self::right(right, texts));
    let rights = answer.sees.then(|| {
        let heads = vec![Head::text(texts.right), Head::text(texts.why)];
        let rights = rights.collect_view();
        view! {
            <h3>{texts.rights}</h3>
            <Table caption=texts.rights heads compact=true>
                {rights}
            </Table>
        }
    });
    view! {
        <section class="card stack-s" id="answer" data-sees=answer.sees.to_string()>
            <h2>{answer.name} " " {verdict}</h2>
            <h3>{texts.rules}</h3>
            <ol class="stack-s">{rules}</ol>
            {rights}
        </section>
    }
    .into_any()
}

fn rule(rule: Rule, texts: &'static Texts) -> AnyView {
    let (text, tone, icon) = match rule.opens {
        true => (texts.opens, Tone::Ok, Icon::Check),
        false => (texts.closes, Tone::Plain, Icon::Lock),
    };
    view! {
        <li>
            <Badge text tone icon />
            " "
            {rule.said}
        </li>
    }
    .into_any()
}

fn right(right: Right, texts: &'static Texts) -> AnyView {
    view! {
        <tr>
            <td class="lead">{right.name}</td>
            <Cell label=texts.why>{right.why.unwrap_or_else(|| texts.no_right.to_owned())}</Cell>
        </tr>
    }
    .into_any()
}

fn row(seer: Seer, texts: &'static Texts) -> AnyView {
    view! {
        <tr data-person=seer.id.to_string()>
            <Lead href=format!("/people/{}", seer.id) name=seer.name />
            <Cell label=texts.why>{seer.why}</Cell>
            <Cell label=texts.may>{seer.may}</Cell>
        </tr>
    }
    .into_any()
}

fn pager(audience: &Audience) -> Option<AnyView> {
    let (page, pages) = (audience.page, audience.pages);
    let at = |page: usize| format!("/who/{}?page={page}", encoded(&audience.of));
    let previous = (page > 1).then(|| at(page - 1));
    let next = (page < pages).then(|| at(page + 1));
    (pages > 1)
        .then(|| view! { <Pager previous next middle=format!("{page} / {pages}") /> }.into_any())
}
