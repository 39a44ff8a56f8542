//! What users meet in the browser, through the real router: sign-in, consent, the code, single sign-on, the way out.
//! Attack identifiers (`ru1`, `st4`, `en1` …) are those of the catalogue in `SECURITY.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod access;
mod account;
mod account_activity;
mod account_data;
mod account_deletion;
mod account_devices;
mod account_frame;
mod account_password;
mod account_picture;
mod account_places;
mod account_profile;
mod alike;
mod attributes;
mod audit;
mod authorize;
mod branding;
mod budgets;
#[path = "../support/claim_map.rs"]
mod claim_map;
mod confirm_by_mail;
mod consent;
#[path = "../support/databases.rs"]
mod databases;
mod events;
mod failed_sign_ins;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../support/groups.rs"]
mod groups;
mod health;
mod injection;
mod interaction;
mod language;
mod logout;
mod long_requests;
mod mail_sign_in;
mod mails;
mod metrics;
mod networks;
mod notices;
mod outbox;
mod overload;
mod passkeys;
mod pushed_requests;
mod second_factor;
mod session_time;
mod several_accounts;
mod sign_in;
mod single_sign_on;
#[path = "../support/sqlite_file.rs"]
mod sqlite_file;
mod support;
mod tenants;
mod terms;
mod trusted_devices;
#[path = "../support/usual_database.rs"]
mod usual_database;
mod walk;
mod webhooks;
