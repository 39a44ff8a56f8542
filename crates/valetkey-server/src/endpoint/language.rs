//! `/language`: remembers the language that a user chose in the menu, and returns to the page.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::header;
use valetkey_pages::{ErrorKind, Language, form_field};
use valetkey_types::RawParams;

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{Server, cookie::set_language, respond::see_other, visit::Visit};

/// Takes the choice. A page of another site cannot make it.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Post(params)) => remember(&visit, &params),
        Ok(PageRequest::Get(_)) => Err(ErrorKind::MethodNotAllowed.into()),
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn remember(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let chosen = params.get(form_field::LANGUAGE).unwrap_or_default();
    let language = Language::ALL.into_iter().find(|language| language.tag() == chosen);
    let language = language.ok_or(ErrorKind::BadRequest)?;
    let issuer = &visit.server.issuer;
    let return_to = params.get(form_field::RETURN_TO).and_then(|address| below(&issuer.path(), address));
    let mut response = see_other(&issuer.join(return_to.unwrap_or("/")));
    response.headers_mut().append(header::SET_COOKIE, set_language(language, issuer));
    Ok(response)
}

/// Returns the part of an address below the issuer, if it is a path and query of the issuer and nothing else.
fn below<'a>(base: &str, address: &'a str) -> Option<&'a str> {
    let below = address.strip_prefix(base)?;
    let is_path = below.starts_with('/') && !below.starts_with("//");
    let is_plain = below.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
    let has_dots = below.split(['/', '?']).any(|segment| matches!(segment, "." | ".."));
    (is_path && is_plain && !has_dots).then_some(below)
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn u16_only_a_path_of_the_issuer_is_returned_to() {
        assert_eq!(below("", "/login?continue=a"), Some("/login?continue=a"));
        assert_eq!(below("/acme", "/acme/login"), Some("/login"));
        for address in [
            "",
            "login",
            "//evil.example/",
            "/\\evil.example",
            "https://evil.example/",
            "/a\r\nset-cookie: x=y",
            "/a b",
            "/ä",
            "/../x",
            "/a/./b",
        ] {
            assert_eq!(below("", address), None, "{address:?}");
        }
        for address in ["/login", "/acmes", "/acme", "/acme//evil.example", "/acme/../other"] {
            assert_eq!(below("/acme", address), None, "{address:?}");
        }
    }
}
