//! `valetkey identity-provider preview`.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    provider_sign_in::{
        Arrival, ArrivalRefusal, ProviderAccount, add_user, arrive, bring_up_to_date, read_claim,
    },
    record::{IdentityProvider, LinkedAccount},
    registration::{NewUser, TextClaim},
    role_map::RoleMap,
};
use valetkey_server::identity_provider::account_of;
use valetkey_storage::{Listing, Match, directory, record::LINKED_ACCOUNT, value::Value as StoredValue};
use valetkey_types::UserId;

use super::NamedProvider;
use crate::{
    database::Records,
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

/// What a sign-in would do.
struct Preview {
    account: ProviderAccount,
    arrival: Arrival,
    /// The user before the sign-in; `None` for one that it adds.
    before: Option<User>,
    /// The user after the sign-in; `None` if the account has no user yet or is refused.
    after: Option<User>,
    left_out: Vec<(String, String)>,
}

pub(super) async fn run(arguments: &PreviewArguments, output: Output) -> Result<(), Failure> {
    let (records, provider) = arguments.provider.load().await?;
    let tenant = records.recorded_tenant().await?;
    let claims = read("--claims", &arguments.claims)?;
    let emails = arguments.emails.as_ref().map(|path| read("--emails", path)).transpose()?;
    let (account, claims) =
        account_of(&provider, &tenant.issuer, claims, emails.as_ref()).map_err(Failure::failed)?;
    let map = records.role_map().await?;
    let preview = preview(&records, &provider, account, &claims, &map).await?;
    output.result(&preview.as_json(&map), |style| preview.in_words(&map, style))
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

async fn preview(
    records: &Records,
    provider: &IdentityProvider,
    account: ProviderAccount,
    claims: &Map<String, Value>,
    map: &RoleMap,
) -> Result<Preview, Failure> {
    let linked_to = linked_user(records, &account).await?;
    let has_address = match account.verified_address().filter(|_| linked_to.is_none()) {
        Some(address) => records.storage.user_by_sign_in_name(&records.tenant, address).await?,
        None => None,
    };
    let arrival = arrive(provider, &account, linked_to.as_ref(), has_address.as_ref());
    let after = match (arrival, &linked_to) {
        (Arrival::SignIn, Some(user)) => {
            Some(records.decide(|occasion| bring_up_to_date(user, &account, map, occasion)).answer)
        }
        (Arrival::AddUser, _) => {
            let username = account.proposed_username(&records.configuration.registration.reserved());
            let id = UserId::new("preview");
            let added = records.decide(|occasion| add_user(id, username, &account, map, occasion));
            Some(added.map_err(Failure::failed)?.answer)
        }
        _ => None,
    };
    let left_out = left_out(provider, claims);
    Ok(Preview { account, arrival, before: linked_to, after, left_out })
}

/// Returns the claims that are mapped and have a value that does not fit, each with the reason.
fn left_out(provider: &IdentityProvider, claims: &Map<String, Value>) -> Vec<(String, String)> {
    let claims = Value::Object(claims.clone());
    let reason = |(name, pointer): (&String, &String)| {
        let claim: TextClaim = name.parse().ok()?;
        let error = read_claim(&claims, claim, pointer).err()?;
        Some((name.clone(), error.to_string()))
    };
    provider.claim_mappings.iter().filter_map(reason).collect()
}

async fn linked_user(records: &Records, account: &ProviderAccount) -> Result<Option<User>, Failure> {
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, &records.tenant, 1)
        .with("issuer", Match::Equals(StoredValue::text(&account.issuer)))
        .with("subject", Match::Equals(StoredValue::text(&account.subject)));
    let page = directory::page::<LinkedAccount>(&*records.storage, &listing).await?;
    match page.records.into_iter().next() {
        Some(link) => Ok(records.storage.user(&records.tenant, &link.user_id).await?),
        None => Ok(None),
    }
}

impl Preview {
    /// Returns the result in a word and in a sentence.
    fn result(&self) -> (&'static str, String) {
        let name = |user: &Option<User>| user.as_ref().map(|user| user.username.clone()).unwrap_or_default();
        match self.arrival {
            Arrival::SignIn => {
                ("sign_in", format!("The account is linked: {} signs in.", name(&self.before)))
            }
            Arrival::AddUser => ("add_user", format!("A user is added: {}.", name(&self.after))),
            Arrival::ProveUser { has_address_of_user } => {
                let who = match has_address_of_user {
                    true => "The verified address is that of a user",
                    false => "No user is added",
                };
                (
                    "prove_user",
                    format!("{who}: a user signs in here first, then the account is linked to them."),
                )
            }
            Arrival::Refuse(refusal) => ("refused", format!("Refused: {}.", reason(refusal))),
        }
    }

    /// Returns the claims that the user gets, by name.
    fn claims(&self) -> Vec<(&'static str, String)> {
        let mapped = &self.account.mapped;
        let Some(after) = &self.after else {
            let is_set =
                |claim: &TextClaim| Some((claim.as_str(), mapped.claims.get(claim.as_str())?.clone()));
            let all = if mapped.updates_claims { TextClaim::ALL } else { &[] };
            return all.iter().filter_map(is_set).collect();
        };
        let (before, after) = (self.before.as_ref().map(NewUser::from), NewUser::from(after));
        let old = |claim: &TextClaim| before.as_ref().and_then(|before| claim.of(before));
        let is_new = |claim: &&TextClaim| claim.of(&after) != old(claim);
        let value = |claim: &TextClaim| (claim.as_str(), claim.of(&after).unwrap_or_default().to_owned());
        TextClaim::ALL.iter().filter(is_new).map(value).collect()
    }

    /// Returns the groups that the user gets, and those that are taken away.
    fn groups(&self, map: &RoleMap) -> (Vec<String>, Vec<String>) {
        let before = self.before.as_ref().map_or(&[][..], |user| &user.groups);
        let after = match (&self.after, self.arrival) {
            (Some(user), _) => &user.groups,
            (None, Arrival::ProveUser { .. }) => &self.account.mapped.groups,
            (None, _) => return (Vec::new(), Vec::new()),
        };
        let names = |these: &[Uuid], others: &[Uuid]| {
            let new = these.iter().filter(|group| !others.contains(group));
            new.filter_map(|group| Some(map.group(*group)?.name.clone())).collect()
        };
        (names(after, before), names(before, after))
    }

    fn as_json(&self, map: &RoleMap) -> Value {
        let ((result, reason), (groups, taken_away)) = (self.result(), self.groups(map));
        let claims: BTreeMap<_, _> = self.claims().into_iter().collect();
        let left_out: BTreeMap<_, _> = self.left_out.iter().cloned().collect();
        json!({
            "result": result,
            "reason": reason,
            "issuer": self.account.issuer,
            "subject": self.account.subject,
            "email": self.account.email,
            "email_counts": self.account.verified_address().is_some(),
            "sub": self.before.as_ref().map(|user| user.id.as_str()),
            "username": self.after.as_ref().map(|user| user.username.as_str()),
            "claims": claims,
            "groups": groups,
            "groups_taken_away": taken_away,
            "left_out": left_out,
        })
    }

    fn in_words(&self, map: &RoleMap, style: Style) -> String {
        let ((result, reason), (groups, taken_away)) = (self.result(), self.groups(map));
        let heading = if result == "refused" { style.bad(&reason) } else { style.good(&reason) };
        let email = self.account.email.as_deref().unwrap_or("none");
        let counts = match (&self.account.email, self.account.verified_address()) {
            (Some(_), None) => " (does not count: the provider does not prove it, or it is no plain address)",
            _ => "",
        };
        let mut lines = vec![
            ("issuer", self.account.issuer.clone()),
            ("subject", self.account.subject.clone()),
            ("email", format!("{email}{counts}")),
        ];
        lines.extend(self.claims());
        lines.extend((!groups.is_empty()).then(|| ("groups given", groups.join(", "))));
        lines.extend((!taken_away.is_empty()).then(|| ("groups taken away", taken_away.join(", "))));
        lines.extend(self.left_out.iter().map(|(name, reason)| ("left out", format!("{name}: {reason}"))));
        format!("{heading}\n\n{}\n\nNothing was stored.", pairs(lines))
    }
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
