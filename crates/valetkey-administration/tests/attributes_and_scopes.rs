//! Operations on attributes and scopes, from the wrong side.

#![allow(clippy::unwrap_used, reason = "tests")]

use uuid::Uuid;
use valetkey_accounts::{AttributeValue, User};
use valetkey_administration::{
    attribute::{self, AttributeDefinitionError, AttributeSettings, MOST_ATTRIBUTES, NewAttribute},
    scope::{self, MOST_CLAIMS, ScopeDefinitionError, ScopeSettings},
};
use valetkey_authorization_server::{
    Change, ClaimMapChange,
    claim_map::ClaimMap,
    event::{Actor, EventKind, Occasion},
    record::*,
};
use valetkey_types::*;

const NOW: Timestamp = Timestamp(1_800_000_000);

fn occasion<T>(operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    operation(&Occasion {
        tenant: &TenantId::default(),
        actor: &Actor::CommandLine { account: Some("ops".to_owned()) },
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| Uuid::from_u128(7),
    })
}

fn tenant() -> TenantRecord {
    let issuer = Issuer::parse("https://id.example").unwrap();
    TenantRecord { revision: 3, ..TenantRecord::new(TenantId::default(), issuer, NOW) }
}

fn settings() -> AttributeSettings {
    AttributeSettings {
        choices: Vec::new(),
        labels: OperatorText::new(),
        is_required: false,
        seen_by: AttributeAccess::User,
        edited_by: AttributeAccess::Administrator,
        add_to_scopes: Vec::new(),
    }
}

fn new(name: &str, claim: Option<&str>) -> NewAttribute {
    let claim = claim.map(str::to_owned);
    NewAttribute { name: name.to_owned(), kind: AttributeKind::Text, claim, settings: settings() }
}

fn add(new: NewAttribute, map: &ClaimMap) -> Result<Vec<Change>, AttributeDefinitionError> {
    occasion(|occasion| attribute::add(new, map, &tenant(), occasion)).map(|decision| decision.changes)
}

/// The attribute `department` in the claim of its name, and the scope `company`, which opens it.
fn company() -> ClaimMap {
    let none = ClaimMap::default();
    let department = occasion(|occasion| {
        attribute::add(new("department", Some("department")), &none, &tenant(), occasion)
    });
    let department = Attribute { revision: 1, ..department.unwrap().answer };
    let map = ClaimMap::new([department.clone()], []);
    let settings = ScopeSettings { claims: vec!["department".to_owned()], ..ScopeSettings::default() };
    let scope = occasion(|occasion| scope::add("company", settings, &map, &tenant(), occasion)).unwrap();
    ClaimMap::new([department], [TenantScope { revision: 1, ..scope.answer }])
}

fn event(changes: &[Change]) -> &Event {
    let event = changes.iter().find_map(|change| match change {
        Change::StoreEvent(event) => Some(event),
        _ => None,
    });
    event.unwrap()
}

/// Every change moves the tenant on, over the revision that was read.
fn assert_moves_on(changes: &[Change]) {
    let Change::ReplaceTenant(moved) = &changes[0] else { unreachable!("{changes:?}") };
    assert_eq!((moved.revision, moved.claim_map_revision), (3, 1));
}

#[test]
fn sc3_a_claim_of_the_server_or_of_the_record_is_refused_in_any_case() {
    let none = ClaimMap::default();
    for claim in RESERVED_CLAIMS {
        for claim in [claim.to_owned(), claim.to_uppercase()] {
            let refused = add(new("department", Some(&claim)), &none).unwrap_err();
            assert!(matches!(refused, AttributeDefinitionError::Reserved(_)), "{claim}: {refused}");
        }
    }
    for claim in UserClaims::NAMES.iter().filter(|claim| !is_reserved_claim(claim)) {
        for claim in [(*claim).to_owned(), claim.to_uppercase()] {
            let refused = add(new("department", Some(&claim)), &none).unwrap_err();
            assert!(matches!(refused, AttributeDefinitionError::Standard(_)), "{claim}: {refused}");
        }
    }
    let long = "c".repeat(101);
    for claim in ["", " ", "a b", "email#x", "a\"b", "ä", "a\0", "{}", &long] {
        let refused = add(new("department", Some(claim)), &none).unwrap_err();
        assert!(matches!(refused, AttributeDefinitionError::Claim(_)), "{claim:?}: {refused}");
    }
    for claim in ["department", "https://acme.example/department", "urn:acme:dept", "Dept-1"] {
        assert_moves_on(&add(new("department", Some(claim)), &none).unwrap());
    }
}

