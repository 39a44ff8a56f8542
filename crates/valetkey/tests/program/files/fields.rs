//! Every field of the records that files own is in an export, and every line of a file counts.

use std::collections::BTreeSet;

use valetkey_authorization_server::{
    Lifetime,
    branding::Branding,
    networks::NetworkRules,
    record::{
        Attribute, Client, ClientRole, Group, IdentityProvider, Role, SignInSwitches, TenantRecord,
        TenantScope,
    },
    role_map::RoleMap,
};
use valetkey_storage::{Listing, Storage as _, directory, record::IDENTITY_PROVIDER};
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, Timestamp};

use super::{empty, json, try_run, with_everything, write};
use crate::support::folder::Folder;

/// Lists fields of a record with their values. A field that is added to the record later is missing here, and this does not compile
/// until somebody decides whether files have it.
macro_rules! fields {
    ($record:expr, $type:ident { $($field:ident),+ $(,)? } but { $($other:ident),* $(,)? }) => {{
        let $type { $($field,)+ $($other: _,)* } = $record;
        vec![$((stringify!($field), format!("{:?}", $field))),+]
    }};
}

/// A field of a record: the kind of the record, the field and the value.
type Field = (&'static str, &'static str, String);

/// The stored records of a server, with names in place of identifiers.
struct Stored {
    fields: Vec<Field>,
    names: Vec<(String, String)>,
}

impl Stored {
    async fn of(folder: &Folder) -> Self {
        let storage = SqliteStorage::open(&folder.path().join("valetkey.db")).expect("the database");
        let id = TenantId::default();
        let tenant = storage.tenant(&id).await.expect("an answer").expect("the tenant");
        let alice = storage.user_by_sign_in_name(&id, "alice").await.expect("an answer").expect("alice");
        let definitions = directory::claim_map(&storage, &tenant).await.expect("attributes and scopes");
        let map = directory::role_map(&storage, &id).await.expect("groups and roles");
        let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &id, 100);
        let providers = directory::page::<IdentityProvider>(&storage, &listing).await.expect("providers");

        let mut names = vec![(alice.id.to_string(), "alice".to_owned())];
        names.extend(map.groups().iter().map(|group| (group.id.to_string(), group.name.clone())));
        names.extend(map.roles().iter().map(|role| (role.id.to_string(), role.name.clone())));
        let mut stored = Self { fields: Vec::new(), names };
        stored.tenant(&tenant);
        definitions
            .attributes()
            .iter()
            .for_each(|attribute| stored.add("attribute", attribute_fields(attribute)));
        definitions.scopes().iter().for_each(|scope| stored.add("scope", scope_fields(scope)));
        map.groups().into_iter().for_each(|group| stored.add("group", group_fields(group, &map)));
        map.roles().into_iter().for_each(|role| stored.add("role", role_fields(role)));
        storage.clients(&id).await.expect("clients").iter().for_each(|client| stored.client(client));
        providers
            .records
            .iter()
            .for_each(|provider| stored.add("identity_provider", provider_fields(provider)));
        stored.fields.sort();
        stored
    }

    fn add(&mut self, kind: &'static str, fields: Vec<(&'static str, String)>) {
        for (field, value) in fields {
            let named = self.names.iter().fold(value, |value, (id, name)| value.replace(id, name));
            self.fields.push((kind, field, named));
        }
    }

    fn tenant(&mut self, tenant: &TenantRecord) {
        let fields = fields!(tenant, TenantRecord {
            name, lifetimes, algorithms, required_acr, passkey_models, self_deletion,
        } but {
            // Listed below.
            sign_in, networks, branding,
            // Not configuration: the address is set before, and the rest belongs to this database.
            tenant, issuer, claim_map_revision, recorded_at, legacy_seals_until, nothing_before, revision, unknown,
        });
        self.add("tenant", fields);
        self.parts(&tenant.sign_in, &tenant.networks, &tenant.branding);
    }

    fn client(&mut self, client: &Client) {
        let at_once = |role: &ClientRole| ClientRole { created_at: Timestamp(0), ..role.clone() };
        let client = Client { roles: client.roles.iter().map(at_once).collect(), ..client.clone() };
        let fields = fields!(&client, Client {
            id, name, secret_hash, authentication_methods, redirect_uris, post_logout_redirect_uris,
            backchannel_logout_uri, scope, claim_places, grant_types, audiences, access_token_format,
            id_token_signed_response_alg, pkce, require_pushed_authorization_requests, refresh_token_rotation, required_acr, access, consent, client_uri,
            logo_uri, policy_uri, tos_uri, roles, disabled,
        } but {
            sign_in, networks, branding, tenant, created_at, revision, unknown,
            // Tested beside the export: the end of an old secret is never far from now.
            secret_rotation,
        });
        self.add("client", fields);
        self.parts(&client.sign_in, &client.networks, &client.branding);
    }

    /// Adds the parts that both the tenant and clients have.
    fn parts(&mut self, sign_in: &SignInSwitches, networks: &NetworkRules, branding: &Branding) {
        let switches =
            fields!(sign_in, SignInSwitches { mail_sign_in, confirm_by_mail, trusted_devices } but {});
        self.add("sign_in", switches);
        self.add("networks", fields!(networks, NetworkRules { sign_in_from, one_factor_from } but {}));
        let branding = fields!(branding, Branding {
            name, logo, logo_dark, accent, accent_dark, background, background_dark, corner_radius, support_uri,
            privacy_uri, terms_uri,
        } but {});
        self.add("branding", branding);
    }
}

