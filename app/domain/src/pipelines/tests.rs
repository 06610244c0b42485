//! Rules of pipelines.
use super::*;
use crate::by::Actor;
use crate::id::PersonId;
use crate::lang::Lang;
use crate::time::Moment;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(5),
};

fn created(stages: Vec<StageDraft>) -> Result<Pipeline, Refused> {
    let stages = (1..).map(StageId).zip(stages).collect();
    Pipeline::create(BY, PipelineId(1), "Sales", stages).map(|(pipeline, _)| pipeline)
}

fn sales() -> Vec<StageDraft> {
    examples(Lang::En).remove(0).stages
}

fn order(pipeline: &Pipeline) -> Vec<u64> {
    pipeline.stages.iter().map(|stage| stage.id.0).collect()
}

#[test]
fn the_pipelines_of_a_new_firm_are_complete_in_both_languages() {
    for lang in [Lang::Pl, Lang::En] {
        for example in examples(lang) {
            assert!(created(example.stages).is_ok(), "{}", example.name);
        }
    }
}

#[test]
fn a_pipeline_has_an_open_a_won_and_a_lost_stage() {
    for kind in [StageKind::Open, StageKind::Won, StageKind::Lost] {
        let stages = sales()
            .into_iter()
            .filter(|stage| stage.kind != kind)
            .collect();
        assert_eq!(created(stages), Err(Refusal::NoStageOf(kind).into()));
    }
}

#[test]
fn stages_have_different_names_and_a_chance_of_at_most_a_hundred() {
    let mut twice = sales();
    twice[1].name = "LEAD".to_owned();
    assert_eq!(created(twice), Err(Refusal::NameTaken.into()));
    let mut over = sales();
    over[0].probability = 101;
    assert_eq!(created(over).unwrap_err().field(), Some(Field::Probability));
}

#[test]
fn won_counts_a_hundred_and_lost_nothing_whatever_was_typed() {
    let stages = sales()
        .into_iter()
        .map(|stage| StageDraft {
            probability: 50,
            ..stage
        })
        .collect();
    let pipeline = created(stages).unwrap();
    let chance = |kind| pipeline.first_of(kind).map(|stage| stage.probability);
    assert_eq!(
        [chance(StageKind::Won), chance(StageKind::Lost)],
        [Some(100), Some(0)]
    );
}

#[test]
fn a_stage_with_deals_stays_and_so_does_the_last_of_its_kind() {
    let mut pipeline = created(sales()).unwrap();
    assert_eq!(
        pipeline.remove_stage(BY, StageId(1), 3),
        Err(Refusal::StageInUse { deals: 3 }.into())
    );
    assert_eq!(
        pipeline.remove_stage(BY, StageId(6), 0),
        Err(Refusal::NoStageOf(StageKind::Won).into())
    );
    assert_eq!(
        pipeline.remove_stage(BY, StageId(9), 0),
        Err(Refusal::UnknownStage.into())
    );
    assert!(pipeline.remove_stage(BY, StageId(1), 0).is_ok());
    assert_eq!(order(&pipeline), [2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_kind_of_a_stage_never_changes() {
    let mut pipeline = created(sales()).unwrap();
    let draft = StageDraft {
        kind: StageKind::Won,
        ..sales().remove(0)
    };
    assert_eq!(
        pipeline.edit_stage(BY, StageId(1), draft),
        Err(Refusal::KindFixed.into())
    );
}

#[test]
fn stages_move_within_their_pipeline() {
    let mut pipeline = created(sales()).unwrap();
    pipeline.move_stage(BY, StageId(1), 2).unwrap();
    assert_eq!(order(&pipeline), [2, 3, 1, 4, 5, 6, 7]);
    pipeline.move_stage(BY, StageId(7), 0).unwrap();
    pipeline.move_stage(BY, StageId(2), 99).unwrap();
    assert_eq!(order(&pipeline), [7, 3, 1, 4, 5, 6, 2]);
    assert_eq!(
        pipeline.move_stage(BY, StageId(2), 6),
        Err(Refused::Unchanged)
    );
    let added = StageDraft {
        name: "Demo".to_owned(),
        ..StageDraft::default()
    };
    pipeline.add_stage(BY, StageId(8), 1, added).unwrap();
    assert_eq!(order(&pipeline), [7, 8, 3, 1, 4, 5, 6, 2]);
}

#[test]
fn a_colour_of_a_later_version_reads_as_grey() {
    let colours: Vec<Colour> = serde_json::from_str(r#"["Petrol","Ultraviolet"]"#).unwrap();
    assert_eq!(colours, [Colour::Petrol, Colour::Grey]);
}
