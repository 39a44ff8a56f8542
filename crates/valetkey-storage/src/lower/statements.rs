//! The patches and deletions of changes, and the values of their conditions. A number is the position of a value of the
//! operation.

use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use crate::{
    operation::{
        Addition, Deletion, Filter, Patch, Requirement,
        Set::{OneMore, To},
        Test::{Equal, IsFalse, IsNull, Same},
    },
    record::{
        ATTRIBUTE, AUDIT_BLOCK, CLIENT, CONSENT, COUNTER, DELIVERY, EVENT, FILE_OWNERSHIP, GRANT, GROUP,
        IDENTITY_PROVIDER, LINKED_ACCOUNT, LOGO, MAIL_CHALLENGE, MEMBERSHIP, PASSKEY, PICTURE,
        PROVIDER_SESSION, ROLE, SCOPE, SECOND_FACTORS, SESSION, SIGNING_KEY, TENANT, TRUSTED_DEVICE, USER,
        USER_NAME, WAITING_REQUEST, WEBHOOK,
    },
    sql::Text,
    value::Value,
};

const BY_ID: Filter = &[("tenant", Equal(0)), ("id", Equal(1))];
const BY_NAME: Filter = &[("tenant", Equal(0)), ("name", Equal(1))];
const BY_USER: Filter = &[("tenant", Equal(0)), ("user_id", Equal(1))];
const BY_USER_AND_ID: Filter = &[("tenant", Equal(0)), ("user_id", Equal(1)), ("id", Equal(2))];

const LIVE_SESSION_BY_ID: Filter = &[("tenant", Equal(0)), ("id", Equal(1)), ("ended_at", IsNull)];

/// A session that has not ended. Its expiry is checked on reading.
pub(super) static LIVE_SESSION: Requirement = Requirement {
    description: &SESSION,
    filter: LIVE_SESSION_BY_ID,
    text: Text::new(),
    text_of_many: Text::new(),
};

pub(super) static EXISTING_GROUP: Requirement =
    Requirement { description: &GROUP, filter: BY_ID, text: Text::new(), text_of_many: Text::new() };

pub(super) static USER_WITH_EMAIL: Requirement = Requirement {
    description: &USER,
    filter: &[("tenant", Equal(0)), ("id", Equal(1)), ("email_key", Equal(2))],
    text: Text::new(),
    text_of_many: Text::new(),
};

pub(super) static ADD_TO_COUNTER: Addition = Addition {
    description: &COUNTER,
    sum: "count",
    at_most: 4_294_967_295,
    moment: "last_at",
    text: Text::new(),
};

macro_rules! deletions {
    ($($name:ident = $description:ident $filter:expr, needed: $needed:literal;)*) => {
        $(pub(super) static $name: Deletion =
            Deletion { description: &$description, filter: $filter, is_needed: $needed, text: Text::new() };)*

        /// Every deletion.
        #[cfg(feature = "conformance")]
        pub(crate) static DELETIONS: &[&Deletion] = &[$(&$name),*];
    };
}

deletions! {
    REMOVE_TENANT = TENANT &[("tenant", Equal(0))], needed: true;
    REMOVE_CLIENT = CLIENT BY_ID, needed: true;
    REMOVE_CONSENTS_OF_CLIENT = CONSENT &[("tenant", Equal(0)), ("client_id", Equal(1))], needed: false;
    REMOVE_USER = USER BY_ID, needed: true;
    REMOVE_NAME_OF_USER = USER_NAME
        &[("tenant", Equal(0)), ("name_key", Equal(1)), ("user_id", Equal(2))], needed: false;
    REMOVE_NAMES_OF_USER = USER_NAME BY_USER, needed: false;
    REMOVE_SECOND_FACTORS_OF_USER = SECOND_FACTORS BY_USER, needed: false;
    REMOVE_CONSENTS_OF_USER = CONSENT BY_USER, needed: false;
    REMOVE_SESSIONS_OF_USER = SESSION BY_USER, needed: false;
    REMOVE_PROVIDER_SESSIONS_OF_USER = PROVIDER_SESSION BY_USER, needed: false;
    REMOVE_GRANTS_OF_USER = GRANT BY_USER, needed: false;
    REMOVE_GROUP = GROUP BY_ID, needed: true;
    REMOVE_MEMBERS_OF_GROUP = MEMBERSHIP &[("tenant", Equal(0)), ("group_id", Equal(1))], needed: false;
    REMOVE_MEMBERSHIP = MEMBERSHIP
        &[("tenant", Equal(0)), ("group_id", Equal(1)), ("user_id", Equal(2))], needed: false;
    REMOVE_MEMBERSHIPS_OF_USER = MEMBERSHIP BY_USER, needed: false;
    REMOVE_PICTURES_OF_USER = PICTURE BY_USER, needed: false;
    REMOVE_ROLE = ROLE BY_ID, needed: true;
    REMOVE_COUNTER = COUNTER &[
        ("tenant", Equal(0)),
        ("kind", Equal(1)),
        ("number", Equal(2)),
        ("count", Equal(3)),
        ("last_at", Equal(4)),
    ], needed: false;
    REMOVE_PASSKEY = PASSKEY &[("tenant", Equal(0)), ("credential_id", Equal(1))], needed: true;
    REMOVE_PASSKEYS_OF_USER = PASSKEY BY_USER, needed: false;
    REMOVE_DELIVERY = DELIVERY BY_ID, needed: false;
    REMOVE_AUDIT_BLOCK = AUDIT_BLOCK &[("tenant", Equal(0)), ("number", Equal(1))], needed: false;
    REMOVE_WAITING_REQUEST = WAITING_REQUEST BY_ID, needed: true;
    REMOVE_MAIL_CHALLENGE = MAIL_CHALLENGE BY_ID, needed: true;
    REMOVE_MAIL_CHALLENGES_OF_USER = MAIL_CHALLENGE BY_USER, needed: false;
    REMOVE_TRUSTED_DEVICE = TRUSTED_DEVICE BY_USER_AND_ID, needed: false;
    REMOVE_TRUSTED_DEVICES_OF_USER = TRUSTED_DEVICE BY_USER, needed: false;
    REMOVE_LOGO = LOGO BY_ID, needed: false;
    REMOVE_IDENTITY_PROVIDER = IDENTITY_PROVIDER BY_NAME, needed: true;
    REMOVE_WEBHOOK = WEBHOOK BY_NAME, needed: true;
    REMOVE_ATTRIBUTE = ATTRIBUTE BY_NAME, needed: true;
    REMOVE_SCOPE = SCOPE BY_NAME, needed: true;
    REMOVE_FILE_OWNERSHIP = FILE_OWNERSHIP
        &[("tenant", Equal(0)), ("kind", Equal(1)), ("name", Equal(2))], needed: true;
    REMOVE_LINKED_ACCOUNT = LINKED_ACCOUNT &[
        ("tenant", Equal(0)),
        ("issuer", Equal(1)),
        ("subject", Equal(2)),
        ("user_id", Equal(3)),
    ], needed: true;
    REMOVE_LINKED_ACCOUNTS_OF_USER = LINKED_ACCOUNT BY_USER, needed: false;
    REMOVE_SIGNING_KEY = SIGNING_KEY &[("tenant", Equal(0)), ("kid", Equal(1))], needed: false;
}

