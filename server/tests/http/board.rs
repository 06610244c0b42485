//! The board without scripts, on the real router with the demo firm: its figures against the model of
//! access, and moving through the gates of stages.
use crate::deals::{Firm, Visitor, firm};
use crate::visible::{cuts, visible};
use axum::http::StatusCode;
use domain::access::Preset;
use domain::by::{Actor, By};
use domain::deals::{Deal, DealDraft, Status};
use domain::id::{PipelineId, StageId};
use domain::money::Currency;
use domain::pipelines::{Gate, Need, Needs, Stage, StageDraft, StageKind};
use server::session::now;
use std::collections::BTreeMap;
use store::{CARDS, Cell, Stopped, Work};

/// Stage, count, sum, weighted sum, and the cards that came along.
type Lane = (String, String, String, String, Vec<u64>);

/// The columns as the page says them.
fn lanes(page: &str) -> Vec<Lane> {
    let lanes = page.split("<section data-stage=").skip(1);
    lanes
        .map(|lane| {
            let lane = lane.split("</section>").next().unwrap();
            let one = |start| cuts(lane, start).next().unwrap().to_owned();
            let stage = lane.split('"').nth(1).unwrap().to_owned();
            (
                stage,
                one("data-count=\""),
                one("data-sum=\""),
                one("data-weighted=\""),
                cuts(lane, "data-deal=\"")
                    .map(|id| id.parse().unwrap())
                    .collect(),
            )
        })
        .collect()
}

