//! Sample records for tests of backends. Every field has a value that is not its default.

mod attributes;
mod branding;
mod factors;
mod files;
mod groups;
mod providers;

use uuid::Uuid;
use valetkey_accounts::{Acr, Amr, FactorKind, PasswordHash, Proof, ProvidedGroups, User};
use valetkey_authorization_server::{
    Change, Lifetime,
    branding::Branding,
    networks::NetworkRules,
    record::{
        AccessTokenFormat, Actor, Authentication, ClaimPlace, ClaimPlaces, Client, ClientAccess, ClientRole,
        ConfirmByMail, Consent, ConsentPolicy, Counter, CounterKey, Delivery, Event, EventKind, FieldChange,
        Grant, KeptAnswer, Message, OldSecret, PkcePolicy, RefreshTokenRotation, SecretRotation, Session,
        Sha256Hash, SignInSwitches, SigningKeyRecord, TenantRecord, WaitingRequest,
    },
};
use valetkey_jose::Algorithm;
use valetkey_types::{
    Address, ClientAuthenticationMethod, ClientId, GrantType, Issuer, Scope, Seconds, TenantId, Timestamp,
    Unknown, UserId,
};

pub use attributes::{attribute, tenant_scope};
pub use branding::{branding, logo, picture};
pub use factors::{mail_challenge, passkey, second_factors, trusted_device, used_challenge};
pub use files::file_ownership;
pub use groups::{first_role_map, group, role};
pub use providers::{identity_provider, linked_account, provider_session};

/// Returns the tenant of most cases.
pub fn tenant() -> TenantId {
    TenantId::default()
}

/// Returns the time `seconds` after a fixed start.
pub fn moment(seconds: i64) -> Timestamp {
    Timestamp(1_800_000_000 + seconds)
}

/// Returns a time-ordered identifier; larger numbers are later.
pub fn id(number: u32) -> Uuid {
    Uuid::from_u128(
        0x019a_0000_0000_7000_8000_0000_0000_0000 | (u128::from(number) << 80) | u128::from(number),
    )
}

/// Returns a set of scope tokens.
pub fn scope(tokens: &str) -> Scope {
    tokens.parse().expect("a scope")
}

/// Returns a client with every optional field.
pub fn client(id: &str) -> Client {
    Client {
        secret_hash: Some(Sha256Hash::of(format!("secret of {id}").as_bytes())),
        secret_rotation: SecretRotation {
            earlier: 2,
            made_at: Some(moment(3)),
            old: Some(OldSecret {
                number: 2,
                hash: Sha256Hash::of(format!("old secret of {id}").as_bytes()),
                made_at: Some(moment(2)),
                ends_at: moment(9_000),
            }),
        },
        roles: vec![ClientRole::from(&role(1, "odd \0 role"))],
        authentication_methods: ClientAuthenticationMethod::ALL.to_vec(),
        redirect_uris: vec![
            "https://app.example/callback".to_owned(),
            "https://app.example/b?x=1".to_owned(),
        ],
        post_logout_redirect_uris: vec!["https://app.example/bye".to_owned()],
        backchannel_logout_uri: Some("https://app.example/logout".to_owned()),
        claim_places: [
            ("odd \0 claim".to_owned(), ClaimPlace::ALL.to_vec()),
            ("nowhere".to_owned(), Vec::new()),
        ]
        .into(),
        grant_types: GrantType::ALL.to_vec(),
        audiences: vec!["https://api.example/".to_owned(), "https://second.example/".to_owned()],
        access_token_format: AccessTokenFormat::Opaque,
        id_token_signed_response_alg: serde_json::from_str("\"RS256\"").expect("an algorithm"),
        pkce: PkcePolicy::OpenidConnectCoreCompatible,
        require_pushed_authorization_requests: true,
        refresh_token_rotation: RefreshTokenRotation::Keep,
        required_acr: Acr::PhishingResistant,
        sign_in: SignInSwitches {
            mail_sign_in: false,
            confirm_by_mail: ConfirmByMail::NewDevice,
            trusted_devices: false,
        },
        networks: networks(),
        access: ClientAccess::Only { groups: vec![Uuid::from_u128(11)], users: vec![UserId::new("user-1")] },
        consent: ConsentPolicy::Trusted,
        client_uri: Some("https://app.example/".to_owned()),
        logo_uri: Some("https://app.example/logo.svg".to_owned()),
        policy_uri: Some("https://app.example/policy".to_owned()),
        tos_uri: Some("https://app.example/terms".to_owned()),
        branding: branding(),
        disabled: true,
        ..bare_client(id)
    }
}