#[test]
fn a_definition_is_judged() {
    let map = company();
    let refused = |new| add(new, &map).unwrap_err();
    let long = "a".repeat(41);
    for name in ["", "Department", "1a", "_a", "a-b", "a.b", "a b", "ä", &long] {
        assert!(matches!(refused(new(name, None)), AttributeDefinitionError::Name(_)), "{name:?}");
    }
    assert!(matches!(refused(new("department", None)), AttributeDefinitionError::Taken(_)));
    let same_claim = refused(new("other", Some("DEPARTMENT")));
    assert!(matches!(same_claim, AttributeDefinitionError::ClaimTaken { .. }), "{same_claim}");
    let of_kind = |kind| NewAttribute { kind, ..new("other", None) };
    let unknown = refused(of_kind(AttributeKind::Unknown("money".to_owned())));
    assert!(matches!(unknown, AttributeDefinitionError::Kind(_)), "{unknown}");

    let choices = |choices: &[&str]| {
        let choices: Vec<String> = choices.iter().map(|choice| (*choice).to_owned()).collect();
        let settings = AttributeSettings { choices: choices.clone(), ..settings() };
        NewAttribute { settings, ..of_kind(AttributeKind::OneOf(choices)) }
    };
    for wrong in [&[][..], &[""], &["a", "a"], &["a\nb"]] {
        assert!(matches!(refused(choices(wrong)), AttributeDefinitionError::Choices(_)), "{wrong:?}");
    }
    assert!(add(choices(&["a", "b"]), &map).is_ok());
    let for_text = NewAttribute { kind: AttributeKind::Text, ..choices(&["a"]) };
    assert!(matches!(refused(for_text), AttributeDefinitionError::Choices(_)));

    let with = |settings| NewAttribute { settings, ..new("other", None) };
    use AttributeAccess::{Administrator, Nobody, User};
    for (seen_by, edited_by) in [(Administrator, User), (Nobody, User), (Nobody, Administrator)] {
        let unseen = refused(with(AttributeSettings { seen_by, edited_by, ..settings() }));
        assert!(matches!(unseen, AttributeDefinitionError::Unseen { .. }), "{unseen}");
    }
    let nobody = AttributeSettings { is_required: true, edited_by: Nobody, ..settings() };
    assert!(matches!(refused(with(nobody)), AttributeDefinitionError::NobodyEdits));
    for (language, label) in [("", "x"), ("english", "x"), ("de", ""), ("de", "a\u{7}"), ("DE", "x")] {
        let labels = [(language.to_owned(), label.to_owned())].into();
        let refused = refused(with(AttributeSettings { labels, ..settings() }));
        assert!(matches!(refused, AttributeDefinitionError::Label(_)), "{language} {label:?}: {refused}");
    }
    let opened = |scope: &str| {
        let add_to_scopes = vec![scope.to_owned()];
        let settings = AttributeSettings { add_to_scopes, ..settings() };
        NewAttribute { settings, ..new("other", Some("other")) }
    };
    for scope in ["profile", "openid", "nothing"] {
        assert!(matches!(refused(opened(scope)), AttributeDefinitionError::Scope(_)), "{scope}");
    }
    let no_claim = NewAttribute { claim: None, ..opened("company") };
    assert!(matches!(refused(no_claim), AttributeDefinitionError::NoClaim(_)));

    let full = (0..MOST_ATTRIBUTES).map(|number| {
        let added = occasion(|occasion| {
            attribute::add(new(&format!("a{number}"), None), &ClaimMap::default(), &tenant(), occasion)
        });
        added.unwrap().answer
    });
    let full = ClaimMap::new(full, []);
    assert_eq!(add(new("other", None), &full).unwrap_err(), AttributeDefinitionError::TooMany);
}

#[test]
fn an_attribute_opens_its_claim_in_the_same_commit_and_its_removal_closes_it() {
    let map = company();
    let add_to_scopes = vec!["company".to_owned(), "company".to_owned()];
    let level = NewAttribute {
        settings: AttributeSettings { add_to_scopes, ..settings() },
        ..new("level", Some("level"))
    };
    let changes = add(level, &map).unwrap();
    assert_moves_on(&changes);
    let [
        _,
        Change::ClaimMap(ClaimMapChange::AddAttribute(_)),
        Change::ClaimMap(ClaimMapChange::ReplaceScope(opened)),
        Change::StoreEvent(event),
    ] = changes.as_slice()
    else {
        unreachable!("{changes:?}")
    };
    assert_eq!(
        (opened.claims.join(" "), &event.kind),
        ("department level".to_owned(), &EventKind::AttributeAdded)
    );

    let department = map.attribute("department").unwrap();
    let removed = occasion(|occasion| attribute::remove(department, &map, &tenant(), occasion)).changes;
    assert_moves_on(&removed);
    let closed = removed.iter().find_map(|change| match change {
        Change::ClaimMap(ClaimMapChange::ReplaceScope(scope)) => Some(scope.claims.clone()),
        _ => None,
    });
    assert_eq!(closed, Some(Vec::new()), "a later attribute in this claim is not opened by surprise");
}

