//! The lists of companies and contacts: a page at a time, with the count of the whole result.
//!
//! Invariants: every row was decided by the walk and again by the seal it was opened from; what is
//! counted is what a reader of all pages would get; hidden fields match no text.
use crate::deals::{Cursor, PAGE};
use crate::engine::Direction;
use crate::error::StoreError;
use crate::listed::Listed;
use crate::lists::{Narrow, Viewer};
use crate::reading::Reading;
use crate::tables::Order;
use domain::access::{RecordType, View};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::id::CompanyId;
use domain::text::fold;

/// Entries counted before the count becomes "at least".
const COUNTED: u64 = 400_000;
/// Records a text may be looked for in, on a page and for its count.
const LOOKED: u64 = 20_000;

/// The orders of these lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BrowseSort {
    #[default]
    Name,
    Newest,
    Updated,
}

/// One page of records.
pub struct RecordPage<T> {
    pub rows: Vec<View<T>>,
    /// Where the next page starts; absent on the last one.
    pub next: Option<String>,
    /// Where the previous page ends; absent on the first one.
    pub previous: Option<String>,
    /// Records in the whole result.
    pub count: u64,
    /// False when there was too much to look at: "at least".
    pub exact: bool,
}

impl Reading {
    /// One page of the companies the reader may see whose name, tax number or city contain every
    /// word of `text`. A cursor that makes no sense starts at the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn companies(
        &self,
        text: Option<&str>,
        sort: BrowseSort,
        cursor: Option<&str>,
    ) -> Result<RecordPage<Company>, StoreError> {
        let words = words(text);
        let matches = (!words.is_empty()).then_some(|company: &Company| {
            let profile = &company.profile;
            let nip = profile.nip.as_ref().map(domain::companies::Nip::digits);
            let texts = [Some(company.name()), nip, profile.city.as_deref()];
            holds(&words, texts.into_iter().flatten())
        });
        self.browse::<Company>(RecordType::Company, matches, sort, None)
            .page(cursor)
    }

    /// One page of the contacts the reader may see, of one company if given, whose name, position,
    /// telephones or addresses contain every word of `text`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts(
        &self,
        of: Option<CompanyId>,
        text: Option<&str>,
        sort: BrowseSort,
        cursor: Option<&str>,
    ) -> Result<RecordPage<Contact>, StoreError> {
        let words = words(text);
        let narrowed = of.is_some() || !words.is_empty();
        // Only the newest first have a list by company.
        let sort = if of.is_some() {
            BrowseSort::Newest
        } else {
            sort
        };
        let matches = narrowed.then_some(|contact: &Contact| {
            let card = &contact.card;
            let phones = card.phones.iter().map(String::as_str);
            let emails = card.emails.iter().map(domain::people::Email::as_str);
            let texts = [Some(contact.name()), card.position.as_deref()];
            let texts = texts.into_iter().flatten().chain(phones).chain(emails);
            of.is_none_or(|of| card.company == Some(of)) && holds(&words, texts)
        });
        self.browse::<Contact>(RecordType::Contact, matches, sort, of)
            .page(cursor)
    }

    fn browse<T: Listed>(
        &self,
        rtype: RecordType,
        matches: Option<impl Fn(&T) -> bool>,
        sort: BrowseSort,
        company: Option<CompanyId>,
    ) -> Browse<'_, impl Fn(&T) -> bool> {
        let narrow = Narrow {
            company,
            parts: vec![1],
            ..Narrow::default()
        };
        let (order, direction) = match sort {
            BrowseSort::Name => (Order::Title, Direction::Forward),
            BrowseSort::Newest => (Order::Newest, Direction::Backward),
            BrowseSort::Updated => (Order::Updated, Direction::Backward),
        };
        Browse {
            reading: self,
            viewer: self.viewer(T::KIND, rtype),
            narrow,
            order,
            direction,
            matches,
        }
    }
}

struct Browse<'r, M> {
    reading: &'r Reading,
    viewer: Viewer<'r>,
    narrow: Narrow,
    order: Order,
    direction: Direction,
    /// What lists and stamps cannot answer; absent when they answer everything.
    matches: Option<M>,
}

/// Rows with their places, and whether the end was reached within bounds.
struct Read<T> {
    rows: Vec<(Vec<u8>, View<T>)>,
    whole: bool,
}

