//! The search of users by the beginning of a name.

use std::sync::Arc;

use super::{changes::*, odd_text::odd_texts, sample::*};
use crate::Storage;
use valetkey_accounts::User;

fn new_user(username: &str, email: Option<&str>, name: Option<&str>) -> User {
    let mut user = bare_user(&format!("id of {username}"));
    user.username = username.to_owned();
    user.email = email.map(str::to_owned);
    user.name = name.map(str::to_owned);
    user
}

/// Returns the usernames of all users that are found, read in pages of this size.
async fn found_by_pages(storage: &dyn Storage, beginning: &str, size: usize) -> Vec<String> {
    let (mut names, mut last) = (Vec::new(), None);
    loop {
        let page = storage.find_users(&tenant(), beginning, last.as_ref(), size).await.unwrap();
        assert!(page.len() <= size);
        names.extend(page.iter().map(|user: &User| user.username.clone()));
        last = page.last().cloned();
        if page.len() < size {
            return names;
        }
    }
}

async fn found(storage: &dyn Storage, beginning: &str) -> Vec<String> {
    found_by_pages(storage, beginning, 1_000).await
}

pub(super) async fn users_are_listed_by_username(storage: Arc<dyn Storage>) {
    assert_eq!(everybody(&*storage, &tenant()).await, []);
    let (first, second, third) = (user("alice"), bare_user("Bob"), user("carol"));
    apply(&*storage, [&third, &first, &second].map(add_user)).await;
    assert_eq!(everybody(&*storage, &tenant()).await, [first, second, third]);
    assert_eq!(storage.find_users(&tenant(), "", None, 0).await.unwrap(), []);
    for size in 1..=4 {
        assert_eq!(found_by_pages(&*storage, "", size).await, ["alice", "Bob", "carol"], "pages of {size}");
    }
}

pub(super) async fn users_are_found_by_the_beginning_of_username_address_or_name(storage: Arc<dyn Storage>) {
    let users = [
        new_user("Zoe", Some("Ann.Smith@Mail.example"), Some("Zoe Annis")),
        new_user("annika", Some("annika@mail.example"), Some("Annika Berg")),
        new_user("bob", None, Some("Ann Miller")),
        new_user("carl", Some("carl@mail.example"), None),
        new_user("dora", Some("dora@mail.example"), Some("ANN BAKER")),
        new_user("Ann", None, None),
    ];
    apply(&*storage, users.iter().map(add_user)).await;
    // Sorted by username, then by address, then by name, and each user once.
    let all = ["Ann", "annika", "Zoe", "dora", "bob"];
    for text in ["ann", "Ann", "ANN"] {
        assert_eq!(found(&*storage, text).await, all, "{text}");
    }
    for size in 1..=6 {
        assert_eq!(found_by_pages(&*storage, "ann", size).await, all, "pages of {size}");
    }
    assert_eq!(found(&*storage, "ann.smith@").await, ["Zoe"]);
    assert_eq!(found(&*storage, "ann m").await, ["bob"]);
    for nobody in ["miller", "nnika", "annikaa", "ann  ", " ann"] {
        assert_eq!(found(&*storage, nobody).await, [""; 0], "{nobody:?} is how nothing begins");
    }
    let renamed = User { name: Some("Bob Miller".to_owned()), ..users[2].clone() };
    apply(&*storage, [replace_user(&renamed), remove_user("id of Zoe", moment(1))]).await;
    assert_eq!(found(&*storage, "ann").await, ["Ann", "annika", "dora"]);
    assert_eq!(found(&*storage, "bob m").await, ["bob"]);
}

pub(super) async fn users_with_the_same_name_are_on_one_page_each(storage: Arc<dyn Storage>) {
    let names: Vec<String> = (10..40).map(|number| format!("user{number}")).collect();
    let users: Vec<User> = names.iter().map(|it| new_user(it, None, Some("Maria Garcia"))).collect();
    apply(&*storage, users.iter().rev().map(add_user)).await;
    for size in [1, 7, 10, 30] {
        assert_eq!(found_by_pages(&*storage, "maria", size).await, names, "pages of {size}");
    }
}

pub(super) async fn a_search_goes_on_after_a_user_who_changed_meanwhile(storage: Arc<dyn Storage>) {
    let users = ["b1", "b2", "b3"].map(|name| new_user(name, None, None));
    apply(&*storage, users.iter().map(add_user)).await;
    let renamed = User { username: "a".to_owned(), ..users[1].clone() };
    apply(&*storage, [rename_user(&users[1], &renamed)]).await;
    let next = storage.find_users(&tenant(), "b", Some(&users[1]), 10).await.unwrap();
    assert_eq!(next, [users[2].clone()]);
    apply(&*storage, [remove_user("id of b2", moment(1))]).await;
    let next = storage.find_users(&tenant(), "b", Some(&users[1]), 10).await.unwrap();
    assert_eq!(next, [users[2].clone()]);
}

pub(super) async fn a_search_is_not_a_pattern(storage: Arc<dyn Storage>) {
    let odd = [
        "a%b",
        "a_b",
        "axb",
        "a*b",
        "a\\b",
        "a'b",
        "\u{10ffff}\u{10ffff}z",
        "\u{d7ff}",
        "\u{e000}",
        "é",
        "É",
        "z",
    ];
    let users = odd.iter().enumerate().map(|(number, name)| {
        new_user(&format!("user{number:02}"), Some(&format!("{name}@{number:02}")), Some(name))
    });
    apply(&*storage, users.collect::<Vec<_>>().iter().map(add_user)).await;
    for (number, name) in odd.iter().enumerate() {
        assert_eq!(found(&*storage, name).await, [format!("user{number:02}")], "{name:?}");
    }
    assert_eq!(found(&*storage, "\u{10ffff}").await, ["user06"]);
    assert_eq!(found(&*storage, "a").await.len(), 6);
    for nobody in ["%", "_", "a%%", "*", "a?", "[", "' OR 1=1 --", "\0", "\u{10fffe}"] {
        assert_eq!(found(&*storage, nobody).await, [""; 0], "{nobody:?}");
    }
}

pub(super) async fn odd_text_is_found(storage: Arc<dyn Storage>) {
    for (number, text) in odd_texts().iter().enumerate() {
        let username = format!("user {number}");
        let by_address = new_user(&username, Some(&format!("{text}@mail.example")), None);
        apply(&*storage, [add_user(&by_address)]).await;
        assert!(found(&*storage, text).await.contains(&username), "by address {text:?}");
        let by_name = new_user(&username, None, Some(text));
        apply(&*storage, [rename_user(&by_address, &by_name)]).await;
        let beginning: String = text.chars().take(200).collect();
        let is_found = found(&*storage, &beginning).await.contains(&username);
        assert!(is_found || text.contains('\0'), "by name {text:?}");
        apply(&*storage, [remove_user(&format!("id of {username}"), moment(1))]).await;
    }
    let long = "long ".repeat(1_000);
    apply(&*storage, [add_user(&new_user("long", None, Some(&long)))]).await;
    assert_eq!(found(&*storage, &long[..200]).await, ["long"]);
    assert_eq!(found(&*storage, &long[..201]).await, [""; 0], "what follows does not count");
}
