//! The user search, page by page, through the storage contract.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use valetkey_accounts::User;
use valetkey_storage::Storage;
use valetkey_types::TenantId;

use super::middle_one;
use crate::{outcome::Figure, population::Users};

/// The page size of `valetkey user list`: 50 users, and one more to know whether there are more.
const PAGE: usize = 51;
/// Maximum users of a complete search.
const MATCHES: usize = 50_000;
/// Number of measurements of a page; the result is their median.
const READINGS: usize = 21;
/// Number of complete searches; the result is the median of their longest pages.
const WALKS: usize = 3;

/// Measures the first and a middle page of a search that finds all users, a search without results, and the longest page of a
/// complete search.
///
/// # Errors
/// If a user is missing on the pages or listed twice.
pub(super) async fn run(storage: &dyn Storage, users: &Users, of: &str) -> Result<Vec<Figure>> {
    let (search, everybody) = (Search { storage, tenant: TenantId::default() }, users.prefix.as_str());
    let middle = users.username(users.count / 2);
    let user = storage.user_by_sign_in_name(&search.tenant, &middle).await?.context(middle.clone())?;
    let first = search.time(everybody, None, PAGE.min(users.count)).await?;
    let behind = search.time(everybody, Some(&user), PAGE.min(count_behind(users, &middle))).await?;
    let nobody = search.time("nobody", None, 0).await?;
    let (beginning, matches) = beginning(users, &middle);
    let mut longest = Vec::new();
    for _ in 0..WALKS {
        longest.push(search.walk(&beginning, matches).await?);
    }
    let figure = |name: &str, milliseconds| Figure::new(format!("{of}: {name}"), milliseconds, "ms");
    Ok(vec![
        figure("search, first page of everybody", first),
        figure("search, page in the middle of everybody", behind),
        figure("search for nobody", nobody),
        figure(&format!("search, longest of all pages of {matches}"), middle_one(longest)?),
    ])
}

struct Search<'a> {
    storage: &'a dyn Storage,
    tenant: TenantId,
}

impl Search<'_> {
    /// Returns the median time of a page in milliseconds.
    async fn time(&self, beginning: &str, after: Option<&User>, expected: usize) -> Result<f64> {
        let mut times = Vec::new();
        for _ in 0..READINGS {
            let (found, milliseconds) = self.page(beginning, after).await?;
            ensure!(found.len() == expected, "{beginning:?}: {} users, expected {expected}", found.len());
            times.push(milliseconds);
        }
        middle_one(times)
    }

    /// Returns the time of the longest page, including the last one.
    async fn walk(&self, beginning: &str, expected: usize) -> Result<f64> {
        let (mut seen, mut longest) = (std::collections::HashSet::new(), 0.0_f64);
        let mut after: Option<User> = None;
        loop {
            let (found, milliseconds) = self.page(beginning, after.as_ref()).await?;
            longest = longest.max(milliseconds);
            for user in &found {
                ensure!(seen.insert(user.id.clone()), "{beginning:?}: {} twice", user.username);
            }
            if found.len() < PAGE {
                break;
            }
            after = found.into_iter().next_back();
        }
        ensure!(seen.len() == expected, "{beginning:?}: {} users, expected {expected}", seen.len());
        Ok(longest)
    }

    async fn page(&self, beginning: &str, after: Option<&User>) -> Result<(Vec<User>, f64)> {
        let begun = Instant::now();
        let found = self.storage.find_users(&self.tenant, beginning, after, PAGE).await?;
        Ok((found, begun.elapsed().as_secs_f64() * 1_000.0))
    }
}

/// Returns the shortest username prefix with few enough users, and their number.
fn beginning(users: &Users, username: &str) -> (String, usize) {
    let lengths = users.prefix.len()..=username.len();
    let mut beginnings = lengths.filter_map(|length| username.get(..length)).map(|beginning| {
        let count = (0..users.count).filter(|number| users.username(*number).starts_with(beginning)).count();
        (beginning.to_owned(), count)
    });
    beginnings.find(|(_, count)| *count <= MATCHES).unwrap_or_else(|| (username.to_owned(), 1))
}

fn count_behind(users: &Users, username: &str) -> usize {
    (0..users.count).filter(|number| users.username(*number).as_str() > username).count()
}
