//! The roles of an application that acts for itself.

use valetkey_administration::permission::{Area, Permission, Permissions};

use crate::support::*;

#[tokio::test]
async fn a_role_is_granted_to_an_application_that_acts_for_itself() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let web = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let web = browser.get(&format!("/admin/applications/{}", code(&web, "client-id"))).await;
    assert!(!web.text().contains("id=\"action-roles\""), "{}", web.show());
    let registered = register(&mut browser, "Backup", "service", "").await;
    let id = code(&registered, "client-id");
    let page = browser.get(&format!("/admin/applications/{id}")).await;
    let roles = browser.get(&link(&page, "action-roles")).await;
    assert!(says(&roles, &format!("valetkey role grant NAME --client {id}")), "{}", roles.show());
    let form = roles.forms().into_iter().find(|form| form.button("grant-1").is_some()).unwrap();
    let granted = browser.submit_and_follow(&form, "grant-1").await;
    assert!(says(&granted, "The role root-role is granted."), "{}", granted.show());
    let twice = browser.submit_and_follow(&form, "grant-1").await;
    assert!(says(&twice, "Nothing changed"), "{}", twice.show());
    assert!(kinds(&server).await.contains(&"role.granted".to_owned()));
    // An administrator of roles gives no more than they hold, and sees the roles of the application only.
    let only = Permissions::from_iter([Permission::write(Area::Roles), Permission::read(Area::Clients)]);
    add_administrator(&server, "granter", only).await;
    let mut granter = server.browser();
    let page = sign_in(&mut granter, &format!("/admin/applications/{id}/roles"), "granter").await;
    assert!(!page.text().contains("id=\"take-away-1\""), "{}", page.show());
    let (role, state) = (form.field("role").unwrap(), page.form_with_button("sign-out"));
    let forged =
        [("role", role), ("form_state", state.field("form_state").unwrap()), ("action", "take-away")];
    let refused = granter.post_form(&format!("/admin/applications/{id}/roles"), &forged).await;
    assert_eq!(refused.status, 403, "{}", refused.show());
    let taken = browser.get(&format!("/admin/applications/{id}/roles")).await;
    let form = taken.forms().into_iter().find(|form| form.button("take-away-2").is_some()).unwrap();
    let taken = browser.submit_and_follow(&form, "take-away-2").await;
    assert!(says(&taken, "The role root-role is taken away."), "{}", taken.show());
}
