//! Every attack with every algorithm. Where possible the forged token has a valid signature, so that the refusal comes from the
//! rule under test.

use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_jose::{Algorithm, SigningKey, VerifyError};

use crate::forge::{ALL, Subject, check, hmac_sha256, kind, payload, subjects};

/// The name of an attack, the token, and the expected kinds of error.
type Attack = (String, String, &'static [&'static str]);

#[test]
fn an_honest_token_is_accepted_with_every_algorithm() {
    for subject in subjects() {
        let token = subject.token(&subject.header(""), &payload(&[]));
        assert_eq!(check(&token, &subject.keys).as_deref(), Ok("alice"), "{}", subject.algorithm);
    }
}

#[test]
fn jo1_every_attack_is_refused_with_every_algorithm() {
    let mut tried = 0;
    for subject in subjects() {
        let lists = [algorithm(subject), header(subject), kid(subject), signature(subject), form(subject)];
        for (name, token, expected) in lists.into_iter().flatten().chain(json(subject)) {
            let error = check(&token, &subject.keys)
                .expect_err(&format!("{name} was accepted under {}", subject.algorithm));
            assert!(expected.contains(&kind(&error).as_str()), "{} {name}: {error:?}", subject.algorithm);
            assert_shows_no_token(&error, &token);
            tried += 1;
        }
    }
    assert!(tried > 700, "only {tried} attacks were tried");
}

/// Asserts that neither `Display` nor `Debug` contains a signature or a payload, which could be replayed.
fn assert_shows_no_token(error: &VerifyError, token: &str) {
    let shown = format!("{error} {error:?}");
    for part in token.split('.').filter(|part| part.len() > 60) {
        assert!(!shown.contains(part), "the error shows a part of the token: {shown}");
    }
}

