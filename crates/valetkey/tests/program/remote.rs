//! `--server`: the command line over the API of a running server.

mod clients;
mod doors;
mod groups_and_roles;
mod records;
mod sign_in;
mod users;

use std::{
    io::{BufRead as _, BufReader, Read as _},
    net::TcpListener,
    process::{Command, Stdio},
    sync::Arc,
};

use serde_json::Value;

use crate::support::{
    browser::Browser,
    folder::Folder,
    program::{Ended, Running, command, finish, run, run_with_input},
};

const PASSWORD: &str = "correct horse battery";

/// A server with the administrator ada and the user alice, and the folder of somebody at another machine.
struct Office {
    issuer: String,
    /// The folder of the server, with the database.
    folder: Folder,
    /// A folder without a database: another machine.
    elsewhere: Arc<Folder>,
    _server: Running,
}

impl Office {
    /// Starts the server; it knows the command line as a client.
    fn start() -> Self {
        let office = Self::start_without_client();
        let added = office.here("client add --command-line");
        assert_eq!(added.code, 0, "{}", added.stderr);
        office
    }

    fn start_without_client() -> Self {
        let folder = Folder::new();
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let listen = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let issuer = format!("http://{listen}");
        for name in ["ada", "alice"] {
            let email = format!("{name}@example.com");
            let add = ["user", "add", "--username", name, "--email", &email, "--password-stdin"];
            let added = run_with_input(&folder, &add, &format!("{PASSWORD}\n"));
            assert_eq!(added.code, 0, "{}", added.stderr);
        }
        for words in [
            ["role", "add", "administrator", "--permission", "all"],
            ["role", "grant", "administrator", "--user", "ada"],
        ] {
            assert_eq!(run(&folder, &words).code, 0, "{words:?}");
        }
        let serve = command(&folder, &["serve", "--issuer", &issuer, "--listen", &listen]);
        Self { issuer, folder, elsewhere: Arc::new(Folder::new()), _server: Running::start(serve) }
    }

    /// Runs a command on the database.
    fn here(&self, words: &str) -> Ended {
        run(&self.folder, &words.split(' ').collect::<Vec<_>>())
    }

    /// Runs a command on the other machine, on the running server.
    fn there(&self, words: &str) -> Ended {
        let mut command = self.remote(&words.split(' ').collect::<Vec<_>>());
        command.env("VALETKEY_SERVER", &self.issuer);
        finish(command, "")
    }

    /// A command on the other machine.
    fn remote(&self, words: &[&str]) -> Command {
        let mut command = command(&self.elsewhere, words);
        command.env("XDG_CONFIG_HOME", self.elsewhere.path());
        command
    }

    /// Runs the same command through both doors, and returns what both printed.
    fn both(&self, words: &str) -> Ended {
        let (here, there) = (self.here(words), self.there(words));
        assert_eq!(
            (here.code, &here.stdout, &here.stderr),
            (there.code, &there.stdout, &there.stderr),
            "{words}"
        );
        there
    }

    /// Runs a command on the other machine that succeeds, and returns what it printed.
    fn done(&self, words: &str) -> String {
        let there = self.there(words);
        assert_eq!(there.code, 0, "{words}: {}", there.stderr);
        there.stdout
    }

    /// Signs a user in at the other machine, with a browser.
    fn sign_in(&self, username: &str) -> Ended {
        self.sign_in_with(username, &[])
    }

    /// The same, with further variables, and with programs of the folder of the other machine.
    fn sign_in_with(&self, username: &str, variables: &[(&str, &str)]) -> Ended {
        let mut command = self.remote(&["sign-in", "--server", &self.issuer, "--json"]);
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", self.elsewhere.path().display());
        command.envs(variables.iter().copied()).env("PATH", path);
        let mut child = command.stdin(Stdio::null()).spawn().expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr"));
        let (mut page, mut said) = (None, String::new());
        while page.is_none() {
            let mut line = String::new();
            if stderr.read_line(&mut line).expect("a line") == 0 {
                break;
            }
            page = line.trim().strip_prefix("http://").map(|rest| format!("http://{rest}"));
            said.push_str(&line);
        }
        if let Some(page) = page {
            let mut browser = Browser::default();
            let login = browser.open(&page);
            let consent = browser.press(&login, "sign-in", &[("username", username), ("password", PASSWORD)]);
            let landed = match consent.url.starts_with(&self.issuer) {
                true => browser.press(&consent, "allow", &[]),
                false => consent,
            };
            assert!(landed.answer.body.contains("Back to the program"), "{}", landed.answer.body);
        }
        stderr.read_to_string(&mut said).expect("text");
        let output = child.wait_with_output().expect("the program ends");
        let stdout = String::from_utf8(output.stdout).expect("text");
        Ended { code: output.status.code().expect("an exit code"), stdout, stderr: said }
    }

    /// The only file with tokens, as JSON.
    fn token_file(&self) -> std::path::PathBuf {
        let folder = self.elsewhere.path().join("valetkey/servers");
        let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        let mut files = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
        let file = files.next().expect("a file with tokens");
        assert_eq!(files.next(), None);
        file
    }

    fn tokens(&self) -> Value {
        let text = std::fs::read_to_string(self.token_file()).expect("text");
        serde_json::from_str(&text).expect("JSON")
    }
}
