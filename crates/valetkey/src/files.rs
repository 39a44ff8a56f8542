//! Configuration as code: reads the files of an operator, compares them with the database, and writes such a file.
//!
//! [`valetkey_administration::files`] decides what to change. This module does the work with files and the database.

mod checks;
mod document;
mod export;
mod kind;
mod load;
mod moment;
mod planned;
mod print;
mod reader;
mod secret;
mod source;
mod writer;

pub(crate) use export::export;
pub(crate) use planned::{Planned, plan};
pub(crate) use print::{as_json, in_words, lines_of_meanwhile};
