//! The form of a line: a new one, or one that is changed where it stands. Invariant: what was typed
//! survives a refusal; where somebody else changed the deal meanwhile, both versions of the line are shown.
use super::{follows, reckoned};
use crate::act::{Act, ActForm, Pairs, field};
use crate::deals::detail::acts::Acts;
use crate::deals::detail::decimal;
use crate::deals::detail::head::sees_amounts;
use crate::deals::detail::model::Detail;
use crate::deals::detail::texts::Texts;
use crate::deals::refused::{Refused, empties, hidden};
use crate::failure::Failure;
use crate::ui::{
    Button, Checkbox, Choice, Conflict, Difference, Drawer, Field as Input, MoneyField, Select,
    use_lang,
};
use domain::deals::DealLine;
use domain::field::Field;
use domain::lang::{Lang, Say};
use leptos::html::Form;
use leptos::prelude::*;

/// Fields whose refusal stands at the field.
const KNOWN: &[Field] = &[
    Field::Product,
    Field::Line,
    Field::Quantity,
    Field::Price,
    Field::Discount,
];

/// A line as it is typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Sent {
    /// Its place; a new line has none yet.
    at: Option<usize>,
    product: String,
    line: String,
    quantity: String,
    price: String,
    discount: String,
    follow: bool,
}

impl Sent {
    fn of_line(at: usize, line: &DealLine, follow: bool, lang: Lang) -> Self {
        let discount = (line.discount > 0).then(|| i64::from(line.discount));
        Self {
            at: Some(at),
            product: line.product.map(|id| id.to_string()).unwrap_or_default(),
            line: line.name.clone(),
            quantity: decimal::show(line.quantity, 3, lang),
            price: line
                .price
                .map(|price| price.input(lang))
                .unwrap_or_default(),
            discount: discount
                .map(|points| decimal::show(points, 2, lang))
                .unwrap_or_default(),
            follow,
        }
    }

    fn of_pairs(pairs: &Pairs) -> Self {
        let text = |name| field(pairs, name).to_owned();
        Self {
            at: field(pairs, "at").parse().ok(),
            product: text("product"),
            line: text("line"),
            quantity: text("quantity"),
            price: text("price"),
            discount: text("discount"),
            follow: field(pairs, "follow") == "true",
        }
    }

    /// "Fotel: 2,5 × 1200 − 5 %".
    fn said(&self, none: &str) -> String {
        let name = if self.line.is_empty() {
            none
        } else {
            &self.line
        };
        let discount = match self.discount.as_str() {
            "" => String::new(),
            discount => format!(" − {discount}\u{a0}%"),
        };
        format!("{name}: {} × {}{discount}", self.quantity, self.price)
    }
}

/// The line that was sent last by this act.
fn sent(act: Act) -> Option<Sent> {
    act.sent().read().as_ref().map(Sent::of_pairs)
}