/// Returns a client with nothing optional.
pub fn bare_client(id: &str) -> Client {
    Client {
        tenant: tenant(),
        id: ClientId::new(id),
        name: format!("The application {id}"),
        secret_hash: None,
        secret_rotation: SecretRotation::default(),
        authentication_methods: vec![],
        redirect_uris: vec![],
        post_logout_redirect_uris: vec![],
        backchannel_logout_uri: None,
        scope: scope("openid profile offline_access"),
        claim_places: ClaimPlaces::new(),
        grant_types: vec![],
        audiences: vec![],
        access_token_format: AccessTokenFormat::default(),
        id_token_signed_response_alg: serde_json::from_str("\"ES256\"").expect("an algorithm"),
        pkce: PkcePolicy::default(),
        require_pushed_authorization_requests: false,
        refresh_token_rotation: RefreshTokenRotation::default(),
        required_acr: Acr::SingleFactor,
        sign_in: SignInSwitches::OF_CLIENT,
        networks: NetworkRules::NONE,
        access: ClientAccess::Everyone,
        consent: ConsentPolicy::default(),
        client_uri: None,
        logo_uri: None,
        policy_uri: None,
        tos_uri: None,
        branding: Branding::default(),
        roles: Vec::new(),
        disabled: false,
        created_at: moment(1),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a user with every optional field. The username is the identifier.
pub fn user(id: &str) -> User {
    User {
        email: Some(format!("{id}@mail.example")),
        email_verified: true,
        name: Some(format!("Full Name of {id}")),
        given_name: Some("Given".to_owned()),
        family_name: Some("Family".to_owned()),
        middle_name: Some("Middle".to_owned()),
        nickname: Some("Nick".to_owned()),
        profile: Some("https://people.example/1".to_owned()),
        picture: Some("https://people.example/1.png".to_owned()),
        website: Some("https://one.example".to_owned()),
        gender: Some("female".to_owned()),
        birthdate: Some("1990-05-17".to_owned()),
        zoneinfo: Some("Europe/Vienna".to_owned()),
        phone_number: Some("+43 1 234".to_owned()),
        phone_number_verified: true,
        address: Some(Box::new(Address {
            formatted: Some("Street 1\nTown".to_owned()),
            street_address: Some("Street 1".to_owned()),
            locality: Some("Town".to_owned()),
            region: Some("Region".to_owned()),
            postal_code: Some("1010".to_owned()),
            country: Some("AT".to_owned()),
        })),
        locale: Some("de-AT".to_owned()),
        attributes: attributes::values(),
        roles: vec!["reader".to_owned(), "writer".to_owned()],
        password_hash: Some(PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA")),
        factors: vec![FactorKind::Authenticator, FactorKind::RecoveryCodes],
        granted_roles: vec![self::id(3)],
        groups: vec![self::id(1), self::id(2)],
        provided_groups: vec![ProvidedGroups {
            provider: "github".to_owned(),
            account: "hash".to_owned(),
            groups: vec![self::id(2)],
        }],
        passkey_offer_declined_at: Some(moment(4)),
        accepted_terms: Some("2026-11 \0".to_owned()),
        failures_reset_at: Some(moment(5)),
        disabled: true,
        deletion_at: Some(moment(900)),
        updated_at: moment(6),
        ..bare_user(id)
    }
}

/// Returns a user with a username only.
pub fn bare_user(id: &str) -> User {
    User { revision: 1, ..User::new(tenant(), UserId::new(id), id, moment(1)) }
}

/// Returns a sign-in.
pub fn authentication() -> Authentication {
    let proof = |method, at| Proof { method, at: moment(at) };
    let proofs = vec![proof(Amr::Password, 9), proof(Amr::OneTimePassword, 10)];
    Authentication::of(proofs).expect("proofs")
}

/// Returns a live session of `user`; its `sid` is `id(number + 1_000)`.
pub fn session(number: u32, user: &str) -> Session {
    Session {
        tenant: tenant(),
        id: id(number),
        verifier_hash: Sha256Hash::of(&number.to_be_bytes()),
        sid: id(number + 1_000),
        user_id: UserId::new(user),
        authentication: authentication(),
        attempt: Some(id(number + 2_000)),
        by_trusted_device: true,
        kept: true,
        device: Some("firefox linux".to_owned()),
        address: Some("192.0.2.7".to_owned()),
        expires_at: moment(1_000),
        ended_at: None,
        continued_by: None,
    }
}

/// Returns a first consent, as it is stored.
pub fn consent(user: &str, client: &str, tokens: &str) -> Consent {
    Consent {
        tenant: tenant(),
        user_id: UserId::new(user),
        client_id: ClientId::new(client),
        scope: scope(tokens),
        granted_at: moment(20),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns the change that stores a first consent.
pub fn remember(consent: Consent) -> Change {
    Change::RememberConsent(Consent { revision: 0, ..consent })
}

/// Returns the change that stores a new signing key.
pub fn make_key(key: SigningKeyRecord) -> Change {
    Change::PutSigningKey(SigningKeyRecord { revision: 0, ..key })
}

/// Returns a consent as it is stored after its withdrawal.
pub fn withdrawn(user: &str, client: &str, at: Timestamp, revision: u64) -> Consent {
    Consent { scope: Scope::default(), granted_at: at, revision, ..consent(user, client, "openid") }
}

/// Returns a live grant of `user` to `client` in the session `id(1_001)`.
pub fn grant(number: u32, client: &str, user: &str) -> Grant {
    Grant {
        tenant: tenant(),
        id: id(number),
        client_id: ClientId::new(client),
        user_id: UserId::new(user),
        sid: id(1_001),
        scope: scope("openid profile"),
        audiences: vec!["https://api.example/".to_owned()],
        authentication: authentication(),
        created_at: moment(30),
        expires_at: moment(2_000),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}

/// Returns an event with every field, about a user and a client of this name.
pub fn event(number: u32, name: &str) -> Event {
    let changed = FieldChange { field: "name".to_owned(), before: String::new(), after: "New".to_owned() };
    Event {
        tenant: tenant(),
        id: id(number),
        at: moment(40),
        kind: EventKind::UserEdited,
        actor: Actor::CommandLine { account: Some(name.to_owned()) },
        subject: Some(UserId::new(name)),
        client_id: Some(ClientId::new(name)),
        network_address: Some("192.0.2.1".to_owned()),
        reference: Some("7F3K-9QTM".to_owned()),
        changed: vec![changed],
        salt: Some(id(number + 1)),
        expires_at: moment(50),
    }
}

/// Returns a delivery that is due, to a client of this name.
pub fn delivery(number: u32, client: &str) -> Delivery {
    let message = Message::BackchannelLogout {
        client_id: ClientId::new(client),
        subject: UserId::new("user"),
        sid: Some(id(1)),
    };
    let issuer = Issuer::parse("https://id.example").expect("an issuer");
    Delivery { revision: 1, ..Delivery::due(tenant(), id(number), issuer, message, moment(40)) }
}

/// Returns a counter of this number.
pub fn counter(number: u32) -> Counter {
    Counter {
        tenant: tenant(),
        key: CounterKey { kind: "odd \0 kind".into(), number },
        count: 3,
        last_at: moment(40),
        expires_at: moment(50),
    }
}

/// Returns the change that counts one more in a counter of this number.
pub fn count(number: u32) -> Change {
    Change::AddToCounter { counter: Counter { count: 1, ..counter(number) }, since: moment(0) }
}

/// Returns a request that waits for a user.
pub fn waiting_request(number: u32) -> WaitingRequest {
    let sealed = format!("sealed \0 {number}");
    WaitingRequest { tenant: tenant(), id: id(number), sealed, expires_at: moment(60) }
}

/// Returns an answer that is kept under this key.
pub fn kept_answer(caller: &str, key: &str) -> KeptAnswer {
    KeptAnswer {
        tenant: tenant(),
        caller: caller.to_owned(),
        key: key.to_owned(),
        sealed: format!("sealed \0 {caller} {key}"),
        expires_at: moment(60),
        revision: 0,
    }
}

fn networks() -> NetworkRules {
    let network = |text: &str| text.parse().expect("a network");
    NetworkRules {
        sign_in_from: vec![network("10.0.0.0/8")],
        one_factor_from: vec![network("10.1.0.0/16"), network("2001:db8::/32")],
    }
}

/// Returns a tenant with its issuer.
pub fn tenant_record(issuer: &str) -> TenantRecord {
    TenantRecord {
        tenant: tenant(),
        issuer: Issuer::parse(issuer).expect("an issuer"),
        name: Some("Ä \u{0}".to_owned()),
        lifetimes: [(Lifetime::AccessToken, Seconds(300)), (Lifetime::Session, Seconds(3_600))].into(),
        algorithms: vec![Algorithm::EdDSA, Algorithm::ES256],
        required_acr: Acr::MultiFactor,
        sign_in: SignInSwitches {
            mail_sign_in: true,
            confirm_by_mail: ConfirmByMail::Always,
            trusted_devices: false,
        },
        networks: networks(),
        passkey_models: vec![id(4), id(5)],
        self_deletion: false,
        branding: branding(),
        claim_map_revision: 7,
        recorded_at: moment(1),
        legacy_seals_until: Some(moment(1_000)),
        nothing_before: Some(moment(2)),
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// Returns a signing key that was created at this time.
pub fn signing_key(kid: &str, made: i64) -> SigningKeyRecord {
    let public_jwk = serde_json::json!({
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid,
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    });
    SigningKeyRecord {
        tenant: tenant(),
        kid: kid.to_owned(),
        algorithm: serde_json::from_str("\"ES256\"").expect("an algorithm"),
        public_jwk: serde_json::from_value(public_jwk).expect("a public key"),
        private_key_sealed: "sealed private half".to_owned(),
        created_at: moment(made),
        signs_from: moment(made + 10),
        published_until: Some(moment(made + 100)),
        revision: 1,
        unknown: Unknown::default(),
    }
}
