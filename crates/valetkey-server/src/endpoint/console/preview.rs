//! `/admin/applications/ID/preview`: asks for a user and scopes. `…/preview/claims` shows the claims that the application would get about
//! the user now, each with its reason. Nothing is issued.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    interaction::ConsolePage,
    preview::{AccessReason, ClaimReason, NamedWay, NamedWays, PreviewedClaim},
    record::Client,
};
use valetkey_pages::{
    ConsoleAskPreviewPage, ConsolePreviewPage, ConsoleSection, ErrorKind, PreviewClaim, PreviewKind,
    PreviewPart, PreviewReason, PreviewWay, form_field,
};
use valetkey_types::{ClientId, RawParams, Scope, UserId};

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, Stop, respond},
    group_members::user_called,
    menu_below, path, shell_word, show, shown_once,
};
use crate::{
    Server,
    administration::{
        clients,
        preview::{ClaimsPreview, announce, claims},
    },
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const READ_CLIENTS: Permission = Permission::read(Area::Clients);
const READ_USERS: Permission = Permission::read(Area::Users);

/// Asks for a user and scopes, or stores the event and leads to the claims.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = ClientId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &id).await,
        Ok(PageRequest::Post(params)) => look(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the claims.
pub async fn previewed(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_claims(&visit, &ClientId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn page_of(id: &ClientId) -> ConsolePage {
    path::page_of(path::PREVIEW, id.as_str())
}

/// The user and the scope whose event is stored. The address of the claims carries them, sealed for the administrator.
#[derive(Serialize, Deserialize)]
struct Announced {
    client_id: ClientId,
    user: UserId,
    scope: Scope,
}

async fn see(visit: &Visit<'_>, id: &ClientId) -> Answer {
    let entered = enter(visit, &page_of(id), Some(READ_CLIENTS)).await?;
    // The preview needs both permissions; `enter` checks one.
    entered.require_somewhere(READ_USERS)?;
    let client = clients::show(&entered.context(visit, None), id).await?;
    show_question(visit, &entered, &client, ("", &client.scope), false)
}

fn show_question(
    visit: &Visit<'_>,
    entered: &Entered,
    client: &Client,
    (username, scope): (&str, &Scope),
    is_unknown_user: bool,
) -> Answer {
    let checked = |token: &str| (token.to_owned(), scope.contains(token));
    let question = ConsoleAskPreviewPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
        name: client.name.clone(),
        username: username.to_owned(),
        scopes: client.scope.tokens().map(checked).collect(),
        command: format!("valetkey user claims USER --client {}", shell_word(client.id.as_str())),
        action: visit.server.path(page_of(&client.id).path()),
        back_uri: visit.server.path(path::page_of(path::APPLICATION, client.id.as_str()).path()),
        is_unknown_user,
    };
    Ok(show(visit, &question))
}

async fn look(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), READ_CLIENTS).await?;
    entered.require_somewhere(READ_USERS)?;
    let context = entered.context(visit, None);
    let client = clients::show(&context, id).await?;
    let checked = |token: &&str| params.get(&format!("scope:{token}")).is_some();
    let tokens: Vec<&str> = client.scope.tokens().filter(checked).collect();
    let scope: Scope = tokens.join(" ").parse().map_err(|_| ErrorKind::BadRequest)?;
    let username = params.get(form_field::USERNAME).unwrap_or_default().trim();
    let Some(user) = user_called(visit, &entered, username).await? else {
        return show_question(visit, &entered, &client, (username, &scope), true);
    };
    announce(&context, &user.id, id, &scope).await?;
    let announced = Announced { client_id: id.clone(), user: user.id, scope };
    shown_once::redirect(visit, &entered, &path::page_of(path::PREVIEWED, id.as_str()), announced)
}

async fn see_claims(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(READ_CLIENTS)).await?;
    entered.require_somewhere(READ_USERS)?;
    let announced: Announced = shown_once::open(visit, &entered, params, &page_of(id))?;
    if announced.client_id != *id {
        return Err(ErrorKind::BadRequest.into());
    }
    let context = entered.context(visit, None);
    let previewed = claims(&context, &announced.user, id, &announced.scope).await?;
    Ok(show(visit, &page(visit, &entered, previewed, &announced.scope)?))
}

fn page(
    visit: &Visit<'_>,
    entered: &Entered,
    previewed: ClaimsPreview,
    asked: &Scope,
) -> Result<ConsolePreviewPage, Stop> {
    let ClaimsPreview { client, user, access, claims } = previewed;
    let (scope, refusal, parts) = match claims {
        Ok(preview) => {
            let part = |kind, claims: Option<Vec<PreviewedClaim>>| PreviewPart {
                kind,
                claims: claims.map(|claims| claims.into_iter().map(claim).collect()),
            };
            let parts = vec![
                part(PreviewKind::IdToken, preview.id_token),
                part(PreviewKind::AccessToken, preview.access_token),
                part(PreviewKind::Userinfo, preview.userinfo),
            ];
            (preview.scope.to_string(), None, parts)
        }
        Err(refusal) => {
            let reason = (refusal.reason.expected.into_owned(), refusal.reason.got.into_owned());
            (asked.to_string(), Some(reason), Vec::new())
        }
    };
    Ok(ConsolePreviewPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
        name: client.name.clone(),
        command: format!(
            "valetkey user claims {} --client {} --scope {}",
            shell_word(&user.username),
            shell_word(client.id.as_str()),
            shell_word(&scope.to_string())
        ),
        user_uri: visit.server.path(path::page_of(path::USER, user.id.as_str()).path()),
        username: user.username,
        access: access.into_iter().map(access_way).collect(),
        scope,
        refusal,
        parts,
        again_uri: visit.server.path(page_of(&client.id).path()),
    })
}

fn claim(claim: PreviewedClaim) -> PreviewClaim {
    let reason = match claim.reason {
        ClaimReason::Server => PreviewReason::Server,
        ClaimReason::Client => PreviewReason::Application,
        ClaimReason::SignIn => PreviewReason::SignIn,
        ClaimReason::Token => PreviewReason::Token,
        ClaimReason::Subject => PreviewReason::Subject,
        ClaimReason::Record { scope } => PreviewReason::Record(scope),
        ClaimReason::Attribute { attribute, scope } => PreviewReason::Attribute { attribute, scope },
        ClaimReason::Roles(held) | ClaimReason::Groups(held) => {
            PreviewReason::Held(held.into_iter().map(held_ways).collect())
        }
    };
    PreviewClaim { claim: claim.claim, value: claim.value.map(|value| value.to_string()), reason }
}

fn held_ways(held: NamedWays) -> (String, Vec<PreviewWay>) {
    let way = |way| match way {
        NamedWay::ByName => PreviewWay::ByName,
        NamedWay::Directly => PreviewWay::Directly,
        NamedWay::Through(groups) => PreviewWay::Through(groups.join(" < ")),
    };
    (held.name, held.ways.into_iter().map(way).collect())
}

fn access_way(reason: AccessReason) -> PreviewWay {
    match reason {
        AccessReason::Everyone => PreviewWay::Everyone,
        AccessReason::Named => PreviewWay::Named,
        AccessReason::Through(groups) => PreviewWay::Through(groups.join(" < ")),
    }
}
