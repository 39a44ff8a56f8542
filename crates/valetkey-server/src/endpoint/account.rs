//! `/account`: the pages of the user's own account. Each address is one file; what they share is here and in `access` and `notice`.

mod access;
mod activity;
mod apps;
mod attributes;
mod authenticator;
pub(super) mod claims;
mod data;
mod deletion;
mod devices;
mod email;
mod linked;
mod notice;
mod overview;
mod passkeys;
mod password;
mod picture;
mod profile;
mod recovery_codes;
mod security;
mod sign_out;

use axum::response::Response;
use http::StatusCode;
use valetkey_authorization_server::{facts::SessionFacts, interaction::AccountPage};
use valetkey_pages::{AccountMenu, AccountNotice, AccountSection, ErrorKind, MenuEntry, Page, Place};

use super::failure::Failure;
use crate::{
    request,
    respond::{Forms, page},
    visit::Visit,
};

pub(crate) use access::{
    form_state, is_form_of, is_fresh, own_form, require_fresh, require_fresh_proof, signed_in,
};
pub use activity::handle as activity;
pub use apps::{handle as apps, moved_withdrawal};
pub use authenticator::handle as authenticator;
pub use data::handle as data;
pub use deletion::handle as deletion;
pub use devices::handle as devices;
pub use email::handle as email;
pub use linked::handle as linked;
pub(crate) use notice::{notice_of, redirect_with_notice};
pub use overview::{handle as overview, root};
pub use passkeys::handle as passkeys;
pub use password::{handle as password, well_known as change_password};
pub(super) use picture::read_upload;
pub use picture::{handle as picture, image as picture_image};
pub use profile::handle as profile;
pub(crate) use recovery_codes::show_new_codes;
pub use recovery_codes::{download as download_codes, handle as recovery_codes, show_new as new_codes};
pub use security::handle as security;
pub use sign_out::{handle as sign_out, moved as moved_sign_out};

/// The sections in the navigation.
const SECTIONS: [(AccountSection, AccountPage); 7] = [
    (AccountSection::Overview, AccountPage::Overview),
    (AccountSection::Profile, AccountPage::Profile),
    (AccountSection::Security, AccountPage::Security),
    (AccountSection::Devices, AccountPage::Devices),
    (AccountSection::Apps, AccountPage::Apps),
    (AccountSection::Activity, AccountPage::Activity),
    (AccountSection::Data, AccountPage::Data),
];

/// Returns the frame of a page.
pub(crate) fn menu(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    page: AccountPage,
    notice: Option<AccountNotice>,
) -> Result<AccountMenu, Failure> {
    let section = page.section();
    let of_page = SECTIONS.into_iter().find(|(_, known)| *known == section);
    let entry = |(section, page): (AccountSection, AccountPage)| MenuEntry {
        section,
        uri: visit.server.path(page.path()),
    };
    Ok(AccountMenu {
        account_name: facts.user.display_name().to_owned(),
        section: of_page.map_or(AccountSection::Overview, |(section, _)| section),
        is_below: section != page,
        entries: SECTIONS.map(entry).into(),
        accounts_uri: visit.server.path("/accounts"),
        sign_out_action: visit.server.path("/account/sign-out"),
        form_state: form_state(visit, &facts.session).ok_or(ErrorKind::ServerError)?,
        notice,
    })
}

/// Returns the place of an address in the language of the page; `None` if there is no file of places, or it does not know the address.
fn place_of(visit: &Visit<'_>, address: &str) -> Option<Place> {
    visit.server.places.as_ref()?.place_of(address, request::language(visit.headers, None))
}

/// Answers with a page of the account.
pub(crate) fn show(visit: &Visit<'_>, content: &impl Page) -> Response {
    let language = request::language(visit.headers, None);
    page(visit.server, StatusCode::OK, language, content, Forms::StayHere)
}
