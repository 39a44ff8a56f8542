//! The redirect URIs that were refused last, for administrators who compare them with the registered ones.
//!
//! They are in the memory of this process: nothing is stored for a visitor. Anybody can have addresses refused, so each client has few
//! places, and an address that is longer than a usual one or has control characters is not kept.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use valetkey_types::{ClientId, Seconds, TenantId, Timestamp};

/// The most addresses of a client. A new address replaces the one that was refused longest ago.
const MOST_ADDRESSES: usize = 5;
/// The most clients with refused addresses, of all tenants.
const MOST_CLIENTS: usize = 500;
/// The longest address that is kept, in bytes.
const LONGEST: usize = 500;
/// How long an address is shown after its last refusal.
const KEPT_FOR: Seconds = Seconds::days(1);

/// An address that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RefusedAddress {
    /// The address as it came.
    pub(crate) address: String,
    /// The number of refusals since the address is known here.
    pub(crate) count: u32,
    /// The time of the last refusal.
    pub(crate) last_at: Timestamp,
}

/// The refused addresses of all tenants.
#[derive(Debug, Default)]
pub(crate) struct RefusedRedirects(Mutex<HashMap<Key, Vec<RefusedAddress>>>);

type Key = (TenantId, ClientId);

impl RefusedRedirects {
    /// Remembers that an address was refused for a registered client.
    pub(crate) fn note(&self, tenant: &TenantId, client: &ClientId, address: &str, now: Timestamp) {
        if address.is_empty() || address.len() > LONGEST || address.contains(char::is_control) {
            return;
        }
        let (key, mut clients) = ((tenant.clone(), client.clone()), self.lock());
        if !clients.contains_key(&key) && clients.len() >= MOST_CLIENTS {
            remove_oldest(&mut clients);
        }
        let addresses = clients.entry(key).or_default();
        let known = addresses.iter().position(|known| known.address == address);
        let count = known.map_or(0, |place| addresses.remove(place).count);
        if addresses.len() >= MOST_ADDRESSES {
            addresses.remove(0);
        }
        let address = address.to_owned();
        addresses.push(RefusedAddress { address, count: count.saturating_add(1), last_at: now });
    }

    /// Returns the addresses of a client that were refused within the last day, the latest first.
    pub(crate) fn of(&self, tenant: &TenantId, client: &ClientId, now: Timestamp) -> Vec<RefusedAddress> {
        let clients = self.lock();
        let addresses = clients.get(&(tenant.clone(), client.clone())).into_iter().flatten();
        addresses.rev().filter(|address| now < address.last_at.plus(KEPT_FOR)).cloned().collect()
    }

    /// Removes an address, because it is allowed now.
    pub(crate) fn forget(&self, tenant: &TenantId, client: &ClientId, address: &str) {
        if let Some(addresses) = self.lock().get_mut(&(tenant.clone(), client.clone())) {
            addresses.retain(|known| known.address != address);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Vec<RefusedAddress>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the client whose last refusal was longest ago.
fn remove_oldest(clients: &mut HashMap<Key, Vec<RefusedAddress>>) {
    let last_at = |addresses: &Vec<RefusedAddress>| addresses.last().map(|last| last.last_at);
    let oldest = clients.iter().min_by_key(|(_, addresses)| last_at(addresses)).map(|(key, _)| key.clone());
    if let Some(oldest) = oldest {
        clients.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn refuse(refused: &RefusedRedirects, client: &str, address: &str, now: Timestamp) {
        refused.note(&TenantId::default(), &ClientId::new(client), address, now);
    }

    fn shown(refused: &RefusedRedirects, client: &str, now: Timestamp) -> Vec<(String, u32)> {
        let of = refused.of(&TenantId::default(), &ClientId::new(client), now);
        of.into_iter().map(|one| (one.address, one.count)).collect()
    }

    #[test]
    fn the_latest_address_stands_first_and_the_oldest_leaves() {
        let refused = RefusedRedirects::default();
        for number in 0..7 {
            refuse(&refused, "notes", &format!("https://notes.example/{number}"), NOW);
        }
        refuse(&refused, "notes", "https://notes.example/4", NOW);
        let numbers: Vec<String> = shown(&refused, "notes", NOW)
            .iter()
            .map(|(address, count)| format!("{} {count}", &address["https://notes.example/".len()..]))
            .collect();
        assert_eq!(numbers, ["4 2", "6 1", "5 1", "3 1", "2 1"]);
        assert_eq!(shown(&refused, "other", NOW), []);
        let other = TenantId::new("other");
        assert_eq!(refused.of(&other, &ClientId::new("notes"), NOW), []);
    }

    #[test]
    fn an_address_leaves_after_a_day_and_when_it_is_allowed() {
        let refused = RefusedRedirects::default();
        refuse(&refused, "notes", "https://notes.example/a", NOW);
        refuse(&refused, "notes", "https://notes.example/b", NOW.plus(Seconds(10)));
        let tomorrow = NOW.plus(Seconds::days(1));
        assert_eq!(shown(&refused, "notes", tomorrow), [("https://notes.example/b".to_owned(), 1)]);
        refused.forget(&TenantId::default(), &ClientId::new("notes"), "https://notes.example/b");
        assert_eq!(shown(&refused, "notes", tomorrow), []);
    }

    #[test]
    fn a_flood_takes_no_more_room() {
        let refused = RefusedRedirects::default();
        let long = format!("https://notes.example/{}", "a".repeat(LONGEST));
        for odd in ["", "https://notes.example/\n", "https://notes.example/\u{7f}", &long] {
            refuse(&refused, "notes", odd, NOW);
        }
        assert_eq!(shown(&refused, "notes", NOW), []);
        for number in 0..=MOST_CLIENTS {
            let now = NOW.plus(Seconds(i64::try_from(number).unwrap()));
            refuse(&refused, &format!("client-{number}"), "https://notes.example/x", now);
        }
        assert_eq!(refused.lock().len(), MOST_CLIENTS);
        assert_eq!(shown(&refused, "client-0", NOW), [], "the oldest left");
        assert_eq!(shown(&refused, "client-1", NOW).len(), 1);
    }
}
