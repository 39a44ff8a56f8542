//! The message of the demo once every server answers.

use serde_json::{Value, json};

use super::{addresses::Addresses, mails, provider, users::DemoUser};
use crate::output::{Style, pairs};

/// Returns the facts as one JSON value.
pub(super) fn as_json(
    addresses: &Addresses,
    users: &[DemoUser],
    administrator: &DemoUser,
    client_id: &str,
) -> Value {
    let users: Vec<Value> = users
        .iter()
        .map(|user| json!({ "username": user.username, "password": user.password.expose() }))
        .collect();
    json!({
        "issuer": addresses.issuer,
        "app": addresses.app,
        "api": addresses.api,
        "mails": format!("{}{}", addresses.app, mails::PATH),
        "provider": addresses.provider,
        "users": users,
        "administrator": {
            "username": administrator.username,
            "password": administrator.password.expose(),
        },
        "client_id": client_id,
    })
}

/// Returns the same as a text, with the steps to try.
pub(super) fn in_words(
    addresses: &Addresses,
    users: &[DemoUser],
    administrator: &DemoUser,
    client_id: &str,
    style: Style,
) -> String {
    let places = pairs([
        ("application", addresses.app.clone()),
        ("API", format!("{}/notes", addresses.api)),
        ("server", addresses.issuer.clone()),
        ("mails", format!("{}{}", addresses.app, mails::PATH)),
        ("provider", format!("{} ({})", addresses.provider, provider::DISPLAY_NAME)),
        ("client_id", client_id.to_owned()),
    ]);
    let everybody = || users.iter().chain([administrator]);
    let wide = everybody().map(|user| user.username.len()).max().unwrap_or(0);
    let user = |user: &DemoUser| {
        format!("  {:wide$}  {}  ({}, role {})", user.username, user.password.expose(), user.name, user.role)
    };
    let users: Vec<String> = everybody().map(user).collect();
    format!(
        "\n{title}\n\n{places}\n\n{who}\n\n{users}\n\n{how}\n\n  1. Open {app} and press \"Sign in with Valetkey\".\n  \
         2. Type a username and password from above. If the browser can make passkeys, the server offers one once: press \"Not now\" to go on.\n\
         \x20    Then allow what the application asks for.\n  \
         3. Press \"Call the API\": the application asks the API on your behalf.\n  \
         4. Press \"Back\", then \"Sign out\": the application and the server forget you.\n  \
         5. Press \"Forgot your password?\" at the next sign-in: the mail is at {app}{mails}.\n  \
         6. Open {issuer}/account: profile, passkeys, second factors, devices, applications and activity.\n  \
         7. Press \"Sign in with {provider}\" at the next sign-in. A program on this machine plays the provider and \
         asks who you want to be.\n     Ada and Grace become users. Alice has the address of alice: type alice's password \
         once, then the accounts are linked.\n  \
         8. Open {issuer}/admin and sign in as {administrator}: the console of administrators. Register an application, look at the users and \
         the events.\n     The demo asks administrators for one factor; a server asks for two.\n\nCtrl-C stops everything; nothing is kept.",
        title = style.strong("The Valetkey demo is running."),
        who = style.strong("Sign in as"),
        how = style.strong("What to click"),
        users = users.join("\n"),
        app = addresses.app,
        issuer = addresses.issuer,
        administrator = administrator.username,
        mails = mails::PATH,
        provider = provider::DISPLAY_NAME,
    )
}
