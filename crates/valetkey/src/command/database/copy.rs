//! `valetkey database copy`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;
use valetkey_server::configuration::Database;
use valetkey_storage::{DESCRIPTIONS, Description, Key, Listing, Row, RowList, Storage};

use crate::{
    database,
    failure::Failure,
    output::{Output, pairs},
};

/// Records that are read and written at a time.
const PAGE: usize = 200;

/// Pages after which the person at the terminal hears how far it is.
const PAGES_PER_REMARK: usize = 50;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CopyArguments {
    /// The database to read: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(value_name = "FROM")]
    from: String,
    /// The database to fill; it must be empty
    #[arg(value_name = "TO")]
    to: String,
}

const EXAMPLES: &str = "\
Stop the servers first: what they change meanwhile would be missing, and the comparison says so. Give the \
servers on the new database the same encryption key file.

Example:
  valetkey database copy sqlite:/var/lib/valetkey/valetkey.db postgres://valetkey@localhost/valetkey";

pub(super) async fn run(arguments: &CopyArguments, output: Output) -> Result<(), Failure> {
    let read = |text: &str| text.parse::<Database>().map_err(Failure::usage);
    let (from, to) = (read(&arguments.from)?, read(&arguments.to)?);
    database::require_existing(&from)?;
    let (source, target) = (database::open(&from).await?, database::open(&to).await?);
    require_empty(&*target, &to).await?;
    let mut counts = BTreeMap::new();
    for kind in DESCRIPTIONS {
        counts.insert(json_name(kind), copy(&*source, &*target, kind, output).await?);
    }
    output.note("Copied. Comparing both, row by row.")?;
    for kind in DESCRIPTIONS {
        compare(&*source, &*target, kind).await?;
    }
    output.result(&json!({ "copied": counts, "verified": true }), |style| {
        let lines = DESCRIPTIONS
            .iter()
            .map(|kind| (kind.plural, counts.get(&json_name(kind)).map_or_else(String::new, u64::to_string)));
        let heading = style.strong(&format!("Everything in {from} is in {to} now, and the same."));
        format!("{heading}\n\n{}", pairs(lines))
    })
}

async fn require_empty(target: &dyn Storage, shown: &Database) -> Result<(), Failure> {
    for kind in DESCRIPTIONS {
        if !target.rows(&Listing::all(kind, None, 1)).await?.is_empty() {
            let kind = kind.plural;
            return Err(Failure::failed(format!(
                "{shown} is not empty: it has {kind}; give an empty database"
            )));
        }
    }
    Ok(())
}

/// Copies a kind; how many there were.
async fn copy(
    source: &dyn Storage,
    target: &dyn Storage,
    kind: &'static Description,
    output: Output,
) -> Result<u64, Failure> {
    let mut pages = Pages::of(source, kind);
    let mut remarks = 1;
    while let Some(page) = pages.next().await? {
        target.store(RowList::of_rows(page)).await?;
        if remarks % PAGES_PER_REMARK == 0 {
            output.note(&format!("{} {} so far", pages.count, kind.plural))?;
        }
        remarks += 1;
    }
    Ok(pages.count)
}

/// Reads both to the end; the first difference is a failure.
async fn compare(
    source: &dyn Storage,
    target: &dyn Storage,
    kind: &'static Description,
) -> Result<(), Failure> {
    let (mut left, mut right) = (Pages::of(source, kind), Pages::of(target, kind));
    loop {
        let (one, other) = (left.next().await?, right.next().await?);
        if one != other {
            return Err(Failure::failed(format!(
                "the {} differ near the row {}: were the servers still running? Empty the target and copy again",
                kind.plural,
                left.count.min(right.count)
            )));
        }
        if one.is_none() {
            return Ok(());
        }
    }
}

/// The name of a kind in JSON.
fn json_name(kind: &Description) -> String {
    kind.name.replace(' ', "_")
}

/// The pages of a kind, one after the other.
struct Pages<'a> {
    storage: &'a dyn Storage,
    kind: &'static Description,
    after: Option<Key>,
    count: u64,
}

impl<'a> Pages<'a> {
    fn of(storage: &'a dyn Storage, kind: &'static Description) -> Self {
        Self { storage, kind, after: None, count: 0 }
    }

    async fn next(&mut self) -> Result<Option<Vec<Row>>, Failure> {
        let page = self.storage.rows(&Listing::all(self.kind, self.after.clone(), PAGE)).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.after = Some(last.key().to_vec());
        self.count += page.len() as u64;
        Ok(Some(page))
    }
}
