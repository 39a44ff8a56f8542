//! `--help` of every command.

use crate::support::{folder::Folder, program::run};

pub(crate) const COMMANDS: &[&[&str]] = &[
    &[],
    &["demo"],
    &["serve"],
    &["sign-in"],
    &["sign-out"],
    &["whoami"],
    &["health"],
    &["client"],
    &["client", "add"],
    &["client", "list"],
    &["client", "remove"],
    &["client", "show"],
    &["client", "edit"],
    &["client", "disable"],
    &["client", "enable"],
    &["client", "rotate-secret"],
    &["client", "end-secret"],
    &["user", "show"],
    &["user", "edit"],
    &["user", "password"],
    &["user", "disable"],
    &["user", "enable"],
    &["user", "sign-out"],
    &["user", "unlock"],
    &["user", "remove-factor"],
    &["user", "passkey"],
    &["user", "passkey", "remove"],
    &["user", "withdraw"],
    &["user", "unlink"],
    &["user", "session"],
    &["user", "session", "list"],
    &["user", "session", "end"],
    &["user", "add"],
    &["user", "why"],
    &["user", "claims"],
    &["attribute"],
    &["attribute", "add"],
    &["attribute", "list"],
    &["attribute", "show"],
    &["attribute", "edit"],
    &["attribute", "remove"],
    &["scope"],
    &["scope", "add"],
    &["scope", "list"],
    &["scope", "show"],
    &["scope", "edit"],
    &["scope", "remove"],
    &["group"],
    &["group", "add"],
    &["group", "list"],
    &["group", "show"],
    &["group", "edit"],
    &["group", "remove"],
    &["group", "add-member"],
    &["group", "remove-member"],
    &["tenant", "set-up-link"],
    &["role"],
    &["role", "add"],
    &["role", "list"],
    &["role", "show"],
    &["role", "edit"],
    &["role", "remove"],
    &["role", "grant"],
    &["role", "ungrant"],
    &["user", "invite"],
    &["user", "reset-link"],
    &["user", "list"],
    &["user", "remove"],
    &["user", "export"],
    &["user", "delete"],
    &["passwords"],
    &["passwords", "build-list"],
    &["event", "list"],
    &["audit"],
    &["audit", "verify"],
    &["audit", "head"],
    &["webhook"],
    &["webhook", "add"],
    &["webhook", "list"],
    &["webhook", "show"],
    &["webhook", "edit"],
    &["webhook", "test"],
    &["webhook", "replay"],
    &["webhook", "remove"],
    &["keys", "reseal"],
    &["keys", "rotate"],
    &["mail"],
    &["mail", "test"],
    &["mail", "list"],
    &["tenant"],
    &["tenant", "add"],
    &["tenant", "list"],
    &["tenant", "show"],
    &["tenant", "edit"],
    &["tenant", "remove"],
    &["plan"],
    &["apply"],
    &["export"],
    &["database"],
    &["database", "copy"],
    &["database", "backup"],
    &["database", "restore"],
    &["database", "after-restore"],
    &["refusals"],
    &["identity-provider"],
    &["identity-provider", "add"],
    &["identity-provider", "list"],
    &["identity-provider", "show"],
    &["identity-provider", "edit"],
    &["identity-provider", "test"],
    &["identity-provider", "preview"],
    &["identity-provider", "remove"],
    &["provider"],
    &["provider", "list"],
    &["provider", "show"],
    &["provider", "check"],
    &["provider", "imitate"],
    &["inspect"],
    &["completions"],
];

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = Folder::new();
    for command in COMMANDS {
        let help = run(&folder, &[*command, &["--help"]].concat());
        assert_eq!((help.code, help.stderr.as_str()), (0, ""), "{command:?}");
        let words = format!("valetkey {}", command.join(" "));
        assert!(
            help.stdout.contains(&format!("Usage: {}", words.trim_end())),
            "{command:?}: {}",
            help.stdout
        );
        let groups: [&[&str]; 13] = [
            &["client"],
            &["database"],
            &["tenant"],
            &["identity-provider"],
            &["provider"],
            &["mail"],
            &["audit"],
            &["webhook"],
            &["passwords"],
            &["group"],
            &["role"],
            &["attribute"],
            &["scope"],
        ];
        let is_group = groups.contains(command);
        assert!(is_group || help.stdout.contains("--json"), "{command:?}");
        assert!(!help.stdout.contains('\x1b'), "{command:?}: no colours off a terminal");
        assert!(help.stdout.contains("Example"), "{command:?}: {}", help.stdout);
        let widest = help.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(110), "{command:?} has a line of {widest:?} characters");
    }
}

#[test]
fn the_first_page_names_every_command() {
    let help = run(&Folder::new(), &["--help"]).stdout;
    for command in [
        "demo",
        "serve",
        "health",
        "client",
        "sign-in",
        "sign-out",
        "whoami",
        "user",
        "group",
        "role",
        "attribute",
        "scope",
        "event",
        "audit",
        "webhook",
        "keys",
        "mail",
        "passwords",
        "tenant",
        "plan",
        "apply",
        "export",
        "database",
        "refusals",
        "identity-provider",
        "provider",
        "inspect",
        "completions",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
    }
    assert!(help.starts_with("OAuth 2.0 and OpenID Connect, both ends of the wire, in one program\n"));
    assert!(help.contains("Exit codes: 0 success, 1 failure, 2 wrong command line or configuration."));
}

#[test]
fn a_mistyped_command_gets_a_suggestion_and_exit_code_2() {
    let refused = run(&Folder::new(), &["clinet", "list"]);
    assert!(refused.refusal(2).contains("client"), "{}", refused.stderr);
}

#[test]
fn nothing_at_all_gets_the_help_and_exit_code_2() {
    let nothing = run(&Folder::new(), &[]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.stderr.contains("Usage: valetkey"));
}

#[test]
fn a_completion_script_names_every_command() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let made = run(&folder, &["completions", shell]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{shell}");
        for word in COMMANDS.iter().copied().flatten() {
            assert!(made.stdout.contains(word), "{shell} does not know {word}");
        }
        assert!(made.stdout.contains("redirect-uri"), "{shell} does not know the options");
    }
    let json = run(&folder, &["completions", "bash", "--json"]).json();
    assert!(json["script"].as_str().is_some_and(|script| script.contains("_valetkey")), "{json}");
    assert!(run(&folder, &["completions", "tcsh"]).refusal(2).contains("tcsh"));
}

#[test]
fn bash_accepts_its_completion_script_and_completes_a_command() {
    let folder = Folder::new();
    let script = run(&folder, &["completions", "bash"]).stdout;
    std::fs::write(folder.path().join("valetkey.bash"), script).expect("a script");
    let asked = "source valetkey.bash; COMP_WORDS=(valetkey event li); COMP_CWORD=2; \
                 _valetkey valetkey li event; echo \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    let done = bash.args(["--norc", "-c", asked]).current_dir(folder.path()).output().expect("bash");
    let (completed, complaint) =
        (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!(completed.trim(), "list", "{complaint}");
}
