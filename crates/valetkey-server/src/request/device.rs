//! The browser and the operating system, as the browser says. This is unverified; it helps users to recognize their devices.

use http::{HeaderMap, header};

/// The description of a browser in a session, in the names that pages show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Device {
    /// The browser.
    pub(crate) browser: Option<&'static str>,
    /// The operating system.
    pub(crate) system: Option<&'static str>,
}

/// How a browser says what it is, the stored word, and the name. The first that fits counts: most browsers also name others.
const BROWSERS: [(&str, &str, &str); 15] = [
    ("EdgA/", "edge", "Edge"),
    ("EdgiOS/", "edge", "Edge"),
    ("Edg/", "edge", "Edge"),
    ("OPR/", "opera", "Opera"),
    ("SamsungBrowser/", "samsung", "Samsung Internet"),
    ("Vivaldi/", "vivaldi", "Vivaldi"),
    ("FxiOS/", "firefox", "Firefox"),
    ("Firefox/", "firefox", "Firefox"),
    ("CriOS/", "chrome", "Chrome"),
    ("Chromium/", "chromium", "Chromium"),
    ("Chrome/", "chrome", "Chrome"),
    ("Safari/", "safari", "Safari"),
    ("Lynx/", "lynx", "Lynx"),
    ("w3m/", "w3m", "w3m"),
    ("curl/", "curl", "curl"),
];

/// The same for operating systems.
const SYSTEMS: [(&str, &str, &str); 9] = [
    ("iPhone", "iphone", "iPhone"),
    ("iPad", "ipad", "iPad"),
    ("Android", "android", "Android"),
    ("CrOS", "chromeos", "ChromeOS"),
    ("Windows", "windows", "Windows"),
    ("Macintosh", "macos", "macOS"),
    ("FreeBSD", "freebsd", "FreeBSD"),
    ("Linux", "linux", "Linux"),
    ("X11", "unix", "Unix"),
];

/// The stored word for what is not in the table.
const OTHER: &str = "-";

/// Maximum length of a `User-Agent` that is read. Browsers send less than 300 bytes.
const LONGEST: usize = 1_024;

/// Returns what a session stores of the browser: two words. `None` when the browser says nothing that the tables know.
pub(crate) fn device_of(headers: &HeaderMap) -> Option<String> {
    let agent = headers.get(header::USER_AGENT)?.to_str().ok().filter(|agent| agent.len() <= LONGEST)?;
    let word = |table: &[(&'static str, &'static str, &'static str)]| {
        table.iter().find(|(sign, ..)| agent.contains(sign)).map(|(_, word, _)| *word)
    };
    let (browser, system) = (word(&BROWSERS), word(&SYSTEMS));
    if browser.is_none() && system.is_none() {
        return None;
    }
    Some(format!("{} {}", browser.unwrap_or(OTHER), system.unwrap_or(OTHER)))
}

impl Device {
    /// Reads what a session stores. Words of a newer version are unknown.
    pub(crate) fn read(stored: Option<&str>) -> Self {
        let (browser, system) = stored.and_then(|stored| stored.split_once(' ')).unwrap_or_default();
        let name = |table: &[(&'static str, &'static str, &'static str)], stored: &str| {
            table.iter().find(|(_, word, _)| *word == stored).map(|(.., name)| *name)
        };
        Self { browser: name(&BROWSERS, browser), system: name(&SYSTEMS, system) }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn stored(agent: &[u8]) -> Option<String> {
        device_of(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_bytes(agent).unwrap())]))
    }

    #[test]
    fn a_browser_and_its_system_are_recognized() {
        for (agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "edge windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "chrome android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "safari iphone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "safari macos",
            ),
            ("Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1", "lynx -"),
            ("Mozilla/5.0 (compatible; SomethingNew/1.0; Linux)", "- linux"),
        ] {
            assert_eq!(stored(agent.as_bytes()).as_deref(), Some(words), "{agent}");
        }
    }

    #[test]
    fn what_no_browser_says_is_not_stored() {
        for agent in ["", "x", "Mozilla/5.0", "<script>alert(1)</script>", &"Firefox/ Linux".repeat(100)] {
            assert_eq!(stored(agent.as_bytes()), None, "{agent:.40}");
        }
        assert_eq!(stored(b"Firefox/1 Linux \xff"), None);
        assert_eq!(device_of(&HeaderMap::new()), None);
    }

    #[test]
    fn stored_words_become_names_and_those_of_tomorrow_are_unknown() {
        let read = |stored| {
            let device = Device::read(stored);
            (device.browser, device.system)
        };
        assert_eq!(read(Some("firefox linux")), (Some("Firefox"), Some("Linux")));
        assert_eq!(read(Some("lynx -")), (Some("Lynx"), None));
        assert_eq!(read(Some("tomorrow linux")), (None, Some("Linux")));
        assert_eq!([read(Some("firefox")), read(Some("")), read(None)], [(None, None); 3]);
    }
}
