//! The lifetime of cached responses (RFC 9111 section 5.2.2).

use valetkey_types::Seconds;

use crate::HttpResponse;

/// Returns the `max-age` of a response, limited to the shortest and the longest time. Without a `max-age`, returns the default.
/// For `no-store` and `no-cache`, returns the shortest time.
pub(crate) fn freshness(
    response: &HttpResponse,
    shortest: Seconds,
    longest: Seconds,
    default: Seconds,
) -> Seconds {
    let Some(value) = response.header("cache-control") else { return default };
    let directives: Vec<String> = value.split(',').map(|part| part.trim().to_ascii_lowercase()).collect();
    if directives.iter().any(|directive| directive == "no-store" || directive == "no-cache") {
        return shortest;
    }
    let max_age = directives
        .iter()
        .find_map(|directive| directive.strip_prefix("max-age=")?.trim_matches('"').parse::<i64>().ok());
    max_age.map_or(default, |seconds| Seconds(seconds).clamp(shortest, longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: Option<&str>) -> i64 {
        let headers = value.map(|value| ("Cache-Control".to_owned(), value.to_owned())).into_iter().collect();
        let response = HttpResponse { status: 200, headers, body: Vec::new() };
        freshness(&response, Seconds(60), Seconds(86_400), Seconds(600)).0
    }

    #[test]
    fn max_age_is_limited_and_invalid_values_mean_the_default() {
        assert_eq!(of(None), 600);
        assert_eq!(of(Some("public, Max-Age=300")), 300);
        assert_eq!(of(Some("max-age=0")), 60);
        assert_eq!(of(Some("max-age=99999999")), 86_400);
        assert_eq!(of(Some("max-age=999999999999999999999")), 600);
        assert_eq!(of(Some("no-store")), 60);
    }
}
