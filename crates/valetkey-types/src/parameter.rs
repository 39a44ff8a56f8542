//! The names of parameters in messages. No other file contains them.

/// The name of a parameter.
pub type Name = &'static str;

/// The parameters that may be repeated (RFC 8707 section 2).
pub const REPEATABLE: [Name; 1] = [RESOURCE];

macro_rules! names {
    ($($constant:ident = $value:literal;)*) => {
        $(#[doc = concat!("`", $value, "`")] pub const $constant: Name = $value;)*
    };
}

names! {
    ACCESS_TOKEN = "access_token";
    ACR_VALUES = "acr_values";
    ACTOR_TOKEN = "actor_token";
    ACTOR_TOKEN_TYPE = "actor_token_type";
    ASSERTION = "assertion";
    AUDIENCE = "audience";
    CLIENT_ASSERTION = "client_assertion";
    CLIENT_ASSERTION_TYPE = "client_assertion_type";
    CLIENT_ID = "client_id";
    CLIENT_SECRET = "client_secret";
    CODE = "code";
    CODE_CHALLENGE = "code_challenge";
    CODE_CHALLENGE_METHOD = "code_challenge_method";
    CODE_VERIFIER = "code_verifier";
    DEVICE_CODE = "device_code";
    DPOP_JKT = "dpop_jkt";
    ERROR = "error";
    ERROR_DESCRIPTION = "error_description";
    GRANT_TYPE = "grant_type";
    ID_TOKEN_HINT = "id_token_hint";
    ISS = "iss";
    LOGIN_HINT = "login_hint";
    LOGOUT_HINT = "logout_hint";
    LOGOUT_TOKEN = "logout_token";
    MAX_AGE = "max_age";
    NONCE = "nonce";
    POST_LOGOUT_REDIRECT_URI = "post_logout_redirect_uri";
    PROMPT = "prompt";
    REDIRECT_URI = "redirect_uri";
    REFRESH_TOKEN = "refresh_token";
    REGISTRATION = "registration";
    REQUEST = "request";
    REQUESTED_TOKEN_TYPE = "requested_token_type";
    REQUEST_URI = "request_uri";
    RESOURCE = "resource";
    RESPONSE = "response";
    RESPONSE_MODE = "response_mode";
    RESPONSE_TYPE = "response_type";
    SCOPE = "scope";
    SID = "sid";
    STATE = "state";
    SUBJECT_TOKEN = "subject_token";
    SUBJECT_TOKEN_TYPE = "subject_token_type";
    TOKEN = "token";
    TOKEN_TYPE_HINT = "token_type_hint";
    UI_LOCALES = "ui_locales";
    USER_CODE = "user_code";
}
