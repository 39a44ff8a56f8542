//! The pages of the console with the same text in every field.

mod application;
mod groups;
mod one_user;
mod records;
mod settings;
mod webhooks;

use valetkey_pages::*;

use super::named;

/// Name and HTML of every page of the console.
pub(super) fn pages(text: &str, uri: &str, language: &Language) -> Vec<(&'static str, String)> {
    vec![
        named(set_up(text, uri), language),
        named(ConsoleClosedPage { reason: ConsoleClosed::LinkGone, next_uri: uri.to_owned() }, language),
        named(overview(text, uri), language),
        named(users(text, uri), language),
        named(user(text, uri), language),
        named(user_roles(text, uri), language),
        named(one_user::end(text, uri), language),
        named(one_user::why(text, uri), language),
        named(edit_user(text, uri), language),
        named(confirm(text, uri), language),
        named(invite(text, uri), language),
        named(link(text, uri), language),
        named(applications(text, uri), language),
        named(new_application(text, uri), language),
        named(application::credentials(text, uri), language),
        named(application::application(text, uri), language),
        named(application::refused_addresses(text, uri), language),
        named(application::ask_preview(text, uri), language),
        named(application::try_it(text, uri), language),
        named(application::tried(text, uri), language),
        named(groups::groups(text, uri), language),
        named(groups::group(text, uri), language),
        named(groups::members(text, uri), language),
        named(groups::roles(text, uri), language),
        named(groups::role(text, uri), language),
        named(records::list(text, uri), language),
        named(records::record(text, uri), language),
        named(records::edit(text, uri), language),
        named(records::presets(text, uri), language),
        named(records::provider_test(text, uri), language),
        named(records::provider_preview(text, uri), language),
        named(application::preview(text, uri), language),
        named(keys(text, uri), language),
        named(webhooks::webhooks(text, uri), language),
        named(webhooks::webhook(text, uri), language),
        named(webhooks::edit_webhook(text, uri), language),
        named(webhooks::rotate_webhook(text, uri), language),
        named(webhooks::webhook_secret(text, uri), language),
        named(events(text, uri), language),
        named(settings::settings(text, uri), language),
        named(settings::edit_settings(text, uri), language),
        named(settings::logos(text, uri), language),
        named(settings::tenants(text, uri), language),
        named(settings::new_tenant(text, uri), language),
    ]
}

const MOMENT: Moment = Moment { at: 1_773_320_700, now: 1_773_324_300 };

fn menu(text: &str, uri: &str) -> ConsoleMenu {
    ConsoleMenu {
        account_name: text.to_owned(),
        section: ConsoleSection::Overview,
        is_below: false,
        entries: vec![ConsoleEntry { section: ConsoleSection::Overview, uri: uri.to_owned() }],
        account_uri: uri.to_owned(),
        sign_out_action: uri.to_owned(),
        form_state: text.to_owned(),
        notice: Some(ConsoleNotice::UserSaved(text.to_owned())),
        undo: Some(ConsoleUndo {
            action: uri.to_owned(),
            fields: vec![("name".to_owned(), text.to_owned())],
        }),
    }
}

fn named_link(text: &str, uri: &str) -> NamedLink {
    NamedLink { name: text.to_owned(), uri: uri.to_owned() }
}

fn difference(text: &str) -> FieldDifference {
    FieldDifference { field: text.to_owned(), before: text.to_owned(), after: text.to_owned() }
}

fn set_up(text: &str, uri: &str) -> ConsoleSetUpPage {
    ConsoleSetUpPage {
        action: uri.to_owned(),
        token: text.to_owned(),
        username: text.to_owned(),
        email: text.to_owned(),
        name: text.to_owned(),
        minimum_length: 8,
        failure: Some(SetUpFailure::Taken),
    }
}

fn overview(text: &str, uri: &str) -> ConsoleOverviewPage {
    ConsoleOverviewPage {
        menu: menu(text, uri),
        issuer: text.to_owned(),
        checks: vec![(SetUpCheck::Application, CheckState::Open(Some(uri.to_owned())))],
    }
}

fn users(text: &str, uri: &str) -> ConsoleUsersPage {
    ConsoleUsersPage {
        menu: menu(text, uri),
        action: uri.to_owned(),
        beginning: text.to_owned(),
        users: vec![ConsoleUser {
            username: text.to_owned(),
            name: Some(text.to_owned()),
            email: Some(text.to_owned()),
            state: UserState::Active,
            uri: uri.to_owned(),
        }],
        first_uri: Some(uri.to_owned()),
        next_uri: Some(uri.to_owned()),
        invite_uri: Some(uri.to_owned()),
    }
}

