//! All pages with the same text in every field. The literals name all fields, so a new field is a compile error here
//! until it is filled in too.

use valetkey_pages::{
    AccountActivityPage, AccountAppsPage, AccountAuthenticatorPage, AccountChooserPage, AccountDevicesPage,
    AccountEmailFailure, AccountEmailPage, AccountMenu, AccountNotice, AccountOverviewPage,
    AccountPasskeysPage, AccountPasswordPage, AccountProfilePage, AccountRecoveryCodesPage, AccountSection,
    AccountSecurityPage, ActivityEntry, AskMailFailure, AskMailKind, AskMailPage, AuthenticatorSetUp,
    AuthorizedApplication, ChoosePasswordFailure, ChoosePasswordKind, ChoosePasswordPage, ClaimValue,
    ConfirmMailKind, ConfirmMailPage, ConsentPage, DeveloperDetails, DeviceSession, ErrorKind, ErrorPage,
    FormPostPage, Language, LoggedOutPage, LoginFailure, LoginPage, LoginPasskey, LoginReason, LogoutPage,
    MailProofField, MailResult, MailResultPage, MenuEntry, MissingReturn, Moment, NewRecoveryCodesPage, Page,
    PasskeyAddition, PasskeyEntry, PasskeyFailure, PasswordFailure, ProfileFailure, ProfileField, QrCode,
    RowValue, ScopeLine, SecondStepFailure, SecondStepPage, SecondStepWay, SecurityRow, SignInSetUpPage,
    SignedInPage, TermsToAccept, ToldApplication, WelcomePage,
};

/// Name and HTML of every page with `text` in each text field and `uri` in each address field.
pub fn pages(text: &str, uri: &str, language: &Language) -> Vec<(&'static str, String)> {
    vec![
        named(login(text, uri), language),
        named(second_step(text, uri), language),
        named(sign_in_set_up(text, uri), language),
        named(new_recovery_codes(text, uri), language),
        named(account_email(text, uri), language),
        named(ask_mail(text, uri), language),
        named(choose_password(text, uri), language),
        named(confirm_mail(text, uri), language),
        named(mail_result(uri), language),
        named(signed_in(text, uri), language),
        named(chooser(text, uri), language),
        named(consent(text, uri), language),
        named(logout(text, uri), language),
        named(logged_out(text, uri), language),
        named(overview(text, uri), language),
        named(security(text, uri), language),
        named(password(text, uri), language),
        named(devices(text, uri), language),
        named(activity(text, uri), language),
        named(authenticator(text, uri), language),
        named(recovery_codes(text, uri), language),
        named(profile(text, uri), language),
        named(apps(text, uri), language),
        named(passkeys(text, uri), language),
        named(WelcomePage { sign_in_uri: uri.to_owned() }, language),
        named(form_post(text, uri), language),
        named(error(text, uri), language),
    ]
}

fn named<P: Page>(page: P, language: &Language) -> (&'static str, String) {
    (P::NAME, page.render(&(*language).into()))
}

fn login(text: &str, uri: &str) -> LoginPage {
    LoginPage {
        application_name: Some(text.to_owned()),
        application_uri: Some(uri.to_owned()),
        action: uri.to_owned(),
        form_state: text.to_owned(),
        username: text.to_owned(),
        failure: Some(LoginFailure::WrongCredentials),
        reason: Some(LoginReason::FreshSignInRequested),
        passkey: Some(LoginPasskey {
            action: uri.to_owned(),
            options: text.to_owned(),
            signals: text.to_owned(),
        }),
        offer_cancel: true,
        offer_forgot: true,
        offer_sign_up: true,
    }
}

fn second_step(text: &str, uri: &str) -> SecondStepPage {
    SecondStepPage {
        application_name: Some(text.to_owned()),
        action: uri.to_owned(),
        form_state: text.to_owned(),
        account_name: text.to_owned(),
        way: SecondStepWay::Authenticator,
        other_ways: vec![SecondStepWay::RecoveryCode],
        failure: Some(SecondStepFailure::WrongCode),
        is_step_up: true,
        offer_cancel: true,
    }
}

fn set_up(text: &str, uri: &str) -> AuthenticatorSetUp {
    AuthenticatorSetUp {
        qr_code: Some(QrCode { side: 29, path: text.to_owned() }),
        key: text.to_owned(),
        account_name: text.to_owned(),
        action: uri.to_owned(),
        set_up: text.to_owned(),
        code_was_wrong: true,
    }
}

fn sign_in_set_up(text: &str, uri: &str) -> SignInSetUpPage {
    SignInSetUpPage {
        application_name: Some(text.to_owned()),
        form_state: text.to_owned(),
        set_up: set_up(text, uri),
        offer_cancel: true,
    }
}

fn authenticator(text: &str, uri: &str) -> AccountAuthenticatorPage {
    AccountAuthenticatorPage {
        menu: menu(text, uri),
        has_authenticator: true,
        codes_go_too: true,
        set_up: Some(set_up(text, uri)),
        action: uri.to_owned(),
    }
}

