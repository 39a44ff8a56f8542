//! Scopes, attributes, signing keys, events and webhooks over the API.

use super::Office;
use crate::support::program::finish;

#[test]
fn scopes_and_attributes_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    office.both("scope list");
    office.both("attribute list");
    for words in [
        "scope add company --description Company --writes no",
        "attribute add department --claim department --scope company --label Department",
        "attribute add shirt --type one-of --choice S --choice M --edited-by user",
        "scope edit company --add-claim birthdate --description-in de=Firma",
        "attribute edit department --label-in de=Abteilung --required yes",
    ] {
        office.done(words);
        office.both("scope list --json");
        office.both("attribute list --json");
    }
    for words in [
        "scope list",
        "scope show company",
        "attribute list",
        "attribute show department",
        // Nothing differs.
        "scope edit company --writes no",
        "attribute edit shirt --edited-by user",
        // Refused.
        "scope add company",
        "scope show nothing",
        "scope edit company --remove-claim nothing",
        "scope edit company --add-claim nothing",
        "attribute add department",
        "attribute add sub --claim sub",
        "attribute show nothing",
        "attribute edit shirt --scope nothing",
        "attribute remove nothing",
    ] {
        office.both(words);
    }
    // The server uses a new attribute within seconds.
    let edit = "user edit alice --attribute department=Sales";
    while office.there(edit).stderr.contains("expected an attribute of this tenant") {
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    office.done(edit);
    office.both("user show alice");
    let refused = office.there("attribute remove shirt --values");
    assert!(refused.refusal(2).contains("--values: for the database only"), "{}", refused.stderr);
    office.done("attribute remove shirt");
    let removed = office.done("scope remove company");
    assert_eq!(removed, "Removed the scope company.\n");
    office.both("attribute list");
    office.both("scope list");
}

#[test]
fn keys_rotate_over_the_api() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let before = office.both("keys list --json").json();
    let rotated = office.there("keys rotate --json");
    assert_eq!(rotated.code, 0, "{}", rotated.stderr);
    assert_ne!(rotated.json(), before);
    let listed = office.both("keys list --json").json();
    assert_eq!(rotated.json(), listed);
    let refused = office.there("keys rotate --compromised nothing");
    assert!(refused.refusal(1).contains("there is no signing key"), "{}", refused.stderr);
    let signing = listed.as_array().into_iter().flatten().find(|key| key["state"] == "signing");
    let kid = signing.expect("a key that signs")["kid"].as_str().expect("text").to_owned();
    let replaced = office.there(&format!("keys rotate --compromised {kid}"));
    assert!(
        !replaced.stdout.contains(&kid) && replaced.stderr.contains("What you should know"),
        "{}",
        replaced.stderr
    );
    office.both("keys list --json");
}

#[test]
fn events_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    for words in ["group add staff", "user disable alice", "user enable alice"] {
        office.done(words);
    }
    for words in [
        "event list",
        "event list --json",
        "event list --limit 2",
        "event list --user alice --kind user",
        "event list --kind user --kind group --limit 3",
        "event list --client valetkey-command-line",
        "event list --since 1h --json",
        "event list --user nobody",
    ] {
        office.both(words);
    }
    let first = office.here("event list --limit 1 --json").json();
    let after = format!("event list --json --after {}", first["id"].as_str().expect("text"));
    office.both(&after);
}

#[test]
fn webhooks_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    office.both("webhook list");
    let added =
        office.there("webhook add crm --url https://crm.example/hooks --kind group --personal --json").json();
    assert!(added["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")), "{added}");
    for words in ["webhook list --json", "webhook list", "webhook show crm", "webhook show crm --json"] {
        office.both(words);
    }
    office.done("webhook edit crm --kind user --personal no");
    office.both("webhook show crm --json");
    let rotated = office.there("webhook edit crm --rotate-secret --keep-old 2h --json").json();
    assert_ne!(rotated["secret"], added["secret"]);
    assert!(office.both("webhook show crm").stdout.contains("old secret"));
    for words in [
        "webhook add crm --url https://crm.example/hooks",
        "webhook add other --url http://crm.example/hooks",
        "webhook edit crm --kind nothing",
        "webhook show nothing",
    ] {
        let refused = office.there(words);
        assert_ne!(refused.code, 0, "{words}");
        assert!(refused.stderr.starts_with("error: "), "{words}: {}", refused.stderr);
    }
    let refused = office.there("webhook test crm");
    assert!(refused.refusal(1).contains("did not arrive at https://crm.example/hooks"), "{}", refused.stderr);
    assert!(office.done("webhook replay crm --given-up").contains("0 messages wait"));
    let refused = office.there("webhook replay crm --since 2h");
    assert!(refused.refusal(2).contains("--since: for the database only"), "{}", refused.stderr);
    office.done("webhook remove crm");
    office.both("webhook list");
}

#[test]
fn providers_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    office.both("identity-provider list");
    office.done("group add staff");
    let words = ["identity-provider", "add", "github", "--client-id", "Iv1.abc", "--client-secret-stdin"];
    let mut add = office.remote(&words);
    add.env("VALETKEY_SERVER", &office.issuer);
    let added = finish(add, "a secret of github\n");
    assert_eq!((added.code, added.stdout.contains("a secret of")), (0, false), "{}", added.stderr);
    for words in [
        "identity-provider edit github --domain example.com --first-sign-in create --display-name GitHub",
        "identity-provider edit github --disable",
    ] {
        office.done(words);
        office.both("identity-provider show github --json");
    }
    for words in [
        "identity-provider list",
        "identity-provider show github",
        "identity-provider show nothing",
        "identity-provider edit github",
    ] {
        office.both(words);
    }
    let refused = office.there("identity-provider add unheard-of --client-id x");
    assert!(refused.refusal(2).contains("preset"), "{}", refused.stderr);
    office.done("identity-provider remove github");
    office.both("identity-provider list");
}

#[test]
fn a_tenant_is_edited_over_the_api() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let same = |words: &str| {
        let mut here = office.here(words).json();
        here.as_object_mut().expect("an object").remove("branding");
        assert_eq!(office.there(words).json(), here, "{words}");
    };
    same("tenant show --json");
    office.done("tenant edit --name Acme --lifetime session=1h --require two-factors --self-deletion off");
    same("tenant show --json");
    office.both("tenant show");
    same("tenant show default --json");
    office.done("tenant edit default --lifetime session=default");
    same("tenant show --json");
    office.both("tenant edit");
    office.both("tenant list");
    let acme = format!("{}/acme", office.issuer);
    let added = office
        .there(&format!("tenant add acme --issuer {acme} --name Acme --lifetime session=1h --json"))
        .json();
    assert_eq!((&added["tenant"], &added["issuer"]), (&"acme".into(), &acme.as_str().into()));
    office.both("tenant list");
    same("tenant show acme --json");
    let refused = office.there("tenant add acme --issuer https://other.example");
    assert!(refused.refusal(2).contains("acme"), "{}", refused.stderr);
    office.both("tenant add other --issuer nonsense");
    let link = office.there("tenant set-up-link acme --json").json();
    assert!(link["uri"].as_str().is_some_and(|uri| uri.starts_with(&acme)), "{link}");
    office.both("tenant show nothing");
    let refused = office.there("tenant edit --issuer https://id.example");
    assert!(refused.refusal(2).contains("--issuer: for the database only"), "{}", refused.stderr);
    let refused = office.there("tenant set-up-link");
    assert!(refused.refusal(2).contains("administrator"), "{}", refused.stderr);
}
