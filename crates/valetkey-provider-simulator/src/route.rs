//! Which endpoint of which imitation an address is.

use valetkey_providers::Deviation;

use crate::imitation::Imitation;

/// What stands at an address.
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

/// One endpoint of one imitation. Imitations can share an address: Twitch with and without OpenID Connect does.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    path: String,
    pub(crate) endpoint: Endpoint,
    pub(crate) imitation: usize,
}

/// All endpoints.
pub(crate) fn routes(imitations: &[Imitation], base: &str) -> Vec<Route> {
    let of_one = |(imitation, played): (usize, &Imitation)| {
        let route = move |(endpoint, address): (Endpoint, String)| {
            let path = address.strip_prefix(base)?.split('?').next()?.to_owned();
            Some(Route { path, endpoint, imitation })
        };
        addresses(played).into_iter().filter_map(route).collect::<Vec<_>>()
    };
    imitations.iter().enumerate().flat_map(of_one).collect()
}

/// The endpoints at a path, in the order of the imitations.
pub(crate) fn find<'a>(routes: &'a [Route], path: &str) -> Vec<&'a Route> {
    routes.iter().filter(|route| fits(&route.path, path)).collect()
}

fn addresses(played: &Imitation) -> Vec<(Endpoint, String)> {
    let endpoints = &played.preset().endpoints;
    let device = &endpoints.device_authorization;
    let emails = played.preset().deviations.iter().find_map(|deviation| match deviation {
        Deviation::ExtraEmailRequest { address, .. } => Some(address.clone()),
        _ => None,
    });
    let named = [
        (Endpoint::Authorization, endpoints.authorization.clone()),
        (Endpoint::Token, endpoints.token.clone()),
        (Endpoint::Userinfo, endpoints.userinfo.clone()),
        (Endpoint::Emails, emails),
        (Endpoint::Keys, played.keys_address.clone()),
        (Endpoint::Discovery, played.discovery_address()),
        (Endpoint::Revocation, endpoints.revocation.clone()),
        (Endpoint::DeviceAuthorization, device.clone()),
        (Endpoint::DeviceVerification, device.as_deref().map(verification_address)),
        (Endpoint::EndSession, endpoints.end_session.clone()),
    ];
    named.into_iter().filter_map(|(endpoint, address)| Some((endpoint, address?))).collect()
}

/// Where somebody types the code of a device.
pub(crate) fn verification_address(device_authorization: &str) -> String {
    format!("{device_authorization}/verification")
}

/// Whether a path is the one of a route, in which `{name}` stands for any segment.
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
    fn a_name_in_braces_stands_for_one_segment() {
        assert!(fits("/api.example/tokens/{access_token}", "/api.example/tokens/abc"));
        assert!(!fits("/api.example/tokens/{access_token}", "/api.example/tokens/"));
        assert!(!fits("/api.example/tokens/{access_token}", "/api.example/tokens/a/b"));
        assert!(!fits("/api.example/tokens", "/api.example/tokens/"));
    }
}
