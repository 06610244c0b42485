//! The ready mapping on a small invented set with every fault of the real one.
use crate::support::{IMPORTER, ROOT, base, carry_out, files, fixture, today};
use domain::deals::Status;
use domain::exchange::sales_opportunities::{Files, HeadWish, Options, Refusal, Report, plan};
use domain::exchange::{Fault, ImportPlan, KnownBook, Ref, Severity, Table};
use domain::id::GroupId;
use domain::lang::Lang;
use domain::money::{Currency, Money};

fn options(heads: &[&str]) -> Options {
    let heads = heads
        .iter()
        .map(|head| head.parse::<HeadWish>().unwrap())
        .collect();
    Options {
        currency: Currency::USD,
        heads,
        owner: IMPORTER,
        group: ROOT,
    }
}

fn planned(heads: &[&str]) -> (ImportPlan, Report) {
    plan(&files(&fixture()), &options(heads), &base()).unwrap()
}

fn place<T>(list: &[domain::exchange::Drafted<T>], is: impl Fn(&T) -> bool) -> u32 {
    list.iter().position(|drafted| is(&drafted.draft)).unwrap() as u32
}

#[test]
fn offices_managers_and_agents_become_groups_heads_and_members() {
    let (plan, _) = planned(&[]);
    let groups: Vec<&str> = plan
        .groups
        .iter()
        .map(|group| group.draft.name.as_str())
        .collect();
    assert_eq!(
        groups,
        [
            "North",
            "North · Rosa Quill",
            "North · Milo Vane",
            "South",
            "South · Ivy Stone"
        ]
    );
    let parents: Vec<_> = plan
        .groups
        .iter()
        .map(|group| group.draft.parent.unwrap())
        .collect();
    assert_eq!(
        parents,
        [
            Ref::Known(ROOT),
            Ref::New(0),
            Ref::New(0),
            Ref::Known(ROOT),
            Ref::New(3)
        ]
    );
    assert_eq!(plan.people.len(), 8);
    let person = |name: &str| Ref::New(place(&plan.people, |person| person.name == name));
    let heads: Vec<_> = plan
        .headships
        .iter()
        .map(|headship| (headship.person, headship.group))
        .collect();
    assert_eq!(
        heads,
        [
            (person("Rosa Quill"), Ref::New(1)),
            (person("Milo Vane"), Ref::New(2)),
            (person("Ivy Stone"), Ref::New(4))
        ]
    );
    let group_of = |name| {
        plan.memberships
            .iter()
            .find(|member| member.person == person(name))
            .unwrap()
            .group
    };
    assert_eq!(
        (
            group_of("Ben Cedar"),
            group_of("Rosa Quill"),
            group_of("Ezra Fern")
        ),
        (Ref::New(1), Ref::New(1), Ref::New(4))
    );
    assert_eq!(plan.memberships.len(), 8);
}

#[test]
fn every_fault_of_the_files_is_counted() {
    let (plan, report) = planned(&[]);
    let count = |fault: Fault| plan.problems.of(&fault);
    let words = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let corrected = |from, to| {
        let (from, to) = words(from, to);
        Fault::Corrected { from, to }
    };
    let (from, to) = words("KLMPro", "KLM Pro");
    assert_eq!(count(Fault::MatchedLoosely { from, to }), 2);
    assert_eq!(count(corrected("technolgy", "technology")), 1);
    assert_eq!(count(corrected("Philipines", "Philippines")), 1);
    assert_eq!(
        [
            Fault::NoCompany,
            Fault::NoOpeningDay,
            Fault::NoAmount,
            Fault::LostWorthZero
        ]
        .map(count),
        [2, 2, 4, 2]
    );
    assert_eq!(
        [
            Fault::NoLostReason,
            Fault::OwnsNothing,
            Fault::LowercaseName,
            Fault::NoEmail
        ]
        .map(count),
        [2, 1, 1, 8]
    );
    assert_eq!(plan.problems.count(Severity::Rejected), 0);
    assert_eq!(
        (report.faults.len(), plan.problems.tallies().len()),
        (11, 11)
    );
    assert!(report.lines(Lang::Pl).iter().any(|line| {
        line.contains("„KLMPro” rozpoznane jako „KLM Pro”: 2 (pierwszy raz w linii 3)")
    }));
}

#[test]
fn a_won_deal_closes_on_its_day_and_a_lost_one_has_no_amount() {
    let (plan, _) = planned(&[]);
    let (_, deals) = carry_out(&plan);
    let deal = |number: &str| {
        deals
            .iter()
            .find(|deal| deal.external_id.as_deref() == Some(number))
            .unwrap()
    };
    let won = deal("AAAA0001");
    assert_eq!(
        (won.status, won.amount),
        (Status::Won, Some(Money::major(1054, Currency::USD)))
    );
    assert_eq!(
        (
            won.opened.unwrap().to_string(),
            won.closed.unwrap().to_string()
        ),
        ("2016-10-20".into(), "2017-03-01".into())
    );
    assert_eq!(won.title, "KLM Basic · Little Lantern");
    let lost = deal("AAAA0003");
    assert_eq!(
        (lost.status, lost.amount, lost.closed.is_some()),
        (Status::Lost, None, true)
    );
    let open = deal("AAAA0005");
    assert_eq!(
        (
            open.status,
            open.company,
            open.amount,
            open.opened,
            open.expected_close
        ),
        (Status::Open, None, None, None, None)
    );
    assert_eq!(open.title, "KLM Basic · AAAA0005");
}

