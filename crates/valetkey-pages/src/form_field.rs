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
/// The file with a picture or a logo.
pub const PICTURE: &str = "picture";
/// Hidden: the session that ends. On the page of devices.
pub const SESSION: &str = "session";
/// A code: of the second step, or from a mail.
pub const CODE: &str = "code";
/// Hidden: the way that the second step asks for.
pub const WAY: &str = "way";
/// Checkbox: whether to skip the second step on this device from now on.
pub const TRUST: &str = "trust";
/// Hidden: the trusted device to forget. On the page of devices.
pub const TRUSTED_DEVICE: &str = "trusted_device";
/// Hidden: the sealed key of a new authenticator app.
pub const SET_UP: &str = "set_up";
/// Hidden: the sealed challenge for the passkey of a user who is known. On the page of the second step.
pub const CHALLENGE: &str = "challenge";
/// Hidden: the sealed registration of a passkey. On the pages that add one.
pub const REGISTRATION: &str = "registration";
/// Hidden: the response of the browser to the challenge, as JSON. The script fills it in.
pub const RESPONSE: &str = "response";
/// Hidden: whether the browser can create a passkey without asking after a password sign-in. The script fills it in. On the
/// login page.
pub const PASSKEY_OFFER: &str = "passkey_offer";
/// Hidden: the credential ID of the passkey to change.
pub const PASSKEY: &str = "passkey";
/// Hidden: the names of the claims that a form has. On the profile page.
pub const FIELDS: &str = "fields";
/// Hidden: the revision of the record that a form shows, on the profile page; its sealed state, on pages of the console.
pub const REVISION: &str = "revision";
/// Checkbox (`yes`): whether to stay signed in. On the login page.
pub const KEEP: &str = "keep";
/// Which button was pressed. Login: `sign-in` or `cancel`. Passkeys: `rename` or `remove`.
pub const ACTION: &str = "action";
/// Which button was pressed. Consent: `allow`, `deny`. Chooser: `another`, `sign-out-all`, `cancel`. No access: `choose`,
/// `cancel`. Terms: `accept`, `decline`. Sign-out: `sign-out`, `sign-out-all`, `stay`.
pub const DECISION: &str = "decision";
/// Hidden: which linked account to unlink. On the page of linked accounts. Chooser: the account whose button was pressed.
pub const ACCOUNT: &str = "account";
/// The account whose sign-out button was pressed. On the page of the accounts of this browser.
pub const SIGN_OUT: &str = "sign_out";
/// Which provider was pressed, on the login page or the page of linked accounts: its name.
pub const PROVIDER: &str = "provider";
/// Hidden: the client identifier of the application that loses access. On the account page.
pub const CLIENT_ID: &str = "client_id";
/// The address or username on the pages that ask for a mail; the display name on the pages that make an account; the
/// name of a passkey.
pub const NAME: &str = "name";
/// Checked by somebody who accepts the terms. On the registration page.
pub const TERMS: &str = "terms";
/// Hidden: the secret of a link from a mail.
pub const TOKEN: &str = "token";
/// Hidden: the sealed name of a mail whose code is asked for.
pub const MAIL: &str = "mail";
/// Hidden: the sealed name of a mail whose code was right.
pub const PROOF: &str = "proof";

/// A mail address, on the pages of the console.
pub const EMAIL: &str = "email";
/// Checkbox (`yes`): whether the mail address is verified. On the page of the console that edits a user.
pub const EMAIL_VERIFIED: &str = "email_verified";
/// The kind of a new application, on the page of the console that registers one; hidden: which logo, on the page of the logos.
pub const KIND: &str = "kind";
/// Hidden: the role to grant or to take away. On the page of the console about the roles of a user.
pub const ROLE: &str = "role";
/// Hidden: the identifier of a user. On the page of the console about the members of a group.
pub const USER: &str = "user";
/// The seconds for which an old client secret is kept.
pub const KEEP_OLD_FOR: &str = "keep_old_for";
/// The redirect URIs, one a line. On the pages of the console about applications.
pub const REDIRECT_URIS: &str = "redirect_uris";
/// The address of a webhook. On the pages of the console that add or edit one.
pub const URL: &str = "url";
/// The kinds of events that a webhook gets, one a line. On the pages of the console that add or edit one.
pub const KINDS: &str = "kinds";
/// Checkbox (`yes`): whether a webhook gets personal values. On the pages of the console that add or edit one.
pub const PERSONAL: &str = "personal";
/// Checkbox (`yes`): whether a record is disabled. On the pages of the console that add or edit a webhook.
pub const DISABLED: &str = "disabled";
/// The identifier of an event to send again. On the page of the console about a webhook.
pub const EVENT: &str = "event";
/// The time for which the old secret counts too. On the page of the console that replaces the secret of a webhook.
pub const KEEP_OLD: &str = "keep_old";
/// The issuer of a new tenant. On the page of the console that adds one.
pub const ISSUER: &str = "issuer";
/// Hidden: the redirect URI to allow. On the page of the console about refused redirect URIs.
pub const REDIRECT_URI: &str = "redirect_uri";
/// The `prompt` of a trial: `login`, `consent`, `select_account`, or empty.
pub const PROMPT: &str = "prompt";

/// The language of the menu.
pub const LANGUAGE: &str = "language";
/// The path and query to return to.
pub const RETURN_TO: &str = "return_to";
