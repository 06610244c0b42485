//! Deals without scripts, on the real router with the demo firm: what people do to a deal, what
//! comes back when it is refused, and that nobody else's deals are there.
use crate::{Answer, assets, send};
use axum::Router;
use axum::http::StatusCode;
use domain::by::{Actor, By, SystemActor};
use domain::cast::{Cast, cast};
use domain::deals::{Deal, Status};
use domain::pipelines::StageKind;
use server::device::DeviceKey;
use server::door::Gate;
use server::house::House;
use server::passwords::Passwords;
use server::router::router;
use server::serving::Serving;
use server::session::now;
use server::tokens;
use std::sync::Arc;
use store::Store;
use store::engine::memory::MemoryEngine;

const HTML: &str = "accept: text/html,application/xhtml+xml";
const FORM: &str = "content-type: application/x-www-form-urlencoded";

/// The demo firm behind the router.
pub(crate) struct Firm {
    pub(crate) site: Router,
    pub(crate) house: House,
    pub(crate) store: Arc<Store>,
    pub(crate) cast: Cast,
}

/// Somebody signed in, in a browser without scripts.
pub(crate) struct Visitor<'f> {
    pub(crate) firm: &'f Firm,
    pub(crate) cookie: String,
}

pub(crate) async fn firm() -> Firm {
    firm_of(|house| house).await
}

/// The same in a house furnished otherwise.
pub(crate) async fn firm_of(furnish: impl FnOnce(House) -> House) -> Firm {
    let store = Arc::new(Store::on(Arc::new(MemoryEngine::new())).unwrap());
    let by = By {
        actor: Actor::System(SystemActor::Seed),
        now: now(),
    };
    let cast = cast(by.now.day().unwrap(), by.now);
    let people = cast.clone();
    store
        .work(by, None, move |work| work.bring_in(&people))
        .done()
        .await
        .unwrap();
    let gate = Gate::new(Passwords::start().unwrap(), DeviceKey::fresh());
    let house = House::new(assets(), Serving::default(), gate, Arc::clone(&store));
    let house = furnish(house);
    house.keep_telling();
    Firm {
        site: router(house.clone()),
        house,
        store,
        cast,
    }
}

impl Firm {
    pub(crate) async fn sign_in(&self, key: &str) -> Visitor<'_> {
        let by = By {
            actor: Actor::Person(self.cast.person(key).unwrap().id),
            now: now(),
        };
        let secret = tokens::secret();
        let token = tokens::at_rest(&secret);
        self.store
            .work(by, None, move |work| work.begin_session(token, "", ""))
            .done()
            .await
            .unwrap();
        Visitor {
            firm: self,
            cookie: format!("cookie: session={secret}; lang=pl; visitor={key}"),
        }
    }

    /// An open deal of this person.
    pub(crate) fn deal_of(&self, key: &str) -> &Deal {
        let deals = self.cast.deals_of(self.cast.person(key).unwrap().id);
        deals
            .into_iter()
            .find(|deal| deal.status == Status::Open)
            .unwrap()
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Visitor<'_> {
        Visitor {
            firm: self,
            cookie: "cookie: lang=pl; visitor=nobody".to_owned(),
        }
    }

    fn open_stages(&self, deal: &Deal) -> Vec<String> {
        let pipeline = self
            .cast
            .pipelines
            .iter()
            .find(|pipeline| pipeline.id == deal.pipeline)
            .unwrap();
        let open = pipeline
            .stages
            .iter()
            .filter(|stage| stage.kind == StageKind::Open && stage.id != deal.stage);
        open.map(|stage| stage.id.to_string()).collect()
    }
}

