//! Translates changes into operations on rows. No other module knows which change affects which table.

mod audit;
mod definitions;
mod statements;
mod trusted_device;
mod webhook;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, LogoChange, PictureChange, RemainsChange,
    record::{Consent, Event, PasskeyUse},
};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use crate::{
    StorageError,
    operation::{Deletion, Patch, RowList, RowOperation},
    record::{
        DESCRIPTIONS, Membership, RevokedAccessToken, TENANT, UserName, memberships_of, names_of,
        role_map_row,
    },
    row::{Row, Stored},
    value::Value,
};
use statements::*;
#[cfg(feature = "conformance")]
pub(crate) use statements::{DELETIONS, PATCHES};

/// Translates a list of changes into operations on rows.
///
/// # Errors
/// [`StorageError::Corrupt`] if a record can't be written as a document.
pub fn lower(changes: Vec<Change>) -> Result<RowList, StorageError> {
    let mut list = Lowering { list: RowList::default(), position: 0 };
    list.list.operations.reserve(changes.len());
    for (position, change) in changes.into_iter().enumerate() {
        list.position = position;
        list.lower(change)?;
    }
    Ok(list.list)
}

struct Lowering {
    list: RowList,
    position: usize,
}

impl Lowering {
    fn push(&mut self, operation: RowOperation) {
        self.list.operations.push(operation);
        self.list.positions.push(self.position);
    }

    fn patch(&mut self, patch: &'static Patch, values: impl Into<Vec<Value>>) {
        self.push(RowOperation::Patch { patch, values: values.into() });
    }

    fn delete(&mut self, deletion: &'static Deletion, values: impl Into<Vec<Value>>) {
        self.push(RowOperation::Delete { deletion, values: values.into() });
    }

