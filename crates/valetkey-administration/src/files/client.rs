//! Clients in files.

use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    branding::{Branding, LogoError},
    event::Occasion,
    record::{Client, ClientAccess, FileOwnership, Logo, OwnedKind, Role},
    registration::{ClientRegistrationError, NewClient},
};
use valetkey_types::{ClientId, UserId};

use super::{
    DesiredAccess, DesiredClient, Images, State, Thing, Wanted,
    names::{NamedClient, changed, replaced_secret},
    planner::{Action, Planner},
    role::{difference, roles_called},
};
use crate::{
    client::{self, UnknownClaim},
    group, logos,
    role::{self, Holder},
};

/// Adds or edits a client.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredClient>) {
    let (file, value) = (wanted.file.as_str(), &wanted.value);
    let thing = Thing::client(&value.id);
    let access = access(planner, (&thing, file), &value.access);
    let roles = roles_called(planner, (&thing, file), &value.roles);
    let occasion = planner.occasion(file);
    let mut settings = NewClient { access, ..value.settings.clone() };
    let logos = match new_logos(&mut settings.branding, &value.images, Some(&value.id), &occasion) {
        Ok(logos) => logos,
        Err((field, error)) => return planner.problem((thing, file), field, error),
    };
    let before = planner.state.client(&value.id).cloned();
    if let Err(error) = check_placed_claims(value, before.as_ref(), planner) {
        return planner.problem((thing, file), "claim_places", error);
    }
    let decided = match &before {
        Some(client) => edited(client, value, settings, &occasion),
        None => added(value, settings, &occasion),
    };
    let (mut client, mut changes) = match decided {
        Ok(decided) => decided,
        Err((field, text)) => return planner.problem((thing, file), field, text),
    };
    if let Err((field, text)) = set_roles(&mut client, &mut changes, &roles, &planner.state, &occasion) {
        return planner.problem((thing, file), field, text);
    }
    let known: Vec<_> = before.iter().flat_map(|client| client.branding.logos().cloned()).collect();
    changes.extend(logos::stored(logos, &known));
    if !changes.is_empty() && refers_to_groups(&client) {
        // Another command may remove such a group or role at the same time. This condition then refuses the plan.
        changes.push(group::advance(&planner.state.role_map, &occasion));
    }
    let named = |client| NamedClient { client, state: &planner.state };
    let mut fields = changed(before.as_ref().map(named).as_ref(), &named(&client));
    if before.as_ref().is_some_and(|before| before.secret_hash != client.secret_hash) {
        fields.push(replaced_secret());
    }
    let action = if before.is_some() { Action::Edit } else { Action::Add };
    planner.state.put_client(client);
    planner.step((thing, file), action, fields, changes);
}

/// Removes a client that no file names any more.
pub(super) fn remove<'a>(planner: &mut Planner<'a>, owned: &'a FileOwnership) {
    let occasion = planner.occasion(&owned.file);
    let Some(client) = planner.state.client(&ClientId::new(owned.name.as_str())).cloned() else { return };
    let decision = client::remove(&client, &occasion);
    planner.state.clients.retain(|known| known.id != client.id);
    planner.step((Thing::from(owned), owned.file.as_str()), Action::Remove, Vec::new(), decision.changes);
}

