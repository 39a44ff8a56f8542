//! `/admin/users/ID/why`: why a user has a permission or a role, or may use an application.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    explain::{Reason, ReasonWay, ScopeReason},
    permission::{Area, Permission},
};
use valetkey_authorization_server::record::RoleOwner;
use valetkey_pages::{ConsoleSection, ConsoleWhyPage, WhyAbout, WhyAnswer, WhyReason, WhyScope, WhyWay};
use valetkey_types::{ClientId, RawParams, UserId};

use super::{
    access::{Entered, enter},
    answer::{Answer, Stop, respond},
    menu_below, path, shell_word, show,
};
use crate::{
    Server,
    administration::{
        AdministrationError,
        explain::{Explained, Explanation, Questions, explain},
        users,
    },
    endpoint::page_request,
    visit::Visit,
};

/// The parameter with the question.
const QUESTION: &str = "q";

/// Answers a question about a user.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, &UserId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let page = path::page_of(path::USER_WHY, id.as_str());
    let entered = enter(visit, &page, Some(Permission::read(Area::Users))).await?;
    let user = users::show(&entered.context(visit, None), id).await?.user;
    let question = params.get(QUESTION).unwrap_or_default().trim();
    let (answers, option) = answers(visit, &entered, id, question).await?;
    let why = ConsoleWhyPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, None)?,
        question: question.to_owned(),
        permissions: Permission::all().map(|permission| permission.to_string()).collect(),
        answers: answers.into_iter().map(answer).collect(),
        action: visit.server.path(page.path()),
        back_uri: visit.server.path(path::page_of(path::USER, id.as_str()).path()),
        command: format!("valetkey user why {} {option}", shell_word(&user.username)),
        username: user.username,
    };
    Ok(show(visit, &why))
}

/// Returns the answers to a question, and the option of the command. The text may name a permission, roles and an application.
async fn answers(
    visit: &Visit<'_>,
    entered: &Entered,
    id: &UserId,
    question: &str,
) -> Result<(Vec<Explanation>, String), Stop> {
    let context = entered.context(visit, None);
    if question.is_empty() {
        let (_, answers) = explain(&context, id, &Questions::default()).await?;
        return Ok((answers, "--permission PERMISSION".to_owned()));
    }
    let word = shell_word(question);
    let mut found = (Vec::new(), word.clone());
    let by_role = Questions { role: Some(question.to_owned()), ..Questions::default() };
    let by_client = Questions { client: Some(ClientId::new(question)), ..Questions::default() };
    let permission = question.parse().ok().map(|permission| {
        let asked = Questions { permission: Some(permission), ..Questions::default() };
        (asked, format!("--permission {word}"))
    });
    let asked = [(by_client, format!("--application {word}")), (by_role, word.clone())];
    for (questions, option) in asked.into_iter().chain(permission) {
        match explain(&context, id, &questions).await {
            Ok((_, answers)) => {
                found.0.extend(answers);
                found.1 = option;
            }
            // The text names something else, or something that the administrator may not see.
            Err(AdministrationError::NotFound(_) | AdministrationError::NotPermitted(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

fn answer(explanation: Explanation) -> WhyAnswer {
    let Explanation { about, reasons } = explanation;
    let (about, scopes) = match about {
        Explained::Permission(permission) => (WhyAbout::Permission(permission.to_string()), Vec::new()),
        Explained::Role { name, owner } => {
            let owner = (owner != RoleOwner::Tenant).then(|| owner.to_string());
            (WhyAbout::Role(name, owner), Vec::new())
        }
        Explained::Application { name, scopes, .. } => (WhyAbout::Application(name), scopes),
    };
    WhyAnswer {
        about,
        reasons: reasons.into_iter().map(reason).collect(),
        scopes: scopes.into_iter().map(|(scope, reason)| (scope, scope_reason(reason))).collect(),
    }
}

fn reason(reason: Reason) -> WhyReason {
    let Reason { role, within, way } = reason;
    let way = match way {
        ReasonWay::Everyone => WhyWay::Everyone,
        ReasonWay::Named => WhyWay::Named,
        ReasonWay::ByName => WhyWay::ByName,
        ReasonWay::Directly => WhyWay::Directly,
        ReasonWay::Through { groups, given_by } => WhyWay::Through(groups, given_by),
    };
    WhyReason { role, within, way }
}

fn scope_reason(reason: ScopeReason) -> WhyScope {
    match reason {
        ScopeReason::Trusted => WhyScope::Trusted,
        ScopeReason::Allowed => WhyScope::Allowed,
        ScopeReason::Asked => WhyScope::Asked,
    }
}
