//! Shared code of the examples: real or simulated providers, a cookie for a pending login, a plain page.

mod cookie;
mod failure;
mod login_cookie;
mod page;
mod providers;
mod serve;

pub use cookie::{Cookie, SetCookie};
pub use failure::Failure;
pub use login_cookie::LoginCookie;
pub use page::{Page, escaped};
pub use providers::{AnyError, Providers};
pub use serve::{ListenError, finish, listen, serve};
