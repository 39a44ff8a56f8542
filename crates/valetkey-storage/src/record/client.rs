//! Clients.

use serde_json::Value as Json;
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_authorization_server::record::{
    AccessTokenFormat, ClaimPlace, ClaimPlaces, Client, ClientAccess, ClientRole, ConfirmByMail,
    ConsentPolicy, OldSecret, PkcePolicy, RefreshTokenRotation, SecretRotation, Sha256Hash, SignInSwitches,
};
use valetkey_jose::Algorithm;
use valetkey_types::{ClientAuthenticationMethod, ClientId, GrantType, Scope, TenantId, Timestamp, UserId};

use super::{
    OneWords,
    branding::BrandingForm,
    document,
    form::{Bag, Members, form},
    networks::NetworksForm,
    read,
    role::ClientRoleForm,
    words::{OneWord, Word, Words},
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Clients. Servers keep copies of them.
pub static CLIENT: Description = Description {
    name: "client",
    plural: "clients",
    table: "clients",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Text),
        Column::copy("name", ColumnKind::Text),
    ],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(50),
    is_announced: true,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A client as it is stored.
    ClientForm {
        tenant: TenantId,
        id: ClientId,
        name: String,
        secret_hash: Option<Sha256Hash> = None,
        secret_rotation: Option<SecretRotationForm> = None,
        authentication_methods: Words<ClientAuthenticationMethod>,
        redirect_uris: Vec<String>,
        post_logout_redirect_uris: Vec<String>,
        backchannel_logout_uri: Option<String> = None,
        scope: Scope,
        claim_places: Members = Members::new(),
        grant_types: Words<GrantType>,
        audiences: Vec<String>,
        access_token_format: OneWord<AccessTokenFormat>,
        id_token_signed_response_alg: Algorithm,
        pkce: OneWord<PkcePolicy>,
        require_pushed_authorization_requests: bool = false,
        refresh_token_rotation: OneWord<RefreshTokenRotation>,
        required_acr: OneWord<Acr> = OneWord(Acr::SingleFactor),
        mail_sign_in: bool = SignInSwitches::OF_CLIENT.mail_sign_in,
        confirm_by_mail: OneWord<ConfirmByMail> = OneWord(SignInSwitches::OF_CLIENT.confirm_by_mail),
        trusted_devices: bool = SignInSwitches::OF_CLIENT.trusted_devices,
        access: Option<AccessForm> = None,
        consent: OneWord<ConsentPolicy>,
        client_uri: Option<String> = None,
        logo_uri: Option<String> = None,
        policy_uri: Option<String> = None,
        tos_uri: Option<String> = None,
        networks: NetworksForm = NetworksForm::default(),
        branding: BrandingForm = BrandingForm::default(),
        roles: Vec<ClientRoleForm> = Vec::new(),
        disabled: bool,
        created_at: Timestamp,
    }
}

form! {
    /// The rotations of the secret; missing if there was none. An earlier version keeps it and takes the present secret only.
    #[derive(Default)]
    SecretRotationForm {
        earlier: u32 = 0,
        made_at: Option<Timestamp> = None,
        old_number: Option<u32> = None,
        old_hash: Option<Sha256Hash> = None,
        old_made_at: Option<Timestamp> = None,
        old_ends_at: Option<Timestamp> = None,
    }
}

impl SecretRotationForm {
    /// Creates the stored form; `None` without a rotation.
    fn new(rotation: SecretRotation, unknown: Members) -> Option<Self> {
        if rotation == SecretRotation::default() && unknown.is_empty() {
            return None;
        }
        let SecretRotation { earlier, made_at, old } = rotation;
        let Some(old) = old else { return Some(Self { earlier, made_at, unknown, ..Self::default() }) };
        Some(Self {
            earlier,
            made_at,
            old_number: Some(old.number),
            old_hash: Some(old.hash),
            old_made_at: old.made_at,
            old_ends_at: Some(old.ends_at),
            unknown,
        })
    }

    fn read(form: Option<Self>) -> (SecretRotation, Members) {
        let Some(form) = form else { return Default::default() };
        let old = form.old_hash.zip(form.old_ends_at).map(|(hash, ends_at)| OldSecret {
            number: form.old_number.unwrap_or_default(),
            hash,
            made_at: form.old_made_at,
            ends_at,
        });
        (SecretRotation { earlier: form.earlier, made_at: form.made_at, old }, form.unknown)
    }
}

form! {
    /// The users and groups that may use a client; missing if all users may.
    AccessForm {
        groups: Vec<Uuid> = Vec::new(),
        users: Vec<UserId> = Vec::new(),
    }
}

impl AccessForm {
    /// Creates the stored form.
    fn new(access: ClientAccess, unknown: Members) -> Option<Self> {
        match access {
            ClientAccess::Everyone => None,
            ClientAccess::Only { groups, users } => Some(Self { groups, users, unknown }),
        }
    }

    fn read(form: Option<Self>) -> (ClientAccess, Members) {
        match form {
            None => (ClientAccess::Everyone, Members::new()),
            Some(Self { groups, users, unknown }) => (ClientAccess::Only { groups, users }, unknown),
        }
    }
}

const ONE_WORDS: OneWords = &[
    ("access_token_format", AccessTokenFormat::knows),
    ("id_token_signed_response_alg", |name| name.parse::<Algorithm>().is_ok()),
    ("pkce", PkcePolicy::knows),
    ("refresh_token_rotation", RefreshTokenRotation::knows),
    ("required_acr", Acr::knows),
    ("confirm_by_mail", ConfirmByMail::knows),
    ("consent", ConsentPolicy::knows),
];

