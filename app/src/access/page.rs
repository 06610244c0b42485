//! `/access`: choosing how openly the firm works, and what each choice means.
use super::api;
use super::matrix::matrix;
use super::texts::Texts;
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::people::words;
use crate::ui::{
    Badge, Banner, Button, Cell, Choice, Head, Icon, Kind, Note, Page, Radio, Radios, Select,
    Table, Toast, Tone, use_lang,
};
use domain::access::{Action, Lane, Preset, RecordType, Role, Scope};
use domain::field::Field as Of;
use domain::zone::Zone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const CHOOSE: &str = "/api/access/choose";
const ZONE: &str = "/api/access/zone";

#[component]
pub fn AccessPage() -> impl IntoView {
    let preset = ask(|| api::ReadAccess {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(preset, move |(preset, zone)| {
        page(preset, zone, done.as_deref())
    })
}

fn page(now: Preset, zone: Zone, done: Option<&str>) -> AnyView {
    let form = use_form(CHOOSE);
    let texts = Texts::of(use_lang());
    let told = done.map(|done| match done {
        "zone" => texts.zone_saved,
        _ => texts.saved,
    });
    let options = Preset::EVERY
        .into_iter()
        .map(|preset| {
            let (name, hint) = said(preset, texts);
            Radio {
                value: code(preset).into(),
                name: name.into(),
                hint: Note::from(hint),
            }
        })
        .collect();
    view! {
        <Page title=texts.access narrow=true>
            <div class="stack-l">
                <form class="form" method="post" action=CHOOSE>
                    {form.fault(&[])} <p>{texts.intro}</p> <input type="hidden" name="was" value=code(now) />
                    <Radios name="preset" legend=texts.choose options value=form.value("preset", code(now)) />
                    <div class="form-actions">
                        <Button text=texts.save kind=Kind::Primary />
                        {crate::what_if::button("preset")}
                    </div>
                </form>
                <section class="stack">
                    <h2>{texts.meaning}</h2>
                    {meaning(now, texts)}
                    {matrix(now, texts)}
                    <Banner>{texts.heads_note}</Banner>
                </section> {clock(zone, texts)}
            </div>
            {told.map(|text| view! { <Toast text close="/access" /> })}
        </Page>
    }
    .into_any()
}

/// The zone that all days and hours are shown in.
fn clock(now: Zone, texts: &'static Texts) -> AnyView {
    let form = use_form(ZONE);
    let zones = Zone::all().map(|zone| Choice::new(zone.name(), zone.name().replace('_', " ")));
    view! {
        <section class="card">
            <form class="form" method="post" action=ZONE>
                {form.fault(&["zone"])} <input type="hidden" name="was" value=now.name() />
                <Select
                    name="zone"
                    label=Of::Zone.label(use_lang())
                    options=zones.collect()
                    value=form.value("zone", now.name())
                    hint=texts.zone_hint
                    error=form.error("zone")
                /> <div class="form-actions">
                    <Button text=texts.save_zone />
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// Who reads and changes what under each preset.
fn meaning(now: Preset, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let mut heads = vec![Head::text(texts.rule)];
    heads.extend(Role::EVERY.map(|role| Head::text(words::role(role, lang))));
    let rows = Preset::EVERY
        .into_iter()
        .map(|preset| {
            let (name, _) = said(preset, texts);
            let cells = Role::EVERY.map(|role| {
                view! { <Cell label=words::role(role, lang)>{rights(preset, role, texts)}</Cell> }
            });
            view! {
                <tr>
                    <td class="lead">
                        {name} " "
                        {(preset == now).then(|| view! { <Badge text=texts.now tone=Tone::Ok icon=Icon::Check /> })}
                    </td>
                    {cells.collect_view()}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=texts.meaning heads compact=true>
            {rows}
        </Table>
    }
    .into_any()
}

/// "czyta swoje grupy, zmienia swoje", of deals in the normal lane, without headships and shares.
fn rights(preset: Preset, role: Role, texts: &Texts) -> String {
    let table = preset.table(role);
    let [reads, changes] = [Action::Read, Action::Edit]
        .map(|action| table.scope(RecordType::Deal, action, Lane::Normal));
    if reads == Scope::None {
        return texts.nothing.to_owned();
    }
    let (reads, changes) = (reach(reads, texts), reach(changes, texts));
    format!("{} {reads}, {} {changes}", texts.reads, texts.changes)
}

fn reach(scope: Scope, texts: &Texts) -> &'static str {
    match scope {
        Scope::None => texts.nothing,
        Scope::Own => texts.own,
        Scope::Group => texts.of_group,
        Scope::GroupAndBelow => texts.of_group_and_below,
        Scope::All => texts.all,
    }
}

fn said(preset: Preset, texts: &Texts) -> (&'static str, &'static str) {
    match preset {
        Preset::Open => (texts.open, texts.open_hint),
        Preset::Team => (texts.team, texts.team_hint),
        Preset::Regional => (texts.regional, texts.regional_hint),
        Preset::Private => (texts.private, texts.private_hint),
    }
}

/// The value of its radio: the name in the code, which the wire uses.
fn code(preset: Preset) -> &'static str {
    match preset {
        Preset::Open => "Open",
        Preset::Team => "Team",
        Preset::Regional => "Regional",
        Preset::Private => "Private",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lang::Lang;

    #[test]
    fn the_page_says_what_the_tables_decide() {
        let told = |preset, role| rights(preset, role, Texts::of(Lang::En));
        assert_eq!(
            told(Preset::Open, Role::Rep),
            "reads everything, changes their own"
        );
        assert_eq!(
            told(Preset::Private, Role::Rep),
            "reads their own, changes their own"
        );
        assert_eq!(told(Preset::Team, Role::Administrator), "nothing");
        assert_eq!(
            told(Preset::Team, Role::Auditor),
            "reads everything, changes nothing"
        );
        assert_eq!(
            told(Preset::Team, Role::Director),
            "reads everything, changes everything"
        );
    }

    #[test]
    fn every_preset_has_the_code_of_its_name() {
        assert!(
            Preset::EVERY
                .iter()
                .all(|preset| code(*preset) == format!("{preset:?}"))
        );
    }
}
