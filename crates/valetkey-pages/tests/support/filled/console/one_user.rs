//! The pages about one user.

use valetkey_pages::*;

use super::{MOMENT, difference, menu};

pub(super) fn methods(text: &str, uri: &str) -> Vec<ConsoleSignInMethod> {
    let linked = ConsoleMethodKind::LinkedAccount { provider: text.to_owned(), label: Some(text.to_owned()) };
    let method = |kind| ConsoleSignInMethod {
        kind,
        added: Some(MOMENT),
        last_used: Some(MOMENT),
        remove_uri: Some(uri.to_owned()),
    };
    vec![method(ConsoleMethodKind::Passkey(text.to_owned())), method(linked)]
}

pub(super) fn end(text: &str, uri: &str) -> ConsoleEndPage {
    ConsoleEndPage {
        menu: menu(text, uri),
        thing: ConsoleThing::Passkey,
        name: text.to_owned(),
        username: text.to_owned(),
        began: Some(MOMENT),
        detail: Some(text.to_owned()),
        revision: Some(text.to_owned()),
        consequences: vec![
            EndConsequence::Told(vec![text.to_owned()]),
            EndConsequence::Groups(vec![text.to_owned()]),
            EndConsequence::LastWay,
        ],
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn why(text: &str, uri: &str) -> ConsoleWhyPage {
    let reason = |way| WhyReason { role: Some(text.to_owned()), within: Some(text.to_owned()), way };
    let answer =
        |about, reasons| WhyAnswer { about, reasons, scopes: vec![(text.to_owned(), WhyScope::Allowed)] };
    let names = || vec![text.to_owned()];
    ConsoleWhyPage {
        menu: menu(text, uri),
        username: text.to_owned(),
        question: text.to_owned(),
        permissions: names(),
        answers: vec![
            answer(WhyAbout::Permission(text.to_owned()), vec![reason(WhyWay::Directly)]),
            answer(
                WhyAbout::Role(text.to_owned(), Some(text.to_owned())),
                vec![reason(WhyWay::Through(names(), names()))],
            ),
            answer(WhyAbout::Application(text.to_owned()), Vec::new()),
        ],
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
    }
}
