//! Rules of the kit over rendered HTML.
#![cfg(feature = "ssr")]
use super::*;
use leptos::prelude::*;

fn rendered<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        view().into_view().to_html()
    })
}

#[test]
fn a_refused_field_keeps_its_value_and_announces_hint_and_error() {
    let html = rendered(|| {
        view! {
            <Field name="nip" label="NIP" value="123".to_string() hint="Dziesięć cyfr" error=Some("Zła suma kontrolna.".to_string()) />
        }
    });
    for part in [
        "value=\"123\"",
        "aria-invalid=\"true\"",
        "aria-describedby=\"nip-error nip-hint\"",
        "id=\"nip-error\"",
        "id=\"nip-hint\"",
        "for=\"nip\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_field_without_faults_says_nothing_about_faults() {
    let html = rendered(|| view! { <Field name="nip" label="NIP" /> });
    assert!(
        !html.contains("aria-invalid") && !html.contains("aria-describedby"),
        "{html}"
    );
}

#[test]
fn a_value_cannot_leave_its_attribute() {
    let html =
        rendered(|| view! { <Field name="n" label="N" value="\"><script>alert(1)</script>" /> });
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn an_icon_button_still_has_a_name() {
    let html = rendered(|| view! { <Button text="Usuń" icon=Icon::Trash bare=true /> });
    assert!(html.contains("aria-label=\"Usuń\""), "{html}");
}

#[test]
fn a_sorted_head_says_how_and_leads_to_the_other_way() {
    let html = rendered(|| {
        let heads = vec![
            Head::number("Kwota").sortable("?sort=amount", Some(Direction::Down)),
            Head::text("Opiekun"),
        ];
        view! {
            <Table caption="Szanse" heads>
                <tr>
                    <Cell label="Kwota" num=true>"1"</Cell>
                </tr>
            </Table>
        }
    });
    assert!(
        html.contains("aria-sort=\"descending\"") && html.contains("href=\"?sort=amount\""),
        "{html}"
    );
    assert!(
        html.contains("<tbody>") && html.contains("data-label=\"Kwota\""),
        "{html}"
    );
    assert_eq!(html.matches("aria-sort").count(), 1, "{html}");
}

#[test]
fn totals_are_readable_by_people_and_scripts() {
    let html = rendered(|| view! { <Totals count=3 sum="PLN:100">"3 szanse"</Totals> });
    assert!(
        html.contains("data-count=\"3\"") && html.contains("data-sum=\"PLN:100\""),
        "{html}"
    );
}

#[test]
fn a_chart_has_a_real_table_behind_it() {
    let bar = |name: &'static str, value| Bar {
        name: name.into(),
        value,
        shown: "1 zł".into(),
        note: Note::default(),
        href: "/deals".into(),
    };
    let html = rendered(
        || view! { <BarRows finding="Najwięcej: Anna Nowak" rows=vec![bar("Anna", 10), bar("Jan", 5)] /> },
    );
    assert!(
        html.contains("width=\"1000\"") && html.contains("width=\"500\""),
        "{html}"
    );
    assert!(
        html.contains("<tbody>") && html.matches("<td>").count() == 4,
        "{html}"
    );
}

#[test]
fn no_component_needs_an_inline_style() {
    let html = rendered(|| {
        view! {
            <Frame here=Signal::stored("/deals".to_string()) items=vec![NavItem::new("/deals", Icon::Target, "Szanse")] search=|| () account=|| ()>
                <Page title="Szanse">
                    <Avatar name="Anna Nowak" id=7 />
                    <Badge text="Oferta" tone=Tone::Stage(2) />
                    <Toast text="Zapisano" />
                </Page>
            </Frame>
        }
    });
    assert!(!html.contains("style="), "{html}");
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<main").count(), 1);
    assert_eq!(
        html.matches("aria-current=\"page\"").count(),
        2,
        "rail and phone bar: {html}"
    );
}