impl Visitor<'_> {
    /// Any request, with these headers beside the cookie.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[&str],
        body: Vec<u8>,
    ) -> Answer {
        let headers = [headers, &[self.cookie.as_str()]].concat();
        send(&self.firm.site, method, path, &headers, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(&self.firm.site, "GET", path, &[HTML, &self.cookie], "").await
    }

    /// Sends the form of a page and follows to where it leads.
    pub(crate) async fn post(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> (String, Answer) {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let referer = format!("referer: http://crm.example{page}");
        let answer = send(
            &self.firm.site,
            "POST",
            action,
            &[HTML, FORM, &referer, &self.cookie],
            body,
        )
        .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let target = answer.header("location").to_owned();
        let page = self.get(&target).await;
        (target, page)
    }

    /// Does something to a deal on its page.
    pub(crate) async fn act(
        &self,
        id: &str,
        verb: &str,
        fields: &[(&str, &str)],
    ) -> (String, Answer) {
        let fields: Vec<_> = [("id", id)]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        self.post(
            &format!("/deals/{id}"),
            &format!("/api/deals/{verb}"),
            &fields,
        )
        .await
    }
}

#[tokio::test]
async fn a_deal_is_opened_noted_moved_and_won() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let form = jan.get("/deals/new").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.body);
    let stages = firm.open_stages(firm.deal_of("jan"));
    let fields = [
        ("form[title]", "Recepcja w Sopocie"),
        ("form[stage]", &stages[0]),
        ("form[amount]", "12 345,50"),
        ("form[currency]", "PLN"),
        ("form[step]", "Pomiar"),
    ];
    let (page, opened) = jan.post("/deals/new", "/api/deals/open", &fields).await;
    let id = page.strip_prefix("/deals/").unwrap().to_owned();
    assert!(
        opened.body.contains("Recepcja w Sopocie") && opened.body.contains("12\u{a0}345,50"),
        "{}",
        opened.body
    );
    let (_, noted) = jan
        .act(
            &id,
            "note",
            &[("note", "</textarea><script>alert(1)</script>")],
        )
        .await;
    assert!(
        noted.body.contains("&lt;/textarea&gt;&lt;script&gt;")
            && !noted.body.contains("<script>alert(1)")
    );
    let (_, moved) = jan
        .act(
            &id,
            "move",
            &[("was_stage", &stages[0]), ("stage", &stages[1])],
        )
        .await;
    assert!(moved.body.contains("Zmiana etapu"), "{}", moved.body);
    let today = domain::dates::iso(crate::today());
    let win = [
        ("closed", today.as_str()),
        ("amount", "13000"),
        ("was_amount", "12345,50"),
        ("currency", "PLN"),
    ];
    let (_, won) = jan.act(&id, "win", &win).await;
    assert!(
        won.body.contains("Wygrana: ") && won.body.contains("13\u{a0}000,00"),
        "{}",
        won.body
    );
    assert!(won.body.contains("Otwórz ponownie") && !won.body.contains("/api/deals/lose"));
}

#[tokio::test]
async fn a_new_deal_takes_contacts_without_a_company() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan");
    let stage = deal.stage.to_string();
    let contact = firm
        .cast
        .contacts
        .iter()
        .find(|contact| contact.owner == deal.owner)
        .unwrap();
    let fields = [
        ("form[title]", "Bez kontrahenta"),
        ("form[stage]", stage.as_str()),
        ("form[currency]", "PLN"),
        ("form[contacts][0][contact]", contact.name()),
        ("form[contacts][0][role]", "decyduje"),
        ("form[contacts][1][contact]", ""),
    ];
    let (page, opened) = jan.post("/deals/new", "/api/deals/open", &fields).await;
    assert!(
        page.starts_with("/deals/") && !page.contains("draft"),
        "{}",
        opened.body
    );
    let link = format!("href=\"/contacts/{}\"", contact.id);
    assert!(opened.body.contains(&link), "{}", opened.body);
}

#[tokio::test]
async fn a_company_and_a_contact_that_do_not_exist_come_into_being_with_their_deal_and_nothing_typed_is_lost()
 {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let stage = firm.deal_of("jan").stage.to_string();
    let fields = [
        ("form[title]", "Pierwsze biurka"),
        ("form[stage]", stage.as_str()),
        ("form[currency]", "PLN"),
        ("form[company]", "Nowość & Syn"),
        ("form[contacts][0][contact]", "Ewa Nowa"),
        ("form[contacts][0][role]", "podpisuje"),
    ];
    let (target, refused) = jan.post("/deals/new", "/api/deals/open", &fields).await;
    assert!(target.starts_with("/deals/new?draft="), "{target}");
    for part in [
        "id=\"company-error\"",
        "value=\"Pierwsze biurka\"",
        "value=\"Nowość &amp; Syn\"",
        "value=\"Ewa Nowa\"",
        "value=\"podpisuje\"",
    ] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
    let mut fields = fields.to_vec();
    fields.push(("form[add]", "true"));
    let (page, opened) = jan.post("/deals/new", "/api/deals/open", &fields).await;
    assert!(
        page.starts_with("/deals/") && !page.contains("draft"),
        "{}",
        opened.body
    );
    for part in ["Nowość &amp; Syn", "Ewa Nowa", "podpisuje"] {
        assert!(opened.body.contains(part), "{part} in {}", opened.body);
    }
    let contact = opened.body.split("href=\"/contacts/").nth(1).unwrap();
    let contact = contact.split('"').next().unwrap();
    let card = jan.get(&format!("/contacts/{contact}")).await;
    assert!(card.body.contains("Nowość &amp; Syn"), "{}", card.body);
    // The deal's form knows them now; saving it untouched changes nothing.
    let edit = jan.get(&format!("{page}/edit")).await;
    assert!(
        edit.body.contains("value=\"Nowość &amp; Syn\""),
        "{}",
        edit.body
    );
}

