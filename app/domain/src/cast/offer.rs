//! The price list and the pipelines.
use super::{Scene, Subject};
use crate::change::Change;
use crate::firm::FirmChanges;
use crate::id::{GroupId, PersonId, PipelineId, ProductId, StageId};
use crate::lang::Lang;
use crate::money::{Currency, Money};
use crate::pipelines::{self, Pipeline};
use crate::products::{Product, Sheet};

/// Name, code, category, price in złoty, unit.
const PRODUCTS: [(&str, &str, &str, i64, &str); 10] = [
    ("Fotel Arka 200", "FA-200", "Fotele", 1_290, "szt."),
    ("Fotel Arka Pro", "FA-PRO", "Fotele", 2_480, "szt."),
    ("Biurko Łan 160", "BL-160", "Biurka", 1_750, "szt."),
    ("Biurko Łan z regulacją", "BL-REG", "Biurka", 3_190, "szt."),
    ("Szafa Ostoja", "SO-2", "Szafy", 1_480, "szt."),
    (
        "Budka akustyczna Cisza 1",
        "CI-1",
        "Akustyka",
        21_900,
        "szt.",
    ),
    (
        "Budka akustyczna Cisza 4",
        "CI-4",
        "Akustyka",
        48_500,
        "szt.",
    ),
    ("Panel akustyczny Źródło", "PZ-60", "Akustyka", 390, "szt."),
    ("Projekt przestrzeni biura", "US-PRO", "Usługi", 180, "m²"),
    ("Montaż i transport", "US-MON", "Usługi", 220, "h"),
];

pub(super) fn enter(scene: &mut Scene) {
    let by = scene.long_ago();
    for (number, (name, code, category, price, unit)) in (1..).zip(PRODUCTS) {
        let sheet = Sheet {
            name: name.to_owned(),
            code: Some(code.to_owned()),
            category: Some(category.to_owned()),
            price: Some(Money::major(price, Currency::PLN)),
            unit: Some(unit.to_owned()),
        };
        let created = Product::create(by, ProductId(number), sheet, PersonId(1), GroupId(1));
        if let Some((product, event)) = scene.done(created) {
            scene.cast.products.push(product);
            scene.tell(by, Subject::Product(ProductId(number)), event);
        }
    }
    pipelines(scene);
}

fn pipelines(scene: &mut Scene) {
    let by = scene.long_ago();
    let mut stage = 0;
    for (number, example) in (1..).zip(pipelines::examples(Lang::Pl)) {
        let mut numbered = Vec::new();
        for draft in example.stages {
            stage += 1;
            numbered.push((StageId(stage), draft));
        }
        let created = Pipeline::create(by, PipelineId(number), &example.name, numbered);
        if let Some((pipeline, event)) = scene.done(created) {
            scene.cast.pipelines.push(pipeline);
            scene.tell(by, Subject::Pipeline(PipelineId(number)), event);
        }
    }
    let default = Change::new(None, Some(PipelineId(1)));
    let changes = FirmChanges {
        default_pipeline: Some(default),
        ..FirmChanges::default()
    };
    let edited = scene.cast.firm.as_mut().map(|firm| firm.edit(by, changes));
    if let Some(event) = edited.and_then(|result| scene.done(result)) {
        scene.tell(by, Subject::Firm, event);
    }
}
