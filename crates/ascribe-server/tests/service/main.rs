//! The whole service in process: every route and error, every role, the store on both databases, bad clients.

mod desk;
mod postgres;

mod carry;
mod conflicts;
mod connections;
mod contract;
mod damage;
mod errors;
mod matrix;
mod people;
mod privacy;
mod reviews;
mod search;
mod storage;
mod undo;