#[tokio::test]
async fn a_refused_new_deal_comes_back_filled_with_the_reason_at_its_field() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let stage = firm.deal_of("jan").stage.to_string();
    let fields = [
        ("form[title]", "Biurka"),
        ("form[stage]", stage.as_str()),
        ("form[amount]", "sto złotych"),
        ("form[currency]", "PLN"),
        ("form[source]", "Targi <Meble>"),
        ("form[description]", "Trzy piętra\r\ni taras"),
    ];
    let (target, page) = jan.post("/deals/new", "/api/deals/open", &fields).await;
    assert!(target.starts_with("/deals/new?draft="), "{target}");
    for part in [
        "value=\"Biurka\"",
        "value=\"sto złotych\"",
        "Targi &lt;Meble",
        "Trzy piętra\ni taras",
        "id=\"amount-error\"",
    ] {
        assert!(page.body.contains(part), "{part} in {}", page.body);
    }
}

#[tokio::test]
async fn losing_without_a_reason_comes_back_and_with_one_is_done() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let id = firm.deal_of("jan").id.to_string();
    let today = domain::dates::iso(crate::today());
    let (target, refused) = jan
        .act(
            &id,
            "lose",
            &[("closed", &today), ("lost_text", "za drogo")],
        )
        .await;
    assert!(
        target.contains("?draft=") && refused.body.contains("id=\"lose-reason-error\""),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("value=\"za drogo\""));
    let lost = [
        ("closed", today.as_str()),
        ("lost_reason", "price"),
        ("lost_text", "za drogo"),
    ];
    let (_, page) = jan.act(&id, "lose", &lost).await;
    assert!(page.body.contains("cena (za drogo)"), "{}", page.body);
}

#[tokio::test]
async fn a_deleted_deal_is_offered_back_and_comes_back() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let id = firm.deal_of("jan").id.to_string();
    let (target, list) = barbara.act(&id, "delete", &[]).await;
    assert_eq!(target, format!("/deals?deleted={id}"));
    assert!(
        list.body.contains("Cofnij") && list.body.contains("/api/deals/restore"),
        "{}",
        list.body
    );
    let page = barbara.get(&format!("/deals/{id}")).await;
    assert!(page.body.contains("Przywróć z kosza") && !page.body.contains("/api/deals/note"));
    let (back, page) = barbara
        .post(&target, "/api/deals/restore", &[("id", &id)])
        .await;
    assert_eq!(back, format!("/deals/{id}"));
    assert!(page.body.contains("Przywrócenie z kosza") && page.body.contains("/api/deals/note"));
}

