//! The words of the command line: read by clap, refused without secrets, and as JSON where JSON was asked for.

pub(crate) mod doors;

use std::{borrow::Cow, ffi::OsString};

use clap::{
    FromArgMatches as _,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{command::Arguments, failure::Failure};

/// Replaces a word that may hold a password.
const HIDDEN: &str = "(not shown, because it may hold a password)";

/// How a command line is read.
pub(crate) enum Read {
    /// There is something to do.
    Arguments(Box<Arguments>),
    /// Print what clap says, a help text or a complaint, and end.
    Answer(clap::Error),
    /// There is a mistake in it: where JSON was asked for, or one that clap does not find.
    Refused(Failure),
}

/// Reads the command line of this process.
pub(crate) fn read(words: &[OsString]) -> Read {
    if let Err(failure) = doors::refuse_server(words) {
        return Read::Refused(failure);
    }
    let matches = doors::command().try_get_matches_from(words);
    let matches = match matches {
        Ok(matches) => matches,
        Err(error) => return refuse(error, asks_for_json(words)),
    };
    if let Err(failure) = doors::refuse_variable(&matches) {
        return Read::Refused(failure);
    }
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => Read::Arguments(Box::new(arguments)),
        Err(error) => refuse(error, asks_for_json(words)),
    }
}

/// Whether `--json` is among the words, also where the rest of them can't be read.
pub(crate) fn asks_for_json(words: &[OsString]) -> bool {
    words.iter().take_while(|word| *word != "--").any(|word| word == "--json")
}

fn refuse(mut error: clap::Error, json: bool) -> Read {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Read::Answer(error),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if json => {
            return Read::Refused(Failure::usage("expected a command; valetkey --help lists them"));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return Read::Answer(error),
        _ => {}
    }
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidValue, ContextKind::InvalidSubcommand] {
        if let Some(ContextValue::String(text)) = error.get(kind)
            && let Cow::Borrowed(HIDDEN) = without_secret(text)
        {
            error.insert(kind, ContextValue::String(HIDDEN.to_owned()));
        }
    }
    if !json {
        return Read::Answer(error);
    }
    let text = error.render().to_string();
    let problem = text.split("\n\nUsage:").next().unwrap_or(&text);
    Read::Refused(Failure::usage(problem.trim_start_matches("error: ").trim_end()))
}

/// The word, or a remark in its place: the address of a database in the wrong place may hold a password.
pub(crate) fn without_secret(word: &str) -> Cow<'_, str> {
    let is_flag = word.starts_with('-') && !word.contains('=');
    let may_hold_one = word.contains(['@', '=', ' ']) || word.contains("://");
    if may_hold_one && !is_flag && !is_own_option(word) { Cow::Borrowed(HIDDEN) } else { Cow::Borrowed(word) }
}

/// Returns whether this is an option of the program with its placeholder, such as `--set <NAME=VALUE>`. A placeholder has no small letter.
fn is_own_option(word: &str) -> bool {
    word.split_once(" <").is_some_and(|(name, placeholder)| {
        let is_placeholder = placeholder.ends_with('>') && !placeholder.contains(char::is_lowercase);
        name.starts_with("--") && !name.contains(['@', '=', ' ', ':']) && is_placeholder
    })
}
