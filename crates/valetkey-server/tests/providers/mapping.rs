//! Claims and groups that a provider gives, as the operator mapped them.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, PictureChange,
    record::{Event, FirstSignIn, GroupMapping, IdentityProvider, Picture, PictureFormat, PictureId},
};
use valetkey_server::testing::TestServer;
use valetkey_storage::{
    Listing, directory,
    record::{EVENT, PICTURE},
};
use valetkey_types::{TenantId, Timestamp, Unknown};

use crate::{
    groups::Administrator,
    people::{PASSWORD, sign_in_form},
    support::*,
};

/// What the provider says about Ada, beside what it always says.
fn says(world: &World, members: &str) {
    let login = "\"login\":".to_owned();
    world.wire(Wire::Replace("/user", login.clone(), format!("{members},{login}")));
}

/// A provider with a mapping for each of these groups, which exist: `eng` at the provider is `engineering` here, and so on.
async fn world_with(rule: FirstSignIn, updates_claims: bool) -> World {
    let world = World::with(&["github"], TestServer::builder(), |provider| {
        let claim_mappings = [("picture", "/avatar_url"), ("nickname", "/nick"), ("birthdate", "/born")];
        let pair = |(name, pointer): (&str, &str)| (name.to_owned(), pointer.to_owned());
        let claim_mappings = claim_mappings.into_iter().map(pair).collect();
        IdentityProvider { first_sign_in: rule, claim_mappings, updates_claims, ..provider }
    })
    .await;
    let administrator = Administrator(&world.server);
    for name in ["engineering", "operations"] {
        administrator.add_group(name, None).await;
    }
    map_groups(&world, &[("engineering", "eng"), ("operations", "ops")]).await;
    world
}

async fn map_groups(world: &World, mappings: &[(&str, &str)]) {
    let map = directory::role_map(&*world.server.storage, &TenantId::default()).await.unwrap();
    let mapping = |(group, value): &(&str, &str)| GroupMapping {
        group: map.group_called(group).unwrap().id,
        pointer: "/teams".to_owned(),
        value: (*value).to_owned(),
    };
    let mappings = mappings.iter().map(mapping).collect();
    world.edit(|provider| provider.group_mappings = mappings).await;
}

async fn user(world: &World, name: &str) -> User {
    world.server.storage.user_by_sign_in_name(&TenantId::default(), name).await.unwrap().unwrap()
}

async fn groups_of(world: &World, name: &str) -> Vec<String> {
    let map = directory::role_map(&*world.server.storage, &TenantId::default()).await.unwrap();
    let user = user(world, name).await;
    let names = user.groups.iter().filter_map(|group| Some(map.group(*group)?.name.clone()));
    names.collect()
}

async fn sign_in(world: &World) {
    let answer = world.sign_in(&mut world.server.browser(), "ada").await;
    assert_eq!(answer.status, 303, "{}", answer.show());
}

async fn events(world: &World, kind: &str) -> Vec<Event> {
    let listing = Listing::all(&EVENT, None, 100);
    let events = directory::page::<Event>(&*world.server.storage, &listing).await.unwrap().records;
    events.into_iter().filter(|event| event.kind.as_str() == kind).collect()
}

