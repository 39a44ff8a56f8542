//! Every key of the configuration by its name, and the nearest one to a mistyped name.

/// A key, written with its table: `lifetimes.access_token`.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) form: Form,
}

/// The form of a value in the environment, where everything is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands.
    Text,
    /// Parts between commas.
    List,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
}

impl Key {
    /// The environment variable: `VALETKEY_LIFETIMES_ACCESS_TOKEN`.
    pub(super) fn environment_name(&self) -> String {
        format!("VALETKEY_{}", self.name.replace('.', "_").to_ascii_uppercase())
    }
}

/// All keys. A test compares them with the type that holds the values.
pub(super) const KEYS: &[Key] = &[
    Key { name: "issuer", form: Form::Text },
    Key { name: "listen", form: Form::Text },
    Key { name: "database", form: Form::Text },
    Key { name: "encryption_key_file", form: Form::Text },
    Key { name: "previous_encryption_key_files", form: Form::List },
    Key { name: "places_file", form: Form::Text },
    Key { name: "request_body_limit", form: Form::Integer },
    Key { name: "trusted_proxies", form: Form::List },
    Key { name: "danger_listen_everywhere_without_https", form: Form::Boolean },
    Key { name: "connections.maximum", form: Form::Integer },
    Key { name: "connections.maximum_per_address", form: Form::Integer },
    Key { name: "connections.idle_timeout", form: Form::Text },
    Key { name: "lifetimes.authorization_code", form: Form::Text },
    Key { name: "lifetimes.access_token", form: Form::Text },
    Key { name: "lifetimes.id_token", form: Form::Text },
    Key { name: "lifetimes.refresh_token_idle", form: Form::Text },
    Key { name: "lifetimes.grant", form: Form::Text },
    Key { name: "lifetimes.session", form: Form::Text },
    Key { name: "lifetimes.kept_session", form: Form::Text },
    Key { name: "lifetimes.session_idle", form: Form::Text },
    Key { name: "lifetimes.interaction", form: Form::Text },
    Key { name: "lifetimes.event", form: Form::Text },
    Key { name: "outbound.allow_networks", form: Form::List },
    Key { name: "mail.server", form: Form::Text },
    Key { name: "mail.tls", form: Form::Text },
    Key { name: "mail.danger_without_tls", form: Form::Boolean },
    Key { name: "mail.username", form: Form::Text },
    Key { name: "mail.password_file", form: Form::Text },
    Key { name: "mail.from", form: Form::Text },
    Key { name: "mail.folder", form: Form::Text },
    Key { name: "registration.enabled", form: Form::Boolean },
    Key { name: "registration.domains", form: Form::List },
    Key { name: "registration.terms_version", form: Form::Text },
    Key { name: "registration.terms_uri", form: Form::Text },
    Key { name: "registration.reserved_usernames", form: Form::List },
    Key { name: "passwords.minimum_length", form: Form::Integer },
    Key { name: "console.require", form: Form::Text },
    Key { name: "passkeys.rp_id", form: Form::Text },
    Key { name: "passkeys.related_origins", form: Form::List },
    Key { name: "passkeys.attestation_roots", form: Form::Text },
    Key { name: "passwords.breached_list", form: Form::Text },
    Key { name: "keys.algorithms", form: Form::List },
    Key { name: "keys.rotate_every", form: Form::Text },
    Key { name: "branding.name", form: Form::Text },
    Key { name: "branding.logo", form: Form::Text },
    Key { name: "branding.logo_dark", form: Form::Text },
    Key { name: "branding.accent", form: Form::Text },
    Key { name: "branding.accent_dark", form: Form::Text },
    Key { name: "branding.background", form: Form::Text },
    Key { name: "branding.background_dark", form: Form::Text },
    Key { name: "branding.corner_radius", form: Form::Integer },
    Key { name: "branding.support_uri", form: Form::Text },
    Key { name: "branding.privacy_uri", form: Form::Text },
    Key { name: "branding.terms_uri", form: Form::Text },
    Key { name: "log.level", form: Form::Text },
    Key { name: "log.format", form: Form::Text },
    Key { name: "metrics.listen", form: Form::Text },
];

/// Whether a table of this name holds keys.
pub(super) fn is_table(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The key that was probably meant: alike as a whole, or alike in its last part but in another table.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let last = |name: &'_ str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let measure = |key: &Key| distance(key.name, name).min(distance(&last(key.name), &last(name)) + 1);
    let (best, key) = KEYS.iter().map(|key| (measure(key), key.name)).min()?;
    (best <= name.chars().count().div_ceil(3).max(2)).then_some(key)
}

/// Whether a name is, or nearly is, that of a key that holds no address of a database.
pub(super) fn is_harmless(name: &str) -> bool {
    let last = |name: &'_ str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let alike = |left: &str, right: &str| distance(left, right) <= 2;
    let is_key = KEYS.iter().any(|key| key.name != "database" && alike(&last(key.name), &last(name)));
    is_key && !name.split('.').any(|part| alike(part, "database"))
}

/// Returns the number of letters to add, drop or replace (Levenshtein).
pub(crate) fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}
