use std::io::Write as _;

use super::*;

/// A folder that goes away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("valetkey-breached-{}-{name}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The names of the files in it.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn line(password: &str, count: u32) -> String {
    let hash: String = sha1(password.as_bytes()).iter().map(|byte| format!("{byte:02X}")).collect();
    format!("{hash}:{count}\r\n")
}

fn build_from(text: &str, to: &Path, minimum_count: u32) -> Result<Built, BuildError> {
    build(text.as_bytes(), to, minimum_count, |_| {})
}

#[test]
fn a_line_of_the_download_is_the_password_that_everybody_knows() {
    let folder = Folder::new("known");
    let list = folder.file("list");
    // The first lines of the public download, with the SHA-1 of "password" and "123456".
    let text =
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179\n7c4a8d09ca3762af61e59520943dc26494f8941b:1";
    let built = build_from(text, &list, 1).unwrap();
    assert_eq!((built.lines, built.entries), (2, 2));
    assert_eq!(built.length, std::fs::metadata(&list).unwrap().len());
    let list = BreachedList::open(&list).unwrap();
    assert!(list.contains("password").unwrap() && list.contains("123456").unwrap());
    assert!(!list.contains("Password").unwrap() && !list.contains("").unwrap());
    assert_eq!(folder.files(), ["list"], "nothing else is left");
}

#[test]
fn every_password_of_a_large_list_is_found_in_any_order_of_its_lines_and_no_other() {
    let folder = Folder::new("large");
    let mut lines: Vec<String> =
        (0..20_000_u32).map(|n| line(&format!("password {n}"), n % 50 + 1)).collect();
    lines.extend(lines.clone().into_iter().take(500));
    lines.sort_by_key(|line| line[20..30].to_owned());
    let list = folder.file("list");
    let built = build_from(&lines.concat(), &list, 11).unwrap();
    assert_eq!((built.lines, built.entries), (20_500, 16_000), "each once, and those of a lower count not");
    let list = BreachedList::open(&list).unwrap();
    for n in 0..20_000_u32 {
        assert_eq!(list.contains(&format!("password {n}")).unwrap(), n % 50 + 1 >= 11, "{n}");
        assert!(!list.contains(&format!("other {n}")).unwrap(), "{n}");
    }
}

#[test]
fn a_bucket_of_many_entries_is_searched_to_both_ends() {
    let folder = Folder::new("bucket");
    // Two thousand hashes that begin alike, more than are read at once.
    let hash = |n: u32| format!("ABCD{:036X}", u128::from(n) << 104);
    let lines: String = (0..2_000).map(|n| hash(n * 2) + ":1\n").collect();
    let list = folder.file("list");
    build_from(&lines, &list, 1).unwrap();
    let list = BreachedList::open(&list).unwrap();
    let contains = |n: u32| {
        let mut bytes = [0; 20];
        for (byte, at) in bytes.iter_mut().zip((0..40).step_by(2)) {
            *byte = u8::from_str_radix(&hash(n)[at..at + 2], 16).unwrap();
        }
        list.contains_hash(&bytes).unwrap()
    };
    for n in 0..4_000 {
        assert_eq!(contains(n), n % 2 == 0, "{n}");
    }
    assert!(!contains(4_000) && !contains(60_000));
}

#[test]
fn f6_a_password_is_found_in_both_of_its_forms() {
    let folder = Folder::new("forms");
    let list = folder.file("list");
    build_from(&line("café au lait", 3), &list, 1).unwrap();
    let list = BreachedList::open(&list).unwrap();
    assert!(list.contains("cafe\u{301} au lait").unwrap(), "typed with two code points");
    assert!(list.contains("café\u{a0}au lait").unwrap());
}

#[test]
fn lines_of_another_form_build_nothing_and_leave_the_old_list() {
    let folder = Folder::new("lines");
    let list = folder.file("list");
    build_from(&line("kept", 1), &list, 1).unwrap();
    let good = line("good", 1);
    for (bad, expected) in [
        ("hello", "line 2"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "line 2"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:", "line 2"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:x", "line 2"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FDG:1", "line 2"),
        ("5BAA61E4C9B93F3F0682250B6CF8331B7EE68F:1", "line 2"),
        ("32ED87BDB5FDC5E9CBA88547376818D4:24230577", "NTLM"),
        (&"x".repeat(100_000), "line 2"),
    ] {
        let refused = build_from(&format!("{good}{bad}\n{good}"), &list, 1).unwrap_err().to_string();
        assert!(refused.contains(expected), "{bad:.60}: {refused}");
        assert!(BreachedList::open(&list).unwrap().contains("kept").unwrap());
        assert_eq!(folder.files(), ["list"]);
    }
    assert!(matches!(build_from("", &list, 1), Err(BuildError::Empty)));
    assert!(matches!(build_from(&good, &list, 2), Err(BuildError::Empty)));
    let nowhere = build_from(&good, &folder.file("no/such/folder"), 1).unwrap_err();
    assert!(matches!(nowhere, BuildError::Io { .. }), "{nowhere}");
}

#[test]
fn a_file_that_is_missing_other_old_short_or_damaged_is_refused_with_what_to_do() {
    let folder = Folder::new("files");
    let list = folder.file("list");
    let lines: String = (0..100).map(|n| line(&n.to_string(), 1)).collect();
    build_from(&lines, &list, 1).unwrap();
    let good = std::fs::read(&list).unwrap();
    let opened = |bytes: &[u8]| {
        let path = folder.file("other");
        File::create(&path).unwrap().write_all(bytes).unwrap();
        BreachedList::open(&path).map(|list| list.entries()).map_err(|error| error.to_string())
    };
    assert_eq!(opened(&good), Ok(100));
    let changed = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        opened(&bytes).unwrap_err()
    };
    let missing = BreachedList::open(&folder.file("nothing")).unwrap_err();
    assert_eq!(missing.expected, "a file that can be read");
    assert!(opened(b"").unwrap_err().contains("another file"));
    assert!(opened(b"#!/bin/sh\necho this is a script of more bytes").unwrap_err().contains("another file"));
    assert!(changed(8, 2).contains("version 1") && changed(8, 2).contains("of version 2"));
    assert!(opened(&good[..good.len() - 1]).unwrap_err().contains("a complete list"));
    assert!(opened(&[&good[..], b"x"].concat()).unwrap_err().contains("a complete list"));
    assert!(changed(20, 1).contains("a complete list"), "another number of entries");
    assert!(changed(HEADER + 8, 200).contains("damaged"), "a table that goes back");
}
