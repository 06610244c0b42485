//! Markup in every free text stays text. Invariant: a page full of attacks has no tag and
//! no attribute that a page full of plain words has not, read as a browser reads it; no address
//! in it runs anything.
#[path = "markup/forms.rs"]
mod forms;
#[path = "markup/parsed.rs"]
mod parsed;

use crate::matrix;
use crate::stand::{World, actors, encoded};
use domain::cast::Cast;
use parsed::skeleton;
use std::cell::Cell;
use std::collections::BTreeSet;

/// One attack for each place where text can break out of: element, attribute, title, text area,
/// style, the scripts that carry the data of a page, comments, and addresses.
const ATTACKS: [&str; 10] = [
    "x\"><script>pwned()</script>",
    "x</textarea><img src=x onerror=pwned()>",
    "x</title></style><svg onload=pwned()>",
    "x</script><script>pwned()</script>",
    "x<!--<script>",
    "x' onmouseover='pwned()' x=\"` onfocus=pwned() autofocus",
    "x\\\"); pwned(); //\\u003c/script>",
    "x&lt;script&gt;pwned()&lt;/script&gt;&#60;img src=x onerror=pwned()>",
    "javascript:pwned()//<b>",
    "x]]><iframe srcdoc='<script>pwned()</script>'></iframe>",
];
const PLAIN: &str = "xzwykłe słowa o niczym, dość długie";

/// Texts one after the other, for ever.
struct Words(&'static [&'static str], Cell<usize>);

impl Words {
    fn next(&self) -> String {
        let at = self.1.get();
        self.1.set(at + 1);
        self.0[at % self.0.len()].to_owned()
    }
}

/// The demo firm with the next of these texts in every field that takes words.
fn marked(words: &Words) -> Cast {
    let mut cast = actors();
    let some = || Some(words.next());
    if let Some(firm) = &mut cast.firm {
        firm.name = words.next();
    }
    for group in &mut cast.groups {
        group.name = words.next();
    }
    for person in &mut cast.people {
        person.name = words.next();
        (person.title, person.phone) = (some(), some());
    }
    for product in &mut cast.products {
        product.sheet.name = words.next();
        (
            product.sheet.code,
            product.sheet.category,
            product.sheet.unit,
        ) = (some(), some(), some());
    }
    for pipeline in &mut cast.pipelines {
        pipeline.name = words.next();
        pipeline
            .stages
            .iter_mut()
            .for_each(|stage| stage.name = words.next());
    }
    for company in &mut cast.companies {
        let profile = &mut company.profile;
        profile.name = words.next();
        (profile.regon, profile.krs, profile.address) = (some(), some(), some());
        (profile.postal_code, profile.city, profile.country) = (some(), some(), some());
        (profile.phone, profile.industry, profile.note) = (some(), some(), some());
        profile.website = some();
    }
    for contact in &mut cast.contacts {
        contact.card.name = words.next();
        (contact.card.position, contact.card.note) = (some(), some());
        contact.card.phones = vec![words.next(); 2];
    }
    deals(&mut cast, words);
    cast.notes
        .iter_mut()
        .for_each(|note| note.text = words.next());
    for happened in &mut cast.history {
        let mut event = serde_json::to_value(&happened.event).unwrap();
        replace(&mut event, words);
        happened.event = serde_json::from_value(event).unwrap();
    }
    cast
}

fn deals(cast: &mut Cast, words: &Words) {
    let some = || Some(words.next());
    for deal in &mut cast.deals {
        deal.title = words.next();
        (deal.source, deal.description, deal.external_id) = (some(), some(), some());
        deal.contacts.iter_mut().for_each(|part| part.role = some());
        deal.lines
            .iter_mut()
            .for_each(|line| line.name = words.next());
        if let Some(step) = &mut deal.next_step {
            step.what = words.next();
        }
        if let Some(reason) = &mut deal.lost_reason {
            reason.text = some();
        }
    }
}

/// The words of an event; its kinds, days and currencies stay.
fn replace(value: &mut serde_json::Value, words: &Words) {
    const KEYS: [&str; 6] = ["title", "name", "text", "what", "role", "source"];
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    serde_json::Value::String(old) if KEYS.contains(&key.as_str()) => {
                        *old = words.next()
                    }
                    other => replace(other, words),
                }
            }
        }
        serde_json::Value::Array(parts) => parts.iter_mut().for_each(|part| replace(part, words)),
        _ => {}
    }
}

