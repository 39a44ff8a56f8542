//! The pages of webhooks.

use valetkey_pages::*;

use super::{MOMENT, difference, menu};

const COUNTS: MessageCounts = MessageCounts { waiting: 2, given_up: 1, has_more: true };

pub(super) fn webhooks(text: &str, uri: &str) -> ConsoleWebhooksPage {
    ConsoleWebhooksPage {
        menu: menu(text, uri),
        webhooks: vec![ConsoleWebhook {
            webhook: NamedLink { name: text.to_owned(), uri: uri.to_owned() },
            url: text.to_owned(),
            is_disabled: true,
            messages: COUNTS,
        }],
        new_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn webhook(text: &str, uri: &str) -> ConsoleWebhookPage {
    ConsoleWebhookPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        url: text.to_owned(),
        kinds: vec![text.to_owned()],
        includes_personal: true,
        is_disabled: true,
        created: MOMENT,
        old_secret_until: Some(MOMENT),
        counts: COUNTS,
        messages: vec![ConsoleMessage {
            event: text.to_owned(),
            created: MOMENT,
            failed_attempts: 2,
            last_failure: Some(text.to_owned()),
            state: MessageState::GivenUp(MOMENT),
        }],
        actions: vec![(ConsoleWebhookAction::Remove, uri.to_owned())],
        action: Some(uri.to_owned()),
        event: text.to_owned(),
        failure: Some(WebhookFailure::Test(text.to_owned())),
        command: text.to_owned(),
    }
}

pub(super) fn edit_webhook(text: &str, uri: &str) -> ConsoleEditWebhookPage {
    ConsoleEditWebhookPage {
        menu: menu(text, uri),
        stored_name: None,
        name: text.to_owned(),
        url: text.to_owned(),
        kinds: text.to_owned(),
        all_kinds: vec![text.to_owned()],
        includes_personal: true,
        is_disabled: true,
        revision: None,
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(text.to_owned()),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn rotate_webhook(text: &str, uri: &str) -> ConsoleRotateWebhookPage {
    ConsoleRotateWebhookPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        keep_old: KeepOldSecret::None,
        revision: text.to_owned(),
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        conflict: Some(vec![difference(text)]),
    }
}

pub(super) fn webhook_secret(text: &str, uri: &str) -> ConsoleWebhookSecretPage {
    ConsoleWebhookSecretPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        is_new: true,
        secret: text.to_owned(),
        next_uri: uri.to_owned(),
    }
}