#[tokio::test]
async fn a_first_sign_in_sets_the_mapped_claims_and_groups() {
    let world = world_with(FirstSignIn::Create, false).await;
    says(&world, r#""nick":"Al","born":"not a day","teams":["eng","sales","ENG"]"#);
    sign_in(&world).await;
    let ada = user(&world, "ada").await;
    assert_eq!(ada.picture.as_deref(), Some("https://pictures.example/ada"));
    assert_eq!(
        (ada.nickname.as_deref(), ada.birthdate),
        (Some("Al"), None),
        "a value that does not fit is left out"
    );
    assert_eq!(groups_of(&world, "ada").await, ["engineering"]);
    let [added] = events(&world, "group.member_added").await.try_into().unwrap();
    assert!(format!("{:?}", added.changed).contains("github"), "{added:?}");

    // Later only the groups follow the provider: the profile belongs to the user.
    says(&world, r#""nick":"Other","teams":["ops"]"#);
    sign_in(&world).await;
    assert_eq!(user(&world, "ada").await.nickname.as_deref(), Some("Al"));
    assert_eq!(groups_of(&world, "ada").await, ["operations"]);
    assert_eq!(events(&world, "group.member_removed").await.len(), 1);
}

#[tokio::test]
async fn claims_that_are_set_at_each_sign_in_follow_the_provider_and_a_missing_one_stays() {
    let world = world_with(FirstSignIn::Create, true).await;
    says(&world, r#""nick":"Al","born":"1990""#);
    sign_in(&world).await;
    says(&world, r#""nick":"Other""#);
    sign_in(&world).await;
    let ada = user(&world, "ada").await;
    assert_eq!((ada.nickname.as_deref(), ada.birthdate.as_deref()), (Some("Other"), Some("1990")));
    let [edited] = events(&world, "user.edited").await.try_into().unwrap();
    let fields: Vec<_> = edited.changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["nickname", "provider"]);
    // The same again stores no edit.
    let revision = ada.revision;
    sign_in(&world).await;
    assert_eq!(user(&world, "ada").await.revision, revision);
}

/// An uploaded picture is stored as long as the claim names it.
#[tokio::test]
async fn a_picture_of_the_provider_replaces_an_uploaded_one() {
    let world = world_with(FirstSignIn::Create, true).await;
    world
        .edit(|provider| provider.claim_mappings = [("picture".to_owned(), "/photo".to_owned())].into())
        .await;
    says(&world, r#""photo":"https://pictures.example/1""#);
    sign_in(&world).await;
    let picture = Picture {
        tenant: TenantId::default(),
        id: PictureId::new([7; 16], PictureFormat::Png),
        user_id: user(&world, "ada").await.id,
        image: vec![1, 2, 3],
        added_at: Timestamp(0),
        unknown: Unknown::default(),
    };
    world.server.apply(vec![Change::Picture(PictureChange::Store(Box::new(picture)))]).await;
    let stored = async || {
        let listing = Listing::all(&PICTURE, None, 10);
        directory::page::<Picture>(&*world.server.storage, &listing).await.unwrap().records.len()
    };
    sign_in(&world).await;
    assert_eq!(stored().await, 1, "the claim is the same as before");
    says(&world, r#""photo":"https://pictures.example/2""#);
    sign_in(&world).await;
    assert_eq!(user(&world, "ada").await.picture.as_deref(), Some("https://pictures.example/2"));
    assert_eq!(stored().await, 0);
}

#[tokio::test]
async fn a_provider_takes_away_what_it_gave_and_never_what_was_given_here() {
    let world = world_with(FirstSignIn::Create, false).await;
    let administrator = Administrator(&world.server);
    administrator.add_group("staff", None).await;
    says(&world, r#""teams":["eng","ops"]"#);
    sign_in(&world).await;
    administrator.set_member("staff", "ada", true).await;
    // An administrator gives a group that the provider gives as well.
    administrator.set_member("operations", "ada", true).await;
    says(&world, r#""teams":[]"#);
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, ["operations", "staff"]);
    // A provider that says nothing about groups any more gives none.
    says(&world, r#""teams":["eng"]"#);
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, ["operations", "staff", "engineering"]);
    world.wire(Wire::Straight);
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, ["operations", "staff"]);
}

#[tokio::test]
async fn a_mapping_that_the_operator_removed_counts_no_more_and_a_removed_group_stops_no_sign_in() {
    let world = world_with(FirstSignIn::Create, false).await;
    says(&world, r#""teams":["eng","ops"]"#);
    sign_in(&world).await;
    Administrator(&world.server).remove_group("operations").await;
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, ["engineering"]);
    world.edit(|provider| provider.group_mappings.clear()).await;
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, Vec::<String>::new());
    assert_eq!(user(&world, "ada").await.provided_groups, []);
}

#[tokio::test]
async fn al1_groups_come_with_the_link_after_the_proof_and_go_with_it() {
    let world = world_with(FirstSignIn::Link, true).await;
    world.server.add_user("alice", PASSWORD).await;
    says(&world, r#""nick":"Al","teams":["eng"]"#);
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert_eq!(groups_of(&world, "alice").await, Vec::<String>::new(), "nothing before the proof");
    let wrong = sign_in_form(&page, "alice").with("password", "a wrong password");
    let again = browser.submit_and_follow(&wrong, "sign-in").await;
    assert_eq!(groups_of(&world, "alice").await, Vec::<String>::new());
    browser.submit_and_follow(&sign_in_form(&again, "alice"), "sign-in").await;
    assert_eq!(groups_of(&world, "alice").await, ["engineering"]);
    assert_eq!(user(&world, "alice").await.nickname.as_deref(), Some("Al"));

    let page = browser.open("/account/security/linked").await;
    browser.submit_and_follow(&page.form_with_button("unlink-1"), "unlink-1").await;
    assert_eq!(world.links().await, []);
    assert_eq!(groups_of(&world, "alice").await, Vec::<String>::new(), "the groups went with the link");
}

#[tokio::test]
async fn sc8_a_provider_sets_no_role_no_address_and_nothing_that_is_verified() {
    // A record that no operation of ours writes.
    let world = World::with(&["github"], TestServer::builder(), |provider| {
        let names = [
            "roles",
            "email",
            "email_verified",
            "sub",
            "preferred_username",
            "groups",
            "phone_number_verified",
        ];
        let claim_mappings = names.into_iter().map(|name| (name.to_owned(), format!("/{name}"))).collect();
        IdentityProvider { claim_mappings, updates_claims: true, ..provider }
    })
    .await;
    Administrator(&world.server).add_group("admin", None).await;
    let unproved = "\"roles\":[\"admin\"],\"groups\":[\"admin\"],\"email_verified\":true,\"phone_number_verified\":true,\"preferred_username\":\"boss\"";
    for _ in 0..2 {
        says(&world, unproved);
        sign_in(&world).await;
        let ada = user(&world, "ada").await;
        assert_eq!((ada.username.as_str(), ada.roles.len(), ada.groups.len()), ("ada", 0, 0));
        assert_eq!(ada.email.as_deref(), Some("ada@mail.example"));
        assert!(!ada.phone_number_verified);
    }
    // A phone number of the provider is a text, and not verified.
    world
        .edit(|provider| provider.claim_mappings = [("phone_number".to_owned(), "/phone".to_owned())].into())
        .await;
    says(&world, "\"phone\":\"+43 1 234\",\"phone_number_verified\":true");
    sign_in(&world).await;
    let ada = user(&world, "ada").await;
    assert_eq!((ada.phone_number.as_deref(), ada.phone_number_verified), (Some("+43 1 234"), false));
}

#[tokio::test]
async fn values_of_other_kinds_and_sizes_are_left_out() {
    for value in [
        "7",
        "true",
        "null",
        "[\"Al\"]",
        "{\"a\":\"b\"}",
        "\"\"",
        "\"  \"",
        "\"a\\u0007b\"",
        &format!("\"{}\"", "x".repeat(201)),
    ] {
        let world = world_with(FirstSignIn::Create, true).await;
        says(&world, &format!("\"nick\":{value},\"teams\":{value}"));
        sign_in(&world).await;
        let ada = user(&world, "ada").await;
        assert_eq!((ada.nickname, ada.groups), (None, Vec::new()), "{value}");
    }
    // One text counts as a list of one.
    let world = world_with(FirstSignIn::Create, true).await;
    says(&world, r#""teams":"eng""#);
    sign_in(&world).await;
    assert_eq!(groups_of(&world, "ada").await, ["engineering"]);
}
