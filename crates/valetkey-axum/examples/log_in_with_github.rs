//! The application of the README, word for word; `tests/readme.rs` compares.

use axum::{Router, response::Html, routing::get};
use valetkey_axum::{Login, User, development};

const ADDRESS: &str = "http://127.0.0.1:8000";

async fn home(user: Option<User>) -> Html<String> {
    Html(match user {
        Some(user) => format!("Signed in. {}", user.sign_out_form()),
        None => r#"<a id="sign-in" href="/login">Log in with GitHub</a>"#.to_owned(),
    })
}
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().init();
    let github = development::client_from_environment("github", ADDRESS).await?.build()?;
    let login = Login::with_providers(ADDRESS).provider("github", github).build()?;
    let private = get(|user: User| async move { format!("Only for {}", user.name()) });
    let app = Router::new().route("/", get(home)).route("/private", private.layer(login.require_login()));
    let app = app.merge(login.routes()).layer(login.sessions());
    Ok(development::serve(ADDRESS, app).await?)
}
