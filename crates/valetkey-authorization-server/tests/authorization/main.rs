//! The authorization endpoint's decisions, from both sides.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod bind;
mod checks;
mod delivery;
mod next_step;
mod strength;
mod support;
