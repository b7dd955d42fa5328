//! The review server: editors see the claims of an article, decide, comment, and the decisions travel to the next
//! revision. `ascribe serve` runs it.
//!
//! A request goes through [`guard`] (limits, who calls) to a handler of [`api`], which reads from the [`store`] or hands
//! its writer a change. [`routes`] lists every route. What a claim is and what became of it is `ascribe-core`'s to say.

pub mod log;
pub mod store;
pub mod access;
pub mod problem;
pub mod accounts;
pub mod callers;
pub mod reading;
pub mod metrics;
pub mod server;
pub mod comparison;
pub mod review;
pub mod export;
pub mod extract;
pub mod guard;
pub mod api;
pub mod openapi;
mod page;
pub mod routes;
pub mod serve;