fn attribute_fields(attribute: &Attribute) -> Vec<(&'static str, String)> {
    fields!(attribute, Attribute {
        name, kind, labels, is_required, seen_by, edited_by, claim,
    } but { tenant, created_at, revision, unknown })
}

fn scope_fields(scope: &TenantScope) -> Vec<(&'static str, String)> {
    fields!(scope, TenantScope { name, claims, descriptions, writes } but { tenant, created_at, revision, unknown })
}

fn group_fields(group: &Group, map: &RoleMap) -> Vec<(&'static str, String)> {
    let mut fields = fields!(group, Group {
        name, parent, description,
    } but { roles, tenant, id, created_at, revision, unknown });
    // Their order means nothing.
    let roles = group.roles.iter().filter_map(|id| map.role(*id)).map(|role| role.name.as_str());
    let roles: BTreeSet<&str> = roles.collect();
    fields.push(("roles", format!("{roles:?}")));
    fields
}

fn role_fields(role: &Role) -> Vec<(&'static str, String)> {
    fields!(role, Role {
        name, owner, description, permissions, limited_to_group,
    } but { tenant, id, created_at, revision, unknown })
}

fn provider_fields(provider: &IdentityProvider) -> Vec<(&'static str, String)> {
    // Each database seals a secret in another way.
    let client_secret_sealed = provider.client_secret_sealed.as_ref().map(|_| String::new());
    let provider = IdentityProvider { client_secret_sealed, ..provider.clone() };
    fields!(&provider, IdentityProvider {
        name, preset, variables, accepted_tenants, simulator, display_name, client_id, client_secret_sealed, scope,
        first_sign_in, domains, claim_mappings, updates_claims, group_mappings, offers_sign_out, position, disabled,
    } but { tenant, created_at, revision, unknown })
}

#[tokio::test]
async fn every_field_of_every_kind_comes_back_from_an_export() {
    let (first, second) = (with_everything(), empty());
    let untouched = Stored::of(&second).await;
    json(&first, "apply infra --yes");
    write(&second, "all/everything.toml", &try_run(&first, "export").stdout);
    json(&second, "apply all --yes");
    let (exported, applied) = (Stored::of(&first).await, Stored::of(&second).await);
    let only = |these: &Stored, others: &Stored| -> Vec<Field> {
        these.fields.iter().filter(|field| !others.fields.contains(field)).cloned().collect()
    };
    assert_eq!(only(&exported, &applied), only(&applied, &exported));
    assert_eq!(exported.fields.len(), applied.fields.len());

    // A field that has one value everywhere proves nothing: set it in everything.toml.
    let all: Vec<&Field> = exported.fields.iter().chain(&untouched.fields).collect();
    for (kind, field, value) in &all {
        let is_other = |other: &&&Field| (other.0, other.1) == (*kind, *field) && other.2 != *value;
        assert!(all.iter().any(|other| is_other(&other)), "{field} of each {kind} is {value}");
    }
    let lifetimes = exported.fields.iter().find(|(_, field, _)| *field == "lifetimes").expect("lifetimes");
    for lifetime in Lifetime::ALL {
        assert!(lifetimes.2.contains(&format!("{lifetime:?}: ")), "{lifetime:?}: {}", lifetimes.2);
    }
}

#[test]
fn a_line_that_is_left_out_is_one_change_and_nothing_else() {
    let folder = with_everything();
    json(&folder, "apply infra --yes");
    let text = include_str!("everything.toml");
    let (mut table, mut wrong, mut refused) = ("", Vec::new(), BTreeSet::new());
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
        }
        let Some((key, _)) = line.split_once(" = ") else { continue };
        let others = text.lines().enumerate().filter(|(other, _)| *other != number);
        let without: Vec<&str> = others.map(|(_, line)| line).collect();
        write(&folder, "infra/main.toml", &without.join("\n"));
        let ended = try_run(&folder, "plan infra --json");
        if ended.code != 0 {
            refused.insert(format!("{table}.{key}"));
            continue;
        }
        let plan = ended.json();
        let steps = plan["steps"].as_array().expect("steps");
        let is_one = matches!(steps.as_slice(), [step] if step["action"] == "edit" && step["changed"].as_array().is_some_and(|changed| changed.len() == 1));
        if !is_one {
            wrong.push(format!("{}: {line}: {steps:?}", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Without these lines something is missing, or something else in the files is wrong.
    let needed = [
        "attribute.choices",
        "attribute.claim",
        "attribute.edited_by",
        "attribute.name",
        "attribute.type",
        "client.client_secret",
        "client.grant_types",
        "client.id",
        "client.name",
        "client.redirect_uris",
        "group.name",
        "identity_provider.client_id",
        "identity_provider.client_secret",
        "identity_provider.disabled",
        "identity_provider.name",
        "role.audience",
        "role.client",
        "role.name",
        "scope.name",
        "tenant.branding.accent",
        "tenant.branding.background",
        "tenant.branding.logo",
    ];
    assert_eq!(refused, BTreeSet::from(needed.map(str::to_owned)));
}
