//! The HTTP house of Contentum CRM+: router, files, listener, command line.
pub mod assets;
pub mod cli;
pub mod cookies;
pub mod device;
pub mod door;
pub mod drafts;
mod forms;
mod guard;
pub mod house;
pub mod import;
pub mod listen;
mod pages;
pub mod passwords;
pub mod router;
pub mod serving;
pub mod throttle;
pub mod tokens;
pub mod visit;
