//! The pages about the data of a user, the deletion and the terms, filled.

use valetkey_pages::{
    AcceptTermsPage, AccountDataPage, AccountDeletionPage, AccountPicturePage, DeletionRequestedPage,
    KeepAccountPage, Moment, PictureFailure,
};

use super::account::menu;

const DAY: Moment = Moment { at: 1_774_533_900, now: 1_773_324_300 };

pub(super) fn data(text: &str, uri: &str) -> AccountDataPage {
    AccountDataPage { menu: menu(text, uri), action: uri.to_owned(), deletion_uri: Some(uri.to_owned()) }
}

pub(super) fn deletion(text: &str, uri: &str) -> AccountDeletionPage {
    AccountDeletionPage {
        menu: menu(text, uri),
        day: DAY,
        sessions: 2,
        applications: 3,
        action: uri.to_owned(),
        data_uri: uri.to_owned(),
    }
}

pub(super) fn deletion_requested(uri: &str) -> DeletionRequestedPage {
    DeletionRequestedPage { day: DAY, has_mail: true, sign_in_uri: uri.to_owned() }
}

pub(super) fn keep_account(text: &str, uri: &str) -> KeepAccountPage {
    KeepAccountPage {
        application_name: Some(text.to_owned()),
        account_name: text.to_owned(),
        day: DAY,
        action: uri.to_owned(),
        form_state: text.to_owned(),
    }
}

pub(super) fn accept_terms(text: &str, uri: &str) -> AcceptTermsPage {
    AcceptTermsPage {
        application_name: Some(text.to_owned()),
        account_name: text.to_owned(),
        terms_uri: Some(uri.to_owned()),
        version: text.to_owned(),
        is_first: false,
        action: uri.to_owned(),
        form_state: text.to_owned(),
    }
}

pub(super) fn picture(text: &str, uri: &str) -> AccountPicturePage {
    AccountPicturePage {
        menu: menu(text, uri),
        picture: Some(uri.to_owned()),
        has_picture: true,
        failure: Some(PictureFailure::Format),
        action: uri.to_owned(),
    }
}