/// Every page and some cards, and every list with the next text in each part of its address.
fn pages(world: &World, words: &Words) -> Vec<String> {
    let rows = matrix::requests().into_iter();
    let rows = rows.filter(|(_, route, _)| !route.starts_with("/api/"));
    let mut pages: Vec<String> = rows.map(|(_, _, with)| world.filled(&with)).collect();
    pages.extend((1..40).step_by(3).map(|id| format!("/deals/{id}")));
    pages.extend((1..12).map(|id| format!("/companies/{id}")));
    let mut add = |start: &str| pages.push(format!("{start}{}", encoded(&words.next())));
    for list in ["/deals", "/companies", "/contacts", "/people", "/search"] {
        for key in [
            "q",
            "q",
            "q",
            "sort",
            "after",
            "done",
            "owner",
            "amount-from",
        ] {
            add(&format!("{list}?{key}="));
        }
    }
    let starts = [
        "/?period=",
        "/sign-in?next=",
        "/sign-in?draft=",
        "/setup?token=",
        "/invitation?token=",
        "/contacts/new?company=",
        "/deals/",
        "/nothing/",
    ];
    starts.iter().chain(&starts).for_each(|start| add(start));
    pages
}

/// Every kind of tag, with its attributes, on all pages of that firm.
async fn tags(texts: &'static [&'static str]) -> BTreeSet<String> {
    let words = Words(texts, Cell::default());
    let world = World::of(marked(&words)).await;
    let (site, cookie) = (world.copy(), world.cookie(Some("barbara")));
    let mut tags = BTreeSet::new();
    for page in pages(&world, &words) {
        let answer = site.page(&page, &cookie).await;
        assert!(!answer.status.is_server_error(), "{page}: {}", answer.body);
        tags.extend(skeleton(&answer.body));
    }
    tags
}

#[tokio::test]
async fn attacks_in_every_field_and_address_bring_no_tag_that_plain_words_do_not() {
    let (plain, attacked) = (tags(&[PLAIN]).await, tags(&ATTACKS).await);
    let new: Vec<_> = attacked.difference(&plain).collect();
    assert!(new.is_empty(), "{new:#?}");
}

#[tokio::test]
async fn attacks_in_a_form_that_comes_back_stay_in_its_fields() {
    for cookie_of in ["barbara", "olga"] {
        let world = World::demo().await;
        let cookie = world.cookie(Some(cookie_of));
        let site = world.copy();
        let rows = matrix::requests().into_iter();
        let routes = rows.filter(|(_, route, _)| !route.starts_with("/api/"));
        let mut tried = 0;
        for (_, _, page) in routes {
            let page = world.filled(&page);
            let drawn = site.page(&page, &cookie).await;
            for form in forms::of(&drawn.body) {
                for attack in &ATTACKS[..8] {
                    // As long as the attack: a field may take no more.
                    let plain: String =
                        PLAIN.chars().cycle().take(attack.chars().count()).collect();
                    let expected = forms::refused(&world, &page, &form, &plain, &cookie).await;
                    let came = forms::refused(&world, &page, &form, attack, &cookie).await;
                    parsed::assert_same(&form.action, &came, &expected);
                }
                tried += 1;
            }
        }
        assert!(tried > 12, "only {tried} forms");
    }
}

/// The comparison itself sees what a browser would run.
#[test]
fn every_attack_that_is_not_escaped_is_seen() {
    let page = |text: &str| {
        format!("<title>{text}</title><p title=\"{text}\">{text}</p><script>\"{text}\"</script>")
    };
    for attack in &ATTACKS[..6] {
        assert_ne!(skeleton(&page(attack)), skeleton(&page(PLAIN)), "{attack}");
    }
    let link = |to: &str| format!("<a href=\"{to}\">x</a>");
    assert_ne!(
        skeleton(&link("javascript:pwned()//")),
        skeleton(&link("https://x.example"))
    );
    assert_ne!(
        skeleton(&link(" JavaScript:pwned()//")),
        skeleton(&link("/x"))
    );
}
