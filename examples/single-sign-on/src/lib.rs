//! Two web applications and one API behind one OpenID provider: log in once, and both know you.

pub mod api;
pub mod application;
pub mod settings;
