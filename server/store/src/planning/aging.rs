//! How long awaited money is overdue, over what a reader may see, from the cells of days.
use super::list::narrow_of;
use super::sums::PlanSweep;
use crate::error::StoreError;
use crate::reading::Reading;
use domain::money::Sum;
use domain::planning::{Aging, LineFilter};
use domain::time::{Day, Month};

impl Reading {
    /// Gross money still owed past its day, by how long; of the filter only groups and owners ask.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn aging(&self, filter: &LineFilter, today: Day) -> Result<Aging, StoreError> {
        let narrow = narrow_of(self, filter);
        let month = Month::of(today);
        let sweep = PlanSweep {
            viewer: self.line_viewer(),
            narrow: &narrow,
            months: (month, month),
        };
        let mut aging = Aging::default();
        sweep.awaited(today, &mut |day, currency, cell| {
            if let Some(currency) = currency {
                let sum = Sum {
                    count: cell.count.unsigned_abs(),
                    minor: cell.sum,
                };
                aging.add_sum(day, (currency, sum), today);
            }
        })?;
        Ok(aging)
    }
}
