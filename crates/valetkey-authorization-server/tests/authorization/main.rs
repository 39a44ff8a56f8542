//! The authorization endpoint's decisions, from both sides.

mod bind;
mod checks;
mod next_step;
mod support;
