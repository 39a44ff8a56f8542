//! Complete protocol flows: [`Client`] with an issuer that follows rules and records its requests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod algorithms;
mod assertion;
mod device;
mod dpop;
mod fake;
mod issuer_rule;
mod loopback;
mod mutual_tls;
mod plain;
mod pushed;
mod refresher;
mod registration;
mod signed_request;
mod signed_response;
mod token_exchange;
mod tokens_and_apis;
