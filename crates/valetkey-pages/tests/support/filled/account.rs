//! The pages of the account, with the same text in every field.

use valetkey_pages::{
    AccountActivityPage, AccountAppsPage, AccountAuthenticatorPage, AccountDevicesPage, AccountEmailFailure,
    AccountEmailPage, AccountLinkedPage, AccountMenu, AccountNotice, AccountOverviewPage,
    AccountPasskeysPage, AccountPasswordPage, AccountProfilePage, AccountRecoveryCodesPage, AccountSection,
    AccountSecurityPage, ActivityEntry, AuthorizedApplication, ClaimValue, DeviceSession, LinkFailure,
    LinkFailureReason, LinkedAccountEntry, MenuEntry, Moment, PasskeyAddition, PasskeyEntry, PasskeyFailure,
    PasswordFailure, Place, ProfileFailure, ProfileField, ProfileInput, ProviderButton, RowValue,
    SecurityRow, TrustedBrowser,
};

use super::{scopes, set_up};

pub(super) fn menu(text: &str, uri: &str) -> AccountMenu {
    AccountMenu {
        account_name: text.to_owned(),
        section: AccountSection::Apps,
        is_below: false,
        entries: vec![MenuEntry { section: AccountSection::Apps, uri: uri.to_owned() }],
        accounts_uri: uri.to_owned(),
        sign_out_action: uri.to_owned(),
        form_state: text.to_owned(),
        notice: Some(AccountNotice::AccessWithdrawn {
            client_id: text.to_owned(),
            application: text.to_owned(),
        }),
    }
}

pub(super) fn overview(text: &str, uri: &str) -> AccountOverviewPage {
    AccountOverviewPage {
        console_uri: Some(uri.to_owned()),
        menu: menu(text, uri),
        username: text.to_owned(),
        email: Some(text.to_owned()),
        email_verified: false,
    }
}

pub(super) fn security(text: &str, uri: &str) -> AccountSecurityPage {
    let row = SecurityRow {
        title: "security-password",
        value: RowValue::Text(text.to_owned()),
        action: Some(("continue", uri.to_owned())),
    };
    AccountSecurityPage { menu: menu(text, uri), rows: vec![row] }
}

pub(super) fn password(text: &str, uri: &str) -> AccountPasswordPage {
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

pub(super) fn devices(text: &str, uri: &str) -> AccountDevicesPage {
    let moment = Moment { at: 0, now: 0 };
    let session = DeviceSession {
        id: text.to_owned(),
        browser: Some(text.to_owned()),
        system: Some(text.to_owned()),
        is_this: false,
        address: Some(text.to_owned()),
        place: Some(Place { city: Some(text.to_owned()), country: Some(text.to_owned()) }),
        signed_in: moment,
        last_seen: moment,
        applications: vec![text.to_owned()],
    };
    AccountDevicesPage {
        menu: menu(text, uri),
        sessions: vec![session.clone(), session],
        trusted: vec![TrustedBrowser {
            id: text.to_owned(),
            browser: Some(text.to_owned()),
            system: Some(text.to_owned()),
            is_this: true,
            trusted: moment,
            last_used: moment,
            ends: moment,
        }],
        action: uri.to_owned(),
        others: text.to_owned(),
        apps_uri: uri.to_owned(),
    }
}

pub(super) fn activity(text: &str, uri: &str) -> AccountActivityPage {
    let entry = ActivityEntry {
        kind: "consent.given".to_owned(),
        is_own: true,
        application: Some(text.to_owned()),
        changed: vec![ClaimValue::new(text, text)],
        moment: Moment { at: 0, now: 0 },
        address: Some(text.to_owned()),
        place: Some(Place { city: None, country: Some(text.to_owned()) }),
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

pub(super) fn passkeys(text: &str, uri: &str) -> AccountPasskeysPage {
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

pub(super) fn profile(text: &str, uri: &str) -> AccountProfilePage {
    let field = |claim, input| ProfileField {
        input,
        is_required: true,
        ..ProfileField::line(
            ClaimValue {
                labels: [("en".to_owned(), text.to_owned())].into(),
                ..ClaimValue::new(claim, text)
            },
            true,
        )
    };
    AccountProfilePage {
        menu: menu(text, uri),
        username: text.to_owned(),
        email: Some(text.to_owned()),
        facts: vec![ClaimValue::new(text, text)],
        fields: vec![
            field("name", ProfileInput::Line),
            field("address.street_address", ProfileInput::Lines),
            field("attribute.shirt", ProfileInput::OneOf(vec![text.to_owned()])),
        ],
        revision: text.to_owned(),
        failure: Some(ProfileFailure::WrongValues),
        action: uri.to_owned(),
        picture_uri: uri.to_owned(),
    }
}

pub(super) fn apps(text: &str, uri: &str) -> AccountAppsPage {
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

pub(super) fn account_linked(text: &str, uri: &str) -> AccountLinkedPage {
    let moment = Moment { at: 0, now: 60 };
    AccountLinkedPage {
        menu: menu(text, uri),
        accounts: vec![LinkedAccountEntry {
            id: text.to_owned(),
            provider: text.to_owned(),
            label: Some(text.to_owned()),
            linked: moment,
            last_used: Some(moment),
            is_last_way: false,
        }],
        providers: vec![ProviderButton { name: text.to_owned(), display_name: text.to_owned() }],
        failure: Some(LinkFailure { provider: text.to_owned(), reason: LinkFailureReason::Taken }),
        action: uri.to_owned(),
    }
}

pub(super) fn account_email(text: &str, uri: &str) -> AccountEmailPage {
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

pub(super) fn authenticator(text: &str, uri: &str) -> AccountAuthenticatorPage {
    AccountAuthenticatorPage {
        menu: menu(text, uri),
        has_authenticator: true,
        codes_go_too: true,
        set_up: Some(set_up(text, uri)),
        action: uri.to_owned(),
    }
}

pub(super) fn recovery_codes(text: &str, uri: &str) -> AccountRecoveryCodesPage {
    AccountRecoveryCodesPage { menu: menu(text, uri), left: Some(2), are_few: true, action: uri.to_owned() }
}
