//! The events of the account, newest first.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, ClaimValue, Frame, Language, Moment, Page, Place};

/// Shows events in plain sentences, and a button `not-me` that signs out every other device.
#[derive(Clone, Debug)]
pub struct AccountActivityPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The events, newest first.
    pub entries: Vec<ActivityEntry>,
    /// The page of older events, if there are any: a path of this server.
    pub older_uri: Option<String>,
    /// The first page, where this one is another: a path of this server.
    pub newest_uri: Option<String>,
    /// The target of the form (field `form_state`): a path of this server.
    pub action: String,
}

/// An event.
#[derive(Clone, Debug)]
pub struct ActivityEntry {
    /// The name of its kind: `session.started`.
    pub kind: String,
    /// Whether the user did it. Otherwise an administrator, an application or the server.
    pub is_own: bool,
    /// The name of the application that it is about.
    pub application: Option<String>,
    /// The fields that changed, such as `given_name`. Their values do not count.
    pub changed: Vec<ClaimValue>,
    /// When.
    pub moment: Moment,
    /// The network address, if it is known and the user's own.
    pub address: Option<String>,
    /// Where that address is, if it is known.
    pub place: Option<Place>,
}

/// Each kind of event with its sentence: of the user's own action, and of somebody else's.
const SENTENCES: [(&str, &str, &str); 43] = [
    ("session.started", "event-signed-in", "event-signed-in"),
    ("session.ended", "event-signed-out", "event-signed-out"),
    ("consent.given", "event-consent-given", "event-consent-given"),
    ("consent.withdrawn", "event-consent-withdrawn", "event-consent-withdrawn-by-other"),
    ("grant.revoked", "event-grant-revoked", "event-grant-revoked"),
    ("grant.reuse_detected", "event-grant-reuse", "event-grant-reuse"),
    ("access_token.revoked", "event-token-revoked", "event-token-revoked"),
    ("user.added", "event-user-added", "event-user-added"),
    ("user.edited", "event-user-edited", "event-user-edited-by-other"),
    ("user.disabled", "event-user-disabled", "event-user-disabled"),
    ("user.enabled", "event-user-enabled", "event-user-enabled"),
    ("user.password_set", "event-password-set", "event-password-set-by-other"),
    ("user.second_factor_added", "event-factor-added", "event-factor-added"),
    ("user.second_factor_removed", "event-factor-removed", "event-factor-removed-by-other"),
    ("user.recovery_codes_made", "event-recovery-codes-made", "event-recovery-codes-made"),
    ("user.recovery_code_used", "event-recovery-code-used", "event-recovery-code-used"),
    ("user.device_trusted", "event-device-trusted", "event-device-trusted"),
    ("user.device_forgotten", "event-device-forgotten", "event-device-forgotten"),
    ("user.signed_out", "event-user-signed-out", "event-user-signed-out"),
    ("user.terms_accepted", "event-terms-accepted", "event-terms-accepted"),
    ("user.claims_previewed", "event-claims-previewed", "event-claims-previewed"),
    ("user.data_exported", "event-data-exported", "event-data-exported"),
    ("user.deletion_requested", "event-deletion-requested", "event-deletion-requested-by-other"),
    ("user.deletion_cancelled", "event-deletion-cancelled", "event-deletion-cancelled-by-other"),
    ("user.unlocked", "event-user-unlocked", "event-user-unlocked"),
    ("passkey.added", "event-passkey-added", "event-passkey-added"),
    ("passkey.renamed", "event-passkey-renamed", "event-passkey-renamed"),
    ("passkey.removed", "event-passkey-removed", "event-passkey-removed-by-other"),
    ("passkey.clone_suspected", "event-passkey-clone", "event-passkey-clone"),
    ("passkey.offer_declined", "event-passkey-offer-declined", "event-passkey-offer-declined"),
    ("user.password_reset", "event-password-reset", "event-password-reset"),
    ("user.address_verified", "event-address-verified", "event-address-verified"),
    ("user.address_changed", "event-address-changed", "event-address-changed"),
    ("user.registered", "event-registered", "event-registered"),
    ("user.invitation_accepted", "event-invitation-accepted", "event-invitation-accepted"),
    ("user.link_made", "event-link-made", "event-link-made"),
    ("mail.requested", "event-mail-requested", "event-mail-requested"),
    ("linked_account.added", "event-account-linked", "event-account-linked"),
    ("linked_account.removed", "event-account-unlinked", "event-account-unlinked"),
    ("group.member_added", "event-group-added", "event-group-added"),
    ("group.member_removed", "event-group-removed", "event-group-removed"),
    ("role.granted", "event-role-granted", "event-role-granted"),
    ("role.taken_away", "event-role-taken", "event-role-taken"),
];

impl Page for AccountActivityPage {
    const NAME: &'static str = "account-activity";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let entry = |index: usize, kind: &str, is_own: bool| ActivityEntry {
            kind: kind.to_owned(),
            is_own,
            application: (!kind.starts_with("user.") || kind == "user.claims_previewed")
                .then(|| "Notes".to_owned()),
            changed: if kind == "user.edited" { vec![ClaimValue::new("given_name", "")] } else { Vec::new() },
            moment: Moment { at: now - 40_000 * i64::try_from(index).unwrap_or_default(), now },
            address: is_own.then(|| "2001:db8:85a3:8d3:1319:8a2e:370:7348".to_owned()),
            place: is_own.then(Place::sample),
        };
        let kinds = SENTENCES.iter().map(|(kind, ..)| *kind).chain(["user.cloned"]).enumerate();
        let entries = |is_own| kinds.clone().map(|(index, kind)| entry(index, kind, is_own)).collect();
        let own = Self {
            menu: AccountMenu::sample(AccountSection::Activity),
            entries: entries(true),
            older_uri: Some("/account/activity?before=0".to_owned()),
            newest_uri: None,
            action: "/account/activity".to_owned(),
        };
        let others = Self {
            entries: entries(false),
            older_uri: None,
            newest_uri: Some("/account/activity".to_owned()),
            ..own.clone()
        };
        let empty = Self { entries: Vec::new(), older_uri: None, ..own.clone() };
        vec![("own", own), ("of-others", others), ("empty", empty)]
    }
}

#[derive(Template)]
#[template(path = "account_activity.html")]
struct View<'a> {
    page: &'a AccountActivityPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-menu-activity")
    }

    /// Returns the sentence; `None` for a kind that this version does not know.
    fn sentence(&self, entry: &ActivityEntry) -> Option<String> {
        let (_, own, of_others) = SENTENCES.iter().find(|(kind, ..)| *kind == entry.kind)?;
        let id = if entry.is_own { own } else { of_others };
        let unnamed = self.text.say("event-application");
        Some(self.text.say_with(id, "application", entry.application.as_ref().unwrap_or(&unnamed)))
    }

    fn changed(&self, entry: &ActivityEntry) -> String {
        let names = entry.changed.iter().map(|field| self.text.isolated(&field.name(self.text)));
        names.collect::<Vec<_>>().join(&self.text.list_separator())
    }
}
