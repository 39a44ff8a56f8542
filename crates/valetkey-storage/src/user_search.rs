//! Finding users by how a name of theirs begins: what counts, in which order, and the ranges of keys that a backend walks.

use valetkey_accounts::User;

/// The characters of a full name that count. Nobody is registered with a longer one, and an index key has its limits.
const CHARACTERS: usize = 200;

/// By what somebody is found. Each user counts once, by the first that fits.
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

/// A walk along one index: the users with a key in a range, in the order of the key, then of the username, but for those who
/// are found by something before. Keys are UTF-8 with ASCII letters in lower case, compared byte for byte; for a range that need
/// not be UTF-8. No pattern is made of what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The index.
    pub by: FoundBy,
    /// The first key there may be,
    pub from: Vec<u8>,
    /// with the first username there may be beside exactly this key (for names: several users share one),
    pub username_from: Vec<u8>,
    /// and the first key that is too high.
    pub below: Vec<u8>,
    /// What a key begins with that fits. A user with another key between here and `below` is found by that one.
    pub beginning: Vec<u8>,
}

/// The walks that make a search, one after the other. The search goes on behind a user of the page before.
pub fn walks(beginning: &str, after: Option<&User>) -> Vec<Walk> {
    let beginning = beginning.to_ascii_lowercase();
    let after = after.map(|user| place_or_username(user, &beginning));
    // Everybody has a username that begins with nothing.
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
    // No UTF-8 has the byte 0xFF: all that begins with the text is below, and nothing else that is above the text.
    let below = [beginning.as_bytes(), &[0xff]].concat();
    Walk { by, from, username_from, below, beginning: beginning.into() }
}

/// The lowest key above this one.
fn behind(key: &str) -> Vec<u8> {
    [key.as_bytes(), &[0]].concat()
}

/// Where somebody stands in the order of a search.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    by: FoundBy,
    key: String,
    username: String,
}

/// Returns the keys of a user: of the username, the mail address and the full name.
pub fn keys_of(user: &User) -> [Option<String>; 3] {
    [
        Some(user.username.to_ascii_lowercase()),
        user.email.as_deref().map(str::to_ascii_lowercase),
        user.name.as_deref().and_then(name_key),
    ]
}

/// The place of somebody whom a search finds. The beginning is in lower case.
fn place(user: &User, beginning: &str) -> Option<Place> {
    let keys = FoundBy::ALL.into_iter().zip(keys_of(user));
    let mut fitting = keys.filter_map(|(by, key)| Some((by, key?)));
    let (by, key) = fitting.find(|(_, key)| key.starts_with(beginning))?;
    Some(Place { by, key, username: user.username.to_ascii_lowercase() })
}

/// The same for somebody who may have changed since they were found: a search goes on behind their username then.
fn place_or_username(user: &User, beginning: &str) -> Place {
    place(user, beginning).unwrap_or_else(|| {
        let key = user.username.to_ascii_lowercase();
        Place { by: FoundBy::Username, username: key.clone(), key }
    })
}

/// The name as the databases make it into a key. One with U+0000, which nobody is registered with, has none.
fn name_key(name: &str) -> Option<String> {
    let key = || name.chars().take(CHARACTERS).collect::<String>().to_ascii_lowercase();
    (!name.contains('\0')).then(key)
}
