//! Lines as people type them.
use super::*;
use crate::id::PersonId;
use crate::zone::Zone;

/// A Monday.
const TODAY: &str = "2026-11-23";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn understood(
    line: &str,
) -> (
    String,
    Option<String>,
    Option<Day>,
    Option<u16>,
    Option<Priority>,
) {
    let Understood {
        title,
        whom,
        day,
        minutes,
        priority,
    } = read(line, day(TODAY));
    (title, whom, day, minutes, priority)
}

#[test]
fn a_line_is_read_in_polish_and_in_english() {
    let jan = Some("jan".to_owned());
    let tomorrow = Some(day("2026-11-24"));
    assert_eq!(
        understood("zadzwonić do Alfa jutro 10:00 @jan"),
        (
            "zadzwonić do Alfa".to_owned(),
            jan.clone(),
            tomorrow,
            Some(600),
            None
        )
    );
    assert_eq!(
        understood("call Alfa tomorrow 10:00 @jan !"),
        (
            "call Alfa".to_owned(),
            jan,
            tomorrow,
            Some(600),
            Some(Priority::High)
        )
    );
}

#[test]
fn every_way_to_name_a_day_is_understood() {
    let days = [
        ("dziś", "2026-11-23"),
        ("do jutra", "2026-11-24"),
        ("pojutrze", "2026-11-25"),
        ("w piątek", "2026-11-27"),
        ("do środy", "2026-11-25"),
        ("w poniedziałek", "2026-11-30"),
        ("do pt", "2026-11-27"),
        ("by fri", "2026-11-27"),
        ("on Wednesday", "2026-11-25"),
        ("next monday", "2026-11-30"),
        ("za 3 dni", "2026-11-26"),
        ("za tydzień", "2026-11-30"),
        ("za 2 tygodnie", "2026-12-07"),
        ("za miesiąc", "2026-12-23"),
        ("in 3 days", "2026-11-26"),
        ("in a week", "2026-11-30"),
        ("in 2 months", "2027-01-23"),
        ("24.11", "2026-11-24"),
        ("24.11.", "2026-11-24"),
        ("5.01", "2027-01-05"),
        ("24.11.2027", "2027-11-24"),
        ("24/12", "2026-12-24"),
        ("2026-12-01", "2026-12-01"),
        ("1 grudnia", "2026-12-01"),
        ("December 1", "2026-12-01"),
        ("do 3 marca", "2027-03-03"),
    ];
    for (words, expected) in days {
        let found = understood(&format!("wysłać ofertę {words}"));
        assert_eq!(found.2, Some(day(expected)), "{words}");
        assert_eq!(found.0, "wysłać ofertę", "{words}");
    }
}

#[test]
fn every_way_to_name_a_time_is_understood() {
    for (words, minutes) in [
        ("10:30", 630),
        ("o 9", 540),
        ("o 17:05", 1025),
        ("at 10", 600),
        ("3pm", 900),
        ("12am", 0),
    ] {
        let found = understood(&format!("spotkanie {words}"));
        assert_eq!(
            (found.0.as_str(), found.3),
            ("spotkanie", Some(minutes)),
            "{words}"
        );
    }
}

#[test]
fn what_is_not_understood_stays_in_the_title_word_for_word() {
    for line in [
        "Zadzwonić do Alfa w sprawie 3 szaf",
        "Oferta 25:00 na 99.99 i 31.02",
        "Sun Microsystems: may call",
        "in between 2 calls",
        "mail do a@b.example",
        "w",
        "@ !x",
    ] {
        let found = understood(line);
        assert_eq!(found, (line.to_owned(), None, None, None, None));
    }
}

#[test]
fn only_the_first_of_two_days_is_taken() {
    let found = understood("raport za poniedziałek jutro w piątek");
    assert_eq!(found.2, Some(day("2026-11-30")));
    assert_eq!(found.0, "raport za jutro w piątek");
}

#[test]
fn a_day_lasts_to_its_end_and_a_time_alone_is_the_next_one() {
    let calendar = Calendar::default();
    let at = |day_: &str, minutes| calendar.at(day(day_), minutes);
    let noon = at(TODAY, 720);
    let due = |line: &str| read(line, day(TODAY)).deadline(noon, &calendar);
    assert_eq!(due("x jutro"), Zone::default().end_of(day("2026-11-24")));
    assert_eq!(due("x jutro 10:00"), Some(at("2026-11-24", 600)));
    assert_eq!(due("x 14:00"), Some(at(TODAY, 840)));
    assert_eq!(due("x 10:00"), Some(at("2026-11-24", 600)));
    assert_eq!(due("x"), None);
}

#[test]
fn an_address_goes_before_a_name_and_two_equals_are_nobody() {
    let people = [
        (1, "Jan Kowalski", Some("jan")),
        (2, "Jan Nowak", Some("jnowak")),
        (3, "Anna Nowak", Some("anna")),
        (4, "Łukasz Woźniak", None),
    ];
    let meant = |said: &str| {
        let known = people.iter().map(|(id, name, local)| Known {
            id: PersonId(*id),
            name,
            local: *local,
        });
        whom(said, known)
    };
    assert_eq!(meant("jan"), Whom::One(PersonId(1)));
    assert_eq!(meant("Jan.Nowak"), Whom::One(PersonId(2)));
    assert_eq!(meant("lukasz"), Whom::One(PersonId(4)));
    assert_eq!(meant("woź"), Whom::One(PersonId(4)));
    let both = vec!["Jan Nowak".to_owned(), "Anna Nowak".to_owned()];
    assert_eq!(meant("nowak"), Whom::Several(both));
    assert_eq!(meant("ewa"), Whom::Nobody);
}

proptest::proptest! {
    #[test]
    fn no_line_breaks_the_reader_and_no_word_is_invented(line in "[ -~ąęółśżźćń@!.:]{0,60}") {
        let found = read(&line, day(TODAY));
        for word in found.title.split_whitespace() {
            proptest::prop_assert!(line.contains(word));
        }
    }
}
