//! P: response times of pages that take a name, for known and for unknown names.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use url::Url;
use valetkey_jose::digest::random_bytes;

use crate::{
    browser::Browser,
    html::{self, FilledForm},
    http::{Answer, Connection},
    outcome::Figure,
    population::Population,
    progress::Progress,
    server::{Database, Plan, fresh_folder},
};

/// Registration is on, and mails are written to the folder `mails`.
const CONFIGURATION: &str =
    "[mail]\nfolder = \"mails\"\nfrom = \"bench@example.org\"\n[registration]\nenabled = true\n";

/// A pause before each measured request: the server finishes its work in the background, such as mails.
const PAUSE: Duration = Duration::from_millis(2);

/// A page that takes a name.
struct Page {
    name: &'static str,
    path: &'static str,
    /// Whether users type their address instead of the username.
    takes_address: bool,
}

const PAGES: [Page; 3] = [
    Page { name: "sign-in with a wrong password", path: "/login", takes_address: false },
    Page { name: "registration", path: "/signup", takes_address: true },
    Page { name: "forgotten password", path: "/forgot", takes_address: true },
];

/// Measures `pairs` pairs per page. Each pair is one known and one unknown name, in random order.
///
/// The result is the area under the ROC curve (AUC): the probability that a response for a known name takes longer than one for
/// an unknown name. 0.5 means that the time reveals nothing.
///
/// # Errors
/// If the server does not start, or answers a known name otherwise than an unknown one.
pub async fn run(plan: &Plan, pairs: usize) -> Result<Vec<Figure>> {
    let folder = fresh_folder(&plan.folder, "same-time")?;
    std::fs::create_dir(folder.join("mails"))?;
    std::fs::write(folder.join("valetkey.toml"), CONFIGURATION)?;
    let database = Database::sqlite(folder);
    let mut population = Population::new(plan.users.max(PAGES.len() * pairs));
    database.seed(&mut population, plan.extent).await?;
    let (_child, address) = database.serve_with("valetkey.toml")?;
    let origin = Url::parse(&address)?;
    let mut connection = Connection::to(address.trim_start_matches("http://"))?;
    let mut progress = Progress::of("requests", 2 * PAGES.len() * pairs);
    let mut figures = Vec::new();
    for (index, page) in PAGES.iter().enumerate() {
        let mut times = Times::default();
        for pair in 0..pairs {
            // Each user takes part once and stays below the limits of an account.
            let known = population.users.username(index * pairs + pair);
            let unknown = format!("nobody{}", &known[population.users.prefix.len()..]);
            let known_first = random_bytes::<1>()[0] & 1 == 0;
            let order = if known_first { [true, false] } else { [false, true] };
            let mut kinds = [None, None];
            for is_known in order {
                let name = if is_known { &known } else { &unknown };
                let visitor = Visitor { origin: &origin, page, name };
                let (time, answer) = visitor.measure(&mut connection).await?;
                times.of(is_known).push(time.as_secs_f64() * 1_000.0);
                kinds[usize::from(is_known)] = Some((answer.status, answer.body.is_empty()));
                progress.add(1);
            }
            ensure!(kinds[0] == kinds[1], "{}: {unknown} and {known} got {kinds:?}", page.name);
        }
        figures.extend(times.figures(page.name)?);
    }
    Ok(figures)
}

/// A new browser. The server has no limit for requests from this machine.
struct Visitor<'a> {
    origin: &'a Url,
    page: &'a Page,
    name: &'a str,
}

impl Visitor<'_> {
    /// Opens the page, then measures the response to its form.
    async fn measure(self, connection: &mut Connection) -> Result<(Duration, Answer)> {
        let mut browser = Browser::new(self.origin);
        let url = self.origin.join(self.page.path)?;
        let opened = browser.request(connection, &url, None).await?;
        ensure!(opened.status.is_success(), "{}: {}", self.page.name, opened.excerpt());
        let typed =
            if self.page.takes_address { format!("{}@example.org", self.name) } else { self.name.to_owned() };
        let text = String::from_utf8_lossy(&opened.body);
        let FilledForm { action, body, .. } = html::fill_in(&text, &typed, "not the right horse")?;
        let action = url.join(&action)?;
        tokio::time::sleep(PAUSE).await;
        let begun = Instant::now();
        let answer = browser.request(connection, &action, Some(body)).await?;
        let time = begun.elapsed();
        let is_expected = if self.page.takes_address {
            answer.status.is_redirection()
        } else {
            answer.status.is_success() || answer.status.is_client_error()
        };
        ensure!(
            is_expected && answer.status != http::StatusCode::TOO_MANY_REQUESTS,
            "{}: {}",
            self.page.name,
            answer.excerpt()
        );
        Ok((time, answer))
    }
}

/// Response times in milliseconds.
#[derive(Default)]
struct Times {
    known: Vec<f64>,
    unknown: Vec<f64>,
}

impl Times {
    fn of(&mut self, is_known: bool) -> &mut Vec<f64> {
        if is_known { &mut self.known } else { &mut self.unknown }
    }

    fn figures(self, page: &str) -> Result<[Figure; 3]> {
        let area = area_under_curve(&self.known, &self.unknown);
        Ok([
            Figure::new(format!("{page}: AUC of known against unknown names"), area, ""),
            Figure::new(format!("{page}: known name, median"), super::middle_one(self.known)?, "ms"),
            Figure::new(format!("{page}: unknown name, median"), super::middle_one(self.unknown)?, "ms"),
        ])
    }
}

/// Returns the probability that a reading of `longer` is above a reading of `shorter`. Equal readings count as half. This is
/// the rank sum of Mann and Whitney, divided by the number of pairs.
fn area_under_curve(longer: &[f64], shorter: &[f64]) -> f64 {
    let mut sorted = shorter.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |reading: &f64| {
        let less = sorted.partition_point(|other| other < reading);
        let not_more = sorted.partition_point(|other| other <= reading);
        (less + not_more) as f64 / 2.0
    };
    longer.iter().map(below).sum::<f64>() / (longer.len() * shorter.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::area_under_curve;

    #[test]
    fn the_area_tells_longer_from_shorter() {
        for (longer, shorter, area) in [
            ([3.0, 4.0], [1.0, 2.0], 1.0),
            ([1.0, 2.0], [3.0, 4.0], 0.0),
            ([1.0, 2.0], [1.0, 2.0], 0.5),
            ([1.0, 3.0], [2.0, 2.0], 0.5),
            ([2.0, 3.0], [1.0, 3.0], 0.625),
        ] {
            assert_eq!(
                area_under_curve(&longer, &shorter).to_bits(),
                f64::to_bits(area),
                "{longer:?} {shorter:?}"
            );
        }
    }
}