impl<M> Browse<'_, M> {
    fn page<T: Listed>(&self, cursor: Option<&str>) -> Result<RecordPage<T>, StoreError>
    where
        M: Fn(&T) -> bool,
    {
        let start = cursor.and_then(Cursor::parse);
        let back = start.as_ref().is_some_and(|start| start.before);
        let after = start.as_ref().map(|start| start.place.1.as_slice());
        let mut read = self.read(after, back)?;
        // What stood before or behind the cursor may be gone.
        let lost = read.rows.is_empty() || (back && read.rows.len() < PAGE);
        if lost && start.is_some() {
            return self.page(None);
        }
        let more = read.rows.len() > PAGE;
        read.rows.truncate(PAGE);
        let (next, previous) = if back {
            read.rows.reverse();
            (true, more)
        } else {
            (more, start.is_some())
        };
        let place = |way, row: Option<&(Vec<u8>, View<T>)>, wanted: bool| {
            row.filter(|_| wanted)
                .map(|(suffix, _)| Cursor::print(way, &(0, suffix.clone())))
        };
        let next = place('a', read.rows.last(), next);
        let previous = place('b', read.rows.first(), previous);
        let (count, exact) = self.count::<T>()?;
        Ok(RecordPage {
            rows: read.rows.into_iter().map(|(_, view)| view).collect(),
            next,
            previous,
            count,
            exact: exact && read.whole,
        })
    }

    /// Up to one more than a page behind `after`, in reading order or against it.
    fn read<T: Listed>(&self, after: Option<&[u8]>, back: bool) -> Result<Read<T>, StoreError>
    where
        M: Fn(&T) -> bool,
    {
        let direction = match (self.direction, back) {
            (Direction::Forward, false) | (Direction::Backward, true) => Direction::Forward,
            (Direction::Backward, false) | (Direction::Forward, true) => Direction::Backward,
        };
        let mut walk = self
            .viewer
            .walk(self.order, self.narrow.clone(), after, direction)?;
        let mut rows = Vec::with_capacity(PAGE + 1);
        let mut looked = 0;
        while rows.len() <= PAGE {
            let Some(entry) = walk.next()? else { break };
            if looked == LOOKED {
                return Ok(Read { rows, whole: false });
            }
            looked += 1;
            let view = self.reading.open::<T>(entry.id)?;
            rows.extend(
                view.filter(|view| self.fits(view))
                    .map(|view| (entry.suffix, view)),
            );
        }
        Ok(Read { rows, whole: true })
    }

    fn count<T: Listed>(&self) -> Result<(u64, bool), StoreError>
    where
        M: Fn(&T) -> bool,
    {
        let bound = self.matches.as_ref().map_or(COUNTED, |_| LOOKED);
        let mut walk = self
            .viewer
            .walk(self.order, self.narrow.clone(), None, self.direction)?;
        let (mut looked, mut count) = (0, 0);
        while let Some(entry) = walk.next()? {
            if looked == bound {
                return Ok((count, false));
            }
            looked += 1;
            let fits = match &self.matches {
                None => true,
                Some(_) => {
                    let view = self.reading.open::<T>(entry.id)?;
                    view.is_some_and(|view| self.fits(&view))
                }
            };
            count += u64::from(fits);
        }
        Ok((count, true))
    }

    fn fits<T>(&self, record: &T) -> bool
    where
        M: Fn(&T) -> bool,
    {
        self.matches.as_ref().is_none_or(|matches| matches(record))
    }
}

fn words(text: Option<&str>) -> Vec<String> {
    let folded = fold(text.unwrap_or_default());
    folded.split_whitespace().map(bare).collect()
}

/// A tax or telephone number is found with and without its dashes.
fn bare(word: &str) -> String {
    let number = word
        .chars()
        .all(|sign| sign.is_ascii_digit() || sign == '-');
    if number {
        word.replace('-', "")
    } else {
        word.to_owned()
    }
}

fn holds<'t>(words: &[String], texts: impl Iterator<Item = &'t str>) -> bool {
    let texts: Vec<String> = texts.map(fold).collect();
    words
        .iter()
        .all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_occur_somewhere_and_accents_do_not_matter() {
        let holds = |text| {
            holds(
                &words(Some(text)),
                ["Żółw sp. z o.o.", "5260250274"].into_iter(),
            )
        };
        assert!(holds("zolw 526-025"));
        assert!(!holds("zolw kot"));
        assert!(holds(""));
    }
}
