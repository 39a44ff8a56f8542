//! What the examples share: the real provider or an imitation of it, a cookie for a login on its way, a plain page.

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
