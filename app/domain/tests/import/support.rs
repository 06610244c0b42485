//! Tables from text, an empty base, and the carrying out of a plan by the records' own commands.
use chrono::NaiveDate;
use domain::by::{Actor, By, SystemActor};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::exchange::sales_opportunities::Files;
use domain::exchange::{
    Created, Defaults, Dialect, ImportPlan, Kind, KnownBook, KnownPipeline, KnownStage, Mapping,
    Preview, Ref, Table,
};
use domain::groups::{Group, Groups};
use domain::id::{
    CompanyId, ContactId, DealId, GroupId, ImportId, PersonId, PipelineId, ProductId, StageId,
};
use domain::money::Currency;
use domain::people::Person;
use domain::pipelines::{Pipeline, StageDraft, StageKind};
use domain::products::Product;
use domain::time::{Day, Moment};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) const ROOT: GroupId = GroupId(1);
pub(crate) const IMPORTER: PersonId = PersonId(1);

pub(crate) fn today() -> Day {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

pub(crate) fn by() -> By {
    let midnight = today().and_hms_opt(12, 0, 0).unwrap().and_utc();
    By {
        actor: Actor::System(SystemActor::Operator),
        now: Moment(midnight.timestamp_micros()),
    }
}

/// A base with the firm's root, the importer and one pipeline: Oferta, Negocjacje, Wygrana, Przegrana.
pub(crate) fn base() -> KnownBook {
    let mut book = KnownBook::new(today(), Some(ROOT));
    book.add_group(ROOT, "Firma");
    book.add_person(
        IMPORTER,
        "Administrator",
        Some("admin@firm.example"),
        Some(ROOT),
    );
    let stage = |id, name: &str, kind| KnownStage {
        id: StageId(id),
        name: name.into(),
        kind,
    };
    book.add_pipeline(KnownPipeline {
        id: PipelineId(1),
        name: "Sprzedaż".into(),
        stages: vec![
            stage(1, "Oferta", StageKind::Open),
            stage(2, "Negocjacje", StageKind::Open),
            stage(3, "Wygrana", StageKind::Won),
            stage(4, "Przegrana", StageKind::Lost),
        ],
    });
    book
}

pub(crate) fn base_pipeline() -> Pipeline {
    let kinds = [
        ("Oferta", StageKind::Open),
        ("Negocjacje", StageKind::Open),
        ("Wygrana", StageKind::Won),
        ("Przegrana", StageKind::Lost),
    ];
    let stages = (1..)
        .zip(kinds)
        .map(|(id, (name, kind))| (StageId(id), stage(name, kind, 50)))
        .collect();
    Pipeline::create(by(), PipelineId(1), "Sprzedaż", stages)
        .unwrap()
        .0
}

/// The guessed mapping of a file of that kind.
pub(crate) fn guessed(table: &Table, kind: Kind) -> Mapping {
    let defaults = Defaults {
        owner: IMPORTER,
        group: ROOT,
        pipeline: None,
    };
    Mapping::guess(
        &Preview::of(table, Dialect::default()),
        kind,
        Currency::PLN,
        defaults,
    )
}

/// Carries a plan out by the domain's own commands, as the store does; panics where one refuses.
pub(crate) fn carry_out(plan: &ImportPlan) -> (Created, Vec<Deal>) {
    let mut created = Created {
        import: Some(ImportId(1)),
        ..Created::default()
    };
    create_groups(plan, &mut created);
    for place in 0..plan.people.len() as u32 {
        let id = PersonId(100 + u64::from(place));
        Person::create(
            by(),
            id,
            plan.person_command(place, &created)
                .expect("its groups are there"),
        )
        .expect("a person the domain takes");
        created.people.push(id);
    }
    let pipelines = create_pipelines(plan, &mut created);
    for (place, company) in plan.companies.iter().enumerate() {
        let id = CompanyId(100 + place as u64);
        Company::create(
            by(),
            id,
            company
                .draft
                .command(&created)
                .expect("its parent is there"),
        )
        .expect("a company the domain takes");
        created.companies.push(id);
    }
    for (place, contact) in plan.contacts.iter().enumerate() {
        let id = ContactId(100 + place as u64);
        Contact::create(
            by(),
            id,
            contact
                .draft
                .command(&created)
                .expect("its company is there"),
        )
        .expect("a contact the domain takes");
        created.contacts.push(id);
    }
    for place in 0..plan.products.len() as u32 {
        let id = ProductId(100 + u64::from(place));
        Product::create(by(), id, plan.product_sheet(place).unwrap(), IMPORTER, ROOT)
            .expect("a product the domain takes");
        created.products.push(id);
    }
    let mut deals = Vec::new();
    for (place, deal) in plan.deals.iter().enumerate() {
        let command = deal
            .draft
            .command(&created)
            .expect("what it names is there");
        let pipeline = pipelines
            .iter()
            .find(|pipeline| pipeline.id == command.pipeline)
            .expect("its pipeline is there");
        deals.push(
            Deal::open(by(), DealId(100 + place as u64), command, pipeline)
                .expect("a deal the domain takes")
                .0,
        );
    }
    (created, deals)
}

fn create_groups(plan: &ImportPlan, created: &mut Created) {
    let mut groups: Groups = BTreeMap::new();
    let (root, _) = Group::create(by(), ROOT, "Firma", None, &groups).unwrap();
    groups.insert(ROOT, root);
    for (place, group) in plan.groups.iter().enumerate() {
        let id = GroupId(100 + place as u64);
        let parent = group
            .draft
            .parent
            .map(|parent| parent.resolve(&created.groups).expect("parents come first"));
        let (group, _) = Group::create(by(), id, &group.draft.name, parent, &groups)
            .expect("a group the domain takes");
        groups.insert(id, group);
        created.groups.push(id);
    }
    let place =
        |person: Ref<PersonId>| matches!(person, Ref::New(at) if (at as usize) < plan.people.len());
    assert!(plan.headships.iter().all(|headship| place(headship.person)));
}

fn create_pipelines(plan: &ImportPlan, created: &mut Created) -> Vec<Pipeline> {
    let mut pipelines = vec![base_pipeline()];
    for (place, draft) in plan.pipelines.iter().enumerate() {
        let id = PipelineId(100 + place as u64);
        let ids: Vec<StageId> = (0..draft.stages.len() as u64)
            .map(|at| StageId(id.0 * 100 + at))
            .collect();
        let stages = draft
            .stages
            .iter()
            .zip(&ids)
            .map(|(draft, id)| (*id, stage(&draft.name, draft.kind, draft.probability)));
        pipelines.push(
            Pipeline::create(by(), id, &draft.name, stages.collect())
                .expect("a pipeline the domain takes")
                .0,
        );
        created.pipelines.push((id, ids));
    }
    pipelines
}

fn stage(name: &str, kind: StageKind, probability: u8) -> StageDraft {
    StageDraft {
        name: name.into(),
        kind,
        probability,
        colour: Default::default(),
        expected_days: None,
        ..StageDraft::default()
    }
}

/// The four files of a folder, through a CSV reader that the program does not use.
pub(crate) fn files(dir: &Path) -> Files {
    use domain::exchange::sales_opportunities::{ACCOUNTS, PIPELINE, PRODUCTS, TEAMS};
    let table = |name: &str| {
        let rows = rows(&dir.join(name));
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let slices: Vec<&[&str]> = rows.iter().skip(1).map(Vec::as_slice).collect();
        Table::of(&rows[0], &slices)
    };
    Files {
        teams: table(TEAMS),
        accounts: table(ACCOUNTS),
        products: table(PRODUCTS),
        pipeline: table(PIPELINE),
    }
}

pub(crate) fn rows(file: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(file)
        .unwrap();
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

pub(crate) fn fixture() -> PathBuf {
    package_dir().join("tests/fixtures/sales-opportunities")
}

/// The shared data set: `$CONTENTUM_SHARED`, or a folder `shared` above the project.
pub(crate) fn real_data() -> Option<PathBuf> {
    let named = std::env::var_os("CONTENTUM_SHARED").map(PathBuf::from);
    let root = package_dir();
    let above = root.ancestors().map(|dir| dir.join("shared"));
    let mut places = named
        .into_iter()
        .chain(above)
        .map(|dir| dir.join("data/sales-opportunities"));
    places.find(|dir| dir.join("sales_pipeline.csv").is_file())
}

/// Asked while running: a compiled-in path would be of the checkout that filled the build cache.
fn package_dir() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_default()
        .into()
}