macro_rules! patches {
    ($($(#[$doc:meta])* $name:ident = $description:ident $set:expr, where $filter:expr, needed: $needed:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: Patch = Patch {
            description: &$description,
            set: &$set,
            filter: $filter,
            is_needed: $needed,
            text: Text::new(),
        };)*

        /// Every patch.
        #[cfg(feature = "conformance")]
        pub(crate) static PATCHES: &[&Patch] = &[$(&$name),*];
    };
}

patches! {
    /// Ends a session. A session that ended earlier keeps its time.
    END_SESSION = SESSION [("ended_at", To(2))], where LIVE_SESSION_BY_ID, needed: false;
    CONTINUE_SESSION = SESSION [("ended_at", To(2)), ("continued_by", To(3))],
        where LIVE_SESSION_BY_ID, needed: false;
    END_SESSIONS_OF_USER = SESSION [("ended_at", To(2))],
        where &[("tenant", Equal(0)), ("user_id", Equal(1)), ("ended_at", IsNull)], needed: false;
    USE_PASSKEY = PASSKEY [("sign_count", To(3)), ("backed_up", To(4)), ("last_used_at", To(5))],
        where &[("tenant", Equal(0)), ("credential_id", Equal(1)), ("sign_count", Equal(2))], needed: true;
    /// Withdraws a consent. Its new document is that of a consent that allows nothing.
    WITHDRAW_CONSENT = CONSENT [("document", To(3)), ("revision", OneMore { at_most: i64::MAX })],
        where &[("tenant", Equal(0)), ("user_id", Equal(1)), ("client_id", Equal(2))], needed: false;
    /// Revokes a grant. As in the following patches, a grant that was revoked earlier keeps its time.
    REVOKE_GRANT = GRANT [("revoked_at", To(2))],
        where &[("tenant", Equal(0)), ("id", Equal(1)), ("revoked_at", IsNull)], needed: false;
    REVOKE_GRANTS_OF_USER = GRANT [("revoked_at", To(2))],
        where &[("tenant", Equal(0)), ("user_id", Equal(1)), ("revoked_at", IsNull)], needed: false;
    REVOKE_GRANTS_OF_SESSION = GRANT [("revoked_at", To(3))],
        where &[
            ("tenant", Equal(0)),
            ("user_id", Equal(1)),
            ("sid", Equal(2)),
            ("offline", IsFalse),
            ("revoked_at", IsNull),
        ], needed: false;
    REVOKE_GRANTS_OF_CONSENT = GRANT [("revoked_at", To(3))],
        where &[
            ("tenant", Equal(0)),
            ("user_id", Equal(1)),
            ("client_id", Equal(2)),
            ("revoked_at", IsNull),
        ], needed: false;
    ANONYMISE_EVENT = EVENT [("document", To(2))], where BY_ID, needed: false;
    TAKE_MAIL_ATTEMPT = MAIL_CHALLENGE [("attempts_left", To(3))],
        where &[("tenant", Equal(0)), ("id", Equal(1)), ("attempts_left", Equal(2))], needed: true;
    USE_TRUSTED_DEVICE = TRUSTED_DEVICE [("last_used_at", To(3))], where BY_USER_AND_ID, needed: true;
    REDEEM_REFRESH_TOKEN = GRANT [("redeemed_refresh_token", To(3))],
        where &[
            ("tenant", Equal(0)),
            ("id", Equal(1)),
            ("revoked_at", IsNull),
            ("redeemed_refresh_token", Same(2)),
        ], needed: true;
}

pub(super) fn tenant_in(tenant: &TenantId) -> Value {
    Value::text(tenant.as_str())
}

pub(super) fn user_in(id: &UserId) -> Value {
    Value::text(id.as_str())
}

pub(super) fn client_in(id: &ClientId) -> Value {
    Value::text(id.as_str())
}

pub(super) fn moment_in(at: Timestamp) -> Value {
    Value::Integer(at.seconds())
}
