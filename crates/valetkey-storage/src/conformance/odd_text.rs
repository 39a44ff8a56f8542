//! Unusual texts and times are stored byte for byte.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use valetkey_authorization_server::Change;
use valetkey_types::{Timestamp, UserId};

pub(super) fn odd_texts() -> Vec<String> {
    let odd = [
        "",
        " ",
        "trailing  ",
        "\ttab\r\nline",
        "Grüße, Ελένη, 山田",
        "مرحبا \u{202e}RTL",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "e\u{301} é",
        "it's \"quoted\" `back`",
        "'; DROP TABLE clients; --",
        "%_*?\\",
        "{\"json\": null}",
        "<b>&amp;</b>",
        "\u{feff}byte order mark",
        "\u{1}\u{7f}\u{85}",
        "null",
        "0",
        "1e3",
        "\u{10ffff}",
        "nul \0 inside",
    ];
    let long = "Ünïcode ".repeat(1_250);
    assert!(long.len() > 10_000);
    odd.into_iter().map(str::to_owned).chain([long]).collect()
}

pub(super) async fn odd_text_survives_in_every_client_field(storage: Arc<dyn Storage>) {
    for text in odd_texts() {
        let mut odd = client("app");
        odd.name.clone_from(&text);
        odd.redirect_uris = vec![text.clone(), text.clone()];
        odd.post_logout_redirect_uris = vec![text.clone()];
        odd.backchannel_logout_uri = Some(text.clone());
        odd.audiences = vec![text.clone()];
        odd.client_uri = Some(text.clone());
        odd.logo_uri = Some(text.clone());
        odd.policy_uri = Some(text.clone());
        odd.tos_uri = Some(text.clone());
        apply(&*storage, [add_client(&odd)]).await;
        assert_eq!(client_of(&*storage, "app").await.as_ref(), Some(&odd));
        assert_eq!(storage.clients(&tenant()).await.unwrap(), [odd]);
        apply(&*storage, [remove_client("app", moment(1))]).await;
    }
}

pub(super) async fn odd_text_survives_in_every_user_field(storage: Arc<dyn Storage>) {
    for text in odd_texts() {
        let mut odd = user("alice");
        odd.username.clone_from(&text);
        odd.email = Some(format!("{text}@mail.example"));
        odd.name = Some(text.clone());
        odd.given_name = Some(text.clone());
        odd.family_name = Some(text.clone());
        odd.phone_number = Some(text.clone());
        odd.locale = Some(text.clone());
        odd.middle_name = Some(text.clone());
        odd.nickname = Some(text.clone());
        odd.profile = Some(text.clone());
        odd.picture = Some(text.clone());
        odd.website = Some(text.clone());
        odd.gender = Some(text.clone());
        odd.birthdate = Some(text.clone());
        odd.zoneinfo = Some(text.clone());
        odd.roles = vec![text.clone(), text.clone()];
        odd.address.as_mut().unwrap().formatted = Some(text.clone());
        apply(&*storage, [add_user(&odd)]).await;
        assert_eq!(user_of(&*storage, "alice").await.as_ref(), Some(&odd));
        for name in [&text, &format!("{text}@mail.example")] {
            let found = storage.user_by_sign_in_name(&tenant(), name).await.unwrap();
            assert_eq!(found.as_ref(), Some(&odd), "found by {name:?}");
        }
        apply(&*storage, [remove_user("alice", moment(1))]).await;
    }
}

pub(super) async fn odd_text_survives_in_identifiers(storage: Arc<dyn Storage>) {
    let texts = odd_texts();
    for (position, text) in texts.iter().enumerate() {
        let mut odd = bare_user(text);
        odd.username = format!("user {position}");
        apply(&*storage, [add_client(&client(text)), add_user(&odd)]).await;
    }
    for (position, text) in texts.iter().enumerate() {
        assert_eq!(client_of(&*storage, text).await, Some(client(text)));
        assert_eq!(user_of(&*storage, text).await.unwrap().username, format!("user {position}"));
    }
}

pub(super) async fn odd_text_survives_in_grants_and_consents(storage: Arc<dyn Storage>) {
    for (number, text) in (1..).zip(odd_texts()) {
        let mut grant = grant(number, &text, &text);
        grant.audiences = vec![text.clone()];
        let consent = consent(&text, &text, "openid");
        apply(&*storage, [Change::StoreGrant(grant.clone()), remember(consent.clone())]).await;
        assert_eq!(stored_grant(&*storage, &tenant(), grant.id).await, Some(grant));
        let found = storage.consents(&tenant(), &UserId::new(&text)).await.unwrap();
        assert_eq!(found, [(consent, None)]);
        apply(&*storage, [withdraw_consent(&text, &text, moment(50))]).await;
        let found = storage.consents(&tenant(), &UserId::new(&text)).await.unwrap();
        assert_eq!(found, [(withdrawn(&text, &text, moment(50), 2), None)]);
    }
}

pub(super) async fn extreme_moments_survive(storage: Arc<dyn Storage>) {
    let moments = [i64::MIN, -1, 0, 1, 4_294_967_296, i64::MAX].map(Timestamp);
    for (number, at) in (1..).zip(moments) {
        let mut grant = grant(number, "app", "alice");
        (grant.created_at, grant.expires_at, grant.revoked_at) = (at, at, Some(at));
        apply(&*storage, [Change::StoreGrant(grant.clone())]).await;
        assert_eq!(stored_grant(&*storage, &tenant(), id(number)).await, Some(grant));
    }
}
