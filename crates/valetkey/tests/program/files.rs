//! `valetkey plan`, `apply` and `export`.

mod export;
mod fields;
mod ownership;
mod plan;
mod refused;

use std::{fs, process::Command};

use serde_json::Value;

use crate::support::{
    folder::Folder,
    program::{Ended, command, done, finish},
};

/// The secrets that the files of these tests refer to, by environment variable.
const VARIABLES: [(&str, &str); 2] = [
    ("API_SECRET", "a-secret-of-the-api-with-some-length"),
    ("INTRANET_CLIENT_SECRET", "a-secret-that-the-provider-gave-us"),
];

const NOTES_SECRET: &str = "a-secret-of-notes-with-some-length";
const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>";

/// A database with an issuer and alice, and nothing that files set.
fn empty() -> Folder {
    let folder = Folder::new();
    done(&folder, "tenant edit --issuer https://id.example");
    done(&folder, "user add --username alice --email alice@example.com");
    folder
}

/// The same, with a folder `infra` that holds this file.
fn with_file(text: &str) -> Folder {
    let folder = empty();
    write(&folder, "infra/main.toml", text);
    folder
}

fn write(folder: &Folder, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The database and the files of `everything.toml`.
fn with_everything() -> Folder {
    let folder = with_file(include_str!("files/everything.toml"));
    write(&folder, "infra/notes.secret", &format!("{NOTES_SECRET}\n"));
    write(&folder, "infra/acme.svg", SVG);
    write(&folder, "infra/dark.svg", &SVG.replace("h1", "h2"));
    folder
}

/// A command with the secrets in the environment, and the certificates that models of passkeys need.
fn with_variables(folder: &Folder, words: &[&str]) -> Command {
    let mut command = command(folder, words);
    command.envs(VARIABLES);
    let roots = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/support/maker.pem");
    command.env("VALETKEY_PASSKEYS_ATTESTATION_ROOTS", roots);
    command
}

/// Runs a command with its words in one text.
fn try_run(folder: &Folder, text: &str) -> Ended {
    finish(with_variables(folder, &text.split(' ').collect::<Vec<_>>()), "")
}

/// The same with `--json`, for a command that succeeds.
fn json(folder: &Folder, text: &str) -> Value {
    try_run(folder, &format!("{text} --json")).json()
}

/// Returns the steps of a plan as texts: `add scope company`.
fn steps(plan: &Value) -> Vec<String> {
    let word = |step: &Value, name: &str| step[name].as_str().expect("a text").to_owned();
    let steps = plan["steps"].as_array().expect("steps").iter();
    steps
        .map(|step| format!("{} {} {}", word(step, "action"), word(step, "kind"), word(step, "name")))
        .collect()
}
