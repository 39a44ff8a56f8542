//! The answers every endpoint gives: JSON, pages, redirects and errors.

mod content_security_policy;
mod document;
mod error_page;
mod json;
mod page;
mod problem;
mod redirect;

pub use content_security_policy::{Forms, content_security_policy};
pub use document::Document;
pub use error_page::{ErrorAnswer, developer_details, error_page, error_status};
pub use json::{json, log_refusal, oauth_error, oauth_error_status, retry_later};
pub use page::{page, page_for};
pub use problem::problem;
pub use redirect::see_other;
