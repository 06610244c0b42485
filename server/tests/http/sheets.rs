//! Reconciliation without scripts: a sheet opened, its lines judged, handed up and agreed above; a
//! stale verdict; a period that is none.
use crate::Answer;
use crate::deals::{Firm, Visitor, firm};
use domain::dates;
use domain::deals::Status;
use domain::period::{FiscalStart, Length, Period};
use server::session::now;

const VERDICT: &str = "/api/planning/verdict";

/// A month whose sheets nobody opened yet, and a day in it.
fn ahead() -> (String, String) {
    let fiscal = FiscalStart::default();
    let this = Period::of(crate::today(), Length::Month, fiscal);
    let then = this.next().next();
    (then.url(fiscal), dates::iso(then.first_day().unwrap()))
}

/// Jan's team with one line of Jan's declared for that month.
struct Scene<'f> {
    anna: Visitor<'f>,
    group: String,
    period: String,
    page: String,
    deal: String,
}

async fn scene(firm: &Firm) -> Scene<'_> {
    let jan = firm.cast.person("jan").unwrap();
    let deals = firm.cast.deals_of(jan.id);
    let mut deals = deals.into_iter();
    let deal = deals.find(|one| one.status == Status::Open).unwrap();
    let mut laid = firm.cast.schedules.iter();
    let laid = laid.find(|one| one.deal == deal.id);
    let version = laid.map_or(0, |one| one.stamp.version).to_string();
    let number = if laid.is_some() { "1" } else { "" };
    let deal = deal.id.to_string();
    let (period, day) = ahead();
    let fields = [
        ("deal", deal.as_str()),
        ("version", &version),
        ("currency", "PLN"),
        ("rows[0][number]", number),
        ("rows[0][amount]", "4321"),
        ("rows[0][basis]", "net"),
        ("rows[0][vat]", "23"),
        ("rows[0][when]", "on"),
        ("rows[0][on]", &day),
        ("rows[0][category]", "commit"),
    ];
    let form = format!("/deals/{deal}/schedule");
    let rep = firm.sign_in("jan").await;
    let (target, _) = rep
        .post(&form, "/api/planning/save-schedule", &fields)
        .await;
    assert!(!target.contains("draft="), "{target}");
    let group = jan.primary_group().unwrap().to_string();
    Scene {
        anna: firm.sign_in("anna").await,
        page: format!("/plan/sheets/{group}?period={period}"),
        deal,
        group,
        period,
    }
}

impl Scene<'_> {
    async fn step(&self, who: &Visitor<'_>, step: &str, id: &str, version: &str) -> String {
        let fields = [
            ("step", step),
            ("id", id),
            ("version", version),
            ("group", &self.group),
            ("period", &self.period),
        ];
        let path = "/api/planning/sheet-step";
        who.post(&self.page, path, &fields).await.1.body
    }

    async fn judge(&self, version: &str, outcome: &str, reason: &str) -> (String, Answer) {
        let line = format!("{}-1", self.deal);
        let fields = [
            ("line", line.as_str()),
            ("group", &self.group),
            ("version", version),
            ("currency", "PLN"),
            ("outcome", outcome),
            ("reason", reason),
        ];
        self.anna.post(&self.page, VERDICT, &fields).await
    }

    /// The part of the page that is about the line.
    fn line<'p>(&self, page: &'p str) -> &'p str {
        let mark = format!("data-line=\"{}-1\"", self.deal);
        let rest = page
            .split(&mark)
            .nth(1)
            .unwrap_or_else(|| panic!("no line in {page}"));
        rest.split("data-line=").next().unwrap()
    }
}

/// The value of a hidden field of the form that takes steps.
fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    let rest = page
        .split("action=\"/api/planning/sheet-step\"")
        .nth(1)
        .unwrap();
    let field = format!("name=\"{name}\" value=\"");
    let value = rest.split(&field).nth(1).unwrap();
    value.split('"').next().unwrap()
}

#[tokio::test]
async fn a_sheet_is_opened_judged_submitted_and_agreed_above() {
    let firm = firm().await;
    let scene = scene(&firm).await;
    let tomasz = firm.sign_in("tomasz").await;
    let opened = scene.step(&scene.anna, "open", "", "0").await;
    assert!(opened.contains("szkic"), "{opened}");
    assert!(scene.line(&opened).contains(VERDICT), "{opened}");
    let (target, _) = scene.judge("0", "disputed", "").await;
    assert!(target.contains("draft="), "a dispute without a reason");
    let (_, disputed) = scene.judge("0", "disputed", "Klient się waha").await;
    let said = scene.line(&disputed.body);
    assert!(said.contains("Klient się waha"), "{said}");
    let rep = firm.sign_in("jan").await;
    let deal = rep.get(&format!("/deals/{}", scene.deal)).await.body;
    assert!(deal.contains("Klient się waha"), "{deal}");
    let (_, agreed) = scene.judge("1", "agreed", "").await;
    let said = scene.line(&agreed.body);
    assert!(said.contains("uzgodnione"), "{said}");
    let (id, version) = (hidden(&agreed.body, "id"), hidden(&agreed.body, "version"));
    let sent = scene.step(&scene.anna, "submit", id, version).await;
    assert!(sent.contains("złożony"), "{sent}");
    let above = tomasz.get(&scene.page).await.body;
    let done = scene
        .step(&tomasz, "agree", id, hidden(&above, "version"))
        .await;
    assert!(done.contains("Decyzja: uzgodniony"), "{done}");
}

#[tokio::test]
async fn a_stale_verdict_is_refused_with_both_shown_and_what_was_typed() {
    let firm = firm().await;
    let scene = scene(&firm).await;
    scene.judge("0", "excluded", "Poza planem").await;
    let (target, refused) = scene.judge("0", "disputed", "Klient się waha").await;
    assert!(target.contains("draft="), "{target}");
    let shown = scene.line(&refused.body);
    for part in ["conflict", "Poza planem", "value=\"Klient się waha\""] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let (_, again) = scene.judge("1", "disputed", "Klient się waha").await;
    let shown = scene.line(&again.body);
    assert!(shown.contains("sporne"), "{shown}");
}

#[tokio::test]
async fn all_lines_that_wait_are_agreed_but_not_one_s_own() {
    let firm = firm().await;
    let scene = scene(&firm).await;
    let fields = [("group", scene.group.as_str()), ("period", &scene.period)];
    let path = "/api/planning/agree-lines";
    let (_, agreed) = scene.anna.post(&scene.page, path, &fields).await;
    let said = scene.line(&agreed.body);
    assert!(said.contains("uzgodnione"), "{said}");
    assert!(!agreed.body.contains("które czekają"), "{}", agreed.body);
}

#[tokio::test]
async fn what_changed_since_a_snapshot_is_told_to_those_who_see_it() {
    let firm = firm().await;
    let store = std::sync::Arc::clone(&firm.store);
    let early = tokio::task::spawn_blocking(move || store.take_daily_snapshots(now()));
    early.await.unwrap().unwrap();
    let scene = scene(&firm).await;
    let page = format!("/plan/changes?group={}", scene.group);
    let seen = scene.anna.get(&page).await.body;
    let link = format!("href=\"/deals/{}\"", scene.deal);
    for part in [link.as_str(), "wyjaśniona co do grosza"] {
        assert!(seen.contains(part), "{part} in {seen}");
    }
    let adam = firm.sign_in("adam").await;
    let hidden = adam.get(&page).await.body;
    assert!(!hidden.contains(&link), "{hidden}");
}
