use super::*;

/// A file in a separate folder, which is removed afterwards.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("token-file-{}", random_token())))
    }

    fn file(&self) -> TokenFile {
        TokenFile::new(self.0.join("deeper").join("tokens.json"))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn add(file: &TokenFile, name: &str) -> Result<(), TokenFileError> {
    file.change(|content| drop(content.logins.insert(name.to_owned(), Entry::default())))
}

fn names(file: &TokenFile) -> Vec<String> {
    file.read().expect("it can be read").logins.into_keys().collect()
}

#[test]
fn written_tokens_are_read_and_no_other_file_stays() {
    let place = Place::new();
    let file = place.file();
    assert!(names(&file).is_empty(), "there is no file yet");
    add(&file, "one").expect("it can be written");
    add(&file, "two").expect("it can be written");
    assert_eq!(names(&file), ["one", "two"]);
    let mut left: Vec<_> = std::fs::read_dir(place.0.join("deeper"))
        .expect("a folder")
        .map(|entry| entry.expect("one").file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["tokens.json", "tokens.json.lock"]);
}

#[test]
fn a_change_without_effect_creates_no_file() {
    let place = Place::new();
    place.file().change(|_| ()).expect("a lock");
    assert!(!place.file().path.exists());
}

#[test]
fn simultaneous_changes_are_all_stored() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for number in 0..16 {
            let file = place.file();
            scope.spawn(move || add(&file, &format!("{number:02}")).expect("it can be written"));
        }
    });
    assert_eq!(names(&place.file()).len(), 16);
}

#[test]
fn a_file_in_another_format_is_not_changed() {
    let place = Place::new();
    add(&place.file(), "one").expect("it can be written");
    for text in ["", "{", "[]", "{\"logins\": {}, \"more\": 1}", "{\"logins\": {\"a\": {\"secret\": 1}}}"] {
        std::fs::write(&place.file().path, text).expect("a file");
        let problem = add(&place.file(), "two").expect_err("not ours").to_string();
        assert!(problem.contains("got something else") && !problem.contains("secret"), "{problem}");
        assert_eq!(std::fs::read_to_string(&place.file().path).expect("a file"), text);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let file = place.file();
    add(&file, "one").expect("it can be written");
    let mode = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!((mode(&file.path), mode(&file.beside("lock"))), (0o600, 0o600));
    assert_eq!(mode(&place.0.join("deeper")), 0o700);
    for open in [0o644, 0o640, 0o602, 0o601] {
        std::fs::set_permissions(&file.path, PermissionsExt::from_mode(open)).expect("our own file");
        let problem = file.read().err().expect("open to others").to_string();
        assert!(problem.contains(&format!("{open:o}")), "{problem}");
        assert!(add(&file, "two").is_err());
    }
    std::fs::set_permissions(&file.path, PermissionsExt::from_mode(0o400)).expect("our own file");
    assert_eq!(names(&file), ["one"]);
}
