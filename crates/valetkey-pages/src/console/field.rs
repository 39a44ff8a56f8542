//! The fields of records: their labels on pages, and their inputs in forms.

/// Defines the fields, each with its name in forms, its label and its hint.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $name:literal $label:literal $hint:expr,)+) => {
        /// A named value of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ConsoleField {
            $($(#[$doc])* $field,)+
        }

        impl ConsoleField {
            /// Returns the name in a form.
            pub fn name(self) -> &'static str {
                match self { $(Self::$field => $name,)+ }
            }

            /// Returns the message with the label.
            pub(crate) fn label(self) -> &'static str {
                match self { $(Self::$field => $label,)+ }
            }

            /// Returns the message with the hint below the input.
            pub(crate) fn hint(self) -> Option<&'static str> {
                match self { $(Self::$field => $hint,)+ }
            }
        }
    };
}

fields! {
    /// The name of a group.
    Name "name" "console-application-name" None,
    /// The name of a role.
    RoleName "name" "console-application-name" Some("console-role-name-hint"),
    /// The sentence for administrators.
    Description "description" "console-description" None,
    /// The group above.
    Parent "parent" "console-group-above" Some("console-group-above-hint"),
    /// The client or audience of a role.
    Owner "owner" "console-role-owner" Some("console-role-owner-hint"),
    /// The permissions of a role.
    Permissions "permission" "console-permissions" Some("console-permissions-text"),
    /// The group that a role is limited to.
    LimitedTo "limited_to" "console-role-limit" Some("console-role-limit-hint"),
    /// The scope token.
    ScopeToken "name" "console-scope-token" Some("console-scope-token-hint"),
    /// The claims that a scope opens.
    ScopeClaims "claims" "console-scope-claims" Some("console-scope-claims-hint"),
    /// The sentence that users read about a scope.
    ScopeDescriptions "descriptions" "console-scope-descriptions" Some("console-scope-descriptions-hint"),
    /// Whether applications change data with a scope.
    ScopeWrites "writes" "console-scope-writes" None,
    /// The applications that may ask for a scope.
    Applications "applications" "console-scope-applications" None,
    /// The name of an attribute.
    AttributeName "attribute" "console-attribute-name" Some("console-attribute-name-hint"),
    /// The type of the values of an attribute.
    AttributeType "type" "console-attribute-type" Some("console-attribute-type-hint"),
    /// The choices of an attribute.
    Choices "choices" "console-attribute-choices" Some("console-attribute-choices-hint"),
    /// The names of an attribute that pages show.
    Labels "labels" "console-attribute-labels" Some("console-attribute-labels-hint"),
    /// Whether forms refuse to leave an attribute empty.
    Required "required" "console-attribute-required" None,
    /// The users who may see an attribute.
    SeenBy "seen_by" "console-attribute-seen-by" None,
    /// The users who may edit an attribute.
    EditedBy "edited_by" "console-attribute-edited-by" Some("console-attribute-edited-by-hint"),
    /// The claim of an attribute.
    Claim "claim" "console-attribute-claim" Some("console-attribute-claim-hint"),
    /// The scopes that open the claim of an attribute.
    Scopes "scopes" "console-attribute-scopes" None,
    /// More scopes that open the claim of an attribute.
    AddToScopes "scopes" "console-attribute-add-to-scopes" Some("console-attribute-add-to-scopes-hint"),
    /// The preset of a provider.
    Preset "preset" "console-provider-preset" None,
    /// The name of a provider.
    ProviderName "name" "console-application-name" Some("console-provider-name-hint"),
    /// The identifier of this server at a provider.
    ClientId "client_id" "console-provider-client-id" Some("console-provider-client-id-hint"),
    /// The secret of this server at a provider.
    ClientSecret "client_secret" "console-provider-client-secret" Some("console-provider-client-secret-hint"),
    /// A new secret of this server at a provider.
    NewClientSecret "client_secret" "console-provider-new-secret" Some("console-provider-new-secret-hint"),
    /// The values of the variables of a preset.
    Variables "variables" "console-provider-variables" None,
    /// The name on the button of a provider.
    DisplayName "display_name" "console-provider-display-name" Some("console-provider-display-name-hint"),
    /// The scope to request from a provider.
    ProviderScope "scope" "console-provider-scope" Some("console-provider-scope-hint"),
    /// The rule for an account that signs in for the first time.
    FirstSignIn "first_sign_in" "console-provider-first-sign-in" Some("console-provider-first-sign-in-hint"),
    /// The domains of addresses that may sign in for the first time.
    Domains "domains" "console-provider-domains" Some("console-provider-domains-hint"),
    /// The tenants of a provider whose users may sign in.
    AcceptedTenants "accepted_tenants" "console-provider-tenants" Some("console-provider-tenants-hint"),
    /// The claims that a provider sets.
    MappedClaims "claims" "console-provider-claims" Some("console-provider-claims-hint"),
    /// When mapped claims are set.
    ClaimsSet "claims_set" "console-provider-claims-set" None,
    /// The groups that a provider gives.
    MappedGroups "groups" "console-provider-groups" Some("console-provider-groups-hint"),
    /// The reach of a sign-out.
    SignOut "sign_out" "console-provider-sign-out" None,
    /// The place on the sign-in page.
    Position "position" "console-provider-position" Some("console-provider-position-hint"),
    /// Whether a provider is hidden.
    Disabled "disabled" "console-provider-disabled" Some("console-provider-disabled-hint"),
    /// The origin of a provider simulator.
    Simulator "simulator" "console-provider-simulator" None,
    /// The redirect URI to register at a provider.
    RedirectUri "redirect_uri" "console-provider-redirect-uri" None,
    /// The address for logout tokens to register at a provider.
    LogoutUri "backchannel_logout_uri" "console-provider-logout-uri" None,
    /// The scope of a preset.
    PresetScope "preset_scope" "console-preset-scope" None,
    /// The differences of a provider from the standards.
    PresetDeviations "preset_deviations" "console-preset-deviations" None,
    /// Notes about a preset.
    PresetNotes "preset_notes" "console-preset-notes" None,
    /// The issuer of a provider or an account.
    Issuer "issuer" "console-provider-issuer" None,
    /// The address of the sign-in page of a provider.
    AuthorizationEndpoint "authorization_endpoint" "console-provider-authorization-endpoint" None,
    /// The address for tokens of a provider.
    TokenEndpoint "token_endpoint" "console-provider-token-endpoint" None,
    /// The address for facts about users of a provider.
    UserinfoEndpoint "userinfo_endpoint" "console-provider-userinfo-endpoint" None,
    /// The address of the keys of a provider.
    KeysAddress "jwks_uri" "console-provider-jwks-uri" None,
    /// The address for sign-outs of a provider.
    EndSessionEndpoint "end_session_endpoint" "console-provider-end-session-endpoint" None,
    /// The identifier of an account, within its issuer.
    Subject "subject" "console-provider-subject" None,
    /// The email address of an account.
    Email "email" "console-provider-email" None,
    /// Whether the email address of an account counts.
    EmailCounts "email_counts" "console-provider-email-counts" None,
    /// The claims that a user gets.
    GivenClaims "given_claims" "console-provider-given-claims" None,
    /// The groups that a user gets.
    GivenGroups "given_groups" "console-provider-given-groups" None,
    /// The groups that are taken from a user.
    TakenGroups "taken_groups" "console-provider-taken-groups" None,
    /// The mapped claims that do not fit.
    LeftOut "left_out" "console-provider-left-out" None,
}
