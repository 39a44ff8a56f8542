//! The pages of records of any kind.

use valetkey_pages::*;

use super::{difference, menu, named_link};

fn facts(text: &str, uri: &str) -> Vec<(ConsoleField, ConsoleFact)> {
    let links = ConsoleFact::Links { links: vec![named_link(text, uri)], more: 1 };
    let texts = vec![text.to_owned()];
    [ConsoleFact::Text(text.to_owned()), ConsoleFact::Codes(texts.clone()), ConsoleFact::Lines(texts), links]
        .map(|fact| (ConsoleField::Description, fact))
        .into()
}

pub(super) fn list(text: &str, uri: &str) -> ConsoleRecordsPage {
    ConsoleRecordsPage {
        menu: menu(text, uri),
        kind: ConsoleKind::Scope,
        records: vec![ConsoleRecordRow {
            record: named_link(text, uri),
            facts: facts(text, uri),
            is_disabled: true,
        }],
        next_uri: Some(uri.to_owned()),
        new_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn record(text: &str, uri: &str) -> ConsoleRecordPage {
    ConsoleRecordPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        is_disabled: true,
        facts: facts(text, uri),
        file: Some(text.to_owned()),
        actions: vec![(ConsoleRecordAction::Edit, uri.to_owned())],
        command: text.to_owned(),
    }
}

pub(super) fn edit(text: &str, uri: &str) -> ConsoleEditRecordPage {
    let lines = [text.to_owned()];
    ConsoleEditRecordPage {
        menu: menu(text, uri),
        kind: ConsoleKind::Scope,
        stored_name: Some(text.to_owned()),
        facts: facts(text, uri),
        inputs: vec![
            ConsoleInput::text(ConsoleField::Name, text),
            ConsoleInput::token(ConsoleField::Owner, text),
            ConsoleInput::lines(ConsoleField::ScopeClaims, &lines),
            ConsoleInput::permissions(vec![(text.to_owned(), true)]),
            ConsoleInput {
                name: ConsoleInputName::Variable { name: text.to_owned(), description: text.to_owned() },
                value: ConsoleInputValue::Token(text.to_owned()),
                is_required: true,
            },
        ],
        revision: Some(text.to_owned()),
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(text.to_owned()),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn presets(text: &str, uri: &str) -> ConsolePresetsPage {
    ConsolePresetsPage {
        menu: menu(text, uri),
        presets: vec![ConsolePreset { preset: named_link(text, uri), asks_for: vec![text.to_owned()] }],
        refused: vec![(text.to_owned(), text.to_owned())],
        back_uri: uri.to_owned(),
        command: text.to_owned(),
    }
}

pub(super) fn provider_test(text: &str, uri: &str) -> ConsoleProviderTestPage {
    ConsoleProviderTestPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        facts: facts(text, uri),
        sign_in_uri: Some(uri.to_owned()),
        failure: Some(text.to_owned()),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
    }
}

pub(super) fn provider_preview(text: &str, uri: &str) -> ConsoleProviderPreviewPage {
    ConsoleProviderPreviewPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        claims: text.to_owned(),
        emails: Some(text.to_owned()),
        result: Some((ConsoleArrival::SignIn(text.to_owned()), facts(text, uri))),
        failure: Some(text.to_owned()),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
    }
}
