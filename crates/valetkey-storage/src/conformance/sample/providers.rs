//! Samples of providers and linked accounts.

use valetkey_authorization_server::record::{
    FirstSignIn, GroupMapping, IdentityProvider, LinkedAccount, ProviderSession,
};
use valetkey_types::{Unknown, UserId};

use super::{id, moment, tenant};

/// Returns a provider with every field.
pub fn identity_provider(name: &str) -> IdentityProvider {
    IdentityProvider {
        tenant: tenant(),
        name: name.to_owned(),
        preset: "gitlab".to_owned(),
        variables: [("domain".to_owned(), "git \0 .example".to_owned())].into(),
        accepted_tenants: vec!["acme".to_owned()],
        simulator: Some("http://127.0.0.1:9100".to_owned()),
        display_name: Some("Ä \u{0}".to_owned()),
        client_id: "client".to_owned(),
        client_secret_sealed: Some("sealed".to_owned()),
        scope: vec!["openid".to_owned(), "email".to_owned()],
        first_sign_in: FirstSignIn::Create,
        domains: vec!["example.com".to_owned()],
        claim_mappings: [("picture".to_owned(), "/avatar \0".to_owned())].into(),
        updates_claims: true,
        group_mappings: vec![GroupMapping {
            group: id(1),
            pointer: "/groups".to_owned(),
            value: "eng \0".to_owned(),
        }],
        offers_sign_out: true,
        position: 3,
        disabled: true,
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a linked account at a provider.
pub fn linked_account(subject: &str, user: &str) -> LinkedAccount {
    LinkedAccount {
        tenant: tenant(),
        issuer: "https://git.example".to_owned(),
        subject: subject.to_owned(),
        user_id: UserId::new(user),
        provider: "github".to_owned(),
        label: Some("ada \0".to_owned()),
        linked_at: moment(2),
        last_used_at: Some(moment(3)),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a session that began with a sign-in at a provider.
pub fn provider_session(number: u32, user: &str) -> ProviderSession {
    ProviderSession {
        tenant: tenant(),
        id: id(number),
        sid: id(number + 1000),
        user_id: UserId::new(user),
        provider: "git \0 hub".to_owned(),
        account: "account".to_owned(),
        upstream: "upstream".to_owned(),
        expires_at: moment(60),
    }
}
