//! The deletion of a user later, and its end.

use valetkey_administration::{deletion, permission::Verb};
use valetkey_authorization_server::record::NoticeKind;
use valetkey_types::UserId;

use super::{
    super::{AdministrationError, Context, Done},
    User,
    change::{as_stored, ending, store},
    load,
};

/// Deletes a user after the time to return. Every session and all access of applications ends now, and the user gets a mail.
pub(crate) async fn delete_later(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    context.administrator.is_not(&user)?;
    ending(context, &user, |access, occasion| {
        let mut decided = deletion::request(&user, access, occasion);
        if let (Some(at), false) = (decided.answer.deletion_at, decided.changes.is_empty()) {
            decided.changes.extend(context.notice(&user, NoticeKind::DeletionRequested { at }));
        }
        decided
    })
    .await
}

/// Keeps a user who was to be deleted. The user gets a mail.
pub(crate) async fn keep(context: &Context<'_>, id: &UserId) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let mut decided = context.decide(|occasion| deletion::cancel(&user, occasion));
    if !decided.changes.is_empty() {
        decided.changes.extend(context.notice(&user, NoticeKind::DeletionCancelled));
    }
    as_stored(context, store(context, decided, &user).await?).await
}
