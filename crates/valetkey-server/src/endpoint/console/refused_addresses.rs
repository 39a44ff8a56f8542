//! `/admin/applications/ID/refused-addresses`: the refused redirect URIs of an application beside the registered ones, with a button that
//! registers exactly one of them.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
    redirect_comparison::{self, Comparison, compare_with_nearest},
};
use valetkey_authorization_server::{interaction::ConsolePage, record::Client};
use valetkey_pages::{
    AddressDifference, AddressPart, AddressPiece, ConsoleNotice, ConsoleRefusedAddress,
    ConsoleRefusedAddressesPage, ConsoleSection, ErrorKind, form_field,
};
use valetkey_types::{ClientId, RawParams, validate_redirect_uri};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    application::undo_edit,
    menu_below, moment,
    notice::redirect_after_change,
    notice_of, path,
    seen::SeenRecord,
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, clients},
    endpoint::page_request::{self, PageRequest},
    refused_redirects::RefusedAddress,
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Clients);

/// Shows the refused addresses, or allows one.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = ClientId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &id, &params).await,
        Ok(PageRequest::Post(params)) => allow(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn page_of(id: &ClientId) -> ConsolePage {
    path::page_of(path::REFUSED_ADDRESSES, id.as_str())
}

/// Shows the addresses. To an administrator who may allow one it needs a fresh proof: codes of users are sent to a redirect URI.
async fn see(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(Permission::read(Area::Clients))).await?;
    if entered.administrator.may(WRITE) {
        require_fresh(visit, &entered, &page_of(id)).await?;
    }
    let client = clients::show(&entered.context(visit, None), id).await?;
    let page = refused_addresses(visit, &entered, &client).await?;
    let menu = menu_below(visit, &entered, ConsoleSection::Applications, notice_of(visit, params))?;
    Ok(show(visit, &ConsoleRefusedAddressesPage { menu, ..page }))
}

/// Returns the addresses that were refused lately and are not registered now.
pub(super) fn refused_of(visit: &Visit<'_>, client: &Client) -> Vec<RefusedAddress> {
    let mut refused = visit.server.refused_redirects().of(&visit.server.tenant, &client.id, visit.now);
    refused.retain(|refused| !client.redirect_uris.contains(&refused.address));
    refused
}

async fn refused_addresses(
    visit: &Visit<'_>,
    entered: &Entered,
    client: &Client,
) -> Result<ConsoleRefusedAddressesPage, Stop> {
    let server = visit.server;
    let file = entered.context(visit, None).file_owner(&Thing::client(&client.id)).await?;
    let may_write = file.is_none() && entered.administrator.may(WRITE);
    Ok(ConsoleRefusedAddressesPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
        name: client.name.clone(),
        registered: client.redirect_uris.clone(),
        refused: refused_of(visit, client).iter().map(|refused| row(visit, client, refused)).collect(),
        revision: SeenRecord::seal(visit, client, client.revision)?,
        file,
        action: may_write.then(|| server.path(page_of(&client.id).path())),
        back_uri: server.path(path::page_of(path::APPLICATION, client.id.as_str()).path()),
        command: format!("valetkey client edit {} --add-redirect-uri URI", shell_word(client.id.as_str())),
        failure: None,
        conflict: None,
    })
}

fn row(visit: &Visit<'_>, client: &Client, refused: &RefusedAddress) -> ConsoleRefusedAddress {
    let whole = || vec![AddressPiece { text: refused.address.clone(), differs: false }];
    let (pieces, nearest, differences) = match compare_with_nearest(&client.redirect_uris, &refused.address) {
        None => (whole(), Vec::new(), Vec::new()),
        Some(Comparison { registered, refused, differences }) => (
            refused.into_iter().map(piece).collect(),
            registered.into_iter().map(piece).collect(),
            differences.into_iter().map(difference).collect(),
        ),
    };
    ConsoleRefusedAddress {
        address: refused.address.clone(),
        count: usize::try_from(refused.count).unwrap_or(usize::MAX),
        last: moment(visit, refused.last_at),
        pieces,
        nearest,
        differences,
        not_allowed: validate_redirect_uri(&refused.address).err().map(|error| error.to_string()),
    }
}

fn piece(piece: redirect_comparison::Piece) -> AddressPiece {
    AddressPiece { text: piece.text, differs: piece.differs }
}

fn difference(difference: redirect_comparison::Difference) -> AddressDifference {
    use redirect_comparison::AddressPart as Part;
    let part = match difference.part {
        Part::Scheme => AddressPart::Scheme,
        Part::Host => AddressPart::Host,
        Part::Port => AddressPart::Port,
        Part::Path => AddressPart::Path,
        Part::TrailingSlash => AddressPart::TrailingSlash,
        Part::Query => AddressPart::Query,
        Part::Fragment => AddressPart::Fragment,
    };
    AddressDifference { part, registered: difference.registered, refused: difference.refused }
}

/// Registers exactly the address of the form.
async fn allow(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let address = params.get(form_field::REDIRECT_URI).ok_or(ErrorKind::BadRequest)?;
    let seen = SeenRecord::open(visit, params)?;
    let context = entered.context(visit, Some(seen.revision));
    let before = clients::show(&context, id).await?;
    let edited = clients::edit(&context, id, |new| {
        if !new.redirect_uris.iter().any(|known| known == address) {
            new.redirect_uris.push(address.to_owned());
        }
        Ok(())
    })
    .await;
    let error = match edited {
        Ok(done) => {
            visit.server.refused_redirects().forget(&visit.server.tenant, id, address);
            let notice = ConsoleNotice::AddressAllowed(address.to_owned());
            let undo = || undo_edit(visit, &before, &done.answer);
            let page = path::page_of(path::APPLICATION, id.as_str());
            return Ok(redirect_after_change(visit, &page, &done, (notice, undo)));
        }
        Err(error) => error,
    };
    let client = clients::show(&context, id).await?;
    let page = refused_addresses(visit, &entered, &client).await?;
    let shown = match error {
        AdministrationError::Conflict(_) => {
            ConsoleRefusedAddressesPage { conflict: Some(seen.difference(&client)), ..page }
        }
        AdministrationError::Invalid(field) => {
            ConsoleRefusedAddressesPage { failure: Some(field.to_string()), ..page }
        }
        error => return Err(error.into()),
    };
    Ok(show(visit, &shown))
}
