//! The application of the README, word for word; `tests/readme.rs` compares.

use axum::{Router, response::Html, routing::get};
use valetkey_axum::{Login, User, provider};

async fn home(user: Option<User>) -> Html<String> {
    Html(match user {
        Some(user) => format!("Signed in. {}", user.sign_out_form()),
        None => r#"<a id="sign-in" href="/login">Log in with GitHub</a>"#.to_owned(),
    })
}
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (id, secret) = (std::env::var("GITHUB_CLIENT_ID")?, std::env::var("GITHUB_CLIENT_SECRET")?);
    let github = provider("github", &[])?.client(&id).client_secret(secret).build()?;
    let login = Login::with_providers("http://127.0.0.1:8000").provider("github", github).build()?;
    let private = get(|user: User| async move { format!("Only for {}", user.name()) });
    let app = Router::new().route("/", get(home)).route("/private", private.layer(login.require_login()));
    let app = app.merge(login.routes()).layer(login.sessions());
    axum::serve(tokio::net::TcpListener::bind("127.0.0.1:8000").await?, app).await?;
    Ok(())
}
