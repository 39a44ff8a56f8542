//! Attributes and scopes: values are judged, and a scope opens its claims and no others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use valetkey_accounts::{AttributeValue, Attributes, User};
use valetkey_authorization_server::{
    claim_map::*,
    record::*,
    registration::{NewClient, new_client},
    role_map::Held,
    userinfo::{ClaimContext, claims_about},
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn attribute(name: &str, kind: AttributeKind) -> Attribute {
    Attribute {
        tenant: TenantId::default(),
        name: name.to_owned(),
        kind,
        labels: OperatorText::new(),
        is_required: false,
        seen_by: AttributeAccess::User,
        edited_by: AttributeAccess::User,
        claim: Some(name.to_owned()),
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn tenant_scope(name: &str, claims: &[&str]) -> TenantScope {
    TenantScope {
        tenant: TenantId::default(),
        name: name.to_owned(),
        claims: claims.iter().map(|claim| (*claim).to_owned()).collect(),
        descriptions: OperatorText::new(),
        writes: None,
        created_at: NOW,
        revision: 1,
        unknown: Unknown::default(),
    }
}

/// One attribute of each kind, each in the claim of its name.
fn attributes() -> Vec<Attribute> {
    let sizes = ["S", "M"].map(str::to_owned).to_vec();
    vec![
        attribute("department", AttributeKind::Text),
        attribute("level", AttributeKind::Number),
        attribute("remote", AttributeKind::YesNo),
        attribute("starts_on", AttributeKind::Date),
        attribute("skills", AttributeKind::Texts),
        attribute("shirt", AttributeKind::OneOf(sizes)),
    ]
}

fn client() -> Client {
    let new = NewClient::web_application("Notes", vec!["https://notes.example/callback".into()]);
    new_client(TenantId::default(), ClientId::new("notes"), None, new, NOW).unwrap()
}

fn user() -> User {
    let mut user = User::new(TenantId::default(), UserId::new("u-1"), "ada", NOW);
    user.email = Some("ada@example.org".to_owned());
    user.birthdate = Some("1815-12-10".to_owned());
    user.attributes = [
        ("department", AttributeValue::Text("Engines".to_owned())),
        ("level", AttributeValue::Number(7.into())),
        ("skills", AttributeValue::Texts(vec!["maths".to_owned(), "French".to_owned()])),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    user
}

/// The claims in a place, as JSON without `sub`.
fn claims(map: &ClaimMap, client: &Client, scope: &str, place: ClaimPlace) -> Value {
    let (user, held, scope) = (user(), Held::default(), scope.parse().unwrap());
    let context = ClaimContext { user: &user, held: &held, client, scope: &scope, claim_map: map };
    let mut claims = serde_json::to_value(claims_about(&context, place)).unwrap();
    assert_eq!(claims.as_object_mut().unwrap().remove("sub"), Some(json!("u-1")));
    claims
}

fn edit(attribute: Attribute, texts: &[&str], editor: Editor) -> Result<Attributes, AttributeError> {
    let name = attribute.name.clone();
    let map = ClaimMap::new([attribute], []);
    let edits = BTreeMap::from([(name, texts.iter().map(|text| (*text).to_owned()).collect())]);
    map.edited(&Attributes::new(), &edits, editor)
}

#[test]
fn a_value_has_the_type_of_its_attribute() {
    let good: [(&str, &[&str], Value); 12] = [
        ("department", &["Sales & Söhne"], json!("Sales & Söhne")),
        ("department", &["7"], json!("7")),
        ("level", &["7"], json!(7)),
        ("level", &["-1.5"], json!(-1.5)),
        ("level", &["9007199254740991"], json!(9_007_199_254_740_991_i64)),
        ("remote", &["yes"], json!(true)),
        ("remote", &["false"], json!(false)),
        ("starts_on", &["2024-02-29"], json!("2024-02-29")),
        ("skills", &["a", "b"], json!(["a", "b"])),
        ("skills", &["a", ""], json!(["a"])),
        ("shirt", &["S"], json!("S")),
        ("shirt", &["M"], json!("M")),
    ];
    let called = |name: &str| attributes().into_iter().find(|attribute| attribute.name == name).unwrap();
    for (name, texts, expected) in good {
        let edited = edit(called(name), texts, Editor::User).unwrap();
        assert_eq!(edited[name].to_json(), expected, "{name}");
    }
    let long = "x".repeat(501);
    let many = ["x"; 51];
    let wrong: [(&str, &[&str]); 24] = [
        ("department", &["a\nb"]),
        ("department", &["a\0b"]),
        ("department", &[" "]),
        ("department", &[&long]),
        ("department", &["a", "b"]),
        ("level", &["seven"]),
        ("level", &["7 "]),
        ("level", &["0x7"]),
        ("level", &["NaN"]),
        ("level", &["1e400"]),
        ("level", &["9007199254740993"]),
        ("level", &["\"7\""]),
        ("level", &["[7]"]),
        ("remote", &["1"]),
        ("remote", &["YES"]),
        ("starts_on", &["2023-02-29"]),
        ("starts_on", &["2024"]),
        ("starts_on", &["0000-01-01"]),
        ("starts_on", &["29.2.2024"]),
        ("skills", &[&long]),
        ("skills", &many),
        ("shirt", &["s"]),
        ("shirt", &["XL"]),
        ("shirt", &["S", "M"]),
    ];
    for (name, texts) in wrong {
        let refused = edit(called(name), texts, Editor::User).unwrap_err();
        assert!(matches!(refused, AttributeError::Value { .. }), "{name} {texts:?}: {refused}");
        let text = refused.to_string();
        assert!(text.contains("expected") && text.contains("got") && text.len() < 500, "{text}");
    }
}

#[test]
fn al4_nobody_edits_what_is_not_theirs() {
    let of = |edited_by| Attribute { edited_by, ..attribute("department", AttributeKind::Text) };
    let may = |edited_by, editor| edit(of(edited_by), &["Sales"], editor).is_ok();
    use AttributeAccess::{Administrator as Admin, Nobody, User as Own};
    assert!(may(Own, Editor::User) && may(Own, Editor::Administrator));
    assert!(!may(Admin, Editor::User) && may(Admin, Editor::Administrator));
    assert!(!may(Nobody, Editor::User) && !may(Nobody, Editor::Administrator));
    let unknown = attribute("department", AttributeKind::Unknown("money".to_owned()));
    assert!(edit(unknown, &["1 EUR"], Editor::Administrator).is_err(), "a kind of tomorrow");
    let no_such = ClaimMap::new(attributes(), []);
    let edits = BTreeMap::from([("salary".to_owned(), vec!["1".to_owned()])]);
    let refused = no_such.edited(&Attributes::new(), &edits, Editor::User).unwrap_err();
    assert!(refused.to_string().contains("department"), "{refused}");
}

#[test]
fn a_required_value_is_not_emptied_and_others_are() {
    let required = Attribute { is_required: true, ..attribute("department", AttributeKind::Text) };
    let edits = BTreeMap::from([("department".to_owned(), vec![String::new()])]);
    let edited =
        |attribute| ClaimMap::new([attribute], []).edited(&user().attributes, &edits, Editor::Administrator);
    assert_eq!(edited(required.clone()).unwrap_err(), AttributeError::Required("department".to_owned()));
    let optional = edited(Attribute { is_required: false, ..required.clone() }).unwrap();
    assert!(!optional.contains_key("department") && optional.contains_key("level"));

    let map = ClaimMap::new([required.clone()], []);
    assert!(map.require_of_new_user(&Attributes::new()).is_ok(), "the user fills it in");
    let by_administrator = Attribute { edited_by: AttributeAccess::Administrator, ..required };
    let map = ClaimMap::new([by_administrator], []);
    assert!(map.require_of_new_user(&Attributes::new()).is_err());
    assert!(map.require_of_new_user(&user().attributes).is_ok());
}

#[test]
fn dos1_values_stay_small_in_total() {
    let many: Vec<Attribute> =
        (0..10).map(|number| attribute(&format!("a{number}"), AttributeKind::Text)).collect();
    let map = ClaimMap::new(many, []);
    let all = |length: usize| -> BTreeMap<String, Vec<String>> {
        (0..10).map(|number| (format!("a{number}"), vec!["x".repeat(length)])).collect()
    };
    let fits = map.edited(&Attributes::new(), &all(400), Editor::User).unwrap();
    let refused = map.edited(&fits, &all(420), Editor::User).unwrap_err();
    assert!(matches!(refused, AttributeError::TooLarge(size) if size > LARGEST_ATTRIBUTES), "{refused}");
    // Someone who has too much, from before a limit, can give some of it back.
    let large: Attributes =
        fits.keys().map(|name| (name.clone(), AttributeValue::Text("x".repeat(499)))).collect();
    let less = BTreeMap::from([("a0".to_owned(), Vec::new())]);
    assert_eq!(map.edited(&large, &less, Editor::User).unwrap().len(), 9);
}

#[test]
fn a_value_without_a_definition_is_unseen_and_an_administrator_can_remove_it() {
    let map = ClaimMap::new([], [tenant_scope("company", &["department"])]);
    assert_eq!(claims(&map, &client(), "openid company", ClaimPlace::Userinfo), json!({}));
    let remove = BTreeMap::from([("department".to_owned(), vec![String::new()])]);
    assert!(map.edited(&user().attributes, &remove, Editor::User).is_err());
    let left = map.edited(&user().attributes, &remove, Editor::Administrator).unwrap();
    assert!(!left.contains_key("department") && left.contains_key("level"));

    let other = ClaimMap::new(
        [attribute("department", AttributeKind::Number)],
        [tenant_scope("company", &["department"])],
    );
    let given = claims(&other, &client(), "openid company", ClaimPlace::Userinfo);
    assert_eq!(given, json!({}), "a text is no number");
}

#[test]
fn a_scope_opens_its_claims_and_no_others() {
    let scopes =
        [tenant_scope("company", &["department", "level", "remote"]), tenant_scope("age", &["birthdate"])];
    let map = ClaimMap::new(attributes(), scopes);
    let given = |scope: &str| claims(&map, &client(), scope, ClaimPlace::IdToken);
    assert_eq!(given("openid"), json!({}));
    assert_eq!(given("openid company"), json!({"department": "Engines", "level": 7}));
    assert_eq!(given("openid companyx COMPANY"), json!({}));
    assert_eq!(given("openid age"), json!({"birthdate": "1815-12-10"}), "without the rest of the profile");
    let profile = given("openid age profile");
    assert_eq!(
        (&profile["birthdate"], &profile["preferred_username"]),
        (&json!("1815-12-10"), &json!("ada"))
    );
    let text = serde_json::to_string(&{
        let (user, held, scope, client) =
            (user(), Held::default(), "openid age profile".parse().unwrap(), client());
        let context =
            ClaimContext { user: &user, held: &held, client: &client, scope: &scope, claim_map: &map };
        claims_about(&context, ClaimPlace::IdToken)
    });
    assert_eq!(text.unwrap().matches("birthdate").count(), 1, "a claim stands once");
}

#[test]
fn an_address_comes_with_its_proof() {
    let map = ClaimMap::new([], [tenant_scope("contact", &["email", "phone_number"])]);
    let given = claims(&map, &client(), "openid contact", ClaimPlace::Userinfo);
    assert_eq!(given, json!({"email": "ada@example.org", "email_verified": false}));
}

#[test]
fn a_client_says_where_it_gets_a_claim() {
    let map = ClaimMap::new(attributes(), [tenant_scope("company", &["department", "level"])]);
    let mut client = client();
    client.claim_places.insert("department".to_owned(), vec![ClaimPlace::AccessToken]);
    let scope: Scope = "openid company".parse().unwrap();
    let given = |place| Value::from_iter(map.claims(&user(), &client, &scope, place));
    assert_eq!(given(ClaimPlace::IdToken), json!({"level": 7}));
    assert_eq!(given(ClaimPlace::Userinfo), json!({"level": 7}));
    assert_eq!(given(ClaimPlace::AccessToken), json!({"department": "Engines"}));
    assert_eq!(given(ClaimPlace::Introspection), json!({}));
    client.claim_places.insert("level".to_owned(), Vec::new());
    assert_eq!(claims(&map, &client, "openid company", ClaimPlace::Userinfo), json!({}), "nowhere");
}

/// No administrator can make these; a database may hold them.
#[test]
fn sc3_a_stored_definition_never_sets_a_claim_of_the_server_or_of_a_standard_scope() {
    let every = RESERVED_CLAIMS.into_iter().chain(UserClaims::NAMES.iter().copied());
    for claim in every.flat_map(|claim| [claim.to_owned(), claim.to_uppercase()]) {
        let forged = Attribute { claim: Some(claim.clone()), ..attribute("department", AttributeKind::Text) };
        let scopes = [tenant_scope("company", &[&claim]), tenant_scope("openid", &["department"])];
        let map = ClaimMap::new([forged], scopes);
        for place in ClaimPlace::ALL {
            let scope = "openid company".parse().unwrap();
            let given = map.claims(&user(), &client(), &scope, place);
            let values: Vec<_> = given.values().filter(|value| **value == json!("Engines")).collect();
            assert_eq!(values, Vec::<&Value>::new(), "{claim}: {given:?}");
        }
    }
    let map = ClaimMap::new(attributes(), [tenant_scope("profile", &["department"])]);
    let given = claims(&map, &client(), "openid profile", ClaimPlace::Userinfo);
    assert_eq!(given.get("department"), None, "a standard scope keeps its meaning");
}

/// OpenID Connect Core section 5.4: the table of scopes says what the record does.
#[test]
fn the_scope_of_a_standard_claim_is_the_one_that_opens_it() {
    let mut full = user();
    for field in [&mut full.name, &mut full.given_name, &mut full.family_name, &mut full.middle_name] {
        *field = Some("x".to_owned());
    }
    for field in [&mut full.nickname, &mut full.profile, &mut full.picture, &mut full.website] {
        *field = Some("x".to_owned());
    }
    for field in [&mut full.gender, &mut full.zoneinfo, &mut full.locale, &mut full.phone_number] {
        *field = Some("x".to_owned());
    }
    full.address = Some(Box::new(Address { country: Some("UK".to_owned()), ..Address::default() }));
    let mut seen = 3;
    for scope in ["profile", "email", "phone", "address"] {
        let opened = serde_json::to_value(full.claims(&scope.parse().unwrap())).unwrap();
        for claim in opened.as_object().unwrap().keys().filter(|claim| *claim != "sub") {
            assert_eq!(standard_scope_of(claim), Some(scope), "{claim}");
            seen += 1;
        }
    }
    assert_eq!(seen, UserClaims::NAMES.len(), "sub, roles and groups are opened by others");
}

#[test]
fn an_explanation_names_place_scope_and_source_of_each_claim() {
    let scopes = [tenant_scope("company", &["department", "email"])];
    let map = ClaimMap::new(attributes(), scopes);
    let mut client = client();
    client.claim_places.insert("department".to_owned(), vec![ClaimPlace::Userinfo, ClaimPlace::AccessToken]);
    let (user, held, scope) = (user(), Held::default(), "openid company".parse().unwrap());
    let context = ClaimContext { user: &user, held: &held, client: &client, scope: &scope, claim_map: &map };
    let explained = explain(&context);
    let of = |claim: &str| explained.iter().find(|explained| explained.claim == claim).unwrap();
    let department = of("department");
    let places: Vec<_> = department.values.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, [ClaimPlace::Userinfo, ClaimPlace::AccessToken]);
    assert_eq!(department.scope.as_deref(), Some("company"));
    assert_eq!(department.attribute.as_deref(), Some("department"));
    assert_eq!((of("email").scope.as_deref(), &of("email").attribute), (Some("company"), &None));
    assert_eq!(of("email_verified").scope.as_deref(), Some("company"));
    assert_eq!((of("sub").values.len(), &of("sub").scope), (4, &None));
    assert!(explained.iter().all(|explained| explained.claim != "level"));
}
