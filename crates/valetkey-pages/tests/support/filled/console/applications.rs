//! The pages of applications.

use valetkey_pages::*;

use super::{MOMENT, difference, menu};

pub(super) fn applications(text: &str, uri: &str) -> ConsoleApplicationsPage {
    ConsoleApplicationsPage {
        menu: menu(text, uri),
        applications: vec![ConsoleApplication {
            name: text.to_owned(),
            client_id: text.to_owned(),
            is_disabled: true,
            uri: uri.to_owned(),
        }],
        next_uri: Some(uri.to_owned()),
        new_uri: Some(uri.to_owned()),
    }
}

pub(super) fn new_application(text: &str, uri: &str) -> ConsoleNewApplicationPage {
    ConsoleNewApplicationPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        kind: ApplicationKind::Native,
        redirect_uris: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(text.to_owned()),
    }
}

pub(super) fn credentials(text: &str, uri: &str) -> ConsoleCredentialsPage {
    ConsoleCredentialsPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        is_new: true,
        issuer: text.to_owned(),
        client_id: text.to_owned(),
        secret: Some(text.to_owned()),
        settings: vec![FrameworkSettings {
            product: text.to_owned(),
            text: text.to_owned(),
            remark: Some(text.to_owned()),
        }],
        next_uri: uri.to_owned(),
    }
}

pub(super) fn application(text: &str, uri: &str) -> ConsoleApplicationPage {
    ConsoleApplicationPage {
        menu: menu(text, uri),
        stored_name: text.to_owned(),
        name: text.to_owned(),
        client_id: text.to_owned(),
        is_public: false,
        is_disabled: true,
        scope: text.to_owned(),
        grants: vec![text.to_owned()],
        audiences: vec![text.to_owned()],
        created: MOMENT,
        secret_made: Some(MOMENT),
        old_secret_ends: Some(MOMENT),
        redirect_uris: text.to_owned(),
        revision: text.to_owned(),
        file: Some(text.to_owned()),
        action: Some(uri.to_owned()),
        actions: vec![(ConsoleApplicationAction::Remove, uri.to_owned())],
        refused_addresses: Some((2, uri.to_owned())),
        preview_uri: Some(uri.to_owned()),
        events_uri: Some(uri.to_owned()),
        command: text.to_owned(),
        failure: Some(text.to_owned()),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn refused_addresses(text: &str, uri: &str) -> ConsoleRefusedAddressesPage {
    let piece = AddressPiece { text: text.to_owned(), differs: true };
    ConsoleRefusedAddressesPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        registered: vec![text.to_owned()],
        refused: vec![ConsoleRefusedAddress {
            address: text.to_owned(),
            count: 2,
            last: MOMENT,
            pieces: vec![piece.clone()],
            nearest: vec![piece],
            differences: vec![AddressDifference {
                part: AddressPart::Path,
                registered: text.to_owned(),
                refused: text.to_owned(),
            }],
            not_allowed: Some(text.to_owned()),
        }],
        revision: text.to_owned(),
        file: Some(text.to_owned()),
        action: Some(uri.to_owned()),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
        failure: Some(text.to_owned()),
        conflict: Some(vec![difference(text)]),
    }
}
