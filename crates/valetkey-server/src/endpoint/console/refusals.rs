//! `/admin/refusals`: the refused requests of the last day, by reason and by hour.

use std::collections::BTreeMap;

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_pages::{ConsoleRefusalsPage, ConsoleSection};
use valetkey_types::{Seconds, Timestamp};

use super::{access::enter, answer::Answer, menu, moment, path, serve::serve_get, show};
use crate::{
    Server,
    administration::AdministrationError,
    refusals::{self, HourlyRefusals},
    visit::Visit,
};

/// Shows the counts.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    serve_get(&server, request, async |visit, _| see(visit).await).await
}

async fn see(visit: &Visit<'_>) -> Answer {
    let entered = enter(visit, &path::page(path::REFUSALS), Some(Permission::read(Area::Events))).await?;
    let (server, since) = (visit.server, visit.now.minus(Seconds::hours(24)));
    let found = refusals::list(&*server.storage, &server.tenant, since).await;
    let found = found.map_err(AdministrationError::from)?;
    let shown = ConsoleRefusalsPage {
        menu: menu(visit, &entered, ConsoleSection::Refusals, None)?,
        reasons: by_reason(&found),
        hours: by_hour(&found).into_iter().map(|(hour, count)| (moment(visit, hour), count)).collect(),
        command: "valetkey refusals".to_owned(),
    };
    Ok(show(visit, &shown))
}

fn count_of(refusals: &HourlyRefusals) -> usize {
    usize::try_from(refusals.count).unwrap_or(usize::MAX)
}

/// Returns the reasons with their counts, the greatest count first.
fn by_reason(found: &[HourlyRefusals]) -> Vec<(String, usize)> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for refusals in found {
        let count = reasons.entry(&refusals.kind).or_default();
        *count = count.saturating_add(count_of(refusals));
    }
    let mut reasons: Vec<_> = reasons.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    reasons
}

/// Returns the hours with their counts, the newest first.
fn by_hour(found: &[HourlyRefusals]) -> Vec<(Timestamp, usize)> {
    let mut hours: Vec<(Timestamp, usize)> = Vec::new();
    for refusals in found {
        match hours.last_mut().filter(|(hour, _)| *hour == refusals.hour) {
            Some((_, count)) => *count = count.saturating_add(count_of(refusals)),
            None => hours.push((refusals.hour, count_of(refusals))),
        }
    }
    hours
}
