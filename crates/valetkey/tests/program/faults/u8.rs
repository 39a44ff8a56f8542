//! U8: "Withdraw access" had another name than its words, and its POST was answered in place.

use crate::support::{http::post_form_with, site::Site};

#[test]
fn u8_withdrawing_access_ends_with_a_redirect_and_a_notice() {
    let site = Site::start("");
    let callback = format!("{}/landing", site.issuer);
    let client = site.add_client(&["--redirect-uri", &callback, "--public"]);
    let mut browser = site.signed_in();
    let consent = browser.open(&site.authorize(&client, &callback));
    let landed = browser.press(&consent, "allow", &[]);
    let (_, code) = landed.url.split_once("code=").expect("a code");
    let code = code.split('&').next().expect("a code");
    let form = format!(
        "grant_type=authorization_code&client_id={client}&code={code}&redirect_uri={callback}\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    assert_eq!(post_form_with(&format!("{}/token", site.issuer), &[], &form).status, 200);

    let account = browser.open(&format!("{}/account/apps", site.issuer));
    assert!(account.answer.body.contains("aria-labelledby=\"withdraw-1 application-1\""), "wcag 2.5.3");
    let after = browser.press(&account, "withdraw-1", &[]);
    let body = &after.answer.body;
    assert!(
        after.url.starts_with(&format!("{}/account/apps?done=", site.issuer)),
        "redirected: {}",
        after.url
    );
    assert!(body.contains("Notes no longer has access") && body.contains("id=\"notice\""), "{body}");
    let notice = body.split("id=\"notice\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(notice.is_some_and(|tag| tag.contains("autofocus")), "the notice gets the focus: {body}");
    let forged = browser.open(&format!("{}/account/apps?done=notes", site.issuer));
    assert!(!forged.answer.body.contains("id=\"notice\""), "an address cannot state what did not happen");
}
