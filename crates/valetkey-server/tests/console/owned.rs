//! Applications that a configuration file owns are only shown.

use valetkey_administration::files::Thing;
use valetkey_authorization_server::{Change, FileOwnershipChange, record::FileOwnership};
use valetkey_server::Environment as _;
use valetkey_types::{ClientId, Unknown};

use crate::support::*;

#[tokio::test]
async fn an_application_of_a_file_names_the_file_and_has_no_form_and_no_action() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let registered = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let id = code(&registered, "client-id");
    let path = format!("/admin/applications/{id}");
    let operations = ["rotate-secret", "disable", "remove"].map(|word| format!("{path}/{word}"));
    let mut forms = vec![(browser.get(&path).await.form_with_button("save").with("name", "Other"), "save")];
    for operation in &operations {
        forms.push((browser.get(operation).await.form_with_button("confirm"), "confirm"));
    }

    let thing = Thing::client(&ClientId::new(&id));
    let owned = FileOwnership {
        tenant: server.server.tenant.clone(),
        kind: thing.kind(),
        name: thing.key().to_owned(),
        file: "infra/apps.toml".to_owned(),
        owned_since: server.environment.now(),
        revision: 0,
        unknown: Unknown::default(),
    };
    server.apply(vec![Change::FileOwnership(FileOwnershipChange::Put(owned))]).await;
    let events = kinds(&server).await;

    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.show());
    assert!(page.text().contains("comes from infra/apps.toml"), "{}", page.show());
    for dead in ["id=\"save\"", "id=\"action-"] {
        assert!(!page.text().contains(dead), "{dead}: {}", page.show());
    }
    for operation in &operations {
        let closed = browser.get(operation).await;
        assert_eq!(closed.status, 409, "{operation}: {}", closed.show());
        assert!(closed.text().contains("infra/apps.toml"), "{}", closed.show());
        assert!(!closed.text().contains("id=\"confirm\""), "{}", closed.show());
    }
    for (form, button) in forms {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}: {}", form.action, refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    let client = server.storage.client(&server.server.tenant, &ClientId::new(&id)).await.unwrap().unwrap();
    assert_eq!((client.name.as_str(), client.disabled), ("Notes", false));
    assert_eq!(kinds(&server).await, events);
}
