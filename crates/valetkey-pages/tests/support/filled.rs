//! All pages with the same text in every field. The literals name all fields, so a new field is a compile error here
//! until it is filled in too.

mod account;
mod console;
mod data;

use valetkey_pages::{
    AccountChooserPage, AskMailFailure, AskMailKind, AskMailPage, AuthenticatorSetUp, ChoosePasswordFailure,
    ChoosePasswordKind, ChoosePasswordPage, ChooserAccount, ClaimValue, ConfirmMailFailure, ConfirmMailKind,
    ConfirmMailPage, ConsentPage, DeveloperDetails, ErrorKind, ErrorPage, FormPostPage, Language,
    LoggedOutPage, LoginFailure, LoginPage, LoginPasskey, LoginProviders, LoginReason, LogoutPage,
    MailProofField, MailResult, MailResultPage, MissingReturn, NewRecoveryCodesPage, NoAccessAccount,
    NoAccessPage, Page, PasskeyAddition, PasskeyFailure, PasskeyOfferPage, ProviderButton, ProviderNotice,
    ProviderOutcome, ProviderSignOut, QrCode, ScopeLine, SecondStepFailure, SecondStepPage,
    SecondStepPasskey, SecondStepWay, SignInPasskeyPage, SignInSetUpPage, SignedInPage, TermsToAccept,
    ToldApplication, TrustBox, WelcomePage,
};

use account::{
    account_email, account_linked, activity, apps, authenticator, devices, overview, passkeys, password,
    profile, recovery_codes, security,
};
use data::{accept_terms, data, deletion, deletion_requested, keep_account, picture};

/// Name and HTML of every page with `text` in each text field and `uri` in each address field.
pub fn pages(text: &str, uri: &str, language: &Language) -> Vec<(&'static str, String)> {
    vec![
        named(login(text, uri), language),
        named(second_step(text, uri), language),
        named(sign_in_passkey(text, uri), language),
        named(passkey_offer(text, uri), language),
        named(sign_in_set_up(text, uri), language),
        named(new_recovery_codes(text, uri), language),
        named(account_email(text, uri), language),
        named(ask_mail(text, uri), language),
        named(choose_password(text, uri), language),
        named(confirm_mail(text, uri), language),
        named(mail_result(uri), language),
        named(signed_in(text, uri), language),
        named(chooser(text, uri), language),
        named(no_access(text, uri), language),
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
        named(picture(text, uri), language),
        named(data(text, uri), language),
        named(deletion(text, uri), language),
        named(deletion_requested(uri), language),
        named(keep_account(text, uri), language),
        named(accept_terms(text, uri), language),
        named(account_linked(text, uri), language),
        named(apps(text, uri), language),
        named(passkeys(text, uri), language),
        named(WelcomePage { sign_in_uri: uri.to_owned() }, language),
        named(form_post(text, uri), language),
        named(error(text, uri), language),
    ]
    .into_iter()
    .chain(console::pages(text, uri, language))
    .collect()
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
        keep: Some(true),
        offer_forgot: true,
        offer_mail: true,
        offer_sign_up: true,
        providers: LoginProviders {
            buttons: vec![ProviderButton { name: text.to_owned(), display_name: text.to_owned() }],
            action: uri.to_owned(),
            notice: Some(ProviderNotice {
                provider: text.to_owned(),
                outcome: ProviderOutcome::AddressIsKnown,
            }),
        },
    }
}

fn second_step(text: &str, uri: &str) -> SecondStepPage {
    SecondStepPage {
        application_name: Some(text.to_owned()),
        action: uri.to_owned(),
        form_state: text.to_owned(),
        account_name: text.to_owned(),
        way: SecondStepWay::Passkey,
        passkey: Some(SecondStepPasskey { options: text.to_owned(), challenge: text.to_owned() }),
        other_ways: vec![SecondStepWay::Authenticator, SecondStepWay::RecoveryCode],
        mail: Some(text.to_owned()),
        trust: Some(TrustBox { lifetime: std::time::Duration::from_secs(86_400), is_checked: true }),
        failure: Some(SecondStepFailure::WrongCode),
        passkey_was_added: true,
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
        offer_passkey: true,
        offer_cancel: true,
    }
}

fn sign_in_passkey(text: &str, uri: &str) -> SignInPasskeyPage {
    SignInPasskeyPage {
        application_name: Some(text.to_owned()),
        form_state: text.to_owned(),
        account_name: text.to_owned(),
        addition: PasskeyAddition { registration: text.to_owned(), options: text.to_owned() },
        action: uri.to_owned(),
        failure: Some(PasskeyFailure::NotVerified),
        offer_authenticator: true,
        offer_cancel: true,
    }
}

fn passkey_offer(text: &str, uri: &str) -> PasskeyOfferPage {
    PasskeyOfferPage {
        application_name: Some(text.to_owned()),
        form_state: text.to_owned(),
        addition: PasskeyAddition { registration: text.to_owned(), options: text.to_owned() },
        action: uri.to_owned(),
    }
}

fn new_recovery_codes(text: &str, uri: &str) -> NewRecoveryCodesPage {
    NewRecoveryCodesPage {
        codes: vec![text.to_owned()],
        account_name: text.to_owned(),
        download_uri: uri.to_owned(),
        continue_uri: uri.to_owned(),
        continue_fields: vec![(text.to_owned(), text.to_owned())],
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
        failure: Some(ConfirmMailFailure::WrongCode),
        offer_other_ways: true,
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
        accounts: vec![ChooserAccount {
            id: text.to_owned(),
            display_name: format!("{text} "),
            username: text.to_owned(),
            is_signed_in: true,
        }],
        offer_cancel: true,
        offer_sign_out: true,
    }
}

fn no_access(text: &str, uri: &str) -> NoAccessPage {
    NoAccessPage {
        application_name: text.to_owned(),
        account: Some(NoAccessAccount { display_name: format!("{text} "), username: text.to_owned() }),
        action: uri.to_owned(),
        form_state: text.to_owned(),
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
        offer_all: true,
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
        provider: Some(ProviderSignOut { provider: text.to_owned(), uri: uri.to_owned() }),
        provider_failed: Some(text.to_owned()),
        accounts_uri: Some(uri.to_owned()),
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
            sentence: [("en".to_owned(), text.to_owned())].into(),
            writes: None,
            claims: vec![ClaimValue {
                labels: [("en".to_owned(), text.to_owned())].into(),
                ..ClaimValue::new(text, text)
            }],
        },
    ]
}