fn algorithm(subject: &Subject) -> Vec<Attack> {
    let honest = payload(&[]);
    let named = |name: &str| format!(r#"{{"alg":{name},"kid":"{}","typ":"at+jwt"}}"#, subject.kid());
    let mut attacks = Vec::new();
    for none in ["none", "None", "NONE", "nOnE", "", "es256", "RS1", "HS384", "HS512", "ES256K"] {
        let header = named(&format!("{none:?}"));
        attacks.push((format!("alg {none:?}"), subject.token(&header, &honest), &["Algorithm"][..]));
        let unsigned = format!("{}.{}.", base64url(header.as_bytes()), base64url(honest.as_bytes()));
        attacks.push((format!("alg {none:?} unsigned"), unsigned, &["Empty"]));
    }
    let missing = format!(r#"{{"kid":"{}","typ":"at+jwt"}}"#, subject.kid());
    attacks.push(("alg missing".into(), subject.token(&missing, &honest), &["Algorithm"]));
    for value in ["null", "1", r#"["ES256"]"#, r#"{"alg":"ES256"}"#] {
        attacks.push((format!("alg {value}"), subject.token(&named(value), &honest), &["HeaderValue"]));
    }
    for other in ALL.into_iter().filter(|other| *other != subject.algorithm) {
        let header = named(&format!("\"{other}\""));
        let message = format!("{}.{}", base64url(header.as_bytes()), base64url(honest.as_bytes()));
        let rsa = |one: Algorithm| one.as_str().starts_with("RS") || one.as_str().starts_with("PS");
        let how = if rsa(other) && rsa(subject.algorithm) { other } else { subject.algorithm };
        let token = format!("{message}.{}", base64url(&subject.sign(how, message.as_bytes())));
        attacks.push((format!("alg {other} with this key"), token, &["UnknownKey"]));
    }
    attacks.extend(public_key_as_secret(subject));
    attacks
}

/// Returns tokens with HS256 that use the public key as the secret.
fn public_key_as_secret(subject: &Subject) -> Vec<Attack> {
    let Some(key) = &subject.key else { return Vec::new() };
    let public = key.public_jwk();
    let json = serde_json::to_vec(&public).unwrap();
    let number = base64url_decode(public.x.as_deref().or(public.n.as_deref()).unwrap()).unwrap();
    let spelled = public.x.or(public.n).unwrap().into_bytes();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", base64url(&number))
        .into_bytes();
    let header = format!(r#"{{"alg":"HS256","kid":"{}","typ":"at+jwt"}}"#, subject.kid());
    let message = format!("{}.{}", base64url(header.as_bytes()), base64url(payload(&[]).as_bytes()));
    [("JWK", json), ("number", number), ("base64url", spelled), ("PEM", pem), ("empty", Vec::new())]
        .into_iter()
        .map(|(form, secret)| {
            let tag = base64url(&hmac_sha256(&secret, message.as_bytes()));
            (format!("HS256 with the public key as {form}"), format!("{message}.{tag}"), &["UnknownKey"][..])
        })
        .collect()
}

/// Returns header parameters with which a sender offers their own keys.
fn brought_keys(own_key: &str) -> [String; 5] {
    [
        format!(r#","jwk":{own_key}"#),
        r#","jku":"https://attacker.example/keys""#.into(),
        r#","x5u":"https://attacker.example/chain""#.into(),
        r#","x5c":["MIIB"]"#.into(),
        r#","x5t":"AAAA","x5t#S256":"AAAA""#.into(),
    ]
}

/// Unknown and unused header parameters are ignored (RFC 7515 section 4).
#[test]
fn f14_keys_in_the_header_are_ignored_when_the_right_key_signed() {
    let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
    let own_key = serde_json::to_string(&attacker.public_jwk()).unwrap();
    for subject in subjects() {
        for more in brought_keys(&own_key) {
            let token = subject.token(&subject.header(&more), &payload(&[]));
            assert_eq!(check(&token, &subject.keys).as_deref(), Ok("alice"), "{} {more}", subject.algorithm);
        }
    }
}

fn header(subject: &Subject) -> Vec<Attack> {
    let honest = payload(&[]);
    let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
    let own_key = serde_json::to_string(&attacker.public_jwk()).unwrap();
    let refused = [
        r#","crit":["example"],"example":true"#.to_owned(),
        r#","crit":[]"#.into(),
        r#","crit":["exp"],"exp":1"#.into(),
        r#","crit":null"#.into(),
        r#","crit":["b64"],"b64":false"#.into(),
        r#","b64":false"#.into(),
        r#","b64":true"#.into(),
        r#","zip":"DEF""#.into(),
        r#","enc":"A256GCM""#.into(),
    ];
    let mut attacks: Vec<Attack> = refused
        .iter()
        .map(|more| (more.clone(), subject.token(&subject.header(more), &honest), &["HeaderParameter"][..]))
        .collect();
    let embedded = format!(r#"{{"alg":"ES256","kid":"{}","typ":"at+jwt","jwk":{own_key}}}"#, attacker.kid());
    let attacker = Subject { algorithm: Algorithm::ES256, key: Some(attacker), keys: Default::default() };
    attacks.push(("signed by the key it brings".into(), attacker.token(&embedded, &honest), &["UnknownKey"]));
    let expected = if subject.algorithm == Algorithm::ES256 { &["Signature"][..] } else { &["UnknownKey"] };
    for more in brought_keys(&own_key) {
        let header = format!(r#"{{"alg":"ES256","kid":"{}","typ":"at+jwt"{more}}}"#, subject.kid());
        attacks.push((
            format!("foreign key under our kid{more}"),
            attacker.token(&header, &honest),
            expected,
        ));
    }
    let stolen_kid = format!(r#"{{"alg":"ES256","kid":"{}","typ":"at+jwt"}}"#, subject.kid());
    let expected = if subject.algorithm == Algorithm::ES256 { &["Signature"][..] } else { &["UnknownKey"] };
    attacks.push(("foreign key under our kid".into(), attacker.token(&stolen_kid, &honest), expected));
    let (alg, kid) = (subject.algorithm, subject.kid());
    for twice in [
        format!(r#"{{"alg":"none","alg":"{alg}","kid":"{kid}","typ":"at+jwt"}}"#),
        format!(r#"{{"alg":"{alg}","alg":"{alg}","kid":"{kid}","typ":"at+jwt"}}"#),
        format!(r#"{{"alg":"{alg}","\u0061lg":"none","kid":"{kid}","typ":"at+jwt"}}"#),
        subject.header(r#","kid":"other""#),
        subject.header(r#","typ":"JWT""#),
        subject.header(r#","x":1,"x":1"#),
        subject.header(r#","nested":{"x":1,"x":1}"#),
    ] {
        attacks.push((twice.clone(), subject.token(&twice, &honest), &["Duplicate"]));
    }
    for typ in
        [r#""JWT""#, r#""dpop+jwt""#, r#""logout+jwt""#, r#""application/x/at+jwt""#, r#""at+jwt ""#, r#""""#]
    {
        let other = format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":{typ}}}"#);
        attacks.push((format!("typ {typ}"), subject.token(&other, &honest), &["Typ"]));
    }
    let untyped = format!(r#"{{"alg":"{alg}","kid":"{kid}"}}"#);
    attacks.push(("typ missing".into(), subject.token(&untyped, &honest), &["Typ"]));
    let listed = format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":["at+jwt"]}}"#);
    attacks.push(("typ array".into(), subject.token(&listed, &honest), &["HeaderValue"]));
    attacks
}

fn kid(subject: &Subject) -> Vec<Attack> {
    let with = |kid: &str| {
        let header = format!(r#"{{"alg":"{}","kid":{kid},"typ":"at+jwt"}}"#, subject.algorithm);
        subject.token(&header, &payload(&[]))
    };
    let mut attacks: Vec<Attack> = Vec::new();
    for value in ["null", "7", r#"["a"]"#, r#"{"kid":"a"}"#] {
        attacks.push((format!("kid {value}"), with(value), &["HeaderValue"]));
    }
    attacks.push(("kid of 513 characters".into(), with(&format!("{:?}", "k".repeat(513))), &["HeaderValue"]));
    if subject.key.is_none() {
        return attacks;
    }
    let odd = [
        r"../../../dev/null",
        r"' OR '1'='1",
        r"*)(uid=*",
        r"\u0000",
        "",
        r"| id",
        r"{{7*7}}",
        &"k".repeat(512),
        &subject.kid().to_uppercase(),
        &format!("{}\\u0000", subject.kid()),
        &format!("{} ", subject.kid()),
    ]
    .map(|value| (format!("kid {value:?}"), with(&format!("\"{value}\"")), &["UnknownKey"][..]));
    attacks.extend(odd);
    attacks
}

fn signature(subject: &Subject) -> Vec<Attack> {
    let token = subject.token(&subject.header(""), &payload(&[]));
    let (message, signature) = token.rsplit_once('.').unwrap();
    let raw = base64url_decode(signature).unwrap();
    let half = raw.len() / 2;
    let mut flipped = raw.clone();
    flipped[half] ^= 1;
    let mut forged = vec![
        ("flipped bit", flipped),
        ("one byte less", raw[..raw.len() - 1].to_vec()),
        ("half", raw[..half].to_vec()),
        ("one byte", raw[..1].to_vec()),
        ("one byte more", [&raw[..], &[0]].concat()),
        ("leading zero", [&[0], &raw[..]].concat()),
        ("twice", [&raw[..], &raw[..]].concat()),
        ("zeros, r = s = 0", vec![0; raw.len()]),
        ("ones, r and s above n", vec![0xff; raw.len()]),
        ("only r", [&raw[..half], &vec![0; raw.len() - half]].concat()),
        ("only s", [&vec![0; half], &raw[half..]].concat()),
        ("halves swapped", [&raw[half..], &raw[..half]].concat()),
    ];
    if subject.algorithm.as_str().starts_with("ES") {
        forged.push(("DER instead of raw", ecdsa_der(&raw[..half], &raw[half..])));
    }
    let mut attacks: Vec<Attack> = forged
        .into_iter()
        .map(|(name, bytes)| (name.into(), format!("{message}.{}", base64url(&bytes)), &["Signature"][..]))
        .collect();
    attacks.push(("empty signature".into(), format!("{message}."), &["Empty"]));
    let other = subject.token(&subject.header(""), &payload(&[("sub", Some("\"mallory\""))]));
    let (other, _) = other.rsplit_once('.').unwrap();
    attacks.push(("signature of another token".into(), format!("{other}.{signature}"), &["Signature"]));
    attacks
}

/// Encodes an ECDSA signature as DER, the encoding of most other software.
fn ecdsa_der(r: &[u8], s: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let mut bytes = number.to_vec();
        bytes.insert(0, 0);
        [&[2, u8::try_from(bytes.len()).unwrap()][..], &bytes].concat()
    };
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let prefix = if length < 128 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    [prefix, body].concat()
}

fn form(subject: &Subject) -> Vec<Attack> {
    let token = subject.token(&subject.header(""), &payload(&[]));
    let parts: Vec<&str> = token.split('.').collect();
    let (header, claims, signature) = (parts[0], parts[1], parts[2]);
    let json = format!(r#"{{"payload":"{claims}","protected":"{header}","signature":"{signature}"}}"#);
    let long = format!("{header}.{}.{signature}", "A".repeat(1024 * 1024));
    let odd_length = if header.len() % 4 == 3 { format!("{header}AA") } else { format!("{header}A") };
    let cases: Vec<(&str, String, &'static [&'static str])> = vec![
        ("padding", format!("{token}="), &["Character"]),
        ("padded header", format!("{header}==.{claims}.{signature}"), &["Character"]),
        ("leading space", format!(" {token}"), &["Character"]),
        ("trailing newline", format!("{token}\n"), &["Character"]),
        ("space inside", format!("{header}. {claims}.{signature}"), &["Character"]),
        ("null byte", format!("{token}\0"), &["Character"]),
        ("plus of the other alphabet", format!("{header}.{claims}+.{signature}"), &["Character"]),
        ("slash of the other alphabet", format!("{header}.{claims}/.{signature}"), &["Character"]),
        ("letter outside ASCII", format!("{header}.{claims}.{signature}é"), &["Character"]),
        ("JSON serialization", json, &["Character"]),
        ("Bearer prefix", format!("Bearer {token}"), &["Character"]),
        ("empty text", String::new(), &["Parts"]),
        ("one part", header.into(), &["Parts"]),
        ("two parts", format!("{header}.{claims}"), &["Parts"]),
        ("four parts", format!("{token}.{signature}"), &["Parts"]),
        ("five parts, as if encrypted", format!("{token}.{claims}.{signature}"), &["Parts"]),
        ("trailing dot", format!("{token}."), &["Parts"]),
        ("leading dot", format!(".{token}"), &["Parts"]),
        ("only dots", "..".into(), &["Empty"]),
        ("empty header", format!(".{claims}.{signature}"), &["Empty"]),
        ("one megabyte", long, &["TooLong"]),
        ("many dots", ".".repeat(60_000), &["Parts"]),
        ("impossible base64url length", format!("{odd_length}.{claims}.{signature}"), &["Encoding", "Json"]),
        ("other trailing bits", stray_bits(subject), &["Encoding"]),
    ];
    cases.into_iter().map(|(name, token, expected)| (name.into(), token, expected)).collect()
}

/// Returns the token with the unused bits of its signature set. A lenient decoder would accept it as a second spelling of the
/// token.
fn stray_bits(subject: &Subject) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let header = (0..3)
        .map(|spaces| subject.header(&" ".repeat(spaces)))
        .find(|header| !base64url(header.as_bytes()).len().is_multiple_of(4))
        .unwrap();
    let token = subject.token(&header, &payload(&[]));
    let (encoded, rest) = token.split_once('.').unwrap();
    let last = alphabet.iter().position(|letter| Some(letter) == encoded.as_bytes().last()).unwrap();
    format!("{}{}.{rest}", &encoded[..encoded.len() - 1], char::from(alphabet[last | 1]))
}

fn json(subject: &Subject) -> Vec<Attack> {
    let header = subject.header("");
    let honest = payload(&[]);
    let deep = format!(r#"{{"deep":{}1{}}}"#, "[".repeat(200), "]".repeat(200));
    let twice = |more: &str| format!("{}{more}}}", honest.strip_suffix('}').unwrap());
    let mut attacks: Vec<Attack> = Vec::new();
    for (text, expected) in [
        ("".to_owned(), &["Json"][..]),
        ("null".into(), &["Json"]),
        ("[]".into(), &["Json"]),
        ("\"text\"".into(), &["Json"]),
        ("{".into(), &["Json"]),
        (format!("{honest}x"), &["Json"]),
        (format!("{honest}{honest}"), &["Json"]),
        (format!("\u{feff}{honest}"), &["Json"]),
        (deep, &["Json"]),
        (twice(r#","sub":"mallory""#), &["Duplicate"]),
        (twice(r#","\u0073ub":"mallory""#), &["Duplicate"]),
        (twice(r#","exp":9999999999"#), &["Duplicate"]),
        (twice(r#","cnf":{"jkt":"a","jkt":"b"}"#), &["Duplicate"]),
        (subject.token(&header, &honest), &["Json"]),
    ] {
        attacks.push((format!("payload {:.60}", text), subject.token(&header, &text), expected));
    }
    for text in ["", "null", "[]", "\"ES256\"", "{", "{}{}"] {
        if !text.is_empty() {
            attacks.push((format!("header {text}"), subject.token(text, &honest), &["Json"]));
        }
    }
    let broken = [honest.as_bytes(), &[0xff, 0xfe]].concat();
    attacks.push(("not UTF-8".into(), subject.token_of_bytes(header.as_bytes(), &broken), &["Json"]));
    let inside = honest.replace("alice", "ali\u{1}ce");
    attacks.push(("control character".into(), subject.token(&header, &inside), &["Json"]));
    attacks
}
