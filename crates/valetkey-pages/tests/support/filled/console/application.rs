//! The pages of one application.

use valetkey_pages::*;

use super::{MOMENT, menu};

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
        try_uri: Some(uri.to_owned()),
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
        try_uri: Some(uri.to_owned()),
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

pub(super) fn ask_preview(text: &str, uri: &str) -> ConsoleAskPreviewPage {
    ConsoleAskPreviewPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        username: text.to_owned(),
        scopes: vec![(text.to_owned(), true)],
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        is_unknown_user: true,
    }
}

pub(super) fn preview(text: &str, uri: &str) -> ConsolePreviewPage {
    let claim = |reason| PreviewClaim { claim: text.to_owned(), value: Some(text.to_owned()), reason };
    let way = PreviewWay::Through(text.to_owned());
    ConsolePreviewPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        username: text.to_owned(),
        user_uri: uri.to_owned(),
        access: vec![way.clone()],
        scope: text.to_owned(),
        refusal: Some((text.to_owned(), text.to_owned())),
        parts: vec![PreviewPart {
            kind: PreviewKind::IdToken,
            claims: Some(vec![
                claim(PreviewReason::Record(text.to_owned())),
                claim(PreviewReason::Attribute { attribute: text.to_owned(), scope: text.to_owned() }),
                claim(PreviewReason::Held(vec![(text.to_owned(), vec![way])])),
            ]),
        }],
        command: text.to_owned(),
        again_uri: uri.to_owned(),
    }
}

pub(super) fn try_it(text: &str, uri: &str) -> ConsoleTryPage {
    ConsoleTryPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        scopes: vec![text.to_owned()],
        redirect_uris: vec![text.to_owned(); 2],
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
    }
}

pub(super) fn tried(text: &str, uri: &str) -> ConsoleTriedPage {
    let pairs = || vec![(text.to_owned(), Some(text.to_owned())), (text.to_owned(), None)];
    ConsoleTriedPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        user: Some(text.to_owned()),
        is_unseen_user: true,
        request: pairs(),
        answer: pairs(),
        exchange: Some(TriedExchange { parameters: pairs(), response: pairs() }),
        failure: Some(TriedFailure {
            error: text.to_owned(),
            description: text.to_owned(),
            check: text.to_owned(),
            expected: text.to_owned(),
            got: text.to_owned(),
        }),
        parts: vec![TriedPart {
            kind: PreviewKind::IdToken,
            claims: Some(vec![(text.to_owned(), text.to_owned())]),
        }],
        again_uri: uri.to_owned(),
        back_uri: uri.to_owned(),
    }
}
