//! Measures the time of a page of a search among many users. It asserts nothing.

use std::time::{Duration, Instant};

use super::sample::{bare_user, tenant};
use crate::Storage;
use valetkey_accounts::User;
use valetkey_authorization_server::Change;

const SYLLABLES: [&str; 20] = [
    "an", "ber", "car", "da", "el", "fi", "gor", "ha", "in", "jo", "ka", "li", "mar", "no", "ol", "pe", "ri",
    "sa", "to", "ul",
];

/// The number of users in one commit.
const LIST: usize = 1_000;

const PAGE: usize = 50;

/// Returns user `number` of `count`. The users are in the order of their 8,000 first names: storing a million in any other order
/// takes far longer. Every tenth user has an address that does not begin like the username.
fn new_user(number: usize, count: usize) -> User {
    let (first, last) = (word(number * 8_000 / count, 3), word(number.wrapping_mul(0x9E37_79B9) >> 7, 4));
    let mut user = bare_user(&format!("{number:032x}"));
    user.username = format!("{first}.{last}.{number}");
    user.email = Some(match number % 10 {
        0 => format!("{last}.{first}.{number}@mail.example"),
        _ => format!("{}@mail.example", user.username),
    });
    user.name = Some(format!("{first} {last}"));
    user
}

/// Returns a word of `length` syllables. The last syllable is that of the last digit of the number.
fn word(number: usize, length: u32) -> String {
    let digits = (0..length).rev().map(|place| number / SYLLABLES.len().pow(place) % SYLLABLES.len());
    digits.filter_map(|digit| SYLLABLES.get(digit).copied()).collect()
}

/// Stores `count` users.
pub async fn add_people(storage: &dyn Storage, count: usize) {
    let mut people = (0..count).map(|number| Change::AddUser(Box::new(new_user(number, count))));
    loop {
        let list: Vec<Change> = people.by_ref().take(LIST).collect();
        if list.is_empty() {
            return;
        }
        storage.apply(list).await.unwrap();
    }
}

/// Reads each page five times. Returns for each page the search, the number of users found, and the longest of the five times.
pub async fn time_pages(storage: &dyn Storage, count: usize) -> Vec<(String, usize, Duration)> {
    let middle = new_user(count / 2, count);
    // Comes after all users whose username or address begins with "an". All users with such a full name are among them.
    let mut exhausted = bare_user("");
    exhausted.email = Some("an\u{10ffff}".to_owned());
    let pages = [
        ("", None),
        ("", Some(&middle)),
        ("a", None),
        ("an", Some(&middle)),
        ("an", Some(&exhausted)),
        ("anber", None),
        ("anberka an", None),
        (middle.username.as_str(), None),
        ("nobody", None),
    ];
    let mut times = Vec::new();
    for (text, after) in pages {
        let (mut longest, mut found) = (Duration::ZERO, 0);
        for _ in 0..5 {
            let begun = Instant::now();
            found = storage.find_users(&tenant(), text, after, PAGE).await.unwrap().len();
            longest = longest.max(begun.elapsed());
        }
        let behind = after.map_or(String::new(), |user| format!(" behind {:?}", user.email));
        times.push((format!("{text:?}{behind}"), found, longest));
    }
    times
}