type Decided = Result<(Client, Vec<Change>), (&'static str, String)>;

fn added(value: &DesiredClient, settings: NewClient, occasion: &Occasion<'_>) -> Decided {
    let decision = client::add_with_hash(value.id.clone(), value.secret_hash, settings, occasion)
        .map_err(|error| problem(&error))?;
    let (mut client, mut changes) = (decision.answer, decision.changes);
    set_secrets(&mut client, &mut changes, value, occasion)?;
    if value.disabled {
        let disabled = client::disable(&client, occasion);
        (client, changes) = (disabled.answer, [changes, disabled.changes].concat());
    }
    Ok((client, changes))
}

fn edited(before: &Client, value: &DesiredClient, settings: NewClient, occasion: &Occasion<'_>) -> Decided {
    let advice = "a client never changes between public and confidential; register another one";
    match (before.is_public(), value.secret_hash) {
        (true, Some(_)) => {
            return Err((
                "client_secret",
                format!("expected no secret of a public client, got one: {advice}"),
            ));
        }
        (false, None) => {
            return Err(("client_secret", format!("expected the secret of the client, got none: {advice}")));
        }
        _ => {}
    }
    let decision = client::edit(before, settings, occasion).map_err(|error| problem(&error))?;
    let (mut client, mut changes) = (decision.answer, decision.changes);
    set_secrets(&mut client, &mut changes, value, occasion)?;
    if value.disabled != client.disabled {
        let set = if value.disabled { client::disable } else { client::enable };
        let decision = set(&client, occasion);
        client = decision.answer;
        changes.extend(decision.changes);
    }
    Ok((client, changes))
}

/// Sets the secrets of the file.
fn set_secrets(
    client: &mut Client,
    changes: &mut Vec<Change>,
    value: &DesiredClient,
    occasion: &Occasion<'_>,
) -> Result<(), (&'static str, String)> {
    match (value.secret_hash, value.old_secret) {
        (None, None) => return Ok(()),
        (None, Some(_)) => {
            return Err(("old_client_secret", "expected client_secret beside it, got none".to_owned()));
        }
        (Some(present), Some(old)) if present == old.hash => {
            return Err((
                "old_client_secret",
                "expected another secret than client_secret, got the same".to_owned(),
            ));
        }
        _ => {}
    }
    let Some(present) = value.secret_hash else { return Ok(()) };
    let decision = client::set_secret_hashes(client, present, value.old_secret, occasion)
        .map_err(|error| ("old_client_secret.expires_at", error.to_string()))?;
    *client = decision.answer;
    changes.extend(decision.changes);
    Ok(())
}

/// Checks that a client can get the claims whose places the file sets anew.
fn check_placed_claims(
    value: &DesiredClient,
    before: Option<&Client>,
    planner: &Planner<'_>,
) -> Result<(), UnknownClaim> {
    if planner.has_wrong(OwnedKind::Attribute) {
        // The claim may be that of an attribute with a problem.
        return Ok(());
    }
    let is_new = |claim: &&str| before.is_none_or(|before| !before.claim_places.contains_key(*claim));
    let placed = value.settings.claim_places.keys().map(String::as_str).filter(is_new);
    client::check_placed_claims(placed, &planner.state.claim_map)
}

/// Grants missing roles and takes others away.
fn set_roles(
    client: &mut Client,
    changes: &mut Vec<Change>,
    roles: &[Role],
    state: &State,
    occasion: &Occasion<'_>,
) -> Result<(), (&'static str, String)> {
    let map = &state.role_map;
    let held: Vec<Uuid> = client.roles.iter().map(|held| held.id).collect();
    let (missing, extra) = difference(&held, roles, |id| map.role(id).cloned());
    for role in &extra {
        let more = role::take_away(role, Holder::Client(client), map, occasion);
        *client = stored(&more).unwrap_or_else(|| client.clone());
        changes.extend(more);
    }
    for role in &missing {
        let more = role::grant(role, Holder::Client(client), map, occasion)
            .map_err(|error| ("roles", error.to_string()))?;
        *client = stored(&more).unwrap_or_else(|| client.clone());
        changes.extend(more);
    }
    Ok(())
}

/// Returns the client that changes store.
fn stored(changes: &[Change]) -> Option<Client> {
    changes.iter().find_map(|change| match change {
        Change::ReplaceClient(client) => Some(Client::clone(client)),
        _ => None,
    })
}

/// Finds groups and users by name. Adds a problem for an unknown name.
fn access(planner: &mut Planner<'_>, of: (&Thing, &str), wanted: &DesiredAccess) -> ClientAccess {
    let DesiredAccess::Only { groups: group_names, users: usernames } = wanted else {
        return ClientAccess::Everyone;
    };
    let (mut groups, mut users) = (Vec::<Uuid>::new(), Vec::<UserId>::new());
    for (item, name) in group_names.iter().enumerate() {
        match planner.state.role_map.group_called(name) {
            Some(group) => groups.push(group.id),
            None => planner.no_such_group((of.0.clone(), of.1), ("access.groups", Some(item)), name),
        }
    }
    for (item, name) in usernames.iter().enumerate() {
        let known = planner.state.users.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
        match known {
            Some((id, _)) => users.push(id.clone()),
            None => {
                let text = format!("expected the username of a user of the server, got {name:?}");
                planner.problem_of_item((of.0.clone(), of.1), ("access.users", item), text);
            }
        }
    }
    groups.sort();
    groups.dedup();
    users.sort();
    users.dedup();
    ClientAccess::Only { groups, users }
}

/// Makes the logos of a branding, and names them in it.
pub(super) fn new_logos(
    branding: &mut Branding,
    images: &Images,
    client: Option<&ClientId>,
    occasion: &Occasion<'_>,
) -> Result<Vec<Logo>, (&'static str, LogoError)> {
    let mut logos = Vec::new();
    for (id, image, field) in [
        (&mut branding.logo, &images.logo, "branding.logo"),
        (&mut branding.logo_dark, &images.logo_dark, "branding.logo_dark"),
    ] {
        if let Some(image) = image {
            let logo = logos::new_logo(image.clone(), client, occasion).map_err(|error| (field, error))?;
            *id = Some(logo.id.clone());
            logos.push(logo);
        }
    }
    Ok(logos)
}

fn refers_to_groups(client: &Client) -> bool {
    let names_groups = matches!(&client.access, ClientAccess::Only { groups, .. } if !groups.is_empty());
    names_groups || !client.roles.is_empty()
}

/// Returns the wrong field, and the text of the problem.
fn problem(error: &ClientRegistrationError) -> (&'static str, String) {
    let field = match error {
        ClientRegistrationError::Name(_) => "name",
        ClientRegistrationError::RedirectUri { field, .. } | ClientRegistrationError::Uri { field, .. } => {
            *field
        }
        ClientRegistrationError::NoRedirectUri => "redirect_uris",
        ClientRegistrationError::PublicClientCredentials | ClientRegistrationError::RefreshTokenAlone => {
            "grant_types"
        }
        ClientRegistrationError::PublicKeepsRefreshTokens => "refresh_token_rotation",
        ClientRegistrationError::PublicWithoutPkce => "pkce",
        ClientRegistrationError::IdTokenAlgorithm(_) => "id_token_signed_response_alg",
        ClientRegistrationError::ClaimPlaces(_) => "claim_places",
        ClientRegistrationError::Branding(error) => branding_field(error.field),
    };
    (field, error.to_string())
}

/// Returns the name of a field of a branding with its table.
pub(super) fn branding_field(field: &str) -> &'static str {
    const FIELDS: [&str; 11] = [
        "branding.name",
        "branding.logo",
        "branding.logo_dark",
        "branding.accent",
        "branding.accent_dark",
        "branding.background",
        "branding.background_dark",
        "branding.corner_radius",
        "branding.support_uri",
        "branding.privacy_uri",
        "branding.terms_uri",
    ];
    FIELDS.into_iter().find(|known| known.strip_prefix("branding.") == Some(field)).unwrap_or("branding")
}
