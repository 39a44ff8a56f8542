//! Documented authorization parameters that a login may add to the recorded ones.

use crate::simulated_provider::SimulatedProvider;

/// The optional parameters of OpenID Connect Core section 3.1.2.1.
const OF_OPENID: &[&str] =
    &["display", "prompt", "max_age", "ui_locales", "id_token_hint", "login_hint", "acr_values", "claims"];

/// The providers' own optional parameters, by preset.
const OWN: &[(&str, &[&str])] = &[
    ("cognito", &["identity_provider", "lang"]),
    ("discord", &["prompt"]),
    ("dropbox", &["force_reapprove", "locale"]),
    ("entra", &["domain_hint"]),
    ("facebook", &["auth_type", "display"]),
    ("github", &["allow_signup", "login", "prompt"]),
    ("github-enterprise-server", &["allow_signup", "login"]),
    ("google", &["hd", "include_granted_scopes"]),
    ("keycloak", &["kc_idp_hint"]),
    ("line", &["bot_prompt"]),
    ("slack", &["team"]),
    ("slack-app", &["team", "scope"]),
    ("spotify", &["show_dialog"]),
    ("twitch", &["force_verify"]),
    ("twitch-api", &["force_verify"]),
    ("wechat", &["lang"]),
    ("yandex", &["force_confirm", "login_hint"]),
];

/// Returns `true` if the provider documents this parameter as optional.
pub(crate) fn is_optional(simulated: &SimulatedProvider, name: &str) -> bool {
    let preset = simulated.preset();
    let own = OWN.iter().find(|(known, _)| *known == preset.name).map(|(_, names)| *names);
    own.is_some_and(|names| names.contains(&name))
        || preset.refresh.parameters.contains_key(name)
        || (simulated.issues_id_tokens() && OF_OPENID.contains(&name))
}
