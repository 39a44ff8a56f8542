//! The addresses to open: every `GET` route of the API and every page of the console, from the tables of routes. A list is opened at its
//! first part, at a later part, and with each of its filters, with a hit and without one.

use std::fmt;

use anyhow::{Context as _, Result, bail, ensure};
use http::StatusCode;
use serde_json::Value;

use super::administrator::{API, Administrator};
use crate::{
    population::Population,
    seed::{group_id, other_client, role_id, user_id},
};

/// The most parts that are read to find one in the middle, or the last one.
const MOST_PARTS: usize = 10_000;

/// The part of a list to open as one in the middle.
const MIDDLE_PART: usize = 2_500;

/// The greatest number of records in a part.
const GREATEST: usize = 200;

/// Pages that exist only after an operation, or that are about one operation on one record.
const NO_LISTS: [&str; 6] =
    ["/admin/set-up", "{operation}", "/link", "/credentials", "/preview/claims", "/admin/invitation/link"];

/// The names of records in paths, besides identifiers.
const NAMES: [(&str, &str); 4] =
    [("{scope}", "company"), ("{attribute}", "department"), ("{provider}", "intranet"), ("{webhook}", "crm")];

/// The API or the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Api,
    Console,
}

/// A path with its query.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) door: Door,
    pub(super) path: String,
    /// The name in the results, without identifiers.
    name: String,
}

