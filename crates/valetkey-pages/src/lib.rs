//! The pages people see: one typed context with samples per page, templates, languages.
//!
//! A page is a struct of plain values. Fill it in, pick a [`Language`], and [`Page::render`] gives the HTML.
//! The crate knows no HTTP and no routes: addresses come in as values, and the server serves [`assets`].
//!
//! Every page works without JavaScript and obeys this Content-Security-Policy (the server adds `form-action`;
//! browsers also apply that list to the redirect that answers a form, so it has to name the application's origin
//! on the pages that lead back to it):
//!
//! ```text
//! default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https: data:;
//! base-uri 'none'; frame-ancestors 'none'
//! ```
//!
//! Values may come from strangers. All text is escaped, marks that reorder or hide text are dropped from names, and
//! a link that is not `https` (or `http` on this machine) is left out, see [`safe_uri`].

mod account;
mod asset;
mod chooser;
mod consent;
mod display;
mod error;
pub mod form_field;
mod form_post;
mod language;
mod logged_out;
mod login;
mod logout;
mod page;
mod scope;
mod uri;
mod welcome;

pub use account::{AccountNotice, AccountPage, AuthorizedApplication};
pub use asset::{Asset, LOGO_PATH, SCRIPT_PATH, STYLE_PATH, assets};
pub use chooser::AccountChooserPage;
pub use consent::ConsentPage;
pub use error::{DeveloperDetails, ErrorKind, ErrorPage};
pub use form_post::FormPostPage;
pub use language::{Direction, Language};
pub use logged_out::{LoggedOutPage, ToldApplication};
pub use login::{LoginFailure, LoginPage, LoginReason};
pub use logout::LogoutPage;
pub use page::{Page, RenderedSample, rendered_samples};
pub use scope::ScopeLine;
pub use uri::safe_uri;
pub use welcome::WelcomePage;

pub(crate) use display::plain;
