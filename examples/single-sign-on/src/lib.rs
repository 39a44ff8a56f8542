//! Two web applications and one API with one OpenID provider: one login is enough for both applications.

pub mod api;
pub mod application;
pub mod settings;
