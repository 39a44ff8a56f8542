//! Negotiation, the files of the languages, and the values in their sentences.

mod files;
mod negotiation;
mod sentences;
