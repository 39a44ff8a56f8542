//! Attacks with the format of the token and of its JSON.

use valetkey_jose::digest::base64url;

use crate::{Attack, assert_refused};

#[test]
fn jo1_a_token_in_another_spelling_is_refused() {
    assert_refused(|verifier, subject| {
        let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
        let parts: Vec<&str> = token.split('.').collect();
        let (header, claims, signature) = (parts[0], parts[1], parts[2]);
        let json = format!(r#"{{"payload":"{claims}","protected":"{header}","signature":"{signature}"}}"#);
        let general = format!(
            r#"{{"payload":"{claims}","signatures":[{{"protected":"{header}","signature":"{signature}"}}]}}"#
        );
        let encrypted = base64url(br#"{"alg":"dir","enc":"A256GCM"}"#);
        [
            ("padding", format!("{token}=")),
            ("padded header", format!("{header}==.{claims}.{signature}")),
            ("leading space", format!(" {token}")),
            ("trailing newline", format!("{token}\n")),
            ("space inside", format!("{header}. {claims}.{signature}")),
            ("null byte", format!("{token}\0")),
            ("the other alphabet", format!("{header}.{claims}+.{signature}")),
            ("a letter outside ASCII", format!("{token}é")),
            ("JSON serialization", json),
            ("general JSON serialization", general),
            ("a scheme in front", format!("Bearer {token}")),
            ("nothing", String::new()),
            ("one part", header.to_owned()),
            ("two parts", format!("{header}.{claims}")),
            ("four parts", format!("{token}.{signature}")),
            ("five parts", format!("{encrypted}..{claims}.{claims}.{signature}")),
            ("raw JSON in five parts", format!("{encrypted}.e30.e30.{claims}.e30")),
            ("a dot behind", format!("{token}.")),
            ("a dot in front", format!(".{token}")),
            ("dots", ".".repeat(60_000)),
            ("a megabyte of dots", ".".repeat(1 << 20)),
            ("a megabyte", format!("{header}.{}.{signature}", "A".repeat(1 << 20))),
            ("no header", format!(".{claims}.{signature}")),
            ("no claims", format!("{header}..{signature}")),
        ]
        .map(|(name, token)| (name.to_owned(), token))
        .to_vec()
    });
}

#[test]
fn claims_that_are_not_one_object_with_unique_members_are_refused() {
    assert_refused(|verifier, subject| {
        let header = subject.header(verifier, "");
        let honest = verifier.payload(&[]);
        let with = |more: &str| format!("{}{more}}}", honest.strip_suffix('}').unwrap());
        let inner = subject.token(&header, &honest);
        let payloads = [
            String::new(),
            "null".into(),
            "[]".into(),
            "\"text\"".into(),
            "{".into(),
            format!("[{honest}]"),
            format!("{honest}x"),
            format!("{honest}{honest}"),
            format!("\u{feff}{honest}"),
            with(&format!(r#","deep":{}1{}"#, "[".repeat(200), "]".repeat(200))),
            with(&format!(r#","iss":{:?}"#, "https://id.example")),
            with(r#","\u0069ss":"https://id.example""#),
            with(r#","cnf":{"jkt":"a","jkt":"b"}"#),
            with(r#","x":1e400"#),
            inner.clone(),
            format!("{inner:?}"),
        ];
        let mut attacks: Vec<Attack> = payloads
            .into_iter()
            .map(|payload| (format!("payload {payload:.60}"), subject.token(&header, &payload)))
            .collect();
        let broken = [honest.as_bytes(), &[0xff, 0xfe]].concat();
        attacks.push(("not UTF-8".into(), subject.token_of_bytes(header.as_bytes(), &broken)));
        attacks
    });
}
