//! ST5: many logins through one application at once, some of them with the callback of another login.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::collections::BTreeSet;

use support::{APP, Browser, Issuer, Kept, app, client};
use tokio::task::JoinSet;
use valetkey_axum::{Login, Provider};

const USERS: usize = 200;
/// The number of logins that return with the callback of another login.
const SWAPPED: usize = 20;

/// A login that has started but not finished.
struct Pending {
    number: usize,
    browser: Browser,
    callback: String,
}

fn name(number: usize) -> String {
    format!("user-{number}")
}

/// Starts a login for each user and confirms it at the provider.
async fn begun(app: &axum::Router, issuers: &[(&'static str, Issuer); 2]) -> Vec<Pending> {
    let mut beginning = JoinSet::new();
    for number in 0..USERS {
        let (provider, issuer) = issuers[number % 2].clone();
        let mut browser = Browser::new(app);
        beginning.spawn(async move {
            let login = format!("/login/{provider}?return_to=/place-{number}");
            let callback = browser.begin_as(&issuer, &login, &name(number)).await;
            Pending { number, browser, callback }
        });
    }
    let mut begun = beginning.join_all().await;
    begun.sort_by_key(|pending| pending.number);
    begun
}

#[tokio::test(flavor = "multi_thread")]
async fn st5_two_hundred_logins_at_once_do_not_mix_and_swapped_callbacks_are_refused() {
    for kept in Kept::every_way() {
        let issuers = [("ours", Issuer::new()), ("other", Issuer::named("https://other.example"))];
        let providers = issuers.iter().fold(Login::with_providers(APP), |builder, (name, issuer)| {
            builder.with_provider(Provider::new(*name, client(issuer)))
        });
        let app = app(&kept.builder(providers).build().unwrap());
        let begun = begun(&app, &issuers).await;
        let answers: Vec<String> = begun.iter().map(|pending| pending.callback.clone()).collect();

        // A shift by one selects the other provider's callback; a shift by two selects another user's callback at the same
        // provider.
        let mut finishing = JoinSet::new();
        for Pending { number, mut browser, callback } in begun {
            let swapped =
                (number < SWAPPED).then(|| answers[(number + 1 + number % 4 / 2) % SWAPPED].clone());
            finishing.spawn(async move {
                if let Some(foreign) = &swapped {
                    assert_ne!(*foreign, callback);
                    assert_eq!(browser.get(foreign).await.status, 400, "{number}");
                    assert_eq!(browser.cookie("valetkey_session"), None);
                    assert_eq!(browser.who().await, "nobody", "{number}");
                }
                let answer = browser.get(&callback).await;
                let place = format!("https://app.example/place-{number}");
                assert_eq!((answer.status, answer.location()), (303, place.as_str()));
                assert_eq!(browser.who().await, name(number));
                assert_eq!(browser.get("/private").await.body, name(number));
                (browser.form_token().await, browser.get("/token").await.body, swapped.is_some())
            });
        }
        let sessions = finishing.join_all().await;
        let form_tokens: BTreeSet<_> = sessions.iter().map(|(form_token, ..)| form_token).collect();
        let access_tokens: BTreeSet<_> = sessions.iter().map(|(_, access_token, _)| access_token).collect();
        assert_eq!((form_tokens.len(), access_tokens.len()), (USERS, USERS), "each user has their own");
        assert_eq!(sessions.iter().filter(|(.., swapped)| *swapped).count(), SWAPPED);
        for (_, issuer) in &issuers {
            assert_eq!(issuer.living_refresh_tokens(), USERS / 2, "each code was exchanged exactly once");
        }
    }
}
