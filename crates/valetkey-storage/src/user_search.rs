//! The search of users by the beginning of a name: the searched names, the order, and the ranges of keys that a backend scans.

use valetkey_accounts::User;

/// The number of characters of a full name that are compared. Registration allows no longer name, and index keys are limited.
const CHARACTERS: usize = 200;

/// The name by which a user is found. Each user is found once, by the first name that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// The username.
    Username,
    /// The mail address.
    Email,
    /// The full name.
    Name,
}

impl FoundBy {
    const ALL: [Self; 3] = [Self::Username, Self::Email, Self::Name];
}

/// A scan of one index: the users with a key in a range, in the order of the key, then of the username, without the users that an
/// earlier scan finds. Keys are UTF-8 with ASCII letters in lower case, and are compared byte for byte. The limits of a range may
/// be invalid UTF-8. The search text is never used as a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The index.
    pub by: FoundBy,
    /// The lowest key.
    pub from: Vec<u8>,
    /// The lowest username of users with exactly the lowest key, because several users can have the same full name.
    pub username_from: Vec<u8>,
    /// The limit: all keys are lower.
    pub below: Vec<u8>,
    /// The beginning of a key that matches. A user whose other key is between this text and `below` is found by the other key.
    pub beginning: Vec<u8>,
}

/// Returns the scans of a search, in their order. The search starts after the user `after` of the previous page.
pub fn walks(beginning: &str, after: Option<&User>) -> Vec<Walk> {
    let beginning = beginning.to_ascii_lowercase();
    let after = after.map(|user| place_or_username(user, &beginning));
    // The username of every user begins with an empty text.
    let all = if beginning.is_empty() { &FoundBy::ALL[..1] } else { &FoundBy::ALL };
    let left = all.iter().filter(|by| after.as_ref().is_none_or(|place| place.by <= **by));
    left.map(|by| walk(*by, &beginning, after.as_ref().filter(|place| place.by == *by))).collect()
}

fn walk(by: FoundBy, beginning: &str, after: Option<&Place>) -> Walk {
    let (from, username_from) = match after {
        None => (beginning.into(), Vec::new()),
        Some(place) if by == FoundBy::Name => (place.key.clone().into(), behind(&place.username)),
        Some(place) => (behind(&place.key), Vec::new()),
    };
    // UTF-8 never has the byte 0xFF. So exactly the keys that begin with the text are between the text and this limit.
    let below = [beginning.as_bytes(), &[0xff]].concat();
    Walk { by, from, username_from, below, beginning: beginning.into() }
}

/// Returns the lowest key above this one.
fn behind(key: &str) -> Vec<u8> {
    [key.as_bytes(), &[0]].concat()
}

/// The position of a user in the order of a search.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    by: FoundBy,
    key: String,
    username: String,
}

/// Returns the keys of the username, the mail address and the full name of a user.
pub fn keys_of(user: &User) -> [Option<String>; 3] {
    [
        Some(user.username.to_ascii_lowercase()),
        user.email.as_deref().map(str::to_ascii_lowercase),
        user.name.as_deref().and_then(name_key),
    ]
}

/// Returns the position of a user that a search finds; `None` if the search does not find the user. The beginning is in lower
/// case.
fn place(user: &User, beginning: &str) -> Option<Place> {
    let keys = FoundBy::ALL.into_iter().zip(keys_of(user));
    let mut fitting = keys.filter_map(|(by, key)| Some((by, key?)));
    let (by, key) = fitting.find(|(_, key)| key.starts_with(beginning))?;
    Some(Place { by, key, username: user.username.to_ascii_lowercase() })
}

/// Returns the position of a user of the previous page. If the user changed and is not found any more, returns the position of
/// the username.
fn place_or_username(user: &User, beginning: &str) -> Place {
    place(user, beginning).unwrap_or_else(|| {
        let key = user.username.to_ascii_lowercase();
        Place { by: FoundBy::Username, username: key.clone(), key }
    })
}

/// Returns the key of a name as the databases compute it. A name with U+0000, which registration refuses, has no key.
fn name_key(name: &str) -> Option<String> {
    let key = || name.chars().take(CHARACTERS).collect::<String>().to_ascii_lowercase();
    (!name.contains('\0')).then(key)
}