#[test]
fn accounts_become_companies_with_their_parents_first() {
    let (plan, _) = planned(&[]);
    let company = |name: &str| place(&plan.companies, |company| company.name == name);
    let lantern = &plan.companies[company("Little Lantern") as usize].draft;
    assert_eq!(lantern.parent, Some(Ref::New(company("Great Harbour"))));
    assert!(company("Great Harbour") < company("Little Lantern"));
    assert_eq!(
        lantern.revenue,
        Some(Money::new(110_004_000_000, Currency::USD))
    );
    assert_eq!(
        (
            lantern.industry.as_deref(),
            lantern.founded,
            lantern.employees
        ),
        (Some("technology"), Some(1996), Some(2822))
    );
    // Of Little Lantern's three deals two are Ada Birch's.
    assert_eq!(
        lantern.owner,
        Ref::New(place(&plan.people, |person| person.name == "Ada Birch"))
    );
    assert_eq!(lantern.group, Ref::New(1));
    assert_eq!(
        plan.companies[company("quiet field") as usize]
            .draft
            .country
            .as_deref(),
        Some("Kenya")
    );
}

#[test]
fn totals_per_team_are_those_of_the_rows() {
    let (plan, report) = planned(&[]);
    let totals: Vec<_> = report
        .teams
        .iter()
        .map(|team| {
            (
                team.name.as_str(),
                team.deals,
                team.open,
                team.won,
                team.lost,
                team.won_amount.minor,
            )
        })
        .collect();
    assert_eq!(
        totals,
        [
            ("North · Rosa Quill", 5, 2, 2, 1, 556_800),
            ("North · Milo Vane", 2, 2, 0, 0, 0),
            ("South · Ivy Stone", 2, 0, 1, 1, 2_676_800),
        ]
    );
    assert_eq!(
        (
            plan.counts().rows,
            plan.counts().deals,
            plan.counts().groups
        ),
        (5 + 4 + 3 + 9, 9, 5)
    );
}

#[test]
fn a_head_is_given_to_an_office_and_an_address_to_a_manager() {
    let (plan, _) = planned(&[
        "North=Nina Oak:nina@firm.example",
        "Rosa Quill=Rosa Quill:rosa@firm.example",
        "South · Ivy Stone=Admin:admin@firm.example",
    ]);
    let person = |email: &str| {
        Ref::New(place(&plan.people, |person| {
            person
                .email
                .as_ref()
                .is_some_and(|known| known.as_str() == email)
        }))
    };
    let is_head = |person, group| {
        plan.headships
            .iter()
            .any(|headship| (headship.person, headship.group) == (person, group))
    };
    assert!(is_head(person("nina@firm.example"), Ref::New(0)));
    assert!(is_head(person("rosa@firm.example"), Ref::New(1)));
    assert!(is_head(Ref::Known(IMPORTER), Ref::New(4)));
    assert_eq!((plan.people.len(), plan.headships.len()), (9, 5));
    assert_eq!(plan.problems.of(&Fault::NoEmail), 7);
}

#[test]
fn a_wish_that_cannot_be_met_refuses_the_run() {
    let refused = plan(
        &files(&fixture()),
        &options(&["East=Nina Oak:nina@firm.example"]),
        &base(),
    );
    assert!(matches!(refused, Err(Refusal::NoSuchGroup { groups, .. }) if groups.len() == 5));
    let other = Files {
        teams: Table::of(&["a", "b"], &[]),
        ..files(&fixture())
    };
    assert!(
        matches!(plan(&other, &options(&[]), &base()), Err(Refusal::MissingColumn { column, .. }) if column == "sales_agent")
    );
}

/// The base after the plan was carried out.
fn base_after(plan: &ImportPlan) -> KnownBook {
    let (created, deals) = carry_out(plan);
    let mut book = KnownBook::new(today(), Some(ROOT));
    let groups: Vec<(GroupId, &str)> = created
        .groups
        .iter()
        .copied()
        .zip(plan.groups.iter().map(|group| group.draft.name.as_str()))
        .collect();
    groups
        .iter()
        .for_each(|(id, name)| book.add_group(*id, name));
    for (place, person) in plan.people.iter().enumerate() {
        let group = plan
            .memberships
            .iter()
            .find(|member| member.person == Ref::New(place as u32))
            .unwrap()
            .group;
        book.add_person(
            created.people[place],
            &person.draft.name,
            None,
            group.resolve(&created.groups),
        );
    }
    for (id, company) in created.companies.iter().zip(&plan.companies) {
        book.add_company(*id, &company.draft.name, None, None);
    }
    for (id, product) in created.products.iter().zip(&plan.products) {
        book.add_product(*id, &product.draft.name, None);
    }
    for deal in &deals {
        book.add_deal(deal.id, deal.external_id.as_deref().unwrap());
    }
    let kinds = plan.pipelines[0].stages.iter().zip(&created.pipelines[0].1);
    let stages = kinds
        .map(|(draft, id)| domain::exchange::KnownStage {
            id: *id,
            name: draft.name.clone(),
            kind: draft.kind,
        })
        .collect();
    book.add_pipeline(domain::exchange::KnownPipeline {
        id: created.pipelines[0].0,
        name: "Sales".into(),
        stages,
    });
    book
}

#[test]
fn importing_twice_creates_nothing_twice() {
    let (first, _) = planned(&[]);
    let (again, _) = plan(&files(&fixture()), &options(&[]), &base_after(&first)).unwrap();
    assert!(again.is_empty(), "{:?}", again.counts());
    assert_eq!(
        (again.already, again.rejected, again.rows),
        (5 + 4 + 3 + 9, 0, 21)
    );
    assert!(again.may_run(false).is_err());
}

#[test]
fn the_same_files_make_the_same_plan() {
    assert_eq!(planned(&[]), planned(&[]));
}
