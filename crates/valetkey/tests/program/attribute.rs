//! `valetkey attribute`, `valetkey scope` and `valetkey user claims`.

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    program::{done, run, run_text},
};

/// A tenant with an issuer, alice, and the application `Notes`; returns its client_id.
fn company() -> (Folder, String) {
    let folder = Folder::new();
    done(&folder, "user add --username alice --email alice@example.com");
    done(&folder, "tenant edit --issuer https://id.example");
    let client = done(&folder, "client add --name Notes --redirect-uri https://notes.example/callback");
    for text in [
        "scope add company --description Work",
        "attribute add department --claim department --scope company --label Department --label-in de=Abteilung",
        "attribute add level --type number --claim https://acme.example/level --scope company",
        "attribute add shirt --type one-of --choice S --choice M --edited-by user",
        "attribute add badge --seen-by nobody --edited-by nobody --claim badge",
    ] {
        done(&folder, text);
    }
    (folder, client["client_id"].as_str().expect("an id").to_owned())
}

#[test]
fn attributes_and_scopes_are_defined_filled_given_and_explained() {
    let (folder, id) = company();
    let department = done(&folder, "attribute show department");
    assert_eq!(department["scopes"], json!(["company"]));
    assert_eq!(department["labels"], json!({"de": "Abteilung", "en": "Department"}));
    let listed = run_text(&folder, "attribute list").stdout;
    for part in ["department", "one-of", "nobody", "https://acme.example/level"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
    let scopes = done(&folder, "scope list");
    assert_eq!(scopes[0]["claims"], json!(["department", "https://acme.example/level"]));

    let alice =
        done(&folder, "user edit alice --attribute department=Sales --attribute level=7 --attribute shirt=M");
    assert_eq!(alice["attributes"], json!({"department": "Sales", "level": 7, "shirt": "M"}));
    let shown = run_text(&folder, "user show alice").stdout;
    assert!(shown.contains("department: Sales"), "{shown}");

    let edit = format!("client edit {id} --scope");
    run(&folder, &edit.split(' ').chain(["openid email company", "--json"]).collect::<Vec<_>>()).json();
    let edited = done(&folder, &format!("client edit {id} --claim-in department=userinfo,access_token"));
    assert_eq!(edited["claim_places"], json!({"department": ["userinfo", "access_token"]}));

    let claims = done(&folder, &format!("user claims alice --client {id}"));
    let of = |claim: &str| {
        let all = claims["claims"].as_array().expect("claims");
        all.iter().find(|explained| explained["claim"] == claim).unwrap_or(&Value::Null).clone()
    };
    let department = of("department");
    assert_eq!(department["values"], json!({"userinfo": "Sales", "access_token": "Sales"}));
    assert_eq!((&department["scope"], &department["attribute"]), (&json!("company"), &json!("department")));
    assert_eq!(of("https://acme.example/level")["values"], json!({"id_token": 7, "userinfo": 7}));
    assert_eq!((of("email")["scope"].clone(), of("badge")), (json!("email"), Value::Null));
    let words = run_text(&folder, &format!("user claims alice --client {id} --scope openid")).stdout;
    assert!(words.contains("Other scopes of this client open: department (company)"), "{words}");

    done(&folder, &format!("client edit {id} --claim-in department=default"));
    done(&folder, &format!("client edit {id} --claim-in https://acme.example/level="));
    let claims = done(&folder, &format!("user claims alice --client {id}")).to_string();
    assert!(claims.contains("\"id_token\":\"Sales\"") && !claims.contains("acme.example"), "{claims}");
}

#[test]
fn a_removed_attribute_leaves_values_unseen_until_they_are_removed_too() {
    let (folder, _) = company();
    done(&folder, "user edit alice --attribute department=Sales");
    done(&folder, "attribute remove department");
    assert_eq!(done(&folder, "user show alice")["attributes"], json!({}));
    assert_eq!(done(&folder, "scope show company")["claims"], json!(["https://acme.example/level"]));
    done(&folder, "attribute add department --claim department");
    assert_eq!(done(&folder, "user show alice")["attributes"], json!({"department": "Sales"}));
    let removed = done(&folder, "attribute remove department --values");
    assert_eq!(removed["values_removed"], 1);
    done(&folder, "attribute add department --claim department");
    assert_eq!(done(&folder, "user show alice")["attributes"], json!({}));
    assert_eq!(done(&folder, "attribute remove gone --values")["values_removed"], 0);
}

#[test]
fn wrong_definitions_and_values_are_refused_with_what_was_expected() {
    let (folder, id) = company();
    for (text, part) in [
        ("attribute add x --claim sub", "a claim that the server does not set itself"),
        ("attribute add x --claim email", "no standard claim"),
        ("attribute add x --claim department", "that no attribute is given in"),
        ("attribute add x --type money", "one of the types"),
        ("attribute add X", "a name of 1 to 40 small letters"),
        ("attribute add x --claim x --scope profile", "whose claims the standards say"),
        ("attribute add x --claim x --scope nothing", "valetkey scope list"),
        ("attribute edit department --edited-by user --seen-by nobody", "its editors may see"),
        ("scope add x --claims salary", "a standard claim such as birthdate"),
        ("scope add profile --claims department", "whose claims the standards say"),
        ("user edit alice --attribute level=seven", "a value of level"),
        ("user edit alice --attribute shirt=XL", "one of S, M"),
        ("user edit alice --attribute badge=1", "edited by: nobody"),
        ("user edit alice --attribute salary=1", "an attribute of this tenant"),
    ] {
        let ended = run_text(&folder, text);
        let refusal = ended.refusal(2);
        assert!(refusal.contains(part), "{text}: {refusal}");
    }
    let client = format!("client edit {id} --claim-in department=saml");
    let ended = run_text(&folder, &client);
    let refusal = ended.refusal(2);
    assert!(refusal.contains("--claim-in <CLAIM=PLACES>") && refusal.contains("id_token"), "{refusal}");
    for claim in ["departement", "Department", "salary", "sub", "iss", "badges", ""] {
        for places in ["userinfo", "default", ""] {
            let ended = run_text(&folder, &format!("client edit {id} --claim-in {claim}={places}"));
            let refusal = ended.refusal(2);
            let expected = "--claim-in: expected a standard claim such as birthdate, roles, groups, or a claim of an attribute \
                            (badge, department, https://acme.example/level), got ";
            assert!(refusal.contains(&format!("{expected}{claim:?}")), "{claim}: {refusal}");
        }
    }
    assert_eq!(done(&folder, &format!("client show {id}"))["claim_places"], json!({}));
    for claim in ["birthdate", "email", "roles", "groups", "badge"] {
        done(&folder, &format!("client edit {id} --claim-in {claim}=userinfo"));
    }
    // The places of a claim whose attribute is gone can be taken back.
    done(&folder, "attribute remove badge");
    let edited = done(&folder, &format!("client edit {id} --claim-in badge=default"));
    assert_eq!(edited["claim_places"].as_object().map(|places| places.len()), Some(4));
    assert!(
        run_text(&folder, &format!("client edit {id} --claim-in badge="))
            .refusal(2)
            .contains("got \"badge\"")
    );
    let scope = format!("user claims alice --client {id} --scope notes");
    assert!(run_text(&folder, &scope).refusal(2).contains("may ask for"));
    done(&folder, "attribute edit department --required yes");
    let refused = run_text(&folder, "user add --username bob --email bob@example.com");
    let refused = refused.refusal(2);
    assert!(refused.contains("department"), "{refused}");
    done(&folder, "user add --username bob --email bob@example.com --attribute department=Sales");
    assert!(run_text(&folder, "user edit bob --attribute department=").refusal(2).contains("required"));
    assert!(run_text(&folder, "attribute show gone").refusal(1).contains("there is no attribute"));
    assert!(run_text(&folder, "scope show gone").refusal(1).contains("there is no scope"));
}

#[test]
fn without_an_issuer_a_definition_says_what_to_do() {
    let folder = Folder::new();
    done(&folder, "user add --username alice --email alice@example.com");
    let refused = run_text(&folder, "attribute add department");
    let refused = refused.refusal(1);
    assert!(refused.contains("valetkey tenant edit --issuer"), "{refused}");
    assert_eq!(done(&folder, "attribute list"), json!([]));
}
