//! The HTTP house of Contentum CRM+: router, files, listener, command line.
pub mod assets;
pub mod cli;
pub mod house;
pub mod listen;
pub mod router;
pub mod serving;
pub mod tokens;
pub mod visit;
