//! The answers every endpoint gives: JSON, pages, redirects and errors.

mod document;
mod error_page;
mod json;
mod page;
mod problem;
mod redirect;

pub use document::Document;
pub use error_page::{ErrorAnswer, error_page, error_status};
pub use json::{json, log_refusal, oauth_error, oauth_error_status, retry_later};
pub use page::{content_security_policy, form_target, page};
pub use problem::problem;
pub use redirect::see_other;
