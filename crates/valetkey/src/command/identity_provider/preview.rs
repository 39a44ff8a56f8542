//! `valetkey identity-provider preview`.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    provider_sign_in::{Arrival, ArrivalRefusal},
    role_map::RoleMap,
};
use valetkey_server::identity_provider::{KnownUsers, SignInPreview, account_of};

use super::NamedProvider;
use crate::{
    failure::Failure,
    output::{Output, Style, pairs},
};

#[derive(Args)]
#[command(after_help = "\
The claims are those of the provider as it sends them: the object of the ID token, or the answer of its userinfo address \
(valetkey provider show NAME). Nothing is sent, and nothing is stored.

Examples:
  valetkey identity-provider preview keycloak --claims ada.json
  valetkey identity-provider preview github --claims user.json --emails emails.json
  echo '{\"sub\":\"1\",\"groups\":[\"eng\"]}' | valetkey identity-provider preview keycloak --claims -")]
pub(super) struct PreviewArguments {
    #[command(flatten)]
    provider: NamedProvider,
    /// The claims of the provider, a JSON object; - reads stdin
    #[arg(long, value_name = "FILE")]
    claims: PathBuf,
    /// The list of email addresses, for a provider with a separate address for it (GitHub)
    #[arg(long, value_name = "FILE")]
    emails: Option<PathBuf>,
}

pub(super) async fn run(arguments: &PreviewArguments, output: Output) -> Result<(), Failure> {
    let (records, provider) = arguments.provider.load().await?;
    let tenant = records.recorded_tenant().await?;
    let claims = read("--claims", &arguments.claims)?;
    let emails = arguments.emails.as_ref().map(|path| read("--emails", path)).transpose()?;
    let (account, claims) =
        account_of(&provider, &tenant.issuer, claims, emails.as_ref()).map_err(Failure::failed)?;
    let map = records.role_map().await?;
    let users = KnownUsers::load(&*records.storage, &records.tenant, &account).await?;
    let reserved = records.configuration.registration.reserved();
    let decided = records.decide(|occasion| {
        SignInPreview::of(&provider, (account, &claims), users, &map, &reserved, occasion)
    });
    let preview = decided.map_err(Failure::failed)?;
    output.result(&as_json(&preview, &map), |style| in_words(&preview, &map, style))
}

fn read(option: &str, path: &Path) -> Result<Value, Failure> {
    let text = match path.as_os_str() == "-" {
        true => io::read_to_string(io::stdin().lock()),
        false => fs::read_to_string(path),
    };
    let text = text
        .map_err(|error| Failure::failed(format!("{option}: {} can't be read: {error}", path.display())))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::usage(format!("{option}: expected JSON, got something else: {error}")))
}

/// Returns the result in a word and in a sentence.
fn result(preview: &SignInPreview) -> (&'static str, String) {
    let name = |user: &Option<User>| user.as_ref().map(|user| user.username.clone()).unwrap_or_default();
    match preview.arrival {
        Arrival::SignIn => ("sign_in", format!("The account is linked: {} signs in.", name(&preview.before))),
        Arrival::AddUser => ("add_user", format!("A user is added: {}.", name(&preview.after))),
        Arrival::ProveUser { has_address_of_user } => {
            let who = match has_address_of_user {
                true => "The verified address is that of a user",
                false => "No user is added",
            };
            ("prove_user", format!("{who}: a user signs in here first, then the account is linked to them."))
        }
        Arrival::Refuse(refusal) => ("refused", format!("Refused: {}.", reason(refusal))),
    }
}

fn as_json(preview: &SignInPreview, map: &RoleMap) -> Value {
    let ((result, reason), (groups, taken_away)) = (result(preview), preview.groups(map));
    let claims: BTreeMap<_, _> = preview.claims().into_iter().collect();
    let left_out: BTreeMap<_, _> = preview.left_out.iter().cloned().collect();
    json!({
        "result": result,
        "reason": reason,
        "issuer": preview.account.issuer,
        "subject": preview.account.subject,
        "email": preview.account.email,
        "email_counts": preview.account.verified_address().is_some(),
        "sub": preview.before.as_ref().map(|user| user.id.as_str()),
        "username": preview.after.as_ref().map(|user| user.username.as_str()),
        "claims": claims,
        "groups": groups,
        "groups_taken_away": taken_away,
        "left_out": left_out,
    })
}

fn in_words(preview: &SignInPreview, map: &RoleMap, style: Style) -> String {
    let ((result, reason), (groups, taken_away)) = (result(preview), preview.groups(map));
    let heading = if result == "refused" { style.bad(&reason) } else { style.good(&reason) };
    let email = preview.account.email.as_deref().unwrap_or("none");
    let counts = match (&preview.account.email, preview.account.verified_address()) {
        (Some(_), None) => " (does not count: the provider does not prove it, or it is no plain address)",
        _ => "",
    };
    let mut lines = vec![
        ("issuer", preview.account.issuer.clone()),
        ("subject", preview.account.subject.clone()),
        ("email", format!("{email}{counts}")),
    ];
    lines.extend(preview.claims());
    lines.extend((!groups.is_empty()).then(|| ("groups given", groups.join(", "))));
    lines.extend((!taken_away.is_empty()).then(|| ("groups taken away", taken_away.join(", "))));
    lines.extend(preview.left_out.iter().map(|(name, reason)| ("left out", format!("{name}: {reason}"))));
    format!("{heading}\n\n{}\n\nNothing was stored.", pairs(lines))
}

fn reason(refusal: ArrivalRefusal) -> &'static str {
    match refusal {
        ArrivalRefusal::Disabled => "the user is disabled",
        ArrivalRefusal::NotLinked => {
            "the account is not linked, and the provider accepts linked accounts only"
        }
        ArrivalRefusal::Domain => "the account has no verified address in the domains of the provider",
    }
}
