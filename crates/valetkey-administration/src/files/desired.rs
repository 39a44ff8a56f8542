//! The contents of files.

use valetkey_authorization_server::{
    record::{RoleOwner, Sha256Hash},
    registration::NewClient,
};
use valetkey_types::ClientId;

use super::Thing;
use crate::{
    attribute::NewAttribute, client::KeptSecret, identity_provider::IdentityProviderSettings,
    permission::Permissions, scope::ScopeSettings, tenant::TenantSettings,
};

/// The contents of all files, each thing once.
#[derive(Clone, Debug, Default)]
pub struct Desired {
    /// The settings of the tenant, if a file sets them.
    pub tenant: Option<Wanted<DesiredTenant>>,
    /// The attributes.
    pub attributes: Vec<Wanted<NewAttribute>>,
    /// The scopes.
    pub scopes: Vec<Wanted<DesiredScope>>,
    /// The roles.
    pub roles: Vec<Wanted<DesiredRole>>,
    /// The groups.
    pub groups: Vec<Wanted<DesiredGroup>>,
    /// The clients.
    pub clients: Vec<Wanted<DesiredClient>>,
    /// The providers on the sign-in page.
    pub identity_providers: Vec<Wanted<DesiredIdentityProvider>>,
}

/// A thing with the file that sets it.
#[derive(Clone, Debug)]
pub struct Wanted<T> {
    /// The file, named as in [`FileOwnership::file`](valetkey_authorization_server::record::FileOwnership::file).
    pub file: String,
    /// The thing.
    pub value: T,
}

/// The settings of a tenant.
#[derive(Clone, Debug)]
pub struct DesiredTenant {
    /// The settings. The logos of their branding are empty: `images` has them.
    pub settings: TenantSettings,
    /// The logos.
    pub images: Images,
}

/// The images of a branding.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// The logo.
    pub logo: Option<Vec<u8>>,
    /// The logo for dark pages.
    pub logo_dark: Option<Vec<u8>>,
}

/// A scope.
#[derive(Clone, Debug)]
pub struct DesiredScope {
    /// The scope token.
    pub name: String,
    /// The settings.
    pub settings: ScopeSettings,
}

/// The name of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleName {
    /// The name.
    pub name: String,
    /// The owner.
    pub owner: RoleOwner,
}

/// A role.
#[derive(Clone, Debug)]
pub struct DesiredRole {
    /// The name and the owner.
    pub name: RoleName,
    /// A sentence for administrators.
    pub description: Option<String>,
    /// The permissions that it gives to its holders as administrators.
    pub permissions: Permissions,
    /// The name of the group whose members the permissions are limited to.
    pub limited_to_group: Option<String>,
}

/// A group.
#[derive(Clone, Debug)]
pub struct DesiredGroup {
    /// The name.
    pub name: String,
    /// The name of the group above it.
    pub parent: Option<String>,
    /// A sentence for administrators.
    pub description: Option<String>,
    /// The roles of its members.
    pub roles: Vec<RoleName>,
}

/// A client.
#[derive(Clone, Debug)]
pub struct DesiredClient {
    /// The `client_id`.
    pub id: ClientId,
    /// The SHA-256 of its secret; `None` for a public client.
    pub secret_hash: Option<Sha256Hash>,
    /// The old secret that counts beside it until its end.
    pub old_secret: Option<KeptSecret>,
    /// The settings. Access is empty, and the branding has no logos.
    pub settings: NewClient,
    /// The users who may use it.
    pub access: DesiredAccess,
    /// The roles that it has when it acts for itself.
    pub roles: Vec<RoleName>,
    /// Whether it is disabled.
    pub disabled: bool,
    /// The logos.
    pub images: Images,
}

/// The users who may use a client, by name.
#[derive(Clone, Debug, Default)]
pub enum DesiredAccess {
    /// Every user.
    #[default]
    Everyone,
    /// Those of these groups, and these users.
    Only {
        /// The names of the groups.
        groups: Vec<String>,
        /// The usernames.
        users: Vec<String>,
    },
}

/// A provider on the sign-in page.
#[derive(Clone, Debug)]
pub struct DesiredIdentityProvider {
    /// The name.
    pub name: String,
    /// The settings, without mappings of groups.
    pub settings: IdentityProviderSettings,
    /// The mappings of groups.
    pub groups: Vec<DesiredGroupMapping>,
    /// The client secret.
    pub secret: ProviderSecret,
}

/// A group for users whom a provider lists.
#[derive(Clone, Debug)]
pub struct DesiredGroupMapping {
    /// The name of the group on this server.
    pub group: String,
    /// The JSON pointer into the claims of the provider.
    pub pointer: String,
    /// The text at this place.
    pub value: String,
}

/// The client secret of a provider. The caller compares it with the stored secret and seals it.
#[derive(Clone, PartialEq, Eq)]
pub enum ProviderSecret {
    /// The file names none.
    None,
    /// The secret of the file is equal to the stored one.
    Unchanged,
    /// Another secret, sealed.
    New(String),
}

impl std::fmt::Debug for ProviderSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::None => "None",
            Self::Unchanged => "Unchanged",
            Self::New(_) => "New(hidden)",
        })
    }
}

impl RoleName {
    /// Returns the role as a thing.
    pub fn thing(&self) -> Thing {
        Thing::role(&self.name, &self.owner)
    }
}

impl Desired {
    /// Returns every thing with its file.
    pub fn things(&self) -> Vec<(Thing, &str)> {
        let mut things = Vec::new();
        things.extend(self.tenant.iter().map(|wanted| (Thing::tenant(), wanted.file.as_str())));
        let named = |wanted: &'_ Wanted<NewAttribute>| Thing::attribute(&wanted.value.name);
        things.extend(self.attributes.iter().map(|wanted| (named(wanted), wanted.file.as_str())));
        things.extend(
            self.scopes.iter().map(|wanted| (Thing::scope(&wanted.value.name), wanted.file.as_str())),
        );
        things.extend(self.roles.iter().map(|wanted| (wanted.value.name.thing(), wanted.file.as_str())));
        things.extend(
            self.groups.iter().map(|wanted| (Thing::group(&wanted.value.name), wanted.file.as_str())),
        );
        things.extend(
            self.clients.iter().map(|wanted| (Thing::client(&wanted.value.id), wanted.file.as_str())),
        );
        let named = |wanted: &Wanted<DesiredIdentityProvider>| Thing::identity_provider(&wanted.value.name);
        things.extend(self.identity_providers.iter().map(|wanted| (named(wanted), wanted.file.as_str())));
        things
    }
}
