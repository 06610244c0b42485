//! The rules of Contentum CRM+, pure and total: no clock, no randomness, no files, no async.
//!
//! Read in this order, as imports go downwards: id, lang, time, by, field, text, dates, period, calendar,
//! money, groups, access, change, stamp, custody, files, firm, people, companies, contacts, products,
//! pipelines, notes, deals, planning, tasks, events, audit, names, sentence, exchange, cast. Across it
//! stands `refusal`, which wraps the refusals of every concept and is returned by them all.
pub mod access;
pub mod audit;
pub mod by;
pub mod calendar;
#[cfg(any(test, feature = "cast"))]
pub mod cast;
pub mod change;
pub mod choices;
pub mod companies;
pub mod contacts;
pub mod custody;
pub mod dates;
pub mod deals;
pub mod events;
pub mod exchange;
pub mod field;
pub mod files;
pub mod firm;
pub mod groups;
pub mod id;
pub mod lang;
pub mod money;
pub mod names;
pub mod notes;
pub mod people;
pub mod period;
pub mod pipelines;
pub mod planning;
pub mod products;
pub mod refusal;
pub mod sentence;
pub mod stamp;
pub mod tasks;
pub mod text;
pub mod time;
pub mod zone;
