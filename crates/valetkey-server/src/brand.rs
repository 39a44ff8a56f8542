//! The brand of an issuer, and of the sign-in of a client: its name, its style sheet and its logos.

mod stylesheet;

use std::borrow::Cow;

use url::Url;
use valetkey_authorization_server::{
    branding::{Accent, Branding, LogoId, Palette},
    record::{Client, Logo, TenantRecord},
};
use valetkey_pages::{Brand, MailBrand};
use valetkey_types::{Issuer, TenantId};

pub(crate) use stylesheet::Stylesheet;

/// Addresses of logos lie below this path.
pub(crate) const LOGO_PATH: &str = "/assets/logo/";

/// Addresses of style sheets lie below this path.
pub(crate) const STYLESHEET_PATH: &str = "/assets/brand/";

/// The brand of the configuration: that of the default tenant. Its images come from files.
#[derive(Clone, Debug, Default)]
pub struct ConfiguredBrand {
    /// The configured value.
    pub branding: Branding,
    /// The images that it names.
    pub logos: Vec<Logo>,
}

/// The brand of an issuer.
#[derive(Clone, Debug)]
pub struct IssuerBrand {
    tenant_name: Option<String>,
    branding: Branding,
    logos: Vec<Logo>,
    page: Brand,
    mail: MailBrand,
}

impl IssuerBrand {
    /// Returns the brand of a tenant. The default tenant takes what it does not say itself from the configuration. A tenant
    /// without a name is called like its record, or else like the host of its issuer.
    pub(crate) fn of(tenant: &TenantRecord, configured: &ConfiguredBrand) -> Self {
        let is_default = tenant.tenant == TenantId::default();
        let (base, logos) = match is_default {
            true => (configured.branding.clone(), configured.logos.clone()),
            false => Default::default(),
        };
        let mut branding = tenant.branding.over(&base);
        let name = branding.name.take().or_else(|| tenant.name.clone());
        branding.name = Some(name.unwrap_or_else(|| host(&tenant.issuer)));
        let page = page_brand(&branding, &tenant.issuer);
        let mail = mail_brand(&branding);
        Self { tenant_name: tenant.name.clone(), branding, logos, page, mail }
    }

    /// Returns the name that users know the server by.
    pub fn name(&self) -> &str {
        &self.page.name
    }

    /// Returns the names of the service: that of the pages, and that of the tenant.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name()).chain(self.tenant_name.as_deref())
    }

    /// Returns the brand of pages that belong to no application.
    pub(crate) fn page(&self) -> &Brand {
        &self.page
    }

    /// Returns the brand of mails.
    pub(crate) fn mail(&self) -> &MailBrand {
        &self.mail
    }

    /// Returns the brand of pages in a sign-in for this client, if it has one.
    pub(crate) fn of_client(&self, client: &Client, issuer: &Issuer) -> Option<Brand> {
        (!client.branding.is_empty()).then(|| page_brand(&client.branding.over(&self.branding), issuer))
    }

    /// Returns an image of the configuration.
    pub(crate) fn configured_logo(&self, id: &LogoId) -> Option<&Logo> {
        self.logos.iter().find(|logo| logo.id == *id)
    }
}

fn page_brand(branding: &Branding, issuer: &Issuer) -> Brand {
    let base = issuer.path();
    let logo = |id: &Option<LogoId>| id.as_ref().map(|id| format!("{base}{LOGO_PATH}{id}"));
    let stylesheet = branding.has_look().then(|| {
        let file = Stylesheet::of(branding).file_name();
        format!("{base}{STYLESHEET_PATH}{file}")
    });
    Brand {
        logo: logo(&branding.logo),
        logo_dark: logo(&branding.logo_dark),
        stylesheet,
        support_uri: branding.support_uri.clone(),
        privacy_uri: branding.privacy_uri.clone(),
        terms_uri: branding.terms_uri.clone(),
        ..Brand::named(Cow::Owned(branding.name.clone().unwrap_or_default()))
    }
}

/// Mails are light: many programs that show them know no dark style.
fn mail_brand(branding: &Branding) -> MailBrand {
    let mut brand = MailBrand::named(branding.name.clone().unwrap_or_default());
    if let Some(Accent { accent, text, .. }) = Palette::of(branding).light.accent {
        (brand.accent, brand.on_accent) = (accent.to_string(), text.to_string());
    }
    brand
}

/// Returns the host of an issuer, with its port if it is not the one of the scheme.
fn host(issuer: &Issuer) -> String {
    let url = Url::parse(issuer.as_str()).ok();
    let host = url.as_ref().and_then(|url| {
        let host = url.host_str()?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    });
    host.unwrap_or_else(|| issuer.as_str().to_owned())
}