fn new_recovery_codes(text: &str, uri: &str) -> NewRecoveryCodesPage {
    NewRecoveryCodesPage {
        codes: vec![text.to_owned()],
        account_name: text.to_owned(),
        download_uri: uri.to_owned(),
        continue_uri: uri.to_owned(),
    }
}

fn recovery_codes(text: &str, uri: &str) -> AccountRecoveryCodesPage {
    AccountRecoveryCodesPage { menu: menu(text, uri), left: Some(2), are_few: true, action: uri.to_owned() }
}

fn account_email(text: &str, uri: &str) -> AccountEmailPage {
    AccountEmailPage {
        menu: menu(text, uri),
        action: uri.to_owned(),
        email: Some(text.to_owned()),
        email_verified: false,
        typed: text.to_owned(),
        can_send: true,
        failure: Some(AccountEmailFailure::NotAnAddress),
    }
}

fn ask_mail(text: &str, uri: &str) -> AskMailPage {
    AskMailPage {
        kind: AskMailKind::SignUp,
        action: uri.to_owned(),
        form_state: text.to_owned(),
        name: text.to_owned(),
        terms: Some(TermsToAccept { uri: Some(uri.to_owned()) }),
        failure: Some(AskMailFailure::NotAnAddress),
        sign_in_uri: uri.to_owned(),
    }
}

fn choose_password(text: &str, uri: &str) -> ChoosePasswordPage {
    ChoosePasswordPage {
        kind: ChoosePasswordKind::Register,
        action: uri.to_owned(),
        form_state: text.to_owned(),
        proof: MailProofField::Code(text.to_owned()),
        address: Some(text.to_owned()),
        name: Some(text.to_owned()),
        minimum_length: 8,
        failure: Some(ChoosePasswordFailure::WrongCode),
        again_uri: Some(uri.to_owned()),
    }
}

fn confirm_mail(text: &str, uri: &str) -> ConfirmMailPage {
    ConfirmMailPage {
        kind: ConfirmMailKind::ChangeAddress,
        action: uri.to_owned(),
        form_state: text.to_owned(),
        proof: MailProofField::Token(text.to_owned()),
        address: Some(text.to_owned()),
        is_wrong_code: true,
    }
}

fn mail_result(uri: &str) -> MailResultPage {
    MailResultPage { result: MailResult::LinkGone, next_uri: Some(uri.to_owned()) }
}

fn chooser(text: &str, uri: &str) -> AccountChooserPage {
    AccountChooserPage {
        application_name: Some(text.to_owned()),
        action: uri.to_owned(),
        form_state: text.to_owned(),
        display_name: format!("{text} "),
        username: text.to_owned(),
        offer_cancel: true,
    }
}

fn consent(text: &str, uri: &str) -> ConsentPage {
    ConsentPage {
        application_name: text.to_owned(),
        application_uri: Some(uri.to_owned()),
        logo_uri: Some(uri.to_owned()),
        policy_uri: Some(uri.to_owned()),
        terms_uri: Some(uri.to_owned()),
        redirect_host: text.to_owned(),
        account_name: text.to_owned(),
        scopes: scopes(text),
        action: uri.to_owned(),
        form_state: text.to_owned(),
    }
}

fn logout(text: &str, uri: &str) -> LogoutPage {
    LogoutPage {
        application_name: Some(text.to_owned()),
        account_name: text.to_owned(),
        missing_return: Some(missing_return(text)),
        action: uri.to_owned(),
        form_state: text.to_owned(),
    }
}

fn logged_out(text: &str, uri: &str) -> LoggedOutPage {
    LoggedOutPage {
        applications_told: vec![ToldApplication { name: text.to_owned(), told: false }],
        return_uri: Some(uri.to_owned()),
        return_name: Some(text.to_owned()),
        missing_return: Some(missing_return(text)),
        sign_in_uri: uri.to_owned(),
    }
}

fn missing_return(text: &str) -> MissingReturn {
    MissingReturn { reference: text.to_owned(), developer: Some(developer(text)) }
}

fn signed_in(text: &str, uri: &str) -> SignedInPage {
    SignedInPage {
        display_name: format!("{text} "),
        username: text.to_owned(),
        account_uri: uri.to_owned(),
        another_uri: uri.to_owned(),
    }
}

fn menu(text: &str, uri: &str) -> AccountMenu {
    AccountMenu {
        account_name: text.to_owned(),
        section: AccountSection::Apps,
        is_below: false,
        entries: vec![MenuEntry { section: AccountSection::Apps, uri: uri.to_owned() }],
        sign_out_action: uri.to_owned(),
        form_state: text.to_owned(),
        notice: Some(AccountNotice::AccessWithdrawn {
            client_id: text.to_owned(),
            application: text.to_owned(),
        }),
    }
}

fn overview(text: &str, uri: &str) -> AccountOverviewPage {
    AccountOverviewPage {
        menu: menu(text, uri),
        username: text.to_owned(),
        email: Some(text.to_owned()),
        email_verified: false,
    }
}