    fn lower(&mut self, change: Change) -> Result<(), StorageError> {
        match change {
            Change::AddTenant(tenant) => self.push(RowOperation::Insert(tenant.into_row()?)),
            Change::ReplaceTenant(tenant) => self.replace(tenant.revision, tenant.into_row()?),
            Change::RemoveTenant { tenant } => self.delete(&REMOVE_TENANT, [tenant_in(&tenant)]),
            Change::RemoveRecordsOfTenant { tenant, at_most } => self.remove_of_tenant(&tenant, at_most),
            Change::AddClient(client) => self.push(RowOperation::Insert(client.into_row()?)),
            Change::ReplaceClient(client) => self.replace(client.revision, client.into_row()?),
            Change::RemoveClient { tenant, id, .. } => self.remove_client(&tenant, &id),
            Change::AddUser(user) => self.add_user(*user)?,
            Change::ReplaceUser { before, after } => self.replace_user(&before, *after)?,
            Change::InheritName { tenant, user_id, name } => self.inherit_name(tenant, user_id, name)?,
            Change::RemoveUser { tenant, id, at } => self.remove_user(&tenant, &id, at),
            Change::AddPasskey(passkey) => self.push(RowOperation::Insert(passkey.into_row()?)),
            Change::ReplacePasskey(passkey) => self.replace(passkey.revision, passkey.into_row()?),
            Change::UsePasskey(used) => self.use_passkey(used),
            Change::RemovePasskey { tenant, credential_id } => {
                self.delete(&REMOVE_PASSKEY, [tenant_in(&tenant), Value::Text(credential_id)]);
            }
            Change::UseChallenge(used) => self.push(RowOperation::Insert(used.into_row()?)),
            Change::AdvanceRoleMap { tenant, revision, at } => {
                self.put(revision, role_map_row(tenant, at)?);
            }
            Change::AddGroup(group) => self.push(RowOperation::Insert(group.into_row()?)),
            Change::ReplaceGroup(group) => self.replace(group.revision, group.into_row()?),
            Change::RemoveGroup { tenant, id } => {
                let key = || [tenant_in(&tenant), Value::Uuid(id)];
                self.delete(&REMOVE_GROUP, key());
                self.delete(&REMOVE_MEMBERS_OF_GROUP, key());
            }
            Change::RequireGroup { tenant, id } => self.push(RowOperation::Require {
                requirement: &EXISTING_GROUP,
                values: vec![tenant_in(&tenant), Value::Uuid(id)],
            }),
            Change::AddRole(role) => self.push(RowOperation::Insert(role.into_row()?)),
            Change::ReplaceRole(role) => self.replace(role.revision, role.into_row()?),
            Change::RemoveRole { tenant, id } => {
                let key = || [tenant_in(&tenant), Value::Uuid(id)];
                self.delete(&REMOVE_ROLE, key());
                self.delete(&REMOVE_MEMBERS_OF_GROUP, key());
            }
            Change::ClaimMap(change) => self.change_claim_map(change)?,
            Change::AddToCounter { counter, since } => self.push(RowOperation::Add {
                addition: &ADD_TO_COUNTER,
                row: counter.into_row()?,
                since: since.seconds(),
            }),
            Change::RemoveCounter(counter) => {
                let mut values = counter.into_row()?.values;
                values.pop();
                self.delete(&REMOVE_COUNTER, values);
            }
            Change::PutSecondFactors(factors) => self.put(factors.revision, factors.into_row()?),
            Change::StartSession(session) => self.push(RowOperation::Insert(session.into_row()?)),
            Change::EndSession { tenant, id, at } => {
                self.patch(&END_SESSION, [tenant_in(&tenant), Value::Uuid(id), moment_in(at)]);
            }
            Change::ContinueSession { tenant, id, by, at } => {
                let values = [tenant_in(&tenant), Value::Uuid(id), moment_in(at), Value::Uuid(by)];
                self.patch(&CONTINUE_SESSION, values);
            }
            Change::RequireSession { tenant, id } => self.push(RowOperation::Require {
                requirement: &LIVE_SESSION,
                values: vec![tenant_in(&tenant), Value::Uuid(id)],
            }),
            Change::RememberConsent(consent) => self.put(consent.revision, consent.into_row()?),
            Change::WithdrawConsent { tenant, user_id, client_id, at } => {
                self.withdraw_consent(tenant, user_id, client_id, at)?;
            }
            Change::StoreGrant(grant) => self.push(RowOperation::Insert(grant.into_row()?)),
            Change::RevokeGrant { tenant, id, at } => {
                self.patch(&REVOKE_GRANT, [tenant_in(&tenant), Value::Uuid(id), moment_in(at)]);
            }
            Change::RevokeGrantsOfSession { tenant, user_id, sid, at } => self.patch(
                &REVOKE_GRANTS_OF_SESSION,
                [tenant_in(&tenant), user_in(&user_id), Value::Uuid(sid), moment_in(at)],
            ),
            Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at } => self.patch(
                &REVOKE_GRANTS_OF_CONSENT,
                [tenant_in(&tenant), user_in(&user_id), client_in(&client_id), moment_in(at)],
            ),
            Change::RedeemRefreshToken { tenant, grant_id, expected, redeemed } => {
                self.redeem(&tenant, grant_id, expected, redeemed);
            }
            Change::RevokeAccessToken { tenant, id, expires_at } => {
                self.push(RowOperation::Merge(RevokedAccessToken { tenant, id, expires_at }.into_row()?));
            }
            Change::PutSigningKey(key) => self.put(key.revision, key.into_row()?),
            Change::RemoveSigningKey { tenant, kid } => {
                self.delete(&REMOVE_SIGNING_KEY, [tenant_in(&tenant), Value::Text(kid)]);
            }
            Change::EndSessionsOfUser { tenant, user_id, at } => {
                self.patch(&END_SESSIONS_OF_USER, [tenant_in(&tenant), user_in(&user_id), moment_in(at)]);
            }
            Change::RevokeGrantsOfUser { tenant, user_id, at } => {
                self.patch(&REVOKE_GRANTS_OF_USER, [tenant_in(&tenant), user_in(&user_id), moment_in(at)]);
            }
            Change::StoreEvent(event) => self.push(RowOperation::Insert(event.into_row()?)),
            Change::Audit(change) => self.change_audit(change)?,
            Change::Webhook(change) => self.change_webhook(change)?,
            Change::StoreDelivery(delivery) => self.push(RowOperation::Insert(delivery.into_row()?)),
            Change::ReplaceDelivery(delivery) => self.replace(delivery.revision, delivery.into_row()?),
            Change::RemoveDelivery { tenant, id } => {
                self.delete(&REMOVE_DELIVERY, [tenant_in(&tenant), Value::Uuid(id)]);
            }
            Change::StoreProviderSession(session) => self.push(RowOperation::Insert(session.into_row()?)),
            Change::StoreWaitingRequest(request) => self.push(RowOperation::Insert(request.into_row()?)),
            Change::RemoveWaitingRequest { tenant, id } => {
                self.delete(&REMOVE_WAITING_REQUEST, [tenant_in(&tenant), Value::Uuid(id)]);
            }
            Change::KeepAnswer(answer) => self.put(answer.revision, answer.into_row()?),
            Change::StoreMailChallenge(challenge) => self.push(RowOperation::Insert(challenge.into_row()?)),
            Change::TakeMailAttempt { tenant, id, attempts_left } => {
                let left = |count: u32| Value::Integer(count.into());
                let (before, after) = (left(attempts_left), left(attempts_left.saturating_sub(1)));
                self.patch(&TAKE_MAIL_ATTEMPT, [tenant_in(&tenant), Value::Uuid(id), before, after]);
            }
            Change::RemoveMailChallenge { tenant, id } => {
                self.delete(&REMOVE_MAIL_CHALLENGE, [tenant_in(&tenant), Value::Uuid(id)]);
            }
            Change::RemoveMailChallengesOfUser { tenant, user_id } => {
                self.delete(&REMOVE_MAIL_CHALLENGES_OF_USER, [tenant_in(&tenant), user_in(&user_id)]);
            }
            Change::TrustedDevice(change) => self.change_trusted_device(change)?,
            Change::FileOwnership(change) => self.change_file_ownership(change)?,
            Change::Logo(LogoChange::Store(logo)) => self.push(RowOperation::Insert(logo.into_row()?)),
            Change::Logo(LogoChange::Remove { tenant, id }) => {
                self.delete(&REMOVE_LOGO, [tenant_in(&tenant), Value::Text(id.to_string())]);
            }
            Change::Picture(change) => self.change_picture(change)?,
            Change::Remains(change) => self.change_remains(change)?,
            Change::AddIdentityProvider(provider) => self.push(RowOperation::Insert(provider.into_row()?)),
            Change::ReplaceIdentityProvider(provider) => {
                self.replace(provider.revision, provider.into_row()?)
            }
            Change::RemoveIdentityProvider { tenant, name } => {
                self.delete(&REMOVE_IDENTITY_PROVIDER, [tenant_in(&tenant), Value::Text(name)]);
            }
            Change::AddLinkedAccount(account) => self.push(RowOperation::Insert(account.into_row()?)),
            Change::ReplaceLinkedAccount(account) => self.replace(account.revision, account.into_row()?),
            Change::RemoveLinkedAccount { tenant, issuer, subject, user_id } => {
                let account = [Value::Text(issuer), Value::Text(subject), user_in(&user_id)];
                let values: Vec<Value> = [tenant_in(&tenant)].into_iter().chain(account).collect();
                self.delete(&REMOVE_LINKED_ACCOUNT, values);
            }
            Change::RemoveExpired { before, at_most } => self.remove_expired(before, at_most),
        }
        Ok(())
    }

    fn replace(&mut self, expected: u64, row: Row) {
        self.push(RowOperation::Replace { row, expected });
    }

    /// Replaces the record that was read at this revision; at revision 0, stores a new record.
    fn put(&mut self, revision: u64, row: Row) {
        match revision {
            0 => self.push(RowOperation::Insert(row)),
            expected => self.replace(expected, row),
        }
    }

    /// Removes a client. Its grants stay, but a grant does not count without its client, or with a client that was registered
    /// later.
    fn remove_client(&mut self, tenant: &TenantId, id: &ClientId) {
        self.delete(&REMOVE_CLIENT, [tenant_in(tenant), client_in(id)]);
        self.delete(&REMOVE_CONSENTS_OF_CLIENT, [tenant_in(tenant), client_in(id)]);
    }

    fn add_user(&mut self, user: User) -> Result<(), StorageError> {
        let (tenant, id, names) = (user.tenant.clone(), user.id.clone(), names_of(&user));
        let memberships = memberships_of(&user);
        self.push(RowOperation::Insert(user.into_row()?));
        self.add_names(&tenant, &id, names)?;
        self.add_memberships(&tenant, &id, memberships)
    }

    /// Replaces a user. Names that stay the same are neither checked nor written, so that a user who has shared a name since
    /// before names were unique can be edited.
    fn replace_user(&mut self, before: &User, after: User) -> Result<(), StorageError> {
        let (tenant, id) = (after.tenant.clone(), after.id.clone());
        let (old_names, mut names) = (names_of(before), names_of(&after));
        let (old_memberships, mut memberships) = (memberships_of(before), memberships_of(&after));
        self.replace(after.revision, after.into_row()?);
        for name in old_names.iter().filter(|name| !names.contains(name)) {
            let values = [tenant_in(&tenant), Value::text(name), user_in(&id)];
            self.delete(&REMOVE_NAME_OF_USER, values);
        }
        names.retain(|name| !old_names.contains(name));
        self.add_names(&tenant, &id, names)?;
        for left in old_memberships.iter().filter(|left| !memberships.contains(left)) {
            self.delete(&REMOVE_MEMBERSHIP, [tenant_in(&tenant), Value::Uuid(*left), user_in(&id)]);
        }
        memberships.retain(|membership| !old_memberships.contains(membership));
        self.add_memberships(&tenant, &id, memberships)
    }

    fn add_memberships(
        &mut self,
        tenant: &TenantId,
        user_id: &UserId,
        memberships: Vec<Uuid>,
    ) -> Result<(), StorageError> {
        for group_id in memberships {
            let membership = Membership { tenant: tenant.clone(), group_id, user_id: user_id.clone() };
            self.push(RowOperation::Insert(membership.into_row()?));
        }
        Ok(())
    }

    fn add_names(
        &mut self,
        tenant: &TenantId,
        user_id: &UserId,
        names: Vec<String>,
    ) -> Result<(), StorageError> {
        for name in names {
            let name = UserName { tenant: tenant.clone(), name, user_id: user_id.clone() };
            self.push(RowOperation::Insert(name.into_row()?));
        }
        Ok(())
    }

    fn inherit_name(&mut self, tenant: TenantId, user_id: UserId, name: String) -> Result<(), StorageError> {
        let values = vec![tenant_in(&tenant), user_in(&user_id), Value::text(&name)];
        self.push(RowOperation::Require { requirement: &USER_WITH_EMAIL, values });
        self.add_names(&tenant, &user_id, vec![name])
    }

    fn remove_user(&mut self, tenant: &TenantId, id: &UserId, at: Timestamp) {
        let key = || [tenant_in(tenant), user_in(id)];
        self.delete(&REMOVE_USER, key());
        self.delete(&REMOVE_NAMES_OF_USER, key());
        self.delete(&REMOVE_PASSKEYS_OF_USER, key());
        self.delete(&REMOVE_SECOND_FACTORS_OF_USER, key());
        self.delete(&REMOVE_MEMBERSHIPS_OF_USER, key());
        self.delete(&REMOVE_CONSENTS_OF_USER, key());
        self.delete(&REMOVE_SESSIONS_OF_USER, key());
        self.delete(&REMOVE_PROVIDER_SESSIONS_OF_USER, key());
        self.delete(&REMOVE_MAIL_CHALLENGES_OF_USER, key());
        self.delete(&REMOVE_LINKED_ACCOUNTS_OF_USER, key());
        self.delete(&REMOVE_TRUSTED_DEVICES_OF_USER, key());
        self.delete(&REMOVE_PICTURES_OF_USER, key());
        self.patch(&REVOKE_GRANTS_OF_USER, [tenant_in(tenant), user_in(id), moment_in(at)]);
    }

    fn use_passkey(&mut self, used: PasskeyUse) {
        let values = [
            tenant_in(&used.tenant),
            Value::Text(used.credential_id),
            Value::Integer(used.expected_sign_count.into()),
            Value::Integer(used.sign_count.into()),
            Value::Boolean(used.backed_up),
            moment_in(used.at),
        ];
        self.patch(&USE_PASSKEY, values);
    }

    fn change_picture(&mut self, change: PictureChange) -> Result<(), StorageError> {
        match change {
            PictureChange::Store(picture) => self.push(RowOperation::Insert(picture.into_row()?)),
            PictureChange::RemoveOfUser { tenant, user_id } => {
                self.delete(&REMOVE_PICTURES_OF_USER, [tenant_in(&tenant), user_in(&user_id)]);
            }
        }
        Ok(())
    }

    fn change_remains(&mut self, change: RemainsChange) -> Result<(), StorageError> {
        match change {
            RemainsChange::AnonymiseEvent(event) => self.anonymise(event)?,
            RemainsChange::RemoveGrants { tenant, user_id } => {
                self.delete(&REMOVE_GRANTS_OF_USER, [tenant_in(&tenant), user_in(&user_id)]);
            }
        }
        Ok(())
    }

    fn anonymise(&mut self, event: Event) -> Result<(), StorageError> {
        let (tenant, id) = (tenant_in(&event.tenant), Value::Uuid(event.id));
        let document = event.anonymous().into_row()?.document;
        self.patch(&ANONYMISE_EVENT, [tenant, id, Value::Text(document)]);
        Ok(())
    }

    fn withdraw_consent(
        &mut self,
        tenant: TenantId,
        user_id: UserId,
        client_id: ClientId,
        at: Timestamp,
    ) -> Result<(), StorageError> {
        let row = Consent::withdrawn(tenant, user_id, client_id, at).into_row()?;
        let mut values = row.values;
        values.push(Value::Text(row.document));
        self.patch(&WITHDRAW_CONSENT, values);
        Ok(())
    }

    fn redeem(&mut self, tenant: &TenantId, grant_id: Uuid, expected: Option<Uuid>, redeemed: Uuid) {
        let (id, redeemed) = (Value::Uuid(grant_id), Value::Uuid(redeemed));
        self.patch(&REDEEM_REFRESH_TOKEN, [tenant_in(tenant), id, expected.into(), redeemed]);
    }

    fn remove_of_tenant(&mut self, tenant: &TenantId, at_most: u32) {
        for description in DESCRIPTIONS.into_iter().filter(|description| !description.is(&TENANT)) {
            let tenant = tenant_in(tenant);
            self.push(RowOperation::DeleteOfTenant { description, tenant, at_most });
        }
    }

    fn remove_expired(&mut self, before: Timestamp, at_most: u32) {
        let before = before.seconds();
        for description in DESCRIPTIONS.into_iter().filter(|description| description.retention.is_some()) {
            self.push(RowOperation::DeleteExpired { description, before, at_most });
        }
    }
}