impl Address {
    /// Returns the number of records in an answer: the items of a list of the API, or the rows of a page.
    pub(super) fn rows(&self, body: &[u8]) -> usize {
        match self.door {
            Door::Api => {
                let items = |value: Value| Some(value["items"].as_array()?.len());
                serde_json::from_slice(body).ok().and_then(items).unwrap_or(1)
            }
            Door::Console => {
                let page = String::from_utf8_lossy(body);
                let rows = page.split("class=\"rows\"").skip(1).filter_map(|rest| rest.split("</ul>").next());
                rows.map(|list| list.matches("<li").count()).sum()
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

/// Cursors of a list.
#[derive(Clone, Debug)]
struct Cursors {
    /// The path of the list in the API, with its filter.
    list: String,
    middle: Option<String>,
    last: Option<String>,
}

/// Returns every address.
pub(super) async fn all(administrator: &mut Administrator, population: &Population) -> Result<Vec<Address>> {
    let mut cursors = Vec::new();
    let mut addresses = api(administrator, population, &mut cursors).await?;
    addresses.extend(console(administrator, population, &cursors).await?);
    ensure!(addresses.len() > 50, "only {} addresses", addresses.len());
    Ok(addresses)
}

async fn api(
    administrator: &mut Administrator,
    population: &Population,
    cursors: &mut Vec<Cursors>,
) -> Result<Vec<Address>> {
    let document = read(administrator, &format!("{API}/openapi.json")).await?;
    let keys = read(administrator, &format!("{API}/keys")).await?;
    let kid = keys["items"][0]["kid"].as_str().context("a key")?;
    let mut addresses = Vec::new();
    for (route, _) in valetkey_server::doors::api() {
        let Some(template) = route.strip_prefix("GET ") else { continue };
        let path = filled(template, population)?.replace("{kid}", kid).replace("{tenant}", "default");
        let address = |query: &str, name: &str| Address {
            door: Door::Api,
            path: format!("{API}{path}{query}"),
            name: format!("API {template}{name}"),
        };
        addresses.push(address("", ""));
        let parameters =
            document["paths"][template]["get"]["parameters"].as_array().cloned().unwrap_or_default();
        let is_filter = |parameter: &&Value| parameter["in"] == "query";
        let filters: Vec<&str> =
            parameters.iter().filter(is_filter).filter_map(|parameter| parameter["name"].as_str()).collect();
        // A list without a limit has one part.
        if filters.contains(&"limit") {
            let mut walks = vec![String::new()];
            if template == "/users" {
                walks.push(format!("search={}", population.users.prefix));
            }
            for filter in walks {
                let found = walk(administrator, template, &address("", "").path, &filter).await?;
                for (cursor, part) in found.parts() {
                    let name = format!("?{filter}, {part}");
                    addresses.push(address(&format!("?{filter}&after={cursor}"), &name));
                }
                cursors.push(found);
            }
        }
        for filter in filters.into_iter().filter(|name| !["limit", "after"].contains(name)) {
            for (what, value) in samples(template, filter, population)? {
                addresses.push(address(&format!("?{filter}={value}"), &format!("?{filter}={what}")));
            }
        }
        if template == "/users" {
            let query = format!("?group={}&search=nobody", group_id(0));
            addresses.push(address(&query, "?group=…&search=nobody"));
        }
        if template == "/events" {
            let (user, client) = (user_id(population.users.count / 2), other_client(7));
            let query = format!("?user={}&client={}", user.as_str(), client.as_str());
            addresses.push(address(&query, "?user=…&client=…"));
        }
    }
    Ok(addresses)
}

async fn console(
    administrator: &mut Administrator,
    population: &Population,
    cursors: &[Cursors],
) -> Result<Vec<Address>> {
    let mut addresses = Vec::new();
    for (template, _) in valetkey_server::doors::console() {
        if NO_LISTS.iter().any(|end| template.ends_with(end)) {
            continue;
        }
        let path = filled(template, population)?;
        let address = |query: &str, name: &str| Address {
            door: Door::Console,
            path: format!("{path}{query}"),
            name: format!("{template}{name}"),
        };
        let first = address("", "");
        let answer = administrator.open(&first).await?;
        ensure!(answer.status == StatusCode::OK, "{first}: {} {}", answer.status, answer.excerpt());
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        addresses.push(first);
        // The cursors of the API are those of the console.
        let parameter = if template == "/admin/events" { "before" } else { "after" };
        let fits = |cursors: &&Cursors| {
            let (list, filter) = cursors.list.split_once('?').unwrap_or((&cursors.list, ""));
            template.strip_prefix("/admin").is_some_and(|rest| rest == list) && !filter.contains("search")
        };
        for (cursor, part) in cursors.iter().filter(fits).flat_map(Cursors::parts) {
            addresses.push(address(&format!("?{parameter}={cursor}"), &format!("?, {part}")));
        }
        for filter in search_fields(&page) {
            for (what, value) in samples(template, &filter, population)? {
                addresses.push(address(&format!("?{filter}={value}"), &format!("?{filter}={what}")));
            }
        }
    }
    Ok(addresses)
}

impl Cursors {
    /// Returns the cursors, each with the name of its part.
    fn parts(&self) -> Vec<(String, &'static str)> {
        let parts = [(&self.middle, "in the middle"), (&self.last, "the last part")];
        parts.into_iter().filter_map(|(cursor, name)| Some((cursor.clone()?, name))).collect()
    }
}

/// Follows the cursors of a list of the API.
async fn walk(
    administrator: &mut Administrator,
    template: &str,
    path: &str,
    filter: &str,
) -> Result<Cursors> {
    let (mut cursor, mut middle) = (None::<String>, None);
    for part in 0..MOST_PARTS {
        let after = cursor.as_ref().map(|cursor| format!("&after={cursor}")).unwrap_or_default();
        let answer = read(administrator, &format!("{path}?{filter}&limit={GREATEST}{after}")).await?;
        let next = answer["next"].as_str().map(str::to_owned);
        if next.is_none() {
            break;
        }
        cursor = next;
        if part == MIDDLE_PART {
            middle.clone_from(&cursor);
        }
    }
    Ok(Cursors { list: format!("{template}?{filter}"), middle, last: cursor })
}

/// Returns the names of the fields of the search form of a page.
fn search_fields(page: &str) -> Vec<String> {
    let forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form").next());
    let searches =
        forms.filter(|form| form.split('>').next().is_some_and(|tag| tag.contains("method=\"get\"")));
    let fields = searches
        .flat_map(|form| form.split('<'))
        .filter(|tag| tag.starts_with("input") || tag.starts_with("select"));
    fields.filter_map(|tag| tag.split(" name=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

/// Fills in the identifiers of a path.
fn filled(template: &str, population: &Population) -> Result<String> {
    let middle = population.users.count / 2;
    let below = |kind: &str| template.starts_with(kind) || template.starts_with(&format!("/admin{kind}"));
    let id = match () {
        () if below("/users") => user_id(middle).as_str().to_owned(),
        () if below("/groups") => group_id(0).simple().to_string(),
        () if below("/roles") => role_id(0).simple().to_string(),
        () => other_client(5).as_str().to_owned(),
    };
    let mut path = template.replace("{id}", &id).replace("{sub}", user_id(middle).as_str());
    path = path.replace("{client_id}", other_client(5).as_str());
    for (name, value) in NAMES {
        path = path.replace(name, value);
    }
    let unknown = path.replace("{kid}", "").replace("{tenant}", "");
    ensure!(!unknown.contains('{'), "name a record for {template}");
    Ok(path)
}

/// Returns values of a filter, with a hit and without one, each with its name in the results.
fn samples(path: &str, filter: &str, population: &Population) -> Result<Vec<(String, String)>> {
    let users = &population.users;
    let middle = users.count / 2;
    let is_of_users = path.ends_with("/users");
    let plain = |values: [&str; 2]| values.map(|value| (value.to_owned(), value.to_owned())).to_vec();
    let now = super::super::now().seconds();
    Ok(match filter {
        "q" | "search" if is_of_users => {
            let some = users.username(middle);
            let few = some.get(..some.len().saturating_sub(2)).unwrap_or(&some);
            [plain([few, "nobody"]), vec![("everybody".to_owned(), users.prefix.clone())]].concat()
        }
        "q" | "search" => plain(["other-1", "nobody"]),
        "name" => plain([&users.username(middle), "nobody"]),
        "user" if path.starts_with("/admin") => plain([&users.username(middle), "nobody"]),
        "user" => plain([user_id(middle).as_str(), "nobody"]),
        "client" => plain([other_client(5).as_str(), "nobody"]),
        "kind" => plain(["session", "grant.reuse_detected"]),
        "group" => vec![("a group with others below".to_owned(), group_id(0).to_string())],
        "since" => {
            vec![("two hours ago".to_owned(), (now - 7_200).to_string()), ("now".to_owned(), now.to_string())]
        }
        _ => bail!("name values for the filter {filter} of {path}"),
    })
}

async fn read(administrator: &mut Administrator, path: &str) -> Result<Value> {
    administrator.stay_signed_in().await?;
    let address = Address { door: Door::Api, path: path.to_owned(), name: path.to_owned() };
    let answer = administrator.open(&address).await?;
    ensure!(answer.status == StatusCode::OK, "{path}: {} {}", answer.status, answer.excerpt());
    serde_json::from_slice(&answer.body).with_context(|| path.to_owned())
}