fn security(text: &str, uri: &str) -> AccountSecurityPage {
    let row = SecurityRow {
        title: "security-password",
        value: RowValue::Text(text.to_owned()),
        action: Some(("continue", uri.to_owned())),
    };
    AccountSecurityPage { menu: menu(text, uri), rows: vec![row] }
}

fn password(text: &str, uri: &str) -> AccountPasswordPage {
    AccountPasswordPage {
        menu: menu(text, uri),
        username: text.to_owned(),
        has_password: true,
        asks_current: true,
        minimum_length: 8,
        failure: Some(PasswordFailure::WrongCurrent),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
    }
}

fn devices(text: &str, uri: &str) -> AccountDevicesPage {
    let moment = Moment { at: 0, now: 0 };
    let session = DeviceSession {
        id: text.to_owned(),
        browser: Some(text.to_owned()),
        system: Some(text.to_owned()),
        is_this: false,
        address: Some(text.to_owned()),
        signed_in: moment,
        last_seen: moment,
        applications: vec![text.to_owned()],
    };
    AccountDevicesPage {
        menu: menu(text, uri),
        sessions: vec![session.clone(), session],
        action: uri.to_owned(),
        others: text.to_owned(),
        apps_uri: uri.to_owned(),
    }
}

fn activity(text: &str, uri: &str) -> AccountActivityPage {
    let entry = ActivityEntry {
        kind: "consent.given".to_owned(),
        is_own: true,
        application: Some(text.to_owned()),
        changed: vec![text.to_owned()],
        moment: Moment { at: 0, now: 0 },
        address: Some(text.to_owned()),
    };
    let unknown = ActivityEntry { kind: text.to_owned(), ..entry.clone() };
    AccountActivityPage {
        menu: menu(text, uri),
        entries: vec![entry, unknown],
        older_uri: Some(uri.to_owned()),
        newest_uri: Some(uri.to_owned()),
        action: uri.to_owned(),
    }
}

fn passkeys(text: &str, uri: &str) -> AccountPasskeysPage {
    let notice = AccountNotice::PasskeyRemoved { name: text.to_owned(), user_handle: text.to_owned() };
    let passkey = PasskeyEntry {
        id: text.to_owned(),
        name: text.to_owned(),
        model: Some("YubiKey 5"),
        is_synchronised: false,
        added: Moment { at: 0, now: 0 },
        used: None,
    };
    AccountPasskeysPage {
        menu: AccountMenu { notice: Some(notice), ..menu(text, uri) },
        passkeys: vec![passkey],
        addition: Some(PasskeyAddition { registration: text.to_owned(), options: text.to_owned() }),
        action: uri.to_owned(),
        failure: Some(PasskeyFailure::Name),
        signals: text.to_owned(),
    }
}

fn profile(text: &str, uri: &str) -> AccountProfilePage {
    let field = |claim| ProfileField { claim: ClaimValue::new(claim, text), is_wrong: true };
    AccountProfilePage {
        menu: menu(text, uri),
        username: text.to_owned(),
        email: Some(text.to_owned()),
        fields: vec![field("name"), field("address.street_address")],
        revision: text.to_owned(),
        failure: Some(ProfileFailure::WrongValues),
        action: uri.to_owned(),
    }
}

fn apps(text: &str, uri: &str) -> AccountAppsPage {
    AccountAppsPage {
        menu: menu(text, uri),
        applications: vec![AuthorizedApplication {
            client_id: text.to_owned(),
            name: text.to_owned(),
            uri: Some(uri.to_owned()),
            scopes: scopes(text),
            claims: vec![ClaimValue::new(text, text)],
            is_trusted: true,
            allowed: Some(Moment { at: 0, now: 0 }),
            opened: Some(Moment { at: 0, now: 0 }),
        }],
        action: uri.to_owned(),
    }
}

fn form_post(text: &str, uri: &str) -> FormPostPage {
    FormPostPage {
        action: uri.to_owned(),
        parameters: vec![(text.to_owned(), text.to_owned())],
        application_name: Some(text.to_owned()),
        is_request: false,
    }
}

fn error(text: &str, uri: &str) -> ErrorPage {
    ErrorPage {
        kind: ErrorKind::RedirectUriMismatch,
        reference: text.to_owned(),
        start_again_uri: Some(uri.to_owned()),
        developer: Some(developer(text)),
    }
}

fn developer(text: &str) -> DeveloperDetails {
    DeveloperDetails {
        error: text.to_owned(),
        check: text.to_owned(),
        expected: Some(vec![text.to_owned()]),
        seen: Some(text.to_owned()),
    }
}

fn scopes(text: &str) -> Vec<ScopeLine> {
    vec![
        ScopeLine::new(text),
        ScopeLine {
            token: text.to_owned(),
            sentence: Some(text.to_owned()),
            claims: vec![ClaimValue::new(text, text)],
        },
    ]
}
