//! Checks the rules for presets, for the built-in ones and those of your own files.

use std::collections::BTreeSet;

use url::Url;

use crate::variable::is_safe;
use crate::{
    Authentication, Deviation, EmailVerified, Kind, Preset, PresetError, ScopeSource, UserSource, template,
};

impl Preset {
    /// Checks the rules that the types can't express.
    ///
    /// # Errors
    /// [`PresetError::Field`] for the first field that breaks a rule.
    pub fn check(&self) -> Result<(), PresetError> {
        self.check_name()?;
        self.check_variables()?;
        self.check_addresses()?;
        self.check_endpoints()?;
        self.check_scope()?;
        self.check_authentication()?;
        self.check_user()?;
        self.check_deviations()
    }

    fn check_name(&self) -> Result<(), PresetError> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        self.require(
            (1..=64).contains(&self.name.len()) && self.name.bytes().all(allowed),
            "name",
            "lower-case letters, digits and hyphens",
            &self.name,
        )?;
        self.require(!self.display_name.is_empty(), "display_name", "a name", "none")
    }

    fn check_variables(&self) -> Result<(), PresetError> {
        let addresses = self.addresses();
        let used: BTreeSet<&str> = addresses.iter().flat_map(|(_, text)| template::names(text)).collect();
        for (name, variable) in &self.variables {
            let field = format!("variables.{name}");
            self.require(
                used.contains(name.as_str()),
                &field,
                "a variable that an address uses",
                "no use of it",
            )?;
            self.require(!variable.description.is_empty(), &field, "a description", "none")?;
            if let Some(default) = &variable.default {
                self.require(variable.form.accepts(default), &field, variable.form.expected(), default)?;
            }
        }
        let is_template = self.deviations.contains(&Deviation::UserinfoAddressTemplate {});
        for (path, text) in &addresses {
            for name in template::names(text) {
                let fits = self.variables.contains_key(name) || (is_template && path == "endpoints.userinfo");
                self.require(fits, path, "only variables that the preset declares", name)?;
            }
        }
        Ok(())
    }

    fn check_addresses(&self) -> Result<(), PresetError> {
        for (path, text) in self.addresses() {
            let sample = template::fill(text, |name| self.sample(name));
            let fits = Url::parse(&sample).is_ok_and(|url| is_safe(&url) && url.fragment().is_none());
            let from_variable = text.starts_with('{');
            let begins = text.starts_with("https://") || from_variable || text.starts_with("http://");
            self.require(fits && begins, &path, "an https address without user and fragment", text)?;
        }
        Ok(())
    }

    fn check_endpoints(&self) -> Result<(), PresetError> {
        let has_issuer = self.issuer.is_some();
        self.require(!self.discovery || has_issuer, "discovery", "an issuer to discover", "none")?;
        self.require(self.kind != Kind::OpenId || has_issuer, "issuer", "the issuer of ID tokens", "none")?;
        if !self.discovery {
            self.require(
                self.endpoints.authorization.is_some(),
                "endpoints.authorization",
                "an address",
                "none",
            )?;
            self.require(self.endpoints.token.is_some(), "endpoints.token", "an address", "none")?;
            let keys = self.kind != Kind::OpenId || self.endpoints.jwks.is_some();
            self.require(keys, "endpoints.jwks", "an address, without discovery", "none")?;
        }
        Ok(())
    }

    fn check_scope(&self) -> Result<(), PresetError> {
        let scope = &self.authorization.scope;
        let fits = match self.authorization.scope_source {
            ScopeSource::Preset => !scope.is_empty(),
            ScopeSource::Application | ScopeSource::None => scope.is_empty(),
        };
        let expected = "scopes exactly where the preset chooses them";
        self.require(fits, "authorization.scope", expected, &format!("{} scopes", scope.len()))?;
        for token in scope {
            let plain = !token.is_empty()
                && token.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",\\".contains(&byte));
            self.require(plain, "authorization.scope", "one scope for each entry", token)?;
        }
        Ok(())
    }

    fn check_authentication(&self) -> Result<(), PresetError> {
        let ways = &self.token.authentication;
        self.require(!ways.is_empty(), "token.authentication", "at least one way", "none")?;
        let protected =
            !ways.contains(&Authentication::None) || !self.deviations.contains(&Deviation::NoPkce {});
        self.require(protected, "token.authentication", "no public clients without PKCE", "none")
    }

    fn check_user(&self) -> Result<(), PresetError> {
        let user = &self.user;
        let id_token_fits = user.source != UserSource::IdToken || self.kind == Kind::OpenId;
        self.require(id_token_fits, "user.source", "an ID token only with kind openid", "id_token")?;
        let has_userinfo = self.endpoints.userinfo.is_some() || self.discovery;
        let userinfo_fits = user.source != UserSource::Userinfo || has_userinfo;
        self.require(userinfo_fits, "endpoints.userinfo", "an address, as the source of the user", "none")?;
        let mut pointers: Vec<&String> = user.name.iter().collect();
        pointers.extend([&user.username, &user.email, &user.picture].into_iter().flatten());
        pointers.push(&user.subject);
        if let EmailVerified::Claims { all } = &user.email_verified {
            self.require(!all.is_empty(), "user.email_verified", "at least one claim", "none")?;
            pointers.extend(all);
        }
        for pointer in pointers {
            self.require(pointer.len() > 1 && pointer.starts_with('/'), "user", "JSON pointers", pointer)?;
        }
        let per_address = user.email_verified == EmailVerified::PerAddress {};
        let has_list = self.deviations.iter().any(|one| matches!(one, Deviation::ExtraEmailRequest { .. }));
        self.require(
            !per_address || has_list,
            "user.email_verified",
            "a request for mail addresses",
            "none",
        )?;
        let no_email = user.email_verified == EmailVerified::NoEmail {};
        self.require(!no_email || user.email.is_none(), "user.email", "none, as `no_email` says", "one")
    }

    fn check_deviations(&self) -> Result<(), PresetError> {
        let mut seen = BTreeSet::new();
        for deviation in &self.deviations {
            let name = deviation.name();
            self.require(seen.insert(name), "deviations", "every kind once", name)?;
            match deviation {
                Deviation::ParameterNames { names } => {
                    let known = names
                        .keys()
                        .all(|own| ["client_id", "client_secret", "scope"].contains(&own.as_str()));
                    self.require(known, name, "names for client_id, client_secret or scope", "another")?;
                }
                Deviation::IssuerTemplate { template, claim, variable, .. } => {
                    let names = template::names(template);
                    self.require(
                        names.len() == 1 && !claim.is_empty(),
                        name,
                        "one claim in the template",
                        template,
                    )?;
                    self.require(
                        self.variables.contains_key(variable),
                        name,
                        "a variable of the preset",
                        variable,
                    )?;
                }
                Deviation::SymmetricIdToken { algorithm } => {
                    let known = ["HS256", "HS384", "HS512"].contains(&algorithm.as_str());
                    self.require(
                        known && self.kind == Kind::OpenId,
                        name,
                        "HS256, HS384 or HS512 and kind openid",
                        algorithm,
                    )?;
                }
                Deviation::DiscoveryWithoutIdToken {} => {
                    let fits = self.kind == Kind::OAuth2 && !self.discovery;
                    self.require(fits, name, "kind oauth2 without discovery", "another")?;
                }
                Deviation::UserinfoAddressTemplate {} => {
                    let address = self.endpoints.userinfo.as_deref().unwrap_or_default();
                    self.require(
                        !template::names(address).is_empty(),
                        name,
                        "names in endpoints.userinfo",
                        address,
                    )?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns a sample value for a variable, to check the form of an address.
    fn sample(&self, name: &str) -> Option<&'static str> {
        use crate::VariableForm::{Address, Host, Issuer, Label, Segment};
        Some(match self.variables.get(name).map(|variable| variable.form) {
            Some(Host) => "id.example",
            Some(Address | Issuer) => "https://id.example",
            Some(Label | Segment) | None => "a",
        })
    }

    fn require(&self, holds: bool, field: &str, expected: &str, seen: &str) -> Result<(), PresetError> {
        if holds {
            return Ok(());
        }
        Err(PresetError::Field {
            preset: self.name.clone(),
            field: field.to_owned(),
            expected: expected.to_owned(),
            seen: seen.to_owned(),
        })
    }
}
