//! The operator's brand, as the frame of every page shows it.

use std::borrow::Cow;

use crate::{plain, safe_uri};

/// The operator's brand on a page. The server checks colours and images; addresses are checked here once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The name, at the top of the page and in its title.
    pub name: Cow<'static, str>,
    /// The address of the logo on this server: a path. It is shown in place of the name.
    pub logo: Option<String>,
    /// The address of the logo for dark pages.
    pub logo_dark: Option<String>,
    /// The address of the style sheet with the brand's colours on this server: a path.
    pub stylesheet: Option<String>,
    /// Where users get help: not shown unless it is a [safe](crate::safe_uri) or a `mailto` address.
    pub support_uri: Option<String>,
    /// The privacy policy. This and the next are not shown unless they are [safe](crate::safe_uri) addresses.
    pub privacy_uri: Option<String>,
    /// The terms of service.
    pub terms_uri: Option<String>,
}

/// The brand of samples.
pub(crate) static SAMPLE: Brand = Brand::named(Cow::Borrowed("id.example"));

impl Brand {
    /// Creates a brand that has a name and nothing else.
    pub const fn named(name: Cow<'static, str>) -> Self {
        Self {
            name,
            logo: None,
            logo_dark: None,
            stylesheet: None,
            support_uri: None,
            privacy_uri: None,
            terms_uri: None,
        }
    }

    /// Returns the name without marks that hide or reorder text.
    pub(crate) fn shown_name(&self) -> String {
        plain(&self.name)
    }

    /// Returns the address to ask for support.
    pub(crate) fn support(&self) -> Option<String> {
        self.support_uri.as_deref().and_then(|uri| mail_uri(uri).or_else(|| safe_uri(uri)))
    }

    /// Returns the links at the foot of the page: the message of each, and its address.
    pub(crate) fn links(&self) -> Vec<(&'static str, String)> {
        let page = |uri: &Option<String>| uri.as_deref().and_then(safe_uri);
        [
            ("footer-support", self.support()),
            ("footer-privacy", page(&self.privacy_uri)),
            ("footer-terms", page(&self.terms_uri)),
        ]
        .into_iter()
        .filter_map(|(message, uri)| Some((message, uri?)))
        .collect()
    }
}

/// Returns a `mailto` address without anything beside the recipient.
fn mail_uri(uri: &str) -> Option<String> {
    let address = uri.strip_prefix("mailto:")?;
    let is_plain = address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte));
    (is_plain && address.contains('@')).then(|| uri.to_owned())
}
