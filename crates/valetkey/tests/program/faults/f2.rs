//! F2: nothing of a database address that does not parse is shown.

use crate::support::{
    folder::Folder,
    program::{command, finish, run},
};

const SECRET: &str = "hunter2";

/// Addresses that are none, each with the secret in it.
const WRONG: [&str; 10] = [
    "host=db password=hunter2",
    "postgress://vk:hunter2@db/x",
    "hunter2",
    "postgres://vk:hun@hunter2@127.0.0.1:1/x",
    "postgres://vk:hunter2/x",
    "postgres://vk:hun?hunter2@127.0.0.1:1/x",
    "postgres://vk@127.0.0.1:1/x?hunter2=1",
    "postgres://vk@127.0.0.1:1/x?port=hunter2",
    "postgres://vk@[hunter2/x",
    "sqlite::hunter2",
];

#[test]
fn f2_an_address_that_is_none_is_not_shown() {
    let folder = Folder::new();
    for wrong in WRONG {
        let flag = run(&folder, &["client", "list", "--database", wrong]);
        let mut variable = command(&folder, &["client", "list"]);
        variable.env("VALETKEY_DATABASE", wrong);
        folder.write("valetkey.toml", &format!("database = \"{wrong}\"\n"));
        let file = run(&folder, &["serve", "--config", "valetkey.toml"]);
        let argument = run(&folder, &["database", "copy", wrong, "sqlite:new.db"]);
        let backup = run(&folder, &["database", "backup", "x.db", "--database", wrong]);
        for ended in [flag, finish(variable, ""), file, argument, backup] {
            assert!(ended.code == 2 || ended.code == 1, "{wrong}: {}", ended.stderr);
            assert!(!ended.stderr.contains(SECRET) && !ended.stdout.contains(SECRET), "{}", ended.stderr);
        }
    }
}

#[test]
fn f2_a_line_of_the_file_is_not_shown_whatever_is_wrong_with_it() {
    let folder = Folder::new();
    for line in [
        "databse = \"host=db password=hunter2\"",
        "database = \"host=db password=hunter2",
        "database = { password = \"hunter2\" }",
        "database.password = \"hunter2\"",
        "database = host=db password=hunter2",
        "password = \"hunter2\"",
        "\"password hunter2\" = 1",
        "issuer = \"https://vk:hunter2@id.example\"",
    ] {
        folder.write("valetkey.toml", &format!("listen = \"127.0.0.1:0\"\n{line}\n"));
        let refused = run(&folder, &["serve", "--config", "valetkey.toml"]);
        assert!(refused.refusal(2).contains("valetkey.toml:2"), "{line}: {}", refused.stderr);
        assert!(!refused.stderr.contains(SECRET), "{line}: {}", refused.stderr);
    }
}

#[test]
fn f2_an_address_in_the_wrong_place_is_not_shown() {
    let folder = Folder::new();
    for words in [
        &["client", "list", "--database", "host=db", "password=hunter2"][..],
        &["serve", "postgres://vk:hunter2@db/x"],
        &["postgres://vk:hunter2@db/x"],
        &["serve", "--config", "postgres://vk:hunter2@db/x"],
        &["serve", "--issuer", "postgres://vk:hunter2@db/x"],
        &["client", "list", "--databse=postgres://vk:hunter2@db/x"],
        &["client", "list", "--log-format", "postgres://vk:hunter2@db/x"],
    ] {
        let plain = run(&folder, words);
        let json = run(&folder, &[&["--json"][..], words].concat());
        for ended in [plain, json] {
            assert_eq!(ended.code, 2, "{words:?}");
            assert!(!ended.stderr.contains(SECRET), "{words:?}: {}", ended.stderr);
        }
    }
}
