//! `--help` of every command.

use crate::support::{folder::Folder, program::run};

const COMMANDS: &[&[&str]] = &[
    &[],
    &["demo"],
    &["serve"],
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
        let groups: [&[&str]; 11] = [
            &["client"],
            &["database"],
            &["tenant"],
            &["identity-provider"],
            &["provider"],
            &["mail"],
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
        "user",
        "group",
        "role",
        "attribute",
        "scope",
        "event",
        "keys",
        "mail",
        "passwords",
        "tenant",
        "database",
        "refusals",
        "identity-provider",
        "provider",
        "inspect",
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
