//! Makes the requests for data about the user.

use form_urlencoded::byte_serialize;
use serde_json::Value;
use valetkey_fetch::{HttpRequest, Method};

use crate::response::read_object;
use crate::{AnswerError, Deviation, Preset, Provider, RequestError, template};

impl Provider {
    /// Makes the userinfo request. `token_response` is the normalised token response. With
    /// [`Deviation::UserinfoAddressTemplate`] the URL contains the token, so never log it.
    ///
    /// # Errors
    /// [`RequestError::NoEndpoint`], or [`RequestError::NoMember`] if the token response lacks a value for the URL.
    pub fn userinfo_request(
        &self,
        client_id: &str,
        token_response: &Value,
    ) -> Result<HttpRequest, RequestError> {
        self.userinfo_request_to(None, client_id, token_response)
    }

    /// Makes the userinfo request to the endpoint of the discovery document, or to the endpoint of the preset if there is none.
    pub(crate) fn userinfo_request_to(
        &self,
        endpoint: Option<&str>,
        client_id: &str,
        token_response: &Value,
    ) -> Result<HttpRequest, RequestError> {
        let endpoint = endpoint.or(self.preset().endpoints.userinfo.as_deref());
        let endpoint = self.endpoint("userinfo", endpoint)?;
        let access_token = self.member(token_response, "access_token")?;
        let deviations = &self.preset().deviations;
        let is_template = deviations.contains(&Deviation::UserinfoAddressTemplate {});
        let mut request = if is_template {
            HttpRequest::get(self.filled_address(endpoint, token_response)?)
        } else {
            HttpRequest::get(endpoint)
        };
        for deviation in deviations {
            if let Deviation::UserinfoByPost { form } = deviation {
                let value = |name: &str| match name {
                    "access_token" => Some(access_token),
                    "client_id" => Some(client_id),
                    _ => None,
                };
                let form: Vec<_> =
                    form.iter().map(|(name, text)| (name, template::fill(text, value))).collect();
                let pairs = form.iter().map(|(name, text)| (name.as_str(), text.as_str()));
                request.method = Method::POST;
                if !form.is_empty() {
                    request = HttpRequest::post_form(request.url, pairs);
                }
            }
        }
        for (name, text) in &self.preset().userinfo.headers {
            let value = template::fill(text, |name| (name == "client_id").then_some(client_id));
            request = request.with_header(name, value);
        }
        // The URL already contains the token, so it is not sent in a header too.
        Ok(if is_template { request } else { self.with_token(request, access_token) })
    }

    /// Makes the request for the list of email addresses. Returns `None` if the provider needs no separate request.
    ///
    /// # Errors
    /// [`RequestError::NoMember`] if there is no access token.
    pub fn email_request(&self, token_response: &Value) -> Result<Option<HttpRequest>, RequestError> {
        let access_token = self.member(token_response, "access_token")?;
        let address = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::ExtraEmailRequest { address, .. } => Some(address),
            _ => None,
        });
        Ok(address.map(|address| {
            let mut request = HttpRequest::get(address);
            for (name, value) in &self.preset().userinfo.headers {
                request = request.with_header(name, value);
            }
            self.with_token(request, access_token)
        }))
    }

    /// Adds the access token to the request: in the header of RFC 6750 section 2.1, or where the preset requires it.
    #[must_use]
    pub fn with_token(&self, request: HttpRequest, access_token: &str) -> HttpRequest {
        let own = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::TokenHeader { header, scheme } => Some((header.as_str(), scheme.as_deref())),
            _ => None,
        });
        let (header, scheme) = own.unwrap_or(("authorization", Some("Bearer")));
        let value =
            scheme.map_or_else(|| access_token.to_owned(), |scheme| format!("{scheme} {access_token}"));
        request.with_header(header, value)
    }

    fn filled_address(&self, endpoint: &str, token_response: &Value) -> Result<String, RequestError> {
        let encoded: Vec<(&str, String)> = template::names(endpoint)
            .into_iter()
            .map(|name| Ok((name, byte_serialize(self.member(token_response, name)?.as_bytes()).collect())))
            .collect::<Result<_, RequestError>>()?;
        let value =
            |name: &str| encoded.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        Ok(template::fill(endpoint, value))
    }

    fn member<'a>(&self, token_response: &'a Value, name: &str) -> Result<&'a str, RequestError> {
        let member = token_response.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        member.ok_or_else(|| RequestError::NoMember {
            provider: self.preset().display_name.clone(),
            member: name.to_owned(),
        })
    }
}

/// Reads the userinfo response. Returns refusals in the form of this provider as errors.
///
/// # Errors
/// [`AnswerError`], as for a token response.
pub fn read_userinfo_response(
    preset: &Preset,
    status: u16,
    content_type: &str,
    body: &[u8],
) -> Result<Value, AnswerError> {
    read_object(preset, status, content_type, body).map(Value::Object)
}