/// The same columns, counted deal by deal.
fn counted(firm: &Firm, pipeline: PipelineId, deals: &[&Deal]) -> Vec<Lane> {
    let pipeline = firm.cast.pipelines.iter().find(|one| one.id == pipeline);
    let stages = pipeline.unwrap().stages.iter();
    let of = |stage: &Stage| {
        let here: Vec<_> = deals.iter().filter(|deal| deal.stage == stage.id).collect();
        let mut cells: BTreeMap<Currency, Cell> = BTreeMap::new();
        for deal in &here {
            if let Some(amount) = deal.amount {
                let cell = cells.entry(amount.currency).or_default();
                cell.count += 1;
                cell.sum += amount.minor;
                if let Some(own) = deal.probability.filter(|_| deal.status == Status::Open) {
                    cell.own_sum += amount.minor;
                    cell.own_weighted += amount.minor * i64::from(own);
                }
            }
        }
        let said = |figure: &dyn Fn(&Cell) -> i64| {
            let parts = cells
                .iter()
                .map(|(currency, cell)| format!("{}:{}", currency.code(), figure(cell)));
            parts.collect::<Vec<_>>().join(" ")
        };
        (
            stage.id.to_string(),
            here.len().to_string(),
            said(&|cell| cell.sum),
            said(&|cell| cell.weighted(stage.probability)),
            here.iter().map(|deal| deal.id.0).collect(),
        )
    };
    stages.map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_the_board_are_those_of_the_deals_each_person_may_see() {
    let firm = firm().await;
    for preset in Preset::EVERY {
        firm.choose(preset).await;
        for key in ["barbara", "tomasz", "anna", "jan", "adam", "olga", "stefan"] {
            let person = firm.cast.person(key).unwrap();
            let deals = visible(&firm, person, preset);
            let visitor = firm.sign_in(key).await;
            for pipeline in &firm.cast.pipelines {
                let path = format!("/deals?view=board&pipeline={}", pipeline.id);
                let page = visitor.get(&path).await;
                assert_eq!(page.status, StatusCode::OK, "{key} {preset:?}");
                let (told, expected) = (lanes(&page.body), counted(&firm, pipeline.id, &deals));
                assert_eq!(told.len(), expected.len(), "{key} {preset:?}");
                for (lane, wanted) in told.into_iter().zip(expected) {
                    let figures = |lane: &Lane| {
                        (
                            lane.0.clone(),
                            lane.1.clone(),
                            lane.2.clone(),
                            lane.3.clone(),
                        )
                    };
                    assert_eq!(figures(&lane), figures(&wanted), "{key} {preset:?}");
                    assert_eq!(lane.4.len(), wanted.4.len().min(CARDS), "{key} {preset:?}");
                    assert!(
                        lane.4.iter().all(|id| wanted.4.contains(id)),
                        "{key} {preset:?}: a card that is not theirs"
                    );
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rep_of_another_team_finds_nothing_of_a_deal_on_any_board() {
    let firm = firm().await;
    firm.choose(Preset::Private).await;
    let (adam, deal) = (firm.sign_in("adam").await, firm.deal_of("jan"));
    for pipeline in &firm.cast.pipelines {
        let page = format!("/deals?view=board&pipeline={}", pipeline.id);
        let page = adam.get(&page).await;
        assert!(!page.body.contains(&deal.title));
        let marked = format!("data-deal=\"{}\"", deal.id);
        assert!(!page.body.contains(&marked));
    }
    let hidden = adam.get(&format!("/deals/{}/move", deal.id)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_filters_of_the_list_hold_for_the_board_and_more_cards_are_a_link() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let sales = firm.cast.pipelines[0].id;
    let all = barbara
        .get(&format!("/deals?view=board&pipeline={sales}"))
        .await;
    let open = barbara
        .get(&format!("/deals?view=board&pipeline={sales}&status=open"))
        .await;
    let (all, open_lanes) = (lanes(&all.body), lanes(&open.body));
    assert!(open_lanes.len() < all.len() && open_lanes.iter().all(|lane| all.contains(lane)));
    let jan = firm.cast.person("jan").unwrap().id;
    let own = barbara
        .get(&format!("/deals?view=board&pipeline={sales}&owner={jan}"))
        .await;
    let count = |lanes: &[Lane]| -> u64 {
        lanes
            .iter()
            .map(|lane| lane.1.parse::<u64>().unwrap())
            .sum()
    };
    let deals = firm.cast.deals_of(jan);
    let deals = deals
        .iter()
        .filter(|deal| deal.pipeline == sales && deal.deleted.is_none());
    assert_eq!(count(&lanes(&own.body)), deals.count() as u64);
    let full = all
        .iter()
        .find(|lane| lane.1.parse::<usize>().unwrap() > CARDS);
    let (stage, number, ..) = full.unwrap();
    let page = barbara
        .get(&format!(
            "/deals?view=board&pipeline={sales}&show={stage}.40"
        ))
        .await;
    let longer = lanes(&page.body);
    let longer = longer.iter().find(|lane| lane.0 == *stage).unwrap();
    assert_eq!(longer.4.len(), number.parse::<usize>().unwrap().min(40));
    let whole = barbara
        .get(&format!("/deals?view=board&pipeline={sales}"))
        .await;
    assert!(whole.body.contains(&format!("show={stage}.40")));
}

impl Firm {
    async fn as_olga(
        &self,
        job: impl FnOnce(&mut Work<'_, '_>) -> Result<(), Stopped> + Send + 'static,
    ) {
        let by = By {
            actor: Actor::Person(self.cast.person("olga").unwrap().id),
            now: now(),
        };
        self.store.work(by, None, job).done().await.unwrap();
    }

    /// Lets a stage ask for these before a deal enters.
    async fn gate(&self, stage: &Stage, needs: &[Need]) {
        let pipeline = self
            .cast
            .pipelines
            .iter()
            .find(|one| one.stage(stage.id).is_some());
        let (pipeline, id) = (pipeline.unwrap().id, stage.id);
        let draft = StageDraft {
            name: stage.name.clone(),
            kind: stage.kind,
            probability: stage.probability,
            colour: stage.colour,
            expected_days: stage.expected_days,
            gate: Gate {
                enter: needs.iter().copied().collect(),
                leave: Needs::NONE,
            },
        };
        self.as_olga(move |work| work.edit_stage(pipeline, id, draft))
            .await;
    }

    /// Another stage of this kind in the deal's pipeline.
    fn stage_for(&self, deal: &Deal, kind: StageKind) -> &Stage {
        let pipeline = self
            .cast
            .pipelines
            .iter()
            .find(|one| one.id == deal.pipeline);
        let mut stages = pipeline.unwrap().stages.iter();
        let fits = |stage: &&Stage| stage.kind == kind && stage.id != deal.stage;
        stages.find(fits).unwrap()
    }
}

async fn stage_of(visitor: &Visitor<'_>, deal: &Deal) -> Option<String> {
    let board = format!(
        "/deals?view=board&pipeline={}&owner={}",
        deal.pipeline, deal.owner
    );
    let page = visitor.get(&board).await;
    assert_eq!(page.status, StatusCode::OK);
    let here = |lane: &Lane| lane.4.contains(&deal.id.0);
    lanes(&page.body).into_iter().find(here).map(|lane| lane.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_moved_by_a_form_and_leads_back_to_the_board() {
    let firm = firm().await;
    let (jan, deal) = (firm.sign_in("jan").await, firm.deal_of("jan"));
    let target = firm.stage_for(deal, StageKind::Open);
    let page = format!("/deals/{}/move?in=view%3Dboard", deal.id);
    let form = jan.get(&page).await;
    assert!(form.body.contains(&target.name) && form.body.contains("/deals?view=board"));
    let (id, was, to) = (
        deal.id.to_string(),
        deal.stage.to_string(),
        target.id.to_string(),
    );
    let fields = [
        ("id", id.as_str()),
        ("was_stage", &was),
        ("stage", &to),
        ("back", "/deals?view=board"),
    ];
    let (led, _) = jan.post(&page, "/api/deals/move", &fields).await;
    assert_eq!(led, "/deals?view=board");
    assert_eq!(stage_of(&jan, deal).await, Some(to));
}

/// A new deal of Jan's, something it lacks, and how that is filled in.
async fn lacking(firm: &Firm) -> (Deal, Need, (&'static str, &'static str)) {
    let like = firm.deal_of("jan");
    let by = By {
        actor: Actor::Person(like.owner),
        now: now(),
    };
    let draft = DealDraft {
        company: like.company,
        stage: Some(like.stage),
        ..DealDraft::new("Nowa siedziba", like.pipeline, like.owner, like.group)
    };
    let opened = firm.store.work(by, None, move |work| work.open_deal(draft));
    let id = opened.done().await.unwrap();
    let reading = firm.store.view(by.actor, now()).unwrap();
    let deal = reading.deal(id).unwrap().unwrap().into_record();
    (deal, Need::Source, ("fill[source]", "Polecenie"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_gate_lacks_is_asked_for_on_the_page_of_the_move_and_saved_with_it() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (deal, need, how) = lacking(&firm).await;
    let deal = &deal;
    let target = firm.stage_for(deal, StageKind::Open);
    firm.gate(target, &[need, Need::Company]).await;
    let (id, was, to) = (
        deal.id.to_string(),
        deal.stage.to_string(),
        target.id.to_string(),
    );
    let page = format!("/deals/{id}/move?to={to}&in=view%3Dboard");
    let form = jan.get(&page).await;
    assert!(form.body.contains(&format!("name=\"{}\"", how.0)));
    // It has a company, so nobody is asked for one.
    assert!(!form.body.contains("name=\"fill[company]\""));
    let plain = [("id", id.as_str()), ("was_stage", &was), ("stage", &to)];
    let (again, refused) = jan.post(&page, "/api/deals/move", &plain).await;
    assert!(again.contains("draft=") && refused.body.contains(need.name(domain::lang::Lang::Pl)));
    assert_eq!(stage_of(&jan, deal).await, Some(was.clone()));
    let filled = [&plain[..], &[how, ("back", "/deals?view=board")]].concat();
    let (led, _) = jan.post(&page, "/api/deals/move", &filled).await;
    assert_eq!(led, "/deals?view=board");
    assert_eq!(stage_of(&jan, deal).await, Some(to));
    let told = jan.get(&format!("/deals/{id}")).await;
    assert!(told.body.contains(how.1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_held_up_on_the_page_of_the_deal_is_filled_in_there() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (deal, need, how) = lacking(&firm).await;
    let deal = &deal;
    let target = firm.stage_for(deal, StageKind::Open);
    firm.gate(target, &[need]).await;
    let (id, was, to) = (
        deal.id.to_string(),
        deal.stage.to_string(),
        target.id.to_string(),
    );
    let plain = [("was_stage", was.as_str()), ("stage", &to)];
    let (_, refused) = jan.act(&id, "move", &plain).await;
    let form = refused.body.split("data-needs").next().unwrap();
    let form = form.rsplit("<form").next().unwrap();
    assert!(form.contains(&format!("value=\"{to}\"")), "{form}");
    assert!(refused.body.contains(need.name(domain::lang::Lang::Pl)));
    // Refused again, the fields stay.
    let (_, still) = jan
        .act(&id, "move", &[&plain[..], &[(how.0, " ")]].concat())
        .await;
    assert!(still.body.contains(&format!("name=\"{}\"", how.0)));
    let (_, moved) = jan.act(&id, "move", &[&plain[..], &[how]].concat()).await;
    assert!(moved.body.contains(how.1) && !moved.body.contains("data-needs"));
    assert_eq!(stage_of(&jan, deal).await, Some(to));
}

#[tokio::test(flavor = "multi_thread")]
async fn winning_held_up_by_a_gate_is_filled_in_and_goes_on() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (deal, need, how) = lacking(&firm).await;
    let deal = &deal;
    firm.gate(firm.stage_for(deal, StageKind::Won), &[need])
        .await;
    let (id, today) = (deal.id.to_string(), domain::dates::iso(crate::today()));
    let terms = [("closed", today.as_str()), ("currency", "PLN")];
    let (_, refused) = jan.act(&id, "win", &terms).await;
    assert!(refused.body.contains(&format!("name=\"{}\"", how.0)));
    let (_, done) = jan.act(&id, "win", &[&terms[..], &[how]].concat()).await;
    assert!(done.body.contains("Wygrana: ") && done.body.contains(how.1));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_change_a_deal_is_offered_no_move() {
    let firm = firm().await;
    firm.choose(Preset::Team).await;
    let (zofia, deal) = (firm.sign_in("zofia").await, firm.deal_of("jan"));
    let page = zofia.get(&format!("/deals/{}/move", deal.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("class=\"target\""));
    let path = format!(
        "/deals?view=board&pipeline={}&owner={}",
        deal.pipeline, deal.owner
    );
    let board = zofia.get(&path).await;
    let tile = format!("data-deal=\"{}\"", deal.id);
    let tile = board.body.split(&tile).nth(1).unwrap();
    let tile = tile.split("</li>").next().unwrap();
    assert!(!tile.contains("draggable=\"true\"") && !tile.contains("data-move"));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_expected_days_time_every_deal_of_the_stage_anew() {
    let firm = firm().await;
    let deal = firm.deal_of("jan").clone();
    let (stage, jan) = (deal.stage, deal.owner);
    let by = By {
        actor: Actor::Person(jan),
        now: now(),
    };
    for round in 0..3 {
        let draft = DealDraft {
            stage: Some(stage),
            ..DealDraft::new("Seria", deal.pipeline, jan, deal.group)
        };
        let open = move |work: &mut Work<'_, '_>| -> Result<(), Stopped> {
            for _ in 0..100 {
                work.open_deal(draft.clone())?;
            }
            Ok(())
        };
        let done = firm.store.work(by, None, open).done().await;
        assert!(done.is_ok(), "{round}");
    }
    let pipeline = firm
        .cast
        .pipelines
        .iter()
        .find(|one| one.id == deal.pipeline);
    let (id, before) = (
        pipeline.unwrap().id,
        pipeline.unwrap().stage(stage).unwrap(),
    );
    let version = pipeline.unwrap().stamp.version.to_string();
    let olga = firm.sign_in("olga").await;
    let page = format!("/pipelines/{id}/stages/{stage}");
    let chance = before.probability.to_string();
    let mut committed = firm.store.committed();
    let fields = [
        ("id", id.to_string()),
        ("stage", stage.to_string()),
        ("version", version),
        ("form[name]", before.name.clone()),
        ("form[kind]", "open".to_owned()),
        ("form[probability]", chance),
        ("form[days]", String::new()),
        ("form[colour]", before.colour.token().to_owned()),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let (led, _) = olga.post(&page, "/api/pipelines/edit-stage", &fields).await;
    assert_eq!(led, format!("/pipelines/{id}?done=saved"));
    let timed = async {
        while firm.store.has_untimed().unwrap() {
            committed.changed().await.unwrap();
        }
    };
    let patience = std::time::Duration::from_secs(60);
    tokio::time::timeout(patience, timed).await.unwrap();
    assert_eq!(
        slow(&firm, stage),
        (0, 300),
        "without expected days nothing is too long"
    );
}

/// How many of the series in this stage are timed, and how many there are.
fn slow(firm: &Firm, stage: StageId) -> (usize, usize) {
    let barbara = Actor::Person(firm.cast.person("barbara").unwrap().id);
    let reading = firm.store.view(barbara, now()).unwrap();
    let filter = domain::deals::DealFilter {
        stages: [stage].into(),
        text: Some("seria".to_owned()),
        ..Default::default()
    };
    let (mut rows, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = reading
            .deals(
                &filter,
                Default::default(),
                cursor.as_deref(),
                crate::today(),
            )
            .unwrap();
        rows.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    (
        rows.iter().filter(|row| row.slow_on.is_some()).count(),
        rows.len(),
    )
}
