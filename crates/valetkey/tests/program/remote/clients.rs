//! `valetkey client` over the API.

use serde_json::Value;

use super::Office;

/// Returns what both doors print about clients. A server does not show their branding.
fn same(office: &Office, words: &str) -> Value {
    let without_branding = |mut value: Value| {
        for client in value.as_array_mut().map_or_else(Vec::new, |all| all.iter_mut().collect()) {
            client.as_object_mut().expect("an object").remove("branding");
        }
        value.as_object_mut().map(|members| members.remove("branding"));
        value
    };
    let here = without_branding(office.here(words).json());
    assert_eq!(here, without_branding(office.there(words).json()), "{words}");
    here
}

#[test]
fn clients_are_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    office.done("group add staff");
    let add = "client add --name Notes --redirect-uri https://notes.example/cb --require two-factors --allow-group staff \
               --allow-user alice --for django --json";
    let added = office.there(&add.split_whitespace().collect::<Vec<_>>().join(" ")).json();
    let id = added["client_id"].as_str().expect("text");
    assert!(added["client_secret"].as_str().is_some_and(|secret| secret.len() > 20));
    assert!(added["settings"].to_string().contains(id), "{added}");
    let public =
        office.there("client add --name Phone --public --redirect-uri com.example.notes:/cb --json").json();
    assert_eq!((&public["public"], &public["client_secret"]), (&true.into(), &Value::Null));
    let again = office.there("client add --name Notes --redirect-uri https://notes.example/cb");
    assert!(again.stderr.contains("already an application called Notes"), "{}", again.stderr);
    for words in [
        format!(
            "client edit {id} --name Wiki --add-redirect-uri https://notes.example/other --claim-in roles=userinfo"
        ),
        format!(
            "client edit {id} --disallow-user alice --sign-in-from 10.0.0.0/8 --backchannel-logout-uri https://notes.example/out"
        ),
        format!("client edit {id} --allow-everyone --backchannel-logout-uri= --consent trusted"),
        format!("client disable {id}"),
        format!("client enable {id}"),
    ] {
        let there = office.there(&words);
        assert!(there.code == 0 || there.stderr.contains("--claim-in"), "{words}: {}", there.stderr);
        same(&office, "client list --json");
        same(&office, &format!("client show {id} --json"));
        office.both(&format!("client show {id}"));
    }
    for words in [
        "client list",
        "client show nothing",
        "client disable nothing",
        &format!("client edit {id} --remove-redirect-uri https://notes.example/no"),
        &format!("client edit {id} --redirect-uri http://notes.example/cb"),
        &format!("client edit {id} --allow-user nobody"),
    ] {
        office.both(words);
    }
    for words in [
        "client add --name X --redirect-uri https://x.example/cb --id x".to_owned(),
        "client add --command-line".to_owned(),
        format!("client edit {id} --brand-name X"),
    ] {
        let refused = office.there(&words);
        assert!(refused.refusal(2).contains("for the database only"), "{words}: {}", refused.stderr);
    }
    let first = office.there(&format!("client rotate-secret {id} --json")).json();
    assert_eq!(first["client_id"], id);
    assert_ne!(first["client_secret"], added["client_secret"]);
    office.done(&format!("client remove {id}"));
    office.both(&format!("client show {id}"));
}

#[test]
fn a_client_that_a_file_owns_needs_the_override() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let file =
        "[[client]]\nid = \"notes\"\nname = \"Notes\"\nredirect_uris = [\"https://notes.example/cb\"]\n";
    std::fs::write(office.folder.path().join("notes.toml"), file).expect("written");
    let applied = office.here("apply notes.toml --yes");
    assert_eq!(applied.code, 0, "{}", applied.stderr);
    let refused = office.there("client disable notes");
    assert!(refused.refusal(1).contains("notes.toml"), "{}", refused.stderr);
    assert!(refused.stderr.contains("--override-file-ownership"), "{}", refused.stderr);
    office.done("client disable notes --override-file-ownership");
}
