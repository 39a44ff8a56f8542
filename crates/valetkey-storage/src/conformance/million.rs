//! How long a page of a search takes among many users: for measuring, not for judging.

use std::time::{Duration, Instant};

use super::sample::{bare_user, tenant};
use crate::Storage;
use valetkey_accounts::User;
use valetkey_authorization_server::Change;

const SYLLABLES: [&str; 20] = [
    "an", "ber", "car", "da", "el", "fi", "gor", "ha", "in", "jo", "ka", "li", "mar", "no", "ol", "pe", "ri",
    "sa", "to", "ul",
];

/// How many share one commit while they are stored.
const LIST: usize = 1_000;

const PAGE: usize = 50;

/// One of so many, who come in the order of their 8,000 first names: stored in any order, a million take far longer. Every tenth
/// has an address that does not begin like the username.
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

/// So many syllables, the last digit of the number last.
fn word(number: usize, length: u32) -> String {
    let digits = (0..length).rev().map(|place| number / SYLLABLES.len().pow(place) % SYLLABLES.len());
    digits.filter_map(|digit| SYLLABLES.get(digit).copied()).collect()
}

/// Stores so many users.
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

/// The longest of five readings of a page: what was asked, how many were found, how long it took.
pub async fn time_pages(storage: &dyn Storage, count: usize) -> Vec<(String, usize, Duration)> {
    let middle = new_user(count / 2, count);
    // Behind everybody whose username or address begins with "an": those with such a name are all found already.
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
