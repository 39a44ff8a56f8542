//! Which applications the account page names.

use valetkey_authorization_server::{
    account::clients_with_access,
    record::{Consent, Grant},
};
use valetkey_types::{ClientId, Scope};

use crate::support::*;

fn grant_of(client: &str, text: &str) -> Grant {
    Grant { client_id: ClientId::new(client), scope: scope(text), ..grant() }
}

fn consent_to(client: &str, text: &str) -> Consent {
    Consent { client_id: ClientId::new(client), scope: scope(text), ..consent() }
}

fn shown(consents: &[Consent], grants: &[Grant]) -> Vec<(String, Scope)> {
    let clients = clients_with_access(consents, grants, NOW);
    clients.into_iter().map(|(client, scope)| (client.to_string(), scope)).collect()
}

#[test]
fn m3_a_grant_that_nobody_was_asked_about_is_shown() {
    let trusted = grant_of("trusted", "openid offline_access");
    assert_eq!(shown(&[], &[trusted]), [("trusted".to_owned(), scope("openid offline_access"))]);
}

#[test]
fn each_client_is_shown_once_with_everything_it_may_have() {
    let grants = [grant_of("b", "openid"), grant_of("b", "notes.read"), grant_of("a", "openid")];
    let consents = [consent_to("b", "openid profile"), consent_to("c", "email")];
    let expected = [("a", "openid"), ("b", "openid profile notes.read"), ("c", "email")];
    assert_eq!(shown(&consents, &grants), expected.map(|(client, text)| (client.to_owned(), scope(text))));
}

#[test]
fn what_ended_or_was_withdrawn_is_not_shown() {
    let revoked = Grant { revoked_at: Some(NOW), ..grant_of("a", "openid") };
    let expired = Grant { expires_at: NOW, ..grant_of("b", "openid") };
    assert_eq!(shown(&[consent_to("c", "")], &[revoked, expired]), []);
}
