//! Names of the form fields. All forms are sent by POST, form-encoded.

/// Hidden: the sealed authorization or sign-out request to continue with. On login, chooser, consent and sign-out pages.
pub const CONTINUE: &str = "continue";
/// Hidden: the value that proves the form came from our own page. On the account page.
pub const FORM_STATE: &str = "form_state";
/// Hidden: the request was posted once already, without our cookies. On the page that posts a request again.
pub const AGAIN: &str = "again";
/// The username or email on the login page.
pub const USERNAME: &str = "username";
/// The password on the login page.
pub const PASSWORD: &str = "password";
/// The current password, where the password is changed.
pub const CURRENT_PASSWORD: &str = "current_password";
/// The new password.
pub const NEW_PASSWORD: &str = "new_password";
/// The new password once more.
pub const NEW_PASSWORD_AGAIN: &str = "new_password_again";
/// Hidden: the session that ends. On the page of devices.
pub const SESSION: &str = "session";
/// The code on the pages of the second step, and of the authenticator app.
pub const CODE: &str = "code";
/// Hidden: the way that the second step asks for.
pub const WAY: &str = "way";
/// Hidden: the sealed key of a new authenticator app.
pub const SET_UP: &str = "set_up";
/// Which button of the login page was pressed: `sign-in` or `cancel`.
pub const ACTION: &str = "action";
/// Which button was pressed. Consent: `allow`, `deny`. Chooser: `continue`, `another`, `cancel`. Sign-out: `sign-out`, `stay`.
pub const DECISION: &str = "decision";
/// Hidden: which linked account to unlink. On the page of linked accounts.
pub const ACCOUNT: &str = "account";
/// Which provider was pressed, on the login page or the page of linked accounts: its name.
pub const PROVIDER: &str = "provider";
/// Hidden: the client identifier of the application that loses access. On the account page.
pub const CLIENT_ID: &str = "client_id";
