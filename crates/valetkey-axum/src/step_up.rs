//! Step-up: an API or a page needs a stronger or more recent sign-in (RFC 9470).

use std::time::Duration;

use axum::http::Uri;
use url::form_urlencoded;
use valetkey_client::{AuthorizationOptions, Claims};
use valetkey_fetch::HttpResponse;
use valetkey_types::{ErrorCode, parameter};

/// Maximum length of `acr_values`. It is limited because the value is part of a URL and a cookie.
const MOST_CHARACTERS: usize = 256;

/// The demand for a stronger or more recent sign-in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StepUp {
    /// The accepted authentication context classes, separated by spaces. Empty: any class.
    pub(crate) acr_values: String,
    /// The maximum age of the sign-in, in seconds.
    pub(crate) max_age: Option<u64>,
}

impl StepUp {
    /// Returns the demand in an API's response (RFC 9470 section 3); `None` if there is none that we understand.
    pub(crate) fn demanded_by(response: &HttpResponse) -> Option<Self> {
        let mut headers = response.headers.iter().filter(|_| response.status == 401);
        headers.find_map(|(name, value)| {
            if name.eq_ignore_ascii_case("www-authenticate") { Self::of_challenge(value) } else { None }
        })
    }

    fn of_challenge(challenge: &str) -> Option<Self> {
        let parameters = parameters(challenge);
        let value = |name: &str| {
            let found = parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.as_str())
        };
        let error = value("error")?;
        if error != ErrorCode::InsufficientUserAuthentication.as_str() {
            return None;
        }
        Self::of(value(parameter::ACR_VALUES), value(parameter::MAX_AGE))
    }

    /// Returns the demand in the query of `/login`; `None` without one.
    pub(crate) fn of_query(uri: &Uri) -> Option<Self> {
        let pairs: Vec<_> = form_urlencoded::parse(uri.query()?.as_bytes()).collect();
        let value =
            |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_ref());
        Self::of(value(parameter::ACR_VALUES), value(parameter::MAX_AGE))
    }

    fn of(acr_values: Option<&str>, max_age: Option<&str>) -> Option<Self> {
        let is_printable = |text: &&str| text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        let acr_values =
            acr_values.map(|text| text.trim_matches(' ')).filter(is_printable).unwrap_or_default();
        let max_age = max_age.and_then(|seconds| seconds.parse().ok());
        let is_empty = acr_values.is_empty() && max_age.is_none();
        (!is_empty && acr_values.len() <= MOST_CHARACTERS)
            .then(|| Self { acr_values: acr_values.to_owned(), max_age })
    }

    /// Returns the query of `/login` for this demand.
    pub(crate) fn query(&self, return_to: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.acr_values.is_empty() {
            query.append_pair(parameter::ACR_VALUES, &self.acr_values);
        }
        if let Some(seconds) = self.max_age {
            query.append_pair(parameter::MAX_AGE, &seconds.to_string());
        }
        query.append_pair("return_to", return_to).finish()
    }

    /// Returns the options of a login that meets the demand. Anyone can write the query of `/login`, so a demand never makes the
    /// application's `max_age` longer. It replaces the application's `acr_values`, because these are only a request.
    pub(crate) fn applied_to(&self, mut options: AuthorizationOptions) -> AuthorizationOptions {
        if !self.acr_values.is_empty() {
            options = options.acr_values(self.acr_values.as_str());
        }
        match self.max_age {
            Some(seconds) => options.max_age_at_most(Duration::from_secs(seconds)),
            None => options,
        }
    }
}

/// Returns whether the class of a login is one of these; an empty list accepts every class. Issuers may ignore `acr_values`
/// (OpenID Connect Core section 3.1.2.1), so without this check the API and the issuer could redirect the browser in a loop.
pub(crate) fn is_strong_enough(acr_values: &str, claims: &Claims) -> bool {
    let mut wanted = acr_values.split(' ').filter(|value| !value.is_empty()).peekable();
    wanted.peek().is_none() || claims.text("acr").is_some_and(|acr| wanted.any(|value| value == acr))
}

/// Returns the parameters of a challenge (RFC 9110 section 11.2) with their values, without quotation marks.
fn parameters(challenge: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = challenge;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit([' ', ',']).next().unwrap_or_default().to_owned();
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => quoted_value(quoted),
            None => {
                let end = after.find(',').unwrap_or(after.len());
                (after[..end].trim().to_owned(), &after[end..])
            }
        };
        found.push((name, value));
        rest = after;
    }
    found
}

/// Reads up to the closing quotation mark. Returns the value and the text after it.
fn quoted_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return (value, &text[position + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, challenge: &str) -> HttpResponse {
        let headers = vec![("www-authenticate".to_owned(), challenge.to_owned())];
        HttpResponse { status, headers, body: Vec::new() }
    }

    fn demanded(challenge: &str) -> Option<(String, Option<u64>)> {
        StepUp::demanded_by(&response(401, challenge)).map(|demand| (demand.acr_values, demand.max_age))
    }

    #[test]
    fn the_demand_of_a_challenge_is_read() {
        let both = "Bearer realm=\"a, b=\\\"c\\\"\", error=\"insufficient_user_authentication\", error_description=\"A \
                    sign-in, acr_values=\\\"x\\\"\", acr_values=\"urn:a urn:b\", max_age=\"300\"";
        assert_eq!(demanded(both), Some(("urn:a urn:b".to_owned(), Some(300))));
        let spaced = "Bearer error = \"insufficient_user_authentication\", max_age = 5";
        assert_eq!(demanded(spaced), Some((String::new(), Some(5))));
        let one = "DPoP error=insufficient_user_authentication, max_age=0, algs=\"ES256\"";
        assert_eq!(demanded(one), Some((String::new(), Some(0))));
        let mut two = response(401, "Basic realm=\"api\"");
        two.headers.extend(response(401, both).headers);
        assert!(StepUp::demanded_by(&two).is_some(), "in the second header");
    }

    #[test]
    fn other_responses_demand_nothing() {
        let long =
            format!("Bearer error=\"insufficient_user_authentication\", acr_values=\"{}\"", "x".repeat(257));
        for challenge in [
            "",
            "Bearer",
            "Bearer error=\"invalid_token\", acr_values=\"urn:a\"",
            "Bearer error=\"insufficient_user_authentication\"",
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"ä\", max_age=\"soon\"",
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"a\\",
            &long,
        ] {
            let demand = demanded(challenge);
            assert!(demand.is_none() || demand == Some(("a".to_owned(), None)), "{challenge}: {demand:?}");
        }
        let strong = "Bearer error=\"insufficient_user_authentication\", acr_values=\"urn:a\"";
        assert_eq!(StepUp::demanded_by(&response(403, strong)), None);
    }

    #[test]
    fn the_query_of_the_login_page_is_read_back_as_written() {
        let demand = StepUp { acr_values: "urn:a urn:b".to_owned(), max_age: Some(60) };
        let uri: Uri = format!("/login?{}", demand.query("/prices?a=b&c")).parse().unwrap();
        assert_eq!(StepUp::of_query(&uri), Some(demand));
        assert!(uri.query().unwrap().ends_with("return_to=%2Fprices%3Fa%3Db%26c"), "{uri}");
        for query in ["", "return_to=/", "acr_values=", "max_age=x", "acr_values=%0Aurn:a"] {
            assert_eq!(StepUp::of_query(&format!("/login?{query}").parse().unwrap()), None, "{query}");
        }
    }
}