pub(super) fn add(detail: &Detail, acts: Acts) -> AnyView {
    let act = acts.add_line;
    let texts = Texts::of(use_lang());
    let refused = Refused::of(act);
    let form = NodeRef::<Form>::new();
    empties(act, form);
    let fresh = Sent {
        quantity: "1".to_owned(),
        follow: follows(detail),
        ..Sent::default()
    };
    let typed = untrack(|| sent(act)).filter(|_| refused.is_refused());
    let inputs = inputs(detail, &refused, &typed.unwrap_or(fresh), act);
    view! {
        <Drawer title=texts.add_line open=refused.is_refused()>
            <ActForm act node_ref=form class="form">
                {inputs} <div class="form-actions">
                    <Button text=texts.add_line />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

pub(super) fn change(detail: &Detail, at: usize, line: &DealLine, acts: Acts) -> AnyView {
    let (lang, act) = (use_lang(), acts.change_line);
    let texts = Texts::of(lang);
    let here = move || sent(act).is_some_and(|sent| sent.at == Some(at));
    let refused = Refused::of(act).only(here);
    let stored = Sent::of_line(at, line, follows(detail), lang);
    let typed = untrack(|| sent(act)).filter(|_| refused.is_refused());
    let inputs = inputs(detail, &refused, &typed.unwrap_or(stored), act);
    let title = format!("{}: {}", texts.change, line.name);
    view! {
        <Drawer title=texts.change label=title bare=true open=refused.is_refused()>
            <ActForm act class="form">
                <input type="hidden" name="at" value=at.to_string() />
                {inputs}
                <div class="form-actions">
                    <Button text=texts.save_line />
                </div>
            </ActForm>
        </Drawer>
    }
    .into_any()
}

fn inputs(detail: &Detail, refused: &Refused, typed: &Sent, act: Act) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let id = |name: &str| match typed.at {
        Some(at) => format!("{name}-{at}"),
        None => name.to_owned(),
    };
    let currency = currency(detail, typed.at);
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("version", detail.deal.stamp.version.to_string()),
        ("currency", currency.clone()),
    ]);
    let prices = sees_amounts(detail).then(|| prices(refused, typed, currency, id));
    view! {
        {fields}
        {clash(detail, refused, typed, act)}
        {refused.elsewhere_but_clashes(KNOWN)}
        <Select
            name="product"
            id=id("product")
            label=Field::Product.label(lang)
            options=products(detail, typed)
            value=typed.product.clone()
            error=refused.at(Field::Product)
        />
        <Input name="line" id=id("line") label=Field::Name.label(lang) hint=texts.line_hint value=typed.line.clone() error=refused.at(Field::Line) maxlength=200 />
        <Input
            name="quantity"
            id=id("quantity")
            label=Field::Quantity.label(lang)
            inputmode="decimal"
            value=typed.quantity.clone()
            error=refused.at(Field::Quantity)
            required=true
        />
        {prices}
    }
    .into_any()
}

/// The price list; a product that has left it since stays the line's.
fn products(detail: &Detail, typed: &Sent) -> Vec<Choice> {
    let listed = detail
        .products
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()));
    let listed: Vec<_> = listed.collect();
    let gone = !typed.product.is_empty() && listed.iter().all(|(id, _)| *id != typed.product);
    let gone = gone.then(|| (typed.product.clone(), typed.line.clone()));
    std::iter::once((String::new(), Texts::of(use_lang()).own_line.to_owned()))
        .chain(listed)
        .chain(gone)
        .map(|(id, name)| Choice::new(id, name))
        .collect()
}

fn currency(detail: &Detail, at: Option<usize>) -> String {
    let line = at.and_then(|at| detail.deal.lines.get(at));
    let price = line.and_then(|line| line.price).or(detail.deal.amount);
    price
        .map_or(detail.currency, |money| money.currency)
        .code()
        .to_owned()
}

fn prices(
    refused: &Refused,
    typed: &Sent,
    currency: String,
    id: impl Fn(&str) -> String,
) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    view! {
        <MoneyField
            name="price"
            id=id("price")
            label=Field::Price.label(lang)
            unit=currency
            hint=texts.price_hint
            value=typed.price.clone()
            error=refused.at(Field::Price)
        />
        <Input
            name="discount"
            id=id("discount")
            label=format!("{} (%)", Field::Discount.label(lang))
            inputmode="decimal"
            value=typed.discount.clone()
            error=refused.at(Field::Discount)
            optional=true
        />
        <Checkbox name="follow" label=texts.follow checked=typed.follow />
    }
    .into_any()
}

/// Both versions where somebody else changed the deal meanwhile; saving again keeps the typed one.
fn clash(detail: &Detail, refused: &Refused, typed: &Sent, act: Act) -> AnyView {
    let (lang, failure) = (use_lang(), refused.failure());
    let texts = Texts::of(lang);
    let now = typed.at.and_then(|at| detail.deal.lines.get(at));
    let theirs = now.map(|line| format!("{}: {}", line.name, reckoned(line, lang)));
    let theirs = theirs.unwrap_or_else(|| texts.none_value.to_owned());
    let fresh = format!("/deals/{}", detail.deal.id);
    let block = move || {
        let failure = failure.get().filter(Failure::is_stale)?;
        let yours = sent(act)?.said(texts.none_value);
        let differences = vec![Difference {
            field: Field::Line.label(lang).into(),
            yours: yours.into(),
            theirs: theirs.clone().into(),
        }];
        let fresh = fresh.clone();
        Some(view! {
            <Conflict text=failure.say(lang) differences>
                // A plain link of the browser, so that the page is read anew.
                <a href=fresh rel="external" class="btn">
                    {texts.theirs}
                </a>
            </Conflict>
        })
    };
    block.into_any()
}
