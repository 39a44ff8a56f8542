//! The pages.

use example_support::{Page, escaped};
use valetkey_axum::User;

use crate::Administrator;

const NAVIGATION: &str = "<nav><a href=\"/\">Home</a> <a id=\"privileged\" href=\"/privileged\">Privileged</a> \
     <a id=\"me\" href=\"/users/me\">Me, as JSON</a> <a id=\"admin\" href=\"/admin\">Administration</a></nav>";

/// `GET /`, for all visitors.
pub(crate) async fn home(user: Option<User>) -> Page {
    let who = match &user {
        Some(user) => format!("{}{}", signed_in(user), user.sign_out_form()),
        None => {
            "<p>Nobody is signed in.</p><p><a class=\"button\" id=\"sign-in\" href=\"/login\">Sign in</a></p>"
                .to_owned()
        }
    };
    Page::new("Sessions", &format!("{who}{NAVIGATION}"))
}

/// `GET /privileged`, for signed-in users.
pub(crate) async fn privileged(user: User) -> Page {
    let name = escaped(user.name());
    let greeting = format!(
        "<p id=\"greeting\">Hello <strong>{name}</strong>, only people who are signed in see this.</p>"
    );
    Page::new("Privileged", &format!("{greeting}{NAVIGATION}"))
}

/// `GET /admin`, for users with the permission `admin`.
pub(crate) async fn admin(user: Administrator) -> Page {
    let name = escaped(user.name());
    Page::new(
        "Administration",
        &format!("<p id=\"administration\">{name} may do everything here.</p>{NAVIGATION}"),
    )
}

/// Shows the provider and the local id of the user.
fn signed_in(user: &User) -> String {
    let id = user.id().map(|id| id.to_string()).unwrap_or_default();
    let (name, provider) = (escaped(user.name()), escaped(user.provider()));
    format!(
        "<dl><dt>Name</dt><dd id=\"signed-in-as\">{name}</dd><dt>Signed in with</dt><dd id=\"provider\">{provider}</dd>\
         <dt>Your id here</dt><dd id=\"id\"><code>{id}</code></dd></dl>"
    )
}
