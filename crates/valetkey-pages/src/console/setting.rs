//! The settings of a tenant, and their groups.

/// A group of settings: a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsGroup {
    /// Name, and what users may do themselves.
    General,
    /// How strong a sign-in must be, and what it may use.
    SignIn,
    /// The networks of sign-ins.
    Networks,
    /// Sessions and pages.
    Sessions,
    /// Tokens and grants.
    Tokens,
    /// Names, colours and addresses on pages.
    Branding,
}

/// How a setting is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SettingControl {
    /// A line of text.
    Text,
    /// Several lines.
    Lines,
    /// A box to tick.
    Switch,
    /// One of these values, each with its message.
    Choice(&'static [(&'static str, &'static str)]),
}

impl SettingsGroup {
    /// Every group, in the order to show.
    pub const ALL: [Self; 6] =
        [Self::General, Self::SignIn, Self::Networks, Self::Sessions, Self::Tokens, Self::Branding];

    /// Returns the last part of the path of its form. The `id` of the link is `edit-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::SignIn => "sign-in",
            Self::Networks => "networks",
            Self::Sessions => "sessions",
            Self::Tokens => "tokens",
            Self::Branding => "branding",
        }
    }

    /// Returns the group with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.word() == word)
    }

    /// Returns its settings, in the order to show.
    pub fn settings(self) -> impl Iterator<Item = ConsoleSetting> {
        ConsoleSetting::ALL.into_iter().filter(move |setting| setting.group() == self)
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::General => "console-settings-general",
            Self::SignIn => "console-settings-sign-in",
            Self::Networks => "console-settings-networks",
            Self::Sessions => "console-settings-sessions",
            Self::Tokens => "console-settings-tokens",
            Self::Branding => "console-settings-branding",
        }
    }

    /// Returns the message that explains the form.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Sessions | Self::Tokens => "console-settings-lengths",
            _ => "console-settings-effect",
        }
    }
}

/// Defines the settings: group, name of the field, title, control and, where it needs one, a hint.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident $group:ident $word:literal $title:literal $control:expr, $hint:expr;)+) => {
        /// A setting of a tenant.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ConsoleSetting {
            $($(#[$doc])* $name,)+
        }

        impl ConsoleSetting {
            /// Every setting, in the order to show.
            pub const ALL: [Self; [$(Self::$name,)+].len()] = [$(Self::$name,)+];

            /// Returns the name of its form field.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// Returns its group.
            pub fn group(self) -> SettingsGroup {
                match self {
                    $(Self::$name => SettingsGroup::$group,)+
                }
            }

            pub(crate) fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }

            pub(crate) fn control(self) -> SettingControl {
                match self {
                    $(Self::$name => $control,)+
                }
            }

            pub(crate) fn hint(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $hint,)+
                }
            }
        }
    };
}

const STRENGTHS: SettingControl = SettingControl::Choice(&[
    ("one-factor", "console-strength-one-factor"),
    ("two-factors", "console-strength-two-factors"),
    ("phishing-resistant", "console-strength-phishing-resistant"),
]);

const CONFIRM: SettingControl = SettingControl::Choice(&[
    ("never", "console-confirm-never"),
    ("new-device", "console-confirm-new-device"),
    ("always", "console-confirm-always"),
]);

use SettingControl::{Lines, Switch, Text};

settings! {
    /// The display name, for administrators.
    Name General "name" "console-application-name" Text, Some("console-setting-name-hint");
    /// Whether users may ask for the deletion of their account themselves.
    SelfDeletion General "self_deletion" "console-setting-self-deletion" Switch, None;
    /// The strength that every sign-in must have at least.
    RequiredAcr SignIn "required_acr" "console-setting-strength" STRENGTHS, None;
    /// Whether a sign-in may begin with a code by mail.
    MailSignIn SignIn "mail_sign_in" "console-setting-mail-sign-in" Switch, None;
    /// When a code by mail is asked for beside the password.
    ConfirmByMail SignIn "confirm_by_mail" "console-setting-confirm-by-mail" CONFIRM, None;
    /// Whether users may trust a device.
    TrustedDevices SignIn "trusted_devices" "console-setting-trusted-devices" Switch, None;
    /// The models of authenticators that may register passkeys.
    PasskeyModels SignIn "passkey_models" "console-setting-passkey-models" Lines, Some("console-setting-passkey-models-hint");
    /// The networks that users may sign in from.
    SignInFrom Networks "sign_in_from" "console-setting-sign-in-from" Lines, Some("console-setting-sign-in-from-hint");
    /// The networks where one factor is enough.
    OneFactorFrom Networks "one_factor_from" "console-setting-one-factor-from" Lines, Some("console-setting-networks-hint");
    /// The length of a session.
    Session Sessions "session" "console-setting-session" Text, None;
    /// The length of a session of a user who stays signed in.
    KeptSession Sessions "kept_session" "console-setting-kept-session" Text, Some("console-setting-kept-session-hint");
    /// The length of a session that is not used.
    SessionIdle Sessions "session_idle" "console-setting-session-idle" Text, Some("console-setting-session-idle-hint");
    /// The time that a page may stay open.
    Interaction Sessions "interaction" "console-setting-interaction" Text, None;
    /// The lifetime of an authorization code.
    AuthorizationCode Tokens "authorization_code" "console-setting-authorization-code" Text, None;
    /// The lifetime of an access token.
    AccessToken Tokens "access_token" "console-setting-access-token" Text, None;
    /// The lifetime of an ID token.
    IdToken Tokens "id_token" "console-setting-id-token" Text, None;
    /// The lifetime of a refresh token that is not used.
    RefreshTokenIdle Tokens "refresh_token_idle" "console-setting-refresh-token-idle" Text, None;
    /// The lifetime of a grant.
    Grant Tokens "grant" "console-setting-grant" Text, None;
    /// The algorithms of the signatures.
    Algorithms Tokens "algorithms" "console-setting-algorithms" Text, Some("console-setting-algorithms-hint");
    /// The name on pages.
    BrandName Branding "brand_name" "console-setting-brand-name" Text, None;
    /// The colour of buttons and links.
    Accent Branding "accent" "console-setting-accent" Text, Some("console-setting-colour-hint");
    /// The same on dark pages.
    AccentDark Branding "accent_dark" "console-setting-accent-dark" Text, None;
    /// The colour around the card.
    Background Branding "background" "console-setting-background" Text, None;
    /// The same on dark pages.
    BackgroundDark Branding "background_dark" "console-setting-background-dark" Text, None;
    /// The radius of corners.
    CornerRadius Branding "corner_radius" "console-setting-corner-radius" Text, Some("console-setting-corner-radius-hint");
    /// The address where users get help.
    SupportUri Branding "support_uri" "console-setting-support-uri" Text, Some("console-setting-support-uri-hint");
    /// The privacy policy.
    PrivacyUri Branding "privacy_uri" "console-setting-privacy-uri" Text, None;
    /// The terms of service.
    TermsUri Branding "terms_uri" "console-setting-terms-uri" Text, None;
}

impl ConsoleSetting {
    /// Whether the form has a box to tick. A box that is not ticked sends nothing.
    pub fn is_switch(self) -> bool {
        self.control() == Switch
    }
}
