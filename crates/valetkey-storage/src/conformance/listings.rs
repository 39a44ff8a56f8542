//! Every listing that administrators, commands and the server may ask for: by the key, and by each line of the closed table. Every other
//! statement that finds rows. A backend checks its plan of each.

use super::rows::row;
use crate::{
    DESCRIPTIONS, Description, Listing, Match, RowList, Storage,
    directory::{SHAPES, Shape, Test},
    finders::QUESTIONS,
    lower::{DELETIONS, PATCHES},
    sql::Dialect,
    value::Value,
};
use valetkey_types::TenantId;

/// The number of rows of each kind.
const ROWS: u32 = 3_000;

/// The row whose values the filters want. Its number is odd, so that no column is empty.
const WANTED: u32 = 1_501;

const LIMIT: usize = 50;
const OWNER: &str = "default";

/// Stores rows of every kind, all with different values.
pub async fn store_rows(storage: &dyn Storage) {
    for description in DESCRIPTIONS {
        let last = if description.key_length == 1 { 1 } else { ROWS };
        let rows = (1..=last).map(|number| row(description, OWNER, number));
        storage.store(RowList::of_rows(rows.collect())).await.unwrap();
    }
}

/// Returns every listing, at its first page and at one in the middle, in both orders.
pub fn every_listing() -> Vec<Listing> {
    let by_key = DESCRIPTIONS.into_iter().flat_map(|description| {
        let of_tenant = Listing::of_tenant(description, &TenantId::new(OWNER), LIMIT);
        [Listing::all(description, None, LIMIT), of_tenant]
    });
    let all = by_key.chain(SHAPES.iter().map(listing_of));
    all.flat_map(|listing| {
        let place = listing.place_of(&wanted(listing.description));
        let middle = listing.clone().behind(Some(place));
        [listing.clone(), listing.reversed(), middle.clone(), middle.reversed()]
    })
    .collect()
}

/// Returns the statements of all finders, changes and housekeeping that find rows by their values.
pub fn every_statement(dialect: Dialect) -> Vec<&'static str> {
    let questions = QUESTIONS.iter().map(|question| question.sql(dialect));
    let changes = PATCHES.iter().map(|patch| patch.sql(dialect));
    let deletions = DELETIONS.iter().map(|deletion| deletion.sql(dialect));
    let expiring = DESCRIPTIONS.into_iter().filter(|description| description.retention.is_some());
    let housekeeping = expiring.map(|description| description.delete_expired(dialect));
    questions.chain(changes).chain(deletions).chain(housekeeping).collect()
}

fn wanted(description: &'static Description) -> crate::Row {
    row(description, OWNER, WANTED)
}

fn listing_of(shape: &'static Shape) -> Listing {
    let row = wanted(shape.description);
    let mut listing = Listing::all(shape.description, None, LIMIT);
    for (column, test) in shape.filters {
        let value = row.get(column).unwrap().clone();
        listing = listing.with(
            column,
            match (test, &value) {
                (Test::IsEmpty, _) => Match::IsEmpty,
                (Test::AtMost, Value::Integer(number)) => Match::AtMost(*number),
                (Test::StartsWith, Value::Text(text)) => Match::StartsWith(text.clone()),
                _ => Match::Equals(value),
            },
        );
    }
    match shape.order {
        Some(column) => listing.ordered_by(column),
        None => listing,
    }
}
