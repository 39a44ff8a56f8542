//! F8: who may own the encryption key, and how else it comes.

use std::{
    fs,
    os::unix::{
        fs::{PermissionsExt as _, chown},
        process::CommandExt as _,
    },
    path::Path,
    process::{Command, Stdio},
};

use crate::support::{
    folder::Folder,
    program::{command, finish, run},
};

/// A user and a group without a name.
const SOMEBODY: u32 = 54_321;

fn set(path: &Path, owner: u32, group: u32, mode: u32) {
    chown(path, Some(owner), Some(group)).expect("an owner");
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

/// Only root can give files away. Elsewhere the rule itself is tested in `valetkey-server`.
fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id runs");
    String::from_utf8_lossy(&output.stdout).trim() == "0"
}

/// Seals signing keys with the encryption key of the first start.
const SEAL: [&str; 4] = ["tenant", "edit", "--issuer", "https://id.example"];

fn seal_as_somebody(folder: &Folder) -> crate::support::program::Ended {
    let mut rotate = command(folder, &SEAL);
    rotate.uid(SOMEBODY).gid(SOMEBODY);
    finish(rotate, "")
}

#[test]
fn f8_a_mounted_secret_of_root_for_our_group_is_taken() {
    if !is_root() {
        return;
    }
    let folder = Folder::new();
    chown(folder.path(), Some(SOMEBODY), Some(SOMEBODY)).expect("an owner");
    let key = folder.write("valetkey.db.key", &"0".repeat(64));
    for mode in [0o440, 0o640] {
        let _ = fs::remove_file(folder.path().join("valetkey.db"));
        set(&key, 0, SOMEBODY, mode);
        assert_eq!(seal_as_somebody(&folder).code, 0, "{mode:o}");
    }
    for (owner, mode, advice) in [
        (0, 0o444, "chmod 600"),
        (0, 0o660, "chmod 600"),
        (SOMEBODY, 0o640, "chmod 600"),
        (SOMEBODY + 1, 0o640, "chown"),
    ] {
        let _ = fs::remove_file(folder.path().join("valetkey.db"));
        set(&key, owner, SOMEBODY, mode);
        let refused = seal_as_somebody(&folder);
        assert!(refused.code == 1 && refused.stderr.contains(advice), "{owner} {mode:o}: {}", refused.stderr);
    }
}

#[test]
fn f8_the_key_comes_from_a_file_descriptor() {
    let folder = Folder::new();
    folder.write("key", &"0".repeat(64));
    fs::set_permissions(folder.path().join("key"), fs::Permissions::from_mode(0o644)).expect("a mode");
    let program = command(&folder, &[]).get_program().to_owned();
    let rotate = |number: u8, from: &str| {
        let mut shell = Command::new("bash");
        let line = format!(
            "exec \"$0\" tenant edit --issuer https://id.example --database sqlite:$RANDOM.db --encryption-key-file /dev/fd/{number} {from}"
        );
        shell.arg("-c").arg(line).arg(&program).current_dir(folder.path());
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        finish(shell, "")
    };
    for from in ["3< key", "3< <(cat key)"] {
        let ended = rotate(3, from);
        assert_eq!(ended.code, 0, "{from}: {}", ended.stderr);
    }
    assert!(rotate(200, "").refusal(1).contains("which is not open"));
}

#[test]
fn f8_the_key_comes_from_the_credentials_of_a_systemd_service() {
    let folder = Folder::new();
    let credentials = folder.path().join("credentials");
    fs::create_dir(&credentials).expect("a folder");
    let key = folder.write("credentials/valetkey.key", &"0".repeat(64));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o400)).expect("a mode");
    let mut rotate = command(&folder, &SEAL);
    rotate.env("CREDENTIALS_DIRECTORY", &credentials);
    assert_eq!(finish(rotate, "").code, 0);
    assert!(!folder.path().join("valetkey.db.key").exists(), "no other key was made");
    let without = run(&folder, &["keys", "rotate"]);
    assert!(without.refusal(1).contains("is missing"), "{}", without.stderr);
}
