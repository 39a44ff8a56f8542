//! Tests the counts of a backend: every finder is one statement, and a list is counted after its commit.

use super::{changes::*, sample::*};
use crate::{ApplyError, Cost, Meter, Storage};
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenKey, CodeKey},
};
use valetkey_types::{ClientId, UserId};

/// Checks the counts of a backend. The tests of a backend that counts statements call this with an empty store.
pub async fn each_finder_is_one_statement(storage: &dyn Storage) {
    let changes = [
        add_client(&client("app")),
        add_user(&user("alice")),
        Change::StartSession(session(1, "alice")),
        remember(consent("alice", "app", "openid")),
        Change::StoreGrant(grant(3, "app", "alice")),
    ];
    let (_, cost) = costing(storage.apply(changes.to_vec())).await;
    assert_eq!(
        (cost.reads, cost.commits, cost.rows),
        (0, 1, 10),
        "the user has two names, two groups and a role: {cost:?}"
    );
    assert!(cost.writes >= 1);

    let (tenant, app, alice) = (tenant(), ClientId::new("app"), UserId::new("alice"));
    let token = AccessTokenKey { id: id(6), grant_id: Some(id(3)) };
    macro_rules! one_statement {
        ($($finder:ident($($argument:expr),*);)*) => {$(
            let (found, cost) = costing(storage.$finder($($argument),*)).await;
            found.unwrap();
            assert_eq!((cost.reads, cost.writes, cost.commits), (1, 0, 0), "{}", stringify!($finder));
        )*};
    }
    let code = CodeKey { grant_id: id(3), user_id: &alice, client_id: &app, session_id: id(1) };
    one_statement! {
        tenant(&tenant);
        client(&tenant, &app);
        clients(&tenant);
        user(&tenant, &alice);
        user_by_sign_in_name(&tenant, "alice");
        find_users(&tenant, "", None, 10);
        find_users(&tenant, "ali", None, 1);
        authorization_facts(&tenant, &app, id(1));
        session_facts(&tenant, id(1));
        code_facts(&tenant, code);
        refresh_facts(&tenant, id(3));
        access_token_facts(&tenant, token);
        clients_of_session(&tenant, &UserId::new("alice"), id(1));
        consents(&tenant, &alice);
        signing_keys(&tenant);
        ping();
    }

    let (refused, cost) = costing(storage.apply(vec![add_client(&client("app"))])).await;
    assert_eq!(refused, Err(ApplyError::Conflict { position: 0 }));
    assert_eq!((cost.commits, cost.rows), (0, 0), "nothing was committed");
}

async fn costing<T>(work: impl Future<Output = T>) -> (T, Cost) {
    let meter = Meter::new();
    let done = meter.measure(work).await;
    (done, meter.cost())
}
