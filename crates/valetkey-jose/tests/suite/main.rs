//! The tests of this crate's public functions. One binary, one file per topic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attack_matrix;
mod claims;
mod cookbook;
mod digests;
mod dpop;
mod forge;
mod keys;
mod known_vectors;
mod properties;
mod sealing;
mod secrets;
mod tokens;
mod vectors;
mod wycheproof;
