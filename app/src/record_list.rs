//! What the lists of companies and contacts share. Invariant: the whole state of a list is in its
//! address, and its count is that of the whole result.
use crate::target::encoded;
use crate::ui::{
    Button, Direction, Empty, Field, Head, Icon, Kind, LinkButton, Page, Pager, Totals, use_lang,
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// What the address of a list says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Query {
    /// Words to look for.
    #[serde(default)]
    pub q: String,
    /// "updated" or "newest", otherwise by name.
    #[serde(default)]
    pub sort: String,
    /// The cursor of the page.
    #[serde(default)]
    pub after: String,
}

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listing<R> {
    pub rows: Vec<R>,
    pub next: Option<String>,
    pub previous: Option<String>,
    /// Rows of all pages.
    pub count: u64,
    /// False: at least so many.
    pub exact: bool,
    pub may_create: bool,
}

impl Query {
    #[must_use]
    pub fn of(params: &ParamsMap) -> Self {
        let text = |key| params.get(key).unwrap_or_default();
        Self {
            q: text("q"),
            sort: text("sort"),
            after: text("after"),
        }
    }

    /// The address of this list at a cursor.
    #[must_use]
    pub fn at(&self, base: &str, after: &str) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("sort", &self.sort),
            ("after", after),
        ];
        let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = filled
            .map(|(key, value)| format!("{key}={}", encoded(value)))
            .collect();
        if pairs.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", pairs.join("&"))
        }
    }

    /// A head that sorts the list when clicked; `key` is empty for the order by name.
    pub(crate) fn head(&self, base: &str, name: &'static str, key: &str) -> Head {
        let up = key.is_empty();
        let direction = if up { Direction::Up } else { Direction::Down };
        let sorted = (self.sort == key).then_some(direction);
        let other = Self {
            sort: key.to_owned(),
            ..self.clone()
        };
        Head::text(name).sortable(other.at(base, ""), sorted)
    }
}

/// What a list says of itself.
pub(crate) struct About {
    pub(crate) base: &'static str,
    pub(crate) title: &'static str,
    pub(crate) icon: Icon,
    /// The address of the form for a new record, and what the way to it says.
    pub(crate) add: (&'static str, &'static str),
    pub(crate) search: &'static str,
    pub(crate) counted: (&'static str, &'static str, &'static str),
    /// Title and text where there are no records at all.
    pub(crate) none: (&'static str, &'static str),
    /// Title and text where none match the words.
    pub(crate) no_match: (&'static str, &'static str),
}

/// The page of a list; `table` draws its rows.
pub(crate) fn page<R>(
    list: Listing<R>,
    query: &Query,
    about: &About,
    table: impl FnOnce(Vec<R>) -> AnyView,
) -> AnyView {
    let add = list.may_create.then(|| {
        let (href, text) = about.add;
        view! { <LinkButton href text kind=Kind::Primary icon=Icon::Plus /> }.into_any()
    });
    let totals = totals(list.count, list.exact, about.counted);
    let search = search(query, about.base, about.search);
    let pager = pager(&list, query, about.base);
    let content = if list.rows.is_empty() {
        let (title, text) = match query.q.is_empty() {
            true => about.none,
            false => about.no_match,
        };
        view! { <Empty icon=about.icon title text /> }.into_any()
    } else {
        table(list.rows)
    };
    view! {
        <Page title=about.title actions=add.into_any()>
            <div class="stack">{search} {totals} {content} {pager}</div>
        </Page>
    }
    .into_any()
}

/// The search box over a list.
fn search(query: &Query, base: &'static str, label: &'static str) -> AnyView {
    let lang = use_lang();
    let sort = (!query.sort.is_empty())
        .then(|| view! { <input type="hidden" name="sort" value=query.sort.clone() /> });
    let clear = (!query.q.is_empty())
        .then(|| view! { <LinkButton href=base text=lang.pick("Wyczyść", "Clear") /> });
    view! {
        <form method="get" action=base role="search" aria-label=label class="form-row">
            <Field name="q" of="search" label=label value=query.q.clone() id="list-q" />
            {sort}
            <div class="form-actions">
                <Button text=lang.pick("Szukaj", "Search") />
                {clear}
            </div>
        </form>
    }
    .into_any()
}

/// The count of the whole result, in words.
pub(crate) fn totals(count: u64, exact: bool, words: (&str, &str, &str)) -> AnyView {
    let lang = use_lang();
    let (one, few, many) = words;
    let at_least = if exact {
        ""
    } else {
        lang.pick("co najmniej ", "at least ")
    };
    let said = format!("{at_least}{count} {}", lang.plural(count, one, few, many));
    view! { <Totals count sum="">{said}</Totals> }.into_any()
}

/// Neighbouring pages.
fn pager<R>(list: &Listing<R>, query: &Query, base: &str) -> Option<AnyView> {
    let page = |cursor: &Option<String>| cursor.as_ref().map(|cursor| query.at(base, cursor));
    let (previous, next) = (page(&list.previous), page(&list.next));
    (previous.is_some() || next.is_some()).then(|| view! { <Pager previous next /> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_only_what_is_chosen() {
        let query = Query {
            q: "Żak & syn".to_owned(),
            ..Query::default()
        };
        assert_eq!(Query::default().at("/companies", ""), "/companies");
        let wanted = "/companies?q=%C5%BBak%20%26%20syn&after=a0.ff";
        assert_eq!(query.at("/companies", "a0.ff"), wanted);
    }
}
