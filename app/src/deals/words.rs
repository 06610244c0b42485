//! Words about deals that other screens use too.
use crate::ui::{Badge, Icon, Tone, Totals, use_lang};
use domain::deals::Status;
use domain::lang::Lang;
use domain::money::{Money, Sums};
use domain::pipelines::Colour;
use leptos::prelude::*;

/// The place of a colour among the tones of the style sheet.
#[must_use]
pub fn colour_place(colour: Colour) -> u8 {
    match colour {
        Colour::Grey => 0,
        Colour::Violet => 1,
        Colour::Sky => 3,
        Colour::Petrol => 4,
        Colour::Green => 5,
        Colour::Amber => 6,
        Colour::Rose => 8,
        Colour::Sand => 9,
    }
}

/// A stage with its colour; won and lost also say so by their mark.
pub fn stage_badge(name: String, status: Status, colour: Colour) -> AnyView {
    let (tone, icon) = match status {
        Status::Won => (Tone::Ok, Icon::Check),
        Status::Lost => (Tone::Plain, Icon::Lost),
        Status::Open => (Tone::Stage(colour_place(colour)), Icon::Stage),
    };
    view! { <Badge text=name tone icon /> }.into_any()
}

/// "1 234 szanse", in the right form.
#[must_use]
pub fn counted(lang: Lang, count: u64) -> String {
    let (one, few, many) = lang.pick(("szansa", "szanse", "szans"), ("deal", "deals", "deals"));
    format!("{} {}", grouped(count), lang.plural(count, one, few, many))
}

/// The exact count of deals and their sums, for people and as data. `before` introduces the count,
/// `after` stands behind the sums.
pub fn totals(count: u64, sums: &Sums, before: Option<String>, after: Option<String>) -> AnyView {
    let lang = use_lang();
    let data = sums
        .iter()
        .map(|(currency, sum)| format!("{}:{}", currency.code(), sum.minor));
    let data = data.collect::<Vec<_>>().join(" ");
    let sums = sums.iter().map(|(currency, sum)| {
        let money = Money::new(sum.minor, currency).column(lang);
        view! { <span class="num strong">{money}</span> }
    });
    let sums = sums.collect_view();
    let counted = counted(lang, count);
    view! {
        <Totals count sum=data>
            <span>{before}{counted}</span>
            {sums}
            {after.map(|text| view! { <span>{text}</span> })}
        </Totals>
    }
    .into_any()
}

/// Digits in groups of three with a no-break space, as columns of both languages have them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_grouped_and_has_its_plural_form() {
        assert_eq!(counted(Lang::Pl, 1), "1 szansa");
        assert_eq!(counted(Lang::Pl, 1_234_222), "1\u{a0}234\u{a0}222 szanse");
        assert_eq!(counted(Lang::En, 21), "21 deals");
    }
}
