//! Decides the required strength of a sign-in, from the tenant, the client, the request, the network and the user's own factors.

use std::net::IpAddr;

use valetkey_accounts::{Acr, Amr, SignInRequirement, User};
use valetkey_types::ErrorCode;

use crate::{
    Check, Reason, Refusal,
    networks::NetworkRules,
    record::{Authentication, Client, ConfirmByMail, Session, SignInSwitches},
};

/// The sign-in rules of a tenant.
#[derive(Clone, Copy, Debug)]
pub struct SignInRules<'a> {
    /// The methods that users can sign in with.
    pub methods: &'a [Amr],
    /// The class that every sign-in must reach at least.
    pub required: Acr,
    /// The switches of the tenant.
    pub sign_in: SignInSwitches,
    /// The networks that the tenant distinguishes.
    pub networks: &'a NetworkRules,
    /// The address of the user, if it is known.
    pub address: Option<IpAddr>,
}

impl<'a> SignInRules<'a> {
    /// Returns the switches for a client; `None` stands for the user's own pages.
    pub fn switches(&self, client: Option<&Client>) -> SignInSwitches {
        client.map_or(self.sign_in, |client| self.sign_in.for_client(client.sign_in))
    }

    /// Returns the requirement of one factor.
    pub fn one_factor(&self, client: Option<&Client>) -> SignInRequirement<'a> {
        let begin_by_mail = self.switches(client).mail_sign_in;
        SignInRequirement { begin_by_mail, ..SignInRequirement::one_factor(self.methods) }
    }

    /// Returns whether a sign-in is confirmed by a code by mail. `is_confirmed_device` says whether the user confirmed a sign-in in this
    /// browser before; it is called only if the answer depends on it.
    pub fn confirms_by_mail(
        &self,
        client: Option<&Client>,
        is_confirmed_device: impl FnOnce() -> bool,
    ) -> bool {
        match self.switches(client).confirm_by_mail {
            ConfirmByMail::Never => false,
            ConfirmByMail::NewDevice => !is_confirmed_device(),
            ConfirmByMail::Always => true,
        }
    }

    /// Returns whether a client accepts the session of this user with these of its proofs. It does not where its own sign-in would have
    /// asked for more: for another method than a mail, for the second factor that a trusted device left out, or for a code by mail.
    pub fn takes(
        &self,
        client: &Client,
        session: &Session,
        user: &User,
        proved: &Authentication,
        is_confirmed_device: bool,
    ) -> bool {
        let switches = self.switches(Some(client));
        let has_mail_code = proved.proofs.iter().any(|proof| proof.method == Amr::MailCode);
        let begins = |method: &Amr| method.begins_a_sign_in() && *method != Amr::MailCode;
        let by_mail_alone = has_mail_code && !proved.methods().iter().any(begins);
        let left_out_factor = session.by_trusted_device && user.wants_second_factor();
        (switches.mail_sign_in || !by_mail_alone)
            && (switches.trusted_devices || !left_out_factor)
            && (proved.is_confirmed() || !self.confirms_by_mail(Some(client), || is_confirmed_device))
    }

    /// Refuses a sign-in from a network that the tenant or the client does not allow.
    ///
    /// # Errors
    /// `access_denied`.
    pub fn check_network(&self, client: Option<&Client>) -> Result<(), Refusal> {
        self.networks.check(self.address)?;
        client.map_or(Ok(()), |client| client.networks.check(self.address))
    }

    /// Returns the class that a session must have for a client, or without one for the user's own pages. `acr_values` are those
    /// of the request.
    ///
    /// A request gets the first class it names that the user can prove; if there is none, the first that the user could set
    /// up. Classes that this server does not know are left out: `acr_values` is a wish (OpenID Connect Core section 3.1.2.1).
    ///
    /// # Errors
    /// `unmet_authentication_requirements` (RFC 9470 section 5) where the methods of the tenant don't reach the class. A user who
    /// has no such method adds one during the sign-in.
    pub fn required_of_session(
        &self,
        client: Option<&Client>,
        acr_values: Option<&str>,
        user: Option<&User>,
    ) -> Result<Acr, Refusal> {
        let can = |class: &Acr, methods: &[Amr]| Acr::of(methods) >= *class;
        let wanted: Vec<Acr> =
            acr_values.unwrap_or_default().split_whitespace().filter_map(Acr::from_wire).collect();
        let of_user: Vec<Amr> = match user.filter(|_| !wanted.is_empty()) {
            Some(user) => self.methods.iter().copied().filter(|method| user.can_prove(*method)).collect(),
            None => Vec::new(),
        };
        let proved = wanted.iter().find(|class| can(class, &of_user));
        let reachable = wanted.iter().find(|class| can(class, self.methods));
        let asked = proved.or(reachable).or(wanted.first()).copied().unwrap_or(Acr::SingleFactor);
        let of_client = client.map_or(Acr::SingleFactor, |client| client.required_acr);
        let of_network = client.map_or(Acr::SingleFactor, |client| client.networks.required(self.address));
        let of_network = of_network.max(self.networks.required(self.address));
        let class = asked.max(of_client).max(of_network).max(self.required);
        if can(&class, self.methods) { Ok(class) } else { Err(unmet(class)) }
    }

    /// Returns the requirement of a sign-in: the class of the session, and the second factor of a user who has one.
    ///
    /// # Errors
    /// As [`check_network`](Self::check_network) and [`required_of_session`](Self::required_of_session).
    pub fn required_of_sign_in(
        &self,
        client: Option<&Client>,
        acr_values: Option<&str>,
        user: &User,
    ) -> Result<SignInRequirement<'a>, Refusal> {
        self.check_network(client)?;
        let class = self.required_of_session(client, acr_values, Some(user))?;
        let own_factor = user.wants_second_factor();
        Ok(SignInRequirement { class, own_factor, ..self.one_factor(client) })
    }
}

fn unmet(class: Acr) -> Refusal {
    Refusal::new(
        ErrorCode::UnmetAuthenticationRequirements,
        "The user can't sign in as strongly as it is asked for.",
        Reason::new(Check::AcrValues, class.as_str(), "no methods that reach it"),
    )
}
