#![allow(dead_code, unreachable_pub, clippy::panic)]
//! What the page tests share: a reader of tags, and every page filled with a given text.

pub mod filled;
pub mod tags;
