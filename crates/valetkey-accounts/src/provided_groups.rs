//! Groups that a provider gives to a user. Groups from an administrator are separate.

use uuid::Uuid;

use crate::User;

/// The groups that an account at a provider gives to its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvidedGroups {
    /// The name of the provider at the latest sign-in.
    pub provider: String,
    /// A hash of the issuer and the subject of the account.
    pub account: String,
    /// The groups.
    pub groups: Vec<Uuid>,
}

impl User {
    /// Returns the providers that give a group to this user; none for a group from an administrator.
    pub fn providers_of_group(&self, group: Uuid) -> impl Iterator<Item = &str> {
        let gives = move |provided: &&ProvidedGroups| provided.groups.contains(&group);
        self.provided_groups.iter().filter(gives).map(|provided| provided.provider.as_str())
    }

    /// Returns the user with exactly these groups from an account. A group from an administrator is not marked as given by the
    /// provider, so it also remains if the provider no longer lists it.
    #[must_use]
    pub fn with_provided_groups(mut self, from: ProvidedGroups) -> Self {
        let before = self.provided_groups.iter().position(|provided| provided.account == from.account);
        let before = before.map(|place| self.provided_groups.remove(place).groups).unwrap_or_default();
        let given_here: Vec<Uuid> = {
            let is_provided = |group: &Uuid| before.contains(group) || self.is_provided(*group);
            self.groups.iter().copied().filter(|group| !is_provided(group)).collect()
        };
        let groups: Vec<Uuid> = from.groups.into_iter().filter(|group| !given_here.contains(group)).collect();
        let is_lost = |group: &Uuid| before.contains(group) && !groups.contains(group);
        let lost: Vec<Uuid> =
            before.iter().copied().filter(|group| is_lost(group) && !self.is_provided(*group)).collect();
        self.groups.retain(|group| !lost.contains(group));
        for group in &groups {
            if !self.groups.contains(group) {
                self.groups.push(*group);
            }
        }
        if !groups.is_empty() {
            self.provided_groups.push(ProvidedGroups { groups, ..from });
        }
        self
    }

    /// Returns the user without the marks that providers give this group. The membership itself does not change.
    #[must_use]
    pub fn without_providers_of_group(mut self, group: Uuid) -> Self {
        for provided in &mut self.provided_groups {
            provided.groups.retain(|given| *given != group);
        }
        self.provided_groups.retain(|provided| !provided.groups.is_empty());
        self
    }

    fn is_provided(&self, group: Uuid) -> bool {
        self.providers_of_group(group).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use valetkey_types::{TenantId, Timestamp, UserId};

    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn from(account: &str, groups: &[u128]) -> ProvidedGroups {
        let groups = groups.iter().copied().map(id).collect();
        ProvidedGroups { provider: format!("provider of {account}"), account: account.to_owned(), groups }
    }

    fn user(groups: &[u128]) -> User {
        let user = User::new(TenantId::default(), UserId::new("u"), "u", Timestamp(0));
        User { groups: groups.iter().copied().map(id).collect(), ..user }
    }

    fn groups(user: &User) -> Vec<u128> {
        user.groups.iter().map(Uuid::as_u128).collect()
    }

    #[test]
    fn a_provider_takes_away_what_it_gave_and_nothing_else() {
        let first = user(&[1]).with_provided_groups(from("a", &[1, 2, 3]));
        assert_eq!(groups(&first), [1, 2, 3]);
        assert_eq!(first.providers_of_group(id(1)).count(), 0, "given here");
        assert_eq!(first.providers_of_group(id(2)).collect::<Vec<_>>(), ["provider of a"]);
        let less = first.clone().with_provided_groups(from("a", &[3]));
        assert_eq!(groups(&less), [1, 3]);
        let none = less.with_provided_groups(from("a", &[]));
        assert_eq!((groups(&none), none.provided_groups.len()), (vec![1], 0));
        assert_eq!(first.clone().with_provided_groups(from("a", &[1, 2, 3])), first, "the same again");
    }

    #[test]
    fn a_group_of_two_accounts_stays_until_both_stop_listing_it() {
        let both = user(&[]).with_provided_groups(from("a", &[1, 2])).with_provided_groups(from("b", &[2]));
        assert_eq!(both.providers_of_group(id(2)).count(), 2);
        let one = both.with_provided_groups(from("a", &[]));
        assert_eq!(groups(&one), [2]);
        let none = one.with_provided_groups(from("b", &[]));
        assert_eq!(groups(&none), []);
    }

    #[test]
    fn a_group_that_an_administrator_gives_too_belongs_to_the_user() {
        let provided = user(&[]).with_provided_groups(from("a", &[1, 2])).without_providers_of_group(id(1));
        assert_eq!(groups(&provided), [1, 2]);
        assert_eq!(groups(&provided.with_provided_groups(from("a", &[]))), [1]);
    }
}
