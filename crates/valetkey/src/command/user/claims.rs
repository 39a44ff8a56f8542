//! The standard claims of a user as arguments.

use clap::Args;
use valetkey_authorization_server::registration::{NewUser, TextClaim};

use crate::failure::Failure;

#[derive(Args)]
pub(super) struct ClaimArguments {
    /// Full name; "" removes it, here and below
    #[arg(long)]
    name: Option<String>,
    /// Given name
    #[arg(long)]
    given_name: Option<String>,
    /// Family name
    #[arg(long)]
    family_name: Option<String>,
    /// Phone number, such as +441632960961
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Preferred language, such as en-GB
    #[arg(long)]
    locale: Option<String>,
    /// Any other standard claim: middle_name, nickname, profile, picture, website, gender, birthdate, zoneinfo,
    /// address.formatted, address.street_address, address.locality, address.region, address.postal_code,
    /// address.country. An empty value removes it. Repeatable
    #[arg(long = "claim", value_name = "NAME=VALUE", value_parser = pair)]
    claims: Vec<(TextClaim, String)>,
}

/// Reads a claim and its value.
fn pair(text: &str) -> Result<(TextClaim, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("expected NAME=VALUE, such as nickname=Al, got {text:?}"))?;
    Ok((name.parse()?, value.to_owned()))
}

impl ClaimArguments {
    /// Sets what the arguments name.
    ///
    /// # Errors
    /// A text that names a claim with two values.
    pub(super) fn apply(&self, new: &mut NewUser) -> Result<(), Failure> {
        let options = [
            (TextClaim::Name, &self.name),
            (TextClaim::GivenName, &self.given_name),
            (TextClaim::FamilyName, &self.family_name),
            (TextClaim::PhoneNumber, &self.phone),
            (TextClaim::Locale, &self.locale),
        ];
        let options = options.into_iter().filter_map(|(claim, value)| Some((claim, value.as_ref()?)));
        let mut seen: Vec<TextClaim> = Vec::new();
        for (claim, value) in options.chain(self.claims.iter().map(|(claim, value)| (*claim, value))) {
            if seen.contains(&claim) {
                return Err(Failure::usage(format!(
                    "expected one value of {claim}, got another one: {value:?}"
                )));
            }
            seen.push(claim);
            *claim.place(new) = Some(value.clone()).filter(|value| !value.is_empty());
        }
        Ok(())
    }
}
