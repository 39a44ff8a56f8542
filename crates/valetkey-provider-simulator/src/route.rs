//! Finds the provider and the endpoint of an address.

use valetkey_providers::Deviation;

use crate::simulated_provider::SimulatedProvider;

/// The endpoint at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Authorization,
    Token,
    Userinfo,
    Emails,
    Keys,
    Discovery,
    Revocation,
    DeviceAuthorization,
    DeviceVerification,
    EndSession,
}

/// An endpoint of a provider. Providers can share an address, for example Twitch with and without OpenID Connect.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    path: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) provider: usize,
}

/// Returns all endpoints.
pub(crate) fn routes(providers: &[SimulatedProvider], base: &str) -> Vec<Route> {
    let of_one = |(provider, simulated): (usize, &SimulatedProvider)| {
        let route = move |(endpoint, address): (Endpoint, String)| {
            let path = address.strip_prefix(base)?.split('?').next()?.to_owned();
            Some(Route { path, endpoint, provider })
        };
        addresses(simulated).into_iter().filter_map(route).collect::<Vec<_>>()
    };
    providers.iter().enumerate().flat_map(of_one).collect()
}

/// Returns the endpoints at a path, in the order of the providers.
pub(crate) fn find<'a>(routes: &'a [Route], path: &str) -> Vec<&'a Route> {
    routes.iter().filter(|route| fits(&route.path, path)).collect()
}

fn addresses(simulated: &SimulatedProvider) -> Vec<(Endpoint, String)> {
    let endpoints = &simulated.preset().endpoints;
    let device = &endpoints.device_authorization;
    let emails = simulated.preset().deviations.iter().find_map(|deviation| match deviation {
        Deviation::ExtraEmailRequest { address, .. } => Some(address.clone()),
        _ => None,
    });
    let named = [
        (Endpoint::Authorization, endpoints.authorization.clone()),
        (Endpoint::Token, endpoints.token.clone()),
        (Endpoint::Userinfo, endpoints.userinfo.clone()),
        (Endpoint::Emails, emails),
        (Endpoint::Keys, simulated.keys_address.clone()),
        (Endpoint::Discovery, simulated.discovery_address()),
        (Endpoint::Revocation, endpoints.revocation.clone()),
        (Endpoint::DeviceAuthorization, device.clone()),
        (Endpoint::DeviceVerification, device.as_deref().map(verification_address)),
        (Endpoint::EndSession, endpoints.end_session.clone()),
    ];
    named.into_iter().filter_map(|(endpoint, address)| Some((endpoint, address?))).collect()
}

/// Returns the path of the page for device codes.
pub(crate) fn verification_address(device_authorization: &str) -> String {
    format!("{device_authorization}/verification")
}

/// Returns `true` if a path matches a route, in which `{name}` matches any segment.
fn fits(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut seen) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), seen.next()) {
            (None, None) => return true,
            (Some(wanted), Some(seen)) if wanted == seen => {}
            (Some(wanted), Some(seen)) if wanted.starts_with('{') && !seen.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_braces_matches_one_segment() {
        assert!(fits("/api.example/tokens/{access_token}", "/api.example/tokens/abc"));
        assert!(!fits("/api.example/tokens/{access_token}", "/api.example/tokens/"));
        assert!(!fits("/api.example/tokens/{access_token}", "/api.example/tokens/a/b"));
        assert!(!fits("/api.example/tokens", "/api.example/tokens/"));
    }
}