impl Stored for Client {
    fn description() -> &'static Description {
        &CLIENT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: ClientForm = read(fields, ONE_WORDS)?;
        let mut bag = Bag::new(form.unknown);
        bag.keep_words("authentication_methods", form.authentication_methods.unknown);
        bag.keep_words("grant_types", form.grant_types.unknown);
        let (secret_rotation, others) = SecretRotationForm::read(form.secret_rotation);
        bag.keep_members("secret_rotation", others);
        let (networks, others) = form.networks.read();
        bag.keep_members("networks", others);
        let (branding, others) = form.branding.read();
        bag.keep_members("branding", others);
        let (claim_places, others) = known_places(form.claim_places);
        bag.keep_members("claim_places", others);
        let (access, others) = AccessForm::read(form.access);
        bag.keep_members("access", others);
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            name: form.name,
            secret_hash: form.secret_hash,
            secret_rotation,
            authentication_methods: form.authentication_methods.known,
            redirect_uris: form.redirect_uris,
            post_logout_redirect_uris: form.post_logout_redirect_uris,
            backchannel_logout_uri: form.backchannel_logout_uri,
            scope: form.scope,
            claim_places,
            grant_types: form.grant_types.known,
            audiences: form.audiences,
            access_token_format: form.access_token_format.0,
            id_token_signed_response_alg: form.id_token_signed_response_alg,
            pkce: form.pkce.0,
            require_pushed_authorization_requests: form.require_pushed_authorization_requests,
            refresh_token_rotation: form.refresh_token_rotation.0,
            required_acr: form.required_acr.0,
            sign_in: SignInSwitches {
                mail_sign_in: form.mail_sign_in,
                confirm_by_mail: form.confirm_by_mail.0,
                trusted_devices: form.trusted_devices,
            },
            access,
            consent: form.consent.0,
            client_uri: form.client_uri,
            logo_uri: form.logo_uri,
            policy_uri: form.policy_uri,
            tos_uri: form.tos_uri,
            networks,
            branding,
            roles: form.roles.into_iter().map(ClientRole::from).collect(),
            disabled: form.disabled,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: bag.close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values =
            vec![Value::text(self.tenant.as_str()), Value::text(self.id.as_str()), Value::text(&self.name)];
        let mut bag = Bag::open(&self.unknown);
        let form = ClientForm {
            tenant: self.tenant,
            id: self.id,
            name: self.name,
            secret_hash: self.secret_hash,
            secret_rotation: SecretRotationForm::new(
                self.secret_rotation,
                bag.take_members("secret_rotation"),
            ),
            authentication_methods: Words::new(
                self.authentication_methods,
                bag.take_words("authentication_methods"),
            ),
            redirect_uris: self.redirect_uris,
            post_logout_redirect_uris: self.post_logout_redirect_uris,
            backchannel_logout_uri: self.backchannel_logout_uri,
            scope: self.scope,
            claim_places: stored_places(self.claim_places, bag.take_members("claim_places")),
            grant_types: Words::new(self.grant_types, bag.take_words("grant_types")),
            audiences: self.audiences,
            access_token_format: OneWord(self.access_token_format),
            id_token_signed_response_alg: self.id_token_signed_response_alg,
            pkce: OneWord(self.pkce),
            require_pushed_authorization_requests: self.require_pushed_authorization_requests,
            refresh_token_rotation: OneWord(self.refresh_token_rotation),
            required_acr: OneWord(self.required_acr),
            mail_sign_in: self.sign_in.mail_sign_in,
            confirm_by_mail: OneWord(self.sign_in.confirm_by_mail),
            trusted_devices: self.sign_in.trusted_devices,
            access: AccessForm::new(self.access, bag.take_members("access")),
            consent: OneWord(self.consent),
            client_uri: self.client_uri,
            logo_uri: self.logo_uri,
            policy_uri: self.policy_uri,
            tos_uri: self.tos_uri,
            networks: NetworksForm::new(self.networks, bag.take_members("networks")),
            branding: BrandingForm::new(self.branding, bag.take_members("branding")),
            roles: self.roles.into_iter().map(ClientRoleForm::from).collect(),
            disabled: self.disabled,
            created_at: self.created_at,
            unknown: bag.into_members(),
        };
        Ok(Row::new(&CLIENT, values, document(&form)?))
    }
}

/// Splits the places of claims into known places and unknown words of other versions.
fn known_places(members: Members) -> (ClaimPlaces, Members) {
    let (mut known, mut others) = (ClaimPlaces::new(), Members::new());
    for (claim, words) in members {
        let words = words.as_array().cloned().unwrap_or_default();
        let (places, unknown): (Vec<Json>, Vec<Json>) =
            words.into_iter().partition(|word| word.as_str().is_some_and(ClaimPlace::knows));
        let places = places.iter().filter_map(|word| ClaimPlace::from_stored(word.as_str()?)).collect();
        if !unknown.is_empty() {
            others.insert(claim.clone(), unknown.into());
        }
        known.insert(claim, places);
    }
    (known, others)
}

/// Joins known places and unknown words of other versions. The unknown words of a claim without known places are dropped.
fn stored_places(places: ClaimPlaces, mut others: Members) -> Members {
    let words = |(claim, places): (String, Vec<ClaimPlace>)| {
        let mut words: Vec<Json> = places.iter().map(|place| place.stored().into()).collect();
        if let Some(Json::Array(unknown)) = others.remove(&claim) {
            words.extend(unknown);
        }
        (claim, words.into())
    };
    places.into_iter().map(words).collect()
}
