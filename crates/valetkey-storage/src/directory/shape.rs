//! The closed table of the filters and orders of listings. Each line names its index, which has the same name in all databases.
//!
//! A listing by the first columns of the key needs no line. Any other listing without a line is refused: it would read rows that it does
//! not return. Statements for SQLite name the index, those of changes too: without statistics SQLite would read all rows of the tenant by
//! the key.

use super::{Listing, Match};
use crate::{
    description::Description,
    record::{
        CONSENT, DELIVERY, EVENT, GRANT, LINKED_ACCOUNT, MAIL_CHALLENGE, MEMBERSHIP, PASSKEY, PICTURE,
        PROVIDER_SESSION, SESSION, USER, USER_NAME,
    },
};

/// The filters and the order of a listing, with the index.
#[derive(Debug)]
pub struct Shape {
    /// The kind of record.
    pub description: &'static Description,
    /// The filters, in any order.
    pub filters: &'static [(&'static str, Test)],
    /// The column by which rows are sorted before the key.
    pub order: Option<&'static str>,
    /// The index.
    pub index: &'static str,
    /// Whether the database may sort the rows: few match, or only changes use the index.
    pub may_sort: bool,
}

/// A kind of condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// [`Match::Equals`].
    Equals,
    /// [`Match::StartsWith`].
    StartsWith,
    /// [`Match::IsEmpty`].
    IsEmpty,
    /// [`Match::AtMost`].
    AtMost,
}

/// Every listing that is not by the first columns of the key.
pub static SHAPES: [Shape; 22] = [
    few(&USER, &[("deletion_at", Test::AtMost)], "users_by_deletion"),
    few(&USER, &[TENANT, ("username_key", Test::Equals)], "users_by_username"),
    few(&USER, &[TENANT, ("email_key", Test::Equals)], "users_by_email"),
    few(&SESSION, &[TENANT, OF_USER], "sessions_by_user"),
    many(&GRANT, &[TENANT, OF_USER], "grants_by_user"),
    many(&GRANT, &[TENANT, OF_USER, ("revoked_at", Test::IsEmpty)], "grants_by_user"),
    few(&PASSKEY, &[TENANT, OF_USER], "passkeys_by_user"),
    few(&PASSKEY, &[("credential_id", Test::Equals)], "passkeys_by_credential_id"),
    few(&MAIL_CHALLENGE, &[TENANT, OF_USER], "mail_challenges_by_user"),
    few(&LINKED_ACCOUNT, &[TENANT, OF_USER], "linked_accounts_by_user"),
    few(&PROVIDER_SESSION, &[TENANT, ("sid", Test::Equals)], "provider_sessions_by_sid"),
    few(&PROVIDER_SESSION, &[TENANT, ("account", Test::Equals)], "provider_sessions_by_account"),
    few(&PROVIDER_SESSION, &[TENANT, ("upstream", Test::Equals)], "provider_sessions_by_upstream"),
    few(&PROVIDER_SESSION, &[TENANT, OF_USER], "provider_sessions_by_user"),
    few(&CONSENT, &[TENANT, ("client_id", Test::Equals)], "consents_by_client"),
    few(&MEMBERSHIP, &[TENANT, OF_USER], "group_members_by_user"),
    few(&PICTURE, &[TENANT, OF_USER], "pictures_by_user"),
    few(&USER_NAME, &[TENANT, OF_USER], "user_names_by_user"),
    many(&EVENT, &[TENANT, ("subject", Test::Equals)], "events_by_subject"),
    many(&EVENT, &[TENANT, ("client_id", Test::Equals)], "events_by_client"),
    // A user has fewer events than a client.
    many(&EVENT, &[TENANT, ("subject", Test::Equals), ("client_id", Test::Equals)], "events_by_subject"),
    Shape { order: Some("due_at"), ..many(&DELIVERY, &[("lane", Test::Equals)], "deliveries_by_lane") },
];

const TENANT: (&str, Test) = ("tenant", Test::Equals);
const OF_USER: (&str, Test) = ("user_id", Test::Equals);

const fn many(
    description: &'static Description,
    filters: &'static [(&'static str, Test)],
    index: &'static str,
) -> Shape {
    Shape { description, filters, order: None, index, may_sort: false }
}

const fn few(
    description: &'static Description,
    filters: &'static [(&'static str, Test)],
    index: &'static str,
) -> Shape {
    Shape { may_sort: true, ..many(description, filters, index) }
}

impl Match {
    /// Returns the kind of the condition.
    fn test(&self) -> Test {
        match self {
            Self::Equals(_) => Test::Equals,
            Self::StartsWith(_) => Test::StartsWith,
            Self::IsEmpty => Test::IsEmpty,
            Self::AtMost(_) => Test::AtMost,
        }
    }
}

impl Listing {
    /// Returns the line of the table for this listing.
    pub fn shape(&self) -> Option<&'static Shape> {
        if self.is_by_key() {
            return None;
        }
        SHAPES.iter().find(|shape| {
            let has = |(column, test): &(&str, Test)| {
                self.filters.iter().any(|(name, wanted)| name == column && wanted.test() == *test)
            };
            shape.description.is(self.description)
                && shape.order == self.order
                && shape.filters.len() == self.filters.len()
                && shape.filters.iter().all(has)
        })
    }

    /// Returns whether the rows are next to each other in the order of the key: the first columns of the key have one value, and the next
    /// one may have a beginning.
    pub fn is_by_key(&self) -> bool {
        let test_of = |column: &str| {
            let found = self.filters.iter().find(|(name, _)| *name == column);
            found.map(|(_, wanted)| wanted.test())
        };
        let tests: Vec<_> = self.description.key().iter().map(|column| test_of(column.name)).collect();
        let equal = tests.iter().take_while(|test| **test == Some(Test::Equals)).count();
        let begins = tests.get(equal) == Some(&Some(Test::StartsWith));
        self.order.is_none() && equal + usize::from(begins) == self.filters.len()
    }
}

/// Returns the index for a change of the rows in which these columns have one value; `None` if the key finds them.
pub(crate) fn index_of(description: &Description, equal: &[&str]) -> Option<&'static str> {
    let of_key = description.key().iter().take_while(|column| equal.contains(&column.name)).count();
    if of_key > 1 {
        return None;
    }
    let fits = |shape: &&Shape| {
        let is_equal = |(column, test): &(&str, Test)| *test == Test::Equals && equal.contains(column);
        shape.description.is(description) && shape.filters.iter().all(is_equal)
    };
    SHAPES.iter().filter(fits).max_by_key(|shape| shape.filters.len()).map(|shape| shape.index)
}
