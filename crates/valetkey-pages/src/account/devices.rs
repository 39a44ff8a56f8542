//! The user's sessions.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, Frame, Language, Moment, Page, Place};

/// Shows the sessions of the user, this one first. One `end` button for each other session, and one for all of them.
#[derive(Clone, Debug)]
pub struct AccountDevicesPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The sessions, in the order to show.
    pub sessions: Vec<DeviceSession>,
    /// The target of the forms (fields `session` or `trusted_device`, and `form_state`): a path of this server.
    pub action: String,
    /// The value of `session` that stands for every other session.
    pub others: String,
    /// The browsers in which the user is not asked for the second step, in the order to show.
    pub trusted: Vec<TrustedBrowser>,
    /// The page of the applications with access: a path of this server.
    pub apps_uri: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct DeviceSession {
    /// Its identifier in a form.
    pub id: String,
    /// The browser, if it is known.
    pub browser: Option<String>,
    /// The operating system, if it is known.
    pub system: Option<String>,
    /// Whether it is the session that shows the page.
    pub is_this: bool,
    /// The network address it was started from, if it is known.
    pub address: Option<String>,
    /// Where that address is, if it is known.
    pub place: Option<Place>,
    /// When the user signed in.
    pub signed_in: Moment,
    /// When it was last used, as far as that is stored.
    pub last_seen: Moment,
    /// The names of the applications that were opened in it.
    pub applications: Vec<String>,
}

/// A browser in which the user is not asked for the second step.
#[derive(Clone, Debug)]
pub struct TrustedBrowser {
    /// Its identifier in a form.
    pub id: String,
    /// The browser, if it is known.
    pub browser: Option<String>,
    /// The operating system, if it is known.
    pub system: Option<String>,
    /// Whether it is the browser that shows the page.
    pub is_this: bool,
    /// When the trust began.
    pub trusted: Moment,
    /// When it last replaced the second step.
    pub last_used: Moment,
    /// When it ends.
    pub ends: Moment,
}

impl Page for AccountDevicesPage {
    const NAME: &'static str = "account-devices";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let moment = |age| Moment { at: now - age, now };
        let this = DeviceSession {
            id: "1".to_owned(),
            browser: Some("Firefox".to_owned()),
            system: Some("Linux".to_owned()),
            is_this: true,
            address: Some("192.0.2.7".to_owned()),
            place: Some(Place::sample()),
            signed_in: moment(600),
            last_seen: moment(0),
            applications: vec!["Notes".to_owned(), "Calendar".to_owned()],
        };
        let phone = DeviceSession {
            id: "2".to_owned(),
            browser: Some("Safari".to_owned()),
            system: Some("iPhone".to_owned()),
            is_this: false,
            address: Some("2001:db8:85a3:8d3:1319:8a2e:370:7348".to_owned()),
            place: Some(Place { city: None, ..Place::sample() }),
            signed_in: moment(20 * 86_400),
            last_seen: moment(2 * 86_400),
            applications: Vec::new(),
        };
        let unknown = DeviceSession {
            id: "3".to_owned(),
            browser: None,
            system: None,
            address: None,
            place: None,
            signed_in: moment(7_200),
            last_seen: moment(7_200),
            ..phone.clone()
        };
        let with = |sessions| Self {
            menu: AccountMenu::sample(AccountSection::Devices),
            sessions,
            action: "/account/devices".to_owned(),
            others: "others".to_owned(),
            trusted: Vec::new(),
            apps_uri: "/account/apps".to_owned(),
        };
        let mut ended = with(vec![this.clone()]);
        ended.menu = ended.menu.with(AccountNotice::SessionsEnded { count: 2 });
        let trusted_here = TrustedBrowser {
            id: "4".to_owned(),
            browser: Some("Firefox".to_owned()),
            system: Some("Linux".to_owned()),
            is_this: true,
            trusted: moment(86_400),
            last_used: moment(600),
            ends: moment(-29 * 86_400),
        };
        let trusted_there = TrustedBrowser {
            id: "5".to_owned(),
            browser: None,
            system: None,
            is_this: false,
            ..trusted_here.clone()
        };
        let mut trusted = with(vec![this.clone()]);
        trusted.trusted = vec![trusted_here, trusted_there];
        let mut forgotten = with(vec![this.clone()]);
        forgotten.menu = forgotten.menu.with(AccountNotice::DeviceForgotten);
        vec![
            ("trusted", trusted),
            ("forgotten", forgotten),
            ("three", with(vec![this.clone(), phone.clone(), unknown])),
            ("two", with(vec![this, phone])),
            ("ended", ended),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_devices.html")]
struct View<'a> {
    page: &'a AccountDevicesPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-menu-devices")
    }

    fn name(&self, browser: &Option<String>, system: &Option<String>) -> String {
        match (browser.as_deref(), system.as_deref()) {
            (Some(browser), Some(system)) => {
                self.text.say_with_all("devices-browser-system", &[("browser", browser), ("system", system)])
            }
            (Some(known), None) | (None, Some(known)) => self.text.isolated(known),
            (None, None) => self.text.say("devices-unknown"),
        }
    }

    fn others(&self) -> usize {
        self.page.sessions.iter().filter(|session| !session.is_this).count()
    }
}