#[tokio::test]
async fn two_people_who_edit_one_field_see_both_versions_before_anything_is_overwritten() {
    let firm = firm().await;
    let (anna, jan) = (firm.sign_in("anna").await, firm.sign_in("jan").await);
    let deal = firm.deal_of("jan");
    let (id, page) = (deal.id.to_string(), format!("/deals/{}/edit", deal.id));
    let save = |title: &str, source: &str, was_title: &str| {
        [
            ("id", id.as_str()),
            ("form[title]", title),
            ("form[source]", source),
            ("was[title]", was_title),
            ("was[source]", ""),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let first = save("Wersja Anny", "", &deal.title);
    let first: Vec<_> = first
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        anna.post(&page, "/api/deals/save", &first).await.0,
        format!("/deals/{id}")
    );
    let second = save("Wersja Jana", "", &deal.title);
    let second: Vec<_> = second
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (target, both) = jan.post(&page, "/api/deals/save", &second).await;
    assert!(target.contains("?draft="), "{target}");
    for part in [
        "class=\"conflict\"",
        "<mark>Wersja Jana",
        "<mark>Wersja Anny",
        "value=\"Wersja Jana\"",
    ] {
        assert!(both.body.contains(part), "{part} in {}", both.body);
    }
    // Having seen both, Jan answers for his own: the form now says what Anna saved.
    let third = save("Wersja Jana", "", "Wersja Anny");
    let third: Vec<_> = third
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (_, saved) = jan.post(&page, "/api/deals/save", &third).await;
    assert!(
        saved.body.contains("Wersja Anny → Wersja Jana"),
        "{}",
        saved.body
    );
}

#[tokio::test]
async fn a_line_is_added_the_amount_follows_and_a_stale_removal_is_refused() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan");
    let (id, version) = (deal.id.to_string(), deal.stamp.version.to_string());
    let line = [
        ("version", version.as_str()),
        ("line", "Montaż"),
        ("quantity", "2,5"),
        ("price", "100"),
        ("currency", "PLN"),
        ("follow", "true"),
    ];
    let (_, page) = jan.act(&id, "add-line", &line).await;
    assert!(
        page.body.contains("Nowa pozycja: 2,5 × Montaż"),
        "{}",
        page.body
    );
    let removal = [
        ("version", version.as_str()),
        ("at", "0"),
        ("follow", "false"),
    ];
    let (target, _) = jan.act(&id, "remove-line", &removal).await;
    assert!(target.contains("?draft="), "{target}");
}

#[tokio::test]
async fn a_line_is_changed_in_place_the_amount_follows_and_a_clash_shows_both_versions() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan");
    let id = deal.id.to_string();
    let at = deal.lines.len().to_string();
    let line = |version: u64, quantity: &str, price: &str| {
        [
            ("version", version.to_string()),
            ("at", at.clone()),
            ("line", "Montaż".to_owned()),
            ("quantity", quantity.to_owned()),
            ("price", price.to_owned()),
            ("discount", "10".to_owned()),
            ("currency", "PLN".to_owned()),
            ("follow", "true".to_owned()),
        ]
    };
    let send = async |verb: &str, fields: [(&str, String); 8]| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        jan.act(&id, verb, &fields).await
    };
    let version = deal.stamp.version;
    send("add-line", line(version, "2", "100")).await;
    let (_, changed) = send("change-line", line(version + 1, "2,5", "120")).await;
    assert!(changed.body.contains("270,00"), "{}", changed.body);
    // Somebody who saw the version before gets both, and their own comes back filled.
    let (target, clash) = send("change-line", line(version + 1, "7", "130")).await;
    assert!(target.contains("?draft="), "{target}");
    for part in [
        "class=\"conflict\"",
        "<mark>Montaż: 7 × 130",
        "<mark>Montaż: 2,5 × 120,00",
        "value=\"130\"",
    ] {
        assert!(clash.body.contains(part), "{part} in {}", clash.body);
    }
    let (target, refused) = send("change-line", line(version + 2, "dwa", "130")).await;
    assert!(target.contains("?draft="), "{target}");
    let error = format!("id=\"quantity-{at}-error\"");
    assert!(refused.body.contains(&error), "{}", refused.body);
}

#[tokio::test]
async fn a_shared_deal_opens_and_closes_for_the_other_team() {
    let firm = firm().await;
    let (barbara, pawel) = (firm.sign_in("barbara").await, firm.sign_in("pawel").await);
    let (id, pawels) = (
        firm.deal_of("jan").id.to_string(),
        firm.cast.person("pawel").unwrap().id,
    );
    let page = format!("/deals/{id}");
    let hidden = pawel.get(&page).await;
    let absent = pawel.get("/deals/99999999").await;
    assert_eq!(
        (hidden.status, absent.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    let to = format!("p{pawels}");
    let of = format!("deal-{id}");
    let fields = [("of", of.as_str()), ("share", "pawel jankowski")];
    let (_, shared) = barbara.post(&page, "/api/custody/share", &fields).await;
    assert!(
        shared.body.contains("Udostępnienie: Paweł Jankowski"),
        "{}",
        shared.body
    );
    let seen = pawel.get(&page).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(
        seen.body.contains("Udostępnienie tej szansy, od: Barbara")
            && !seen.body.contains("/api/deals/note")
    );
    let fields = [("of", of.as_str()), ("share", &to)];
    barbara.post(&page, "/api/custody/unshare", &fields).await;
    assert_eq!(pawel.get(&page).await.status, StatusCode::NOT_FOUND);
}