fn user(text: &str, uri: &str) -> ConsoleUserPage {
    ConsoleUserPage {
        menu: menu(text, uri),
        display_name: text.to_owned(),
        username: text.to_owned(),
        id: text.to_owned(),
        email: Some((text.to_owned(), true)),
        state: UserState::Active,
        created: MOMENT,
        deletion: Some(MOMENT),
        failed_sign_ins: (2, true),
        methods: one_user::methods(text, uri),
        sessions: vec![ConsoleSession {
            browser: Some(text.to_owned()),
            system: Some(text.to_owned()),
            address: Some(text.to_owned()),
            signed_in: MOMENT,
            is_own: true,
            end_uri: Some(uri.to_owned()),
        }],
        applications: vec![ConsoleAccess {
            name: text.to_owned(),
            scope: text.to_owned(),
            allowed: Some(MOMENT),
            uri: Some(uri.to_owned()),
            withdraw_uri: Some(uri.to_owned()),
        }],
        why_uri: uri.to_owned(),
        roles: vec![ConsoleRole { name: text.to_owned(), through: vec![text.to_owned()], is_direct: true }],
        events: Some(vec![event(text, uri)]),
        actions: vec![(ConsoleUserAction::Disable, uri.to_owned())],
        command: text.to_owned(),
    }
}

fn user_roles(text: &str, uri: &str) -> ConsoleUserRolesPage {
    ConsoleUserRolesPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        holder: ConsoleRoleHolder::Group,
        roles: vec![ConsoleRoleChoice {
            id: text.to_owned(),
            name: text.to_owned(),
            owner: Some(text.to_owned()),
            description: Some(text.to_owned()),
            permissions: vec![text.to_owned()],
            is_granted: true,
            is_through_group: true,
            may_change: true,
        }],
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
    }
}

fn event(text: &str, uri: &str) -> ConsoleEvent {
    ConsoleEvent {
        kind: text.to_owned(),
        moment: MOMENT,
        actor: text.to_owned(),
        user: Some((text.to_owned(), uri.to_owned())),
        client: Some((text.to_owned(), uri.to_owned())),
        address: Some(text.to_owned()),
        changed: vec![text.to_owned()],
    }
}

fn edit_user(text: &str, uri: &str) -> ConsoleEditUserPage {
    ConsoleEditUserPage {
        menu: menu(text, uri),
        username: text.to_owned(),
        email: text.to_owned(),
        email_verified: true,
        name: text.to_owned(),
        revision: text.to_owned(),
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(EditUserFailure::Conflict(vec![difference(text)])),
    }
}

fn confirm(text: &str, uri: &str) -> ConsoleConfirmPage {
    ConsoleConfirmPage {
        menu: menu(text, uri),
        operation: ConsoleOperation::RemoveUser,
        name: text.to_owned(),
        revision: text.to_owned(),
        consequences: vec![Consequence::Sessions(2)],
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        conflict: Some(vec![difference(text)]),
    }
}

fn invite(text: &str, uri: &str) -> ConsoleInvitePage {
    ConsoleInvitePage {
        menu: menu(text, uri),
        email: text.to_owned(),
        is_mailed: true,
        command: text.to_owned(),
        action: uri.to_owned(),
        back_uri: uri.to_owned(),
        failure: Some(InviteFailure::Taken),
    }
}

fn link(text: &str, uri: &str) -> ConsoleLinkPage {
    ConsoleLinkPage {
        menu: menu(text, uri),
        kind: ConsoleLinkKind::Invitation,
        name: text.to_owned(),
        link: text.to_owned(),
        ends: MOMENT,
        next_uri: uri.to_owned(),
    }
}

fn applications(text: &str, uri: &str) -> ConsoleApplicationsPage {
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

fn new_application(text: &str, uri: &str) -> ConsoleNewApplicationPage {
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

fn keys(text: &str, uri: &str) -> ConsoleKeysPage {
    ConsoleKeysPage {
        menu: menu(text, uri),
        keys: vec![ConsoleKey {
            kid: text.to_owned(),
            algorithm: text.to_owned(),
            state: ConsoleKeyState::Signing,
            published_from: MOMENT,
            signs_from: MOMENT,
            signs_until: MOMENT,
            published_until: MOMENT,
            is_planned: true,
        }],
        rotate_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

fn events(text: &str, uri: &str) -> ConsoleEventsPage {
    ConsoleEventsPage {
        menu: menu(text, uri),
        action: uri.to_owned(),
        user: text.to_owned(),
        client: text.to_owned(),
        kind: text.to_owned(),
        kinds: vec![text.to_owned()],
        events: vec![event(text, uri)],
        newest_uri: Some(uri.to_owned()),
        older_uri: Some(uri.to_owned()),
        follow: Some(text.to_owned()),
        follow_uri: Some(uri.to_owned()),
        stop_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}
