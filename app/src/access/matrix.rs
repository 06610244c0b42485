//! The rules in force, cell by cell. Invariant: every cell is read from the table that decides.
use super::texts::Texts;
use crate::people::words;
use crate::ui::{Cell, Drawer, Head, Table, use_lang};
use domain::access::{Action, Lane, PolicyTable, Preset, RecordType, Role, Scope};
use domain::lang::Lang;
use leptos::prelude::*;

/// What each role may do with each type of records, a fold for each role.
pub(super) fn matrix(now: Preset, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let roles = Role::EVERY.map(|role| {
        let title = words::role(role, lang);
        view! { <Drawer title>{table(&now.table(role), title, texts)}</Drawer> }
    });
    view! {
        <h3>{texts.matrix}</h3>
        <p class="small muted">{texts.matrix_note}</p>
        {roles.into_iter().collect_view()}
    }
    .into_any()
}

fn table(table: &PolicyTable, caption: &'static str, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let open = RecordType::EVERY.into_iter();
    let open: Vec<RecordType> = open.filter(|kind| !table.closed(*kind)).collect();
    if open.is_empty() {
        return view! { <p>{texts.nothing}</p> }.into_any();
    }
    let mut heads = vec![Head::text(texts.right)];
    heads.extend(open.iter().map(|kind| Head::text(kind.plural(lang))));
    let rows = Action::EVERY.map(|action| {
        let cells = open.iter().map(|kind| {
            let said = said(table, *kind, action, lang);
            view! { <Cell label=kind.plural(lang)>{said}</Cell> }
        });
        view! {
            <tr>
                <td class="lead">{action.name(lang)}</td>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.into_iter().collect_view();
    view! {
        <Table caption heads compact=true>
            {rows}
        </Table>
    }
    .into_any()
}

/// "swojej grupy; poufne: własne".
fn said(table: &PolicyTable, kind: RecordType, action: Action, lang: Lang) -> String {
    let [normal, confidential] = Lane::EVERY.map(|lane| table.scope(kind, action, lane));
    let said = normal.name(lang);
    match confidential {
        Scope::None => said.to_owned(),
        scope if scope == normal => {
            let too = lang.pick("także poufne", "confidential too");
            format!("{said} ({too})")
        }
        scope => {
            let secret = lang.pick("poufne", "confidential");
            format!("{said}; {secret}: {}", scope.name(lang))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_what_its_table_decides_in_both_lanes() {
        let told = |role, action| {
            let table = Preset::Team.table(role);
            said(&table, RecordType::Deal, action, Lang::En)
        };
        let reads = told(Role::Rep, Action::Read);
        assert_eq!(reads, "of their groups; confidential: their own");
        assert_eq!(told(Role::Rep, Action::Approve), "nothing");
        assert_eq!(told(Role::Director, Action::Edit), "all (confidential too)");
        assert_eq!(told(Role::Auditor, Action::Read), "all");
    }
}
