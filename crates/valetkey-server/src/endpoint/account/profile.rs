//! `/account/profile`: the claims that the user edits.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::user::edit;
use valetkey_authorization_server::{
    claim_map::{ClaimMap, Editor},
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    registration::{NewUser, TextClaim},
};
use valetkey_pages::{
    AccountNotice, AccountProfilePage, ClaimValue, ErrorKind, ProfileFailure, ProfileField, ProfileInput,
    form_field,
};
use valetkey_storage::ApplyError;
use valetkey_types::RawParams;

use super::{attributes, menu, notice_of, own_form, redirect_with_notice, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Profile;

/// The claims that a user edits, in the order of the page. Username, email address and roles are not among them: they are how
/// the user signs in, and what the operator decides.
const EDITABLE: [TextClaim; 17] = [
    TextClaim::Name,
    TextClaim::GivenName,
    TextClaim::FamilyName,
    TextClaim::MiddleName,
    TextClaim::Nickname,
    TextClaim::Profile,
    TextClaim::Website,
    TextClaim::Gender,
    TextClaim::Birthdate,
    TextClaim::Zoneinfo,
    TextClaim::Locale,
    TextClaim::PhoneNumber,
    TextClaim::AddressStreet,
    TextClaim::AddressLocality,
    TextClaim::AddressRegion,
    TextClaim::AddressPostalCode,
    TextClaim::AddressCountry,
];

/// Shows the form, or saves it.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => save(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let notice = notice_of(visit, params);
    form(visit, &facts, &Values::stored(&facts.user), notice, None)
}

/// The values of the form: standard claims, and what was typed for attributes that could not be read.
struct Values {
    user: NewUser,
    attributes: attributes::Typed,
}

impl Values {
    /// Returns the values of the record.
    fn stored(user: &User) -> Self {
        Self { user: NewUser::from(user), attributes: attributes::Typed::new() }
    }
}

/// Shows the form with these values.
fn form(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    values: &Values,
    notice: Option<AccountNotice>,
    failure: Option<ProfileFailure>,
) -> Result<Response, Failure> {
    let field = |claim: TextClaim| {
        let value = claim.of(&values.user).unwrap_or_default();
        let is_wrong = failure.is_some() && !value.is_empty() && claim.check(value).is_err();
        let line = ProfileField::line(ClaimValue::new(claim.as_str(), value), is_wrong);
        match claim {
            TextClaim::AddressStreet => ProfileField { input: ProfileInput::Lines, ..line },
            _ => line,
        }
    };
    let own = attributes::fields(&visit.server.claim_map, &facts.user, &values.attributes);
    let page = AccountProfilePage {
        menu: menu(visit, facts, PAGE, notice)?,
        username: facts.user.username.clone(),
        email: facts.user.email.clone(),
        facts: attributes::facts(&visit.server.claim_map, &facts.user),
        fields: EDITABLE.into_iter().map(field).chain(own).collect(),
        revision: facts.user.revision.to_string(),
        failure,
        action: visit.server.path(PAGE.path()),
        picture_uri: visit.server.path(AccountPage::Picture.path()),
    };
    Ok(show(visit, &page))
}

async fn save(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    if params.get(form_field::REVISION) != Some(facts.user.revision.to_string().as_str()) {
        return form(visit, &facts, &Values::stored(&facts.user), None, Some(ProfileFailure::Changed));
    }
    let map = &visit.server.claim_map;
    let mut values = typed(map, &facts.user, params)?;
    match map.edited(&facts.user.attributes, &values.attributes, Editor::User) {
        Ok(edited) => values.user.attributes = edited,
        Err(error) => {
            tracing::debug!(%error, "a profile was not saved");
            return form(visit, &facts, &values, None, Some(ProfileFailure::WrongValues));
        }
    }
    let edited = &values.user;
    let actor = Actor::User { id: facts.user.id.clone() };
    let decision = visit.occasion(&actor, |occasion| edit(&facts.user, edited.clone(), None, occasion));
    let Ok(decision) = decision else {
        return form(visit, &facts, &values, None, Some(ProfileFailure::WrongValues));
    };
    match visit.server.storage.apply(decision.changes).await {
        Ok(()) => Ok(redirect_with_notice(visit, PAGE, &AccountNotice::ProfileSaved)),
        Err(ApplyError::Conflict { .. }) => {
            let facts = signed_in(visit, PAGE).await?;
            form(visit, &facts, &Values::stored(&facts.user), None, Some(ProfileFailure::Changed))
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns the edit that the form makes. Claims that the form does not have, or that a user does not edit, stay as they are.
fn typed(map: &ClaimMap, user: &User, params: &RawParams) -> Result<Values, Failure> {
    let fields = params.get(form_field::FIELDS).ok_or(ErrorKind::BadRequest)?;
    let mut edited = NewUser::from(user);
    for claim in EDITABLE.into_iter().filter(|claim| fields.split(' ').any(|name| name == claim.as_str())) {
        let value = params.get(claim.as_str()).map(|value| value.trim().replace("\r\n", "\n"));
        *claim.place(&mut edited) = value.filter(|value| !value.is_empty());
    }
    if edited.address != user.address.as_deref().cloned().unwrap_or_default() {
        // The address as one text would say what it said before.
        edited.address.formatted = None;
    }
    Ok(Values { user: edited, attributes: attributes::typed(map, params) })
}