#[test]
fn an_edit_names_what_changed_and_nothing_is_stored_without_a_difference() {
    let map = company();
    let department = map.attribute("department").unwrap();
    let edit = |settings: &AttributeSettings| {
        occasion(|occasion| attribute::edit(department, settings, &map, &tenant(), occasion)).unwrap()
    };
    assert!(edit(&AttributeSettings::from(department)).changes.is_empty());
    let hidden = AttributeSettings { seen_by: AttributeAccess::Administrator, ..department.into() };
    let decision = edit(&hidden);
    assert_moves_on(&decision.changes);
    let fields: Vec<_> =
        event(&decision.changes).changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["attribute", "seen_by"]);
    assert_eq!(decision.answer.claim.as_deref(), Some("department"), "the claim stays");
}

#[test]
fn a_scope_is_judged() {
    let map = company();
    let add = |name: &str, claims: &[&str]| {
        let claims = claims.iter().map(|claim| (*claim).to_owned()).collect();
        let settings = ScopeSettings { claims, ..ScopeSettings::default() };
        occasion(|occasion| scope::add(name, settings, &map, &tenant(), occasion))
            .map(|decision| decision.answer)
    };
    let long = "s".repeat(101);
    for name in ["", " ", "a b", " a", "a\"b", "ä", &long] {
        assert!(matches!(add(name, &[]), Err(ScopeDefinitionError::Name(_))), "{name:?}");
    }
    assert!(matches!(add("company", &[]), Err(ScopeDefinitionError::Taken(_))));
    for name in ["openid", "profile", "email", "address", "phone", "roles", "groups", "offline_access"] {
        assert!(matches!(add(name, &["department"]), Err(ScopeDefinitionError::Standard(_))), "{name}");
        assert!(add(name, &[]).is_ok(), "{name} may be described");
    }
    for claim in ["sub", "roles", "groups", "email_verified", "updated_at", "salary", "DEPARTMENT", "", "acr"]
    {
        assert!(matches!(add("x", &[claim]), Err(ScopeDefinitionError::Claim { .. })), "{claim}");
    }
    assert_eq!(add("x", &["department", "birthdate", "department"]).unwrap().claims.len(), 2);
    let many: Vec<String> = (0..=MOST_CLAIMS).map(|number| format!("c{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(add("x", &many).unwrap_err(), ScopeDefinitionError::TooManyClaims(MOST_CLAIMS + 1));
    let described = |text: &str| {
        let descriptions = [("en".to_owned(), text.to_owned())].into();
        let settings = ScopeSettings { descriptions, ..ScopeSettings::default() };
        occasion(|occasion| scope::add("x", settings, &map, &tenant(), occasion))
            .map(|decision| decision.answer)
    };
    assert!(described("See where you work").is_ok());
    for text in ["", "a\nb", &"x".repeat(301)] {
        assert!(matches!(described(text), Err(ScopeDefinitionError::Description(_))), "{text:?}");
    }
}

#[test]
fn the_audit_trail_names_attributes_and_not_their_values() {
    let mut user = User::new(TenantId::default(), UserId::new("u-1"), "ada", NOW);
    user.attributes.insert("salary".to_owned(), AttributeValue::Number(100_000.into()));
    let mut after = user.clone();
    after.attributes.insert("salary".to_owned(), AttributeValue::Number(200_000.into()));
    after.attributes.insert("badge".to_owned(), AttributeValue::Text("secret-1".to_owned()));
    let changed = attribute::value_differences(&user, &after);
    let fields: Vec<_> = changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["attribute.badge", "attribute.salary"]);
    let shown = format!("{changed:?}");
    assert!(!shown.contains("00000") && !shown.contains("secret-1"), "{shown}");

    let forgotten = occasion(|occasion| attribute::forget_value(&user, "salary", occasion));
    let [Change::ReplaceUser { after, .. }, Change::StoreEvent(event)] = forgotten.as_slice() else {
        unreachable!("{forgotten:?}")
    };
    assert!(after.attributes.is_empty());
    assert_eq!((&event.kind, event.changed[0].after.as_str()), (&EventKind::UserEdited, ""));
    assert!(occasion(|occasion| attribute::forget_value(&user, "badge", occasion)).is_empty());
}
