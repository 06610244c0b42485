//! The kit every screen is made of. Invariant: one component gives one piece of the class contract
//! in `style/main.css`, alike on server and in browser, usable by keyboard and without scripts.
//!
//! Attributes that a component does not name can be added to its outer element with `attr:…`.
//! (The modules are public because the macro makes a public props type beside each component.)
pub mod button;
pub mod chart;
pub mod choice;
pub mod conflict;
pub mod field;
pub mod filter;
pub mod frame;
pub mod icon;
mod note;
pub mod overlay;
pub mod password;
pub mod print;
pub mod record;
pub mod state;
pub mod table;
pub mod text_area;
mod texts;
pub mod timeline;
pub mod typing;

pub use button::{Button, Kind, LinkButton};
pub use chart::{Bar, BarRows, Bullet, BulletRow, Funnel, Step};
pub use choice::{Checkbox, Choice, Radio, Radios, Segmented, Select, Tab, Tabs};
pub use conflict::{Conflict, Difference};
pub use field::{Combo, DateField, Field, MoneyField, Search};
pub use filter::{Chip, FilterMenu, Filters};
pub use frame::{Brand, Crumb, Frame, NavItem, Page, Plain};
pub use icon::{Glyph, Icon};
pub use note::{Note, Text};
pub use overlay::{Dialog, DialogButton, Drawer, InPlace, Menu, UserMenu, Why};
pub use password::PasswordField;
pub use print::{PrintButton, PrintFoot};
pub use record::{Avatar, Badge, Fact, Facts, KeyFigure, KeyFigures, Person, Stage, Stages, Tone};
pub use state::{Banner, Empty, ErrorPanel, Toast};
pub use table::{Cell, Direction, Head, Lead, Pager, Table, Totals};
pub use text_area::TextArea;
pub use timeline::{Event, Timeline};
pub use typing::Typing;

use domain::lang::Lang;
use leptos::prelude::use_context;

/// The language of this page, provided as context by the shell.
#[must_use]
pub fn use_lang() -> Lang {
    use_context().unwrap_or_default()
}

#[cfg(test)]
mod tests;
