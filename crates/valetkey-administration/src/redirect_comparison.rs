//! Compares a refused redirect URI with the registered ones, part by part.
//!
//! Redirect URIs are compared byte for byte (RFC 9700 section 4.1.3), so one slash is enough for a refusal. The comparison is for
//! administrators; it decides nothing.

/// A part of an address (RFC 3986 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressPart {
    /// The scheme with what separates it from the rest, such as `https://`.
    Scheme,
    /// The host, with user information if there is some.
    Host,
    /// The port.
    Port,
    /// The path.
    Path,
    /// The slash at the end of the path, if the paths differ in nothing else.
    TrailingSlash,
    /// The query.
    Query,
    /// The fragment.
    Fragment,
}

/// A part in which two addresses differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part.
    pub part: AddressPart,
    /// The part of the registered address; empty if it has none.
    pub registered: String,
    /// The part of the refused address; empty if it has none.
    pub refused: String,
}

/// A piece of an address. All pieces together are the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether the other address has another text here.
    pub differs: bool,
}

/// A refused address beside a registered one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The pieces of the registered address.
    pub registered: Vec<Piece>,
    /// The pieces of the refused address.
    pub refused: Vec<Piece>,
    /// The parts that differ, in the order of the address.
    pub differences: Vec<Difference>,
}

/// Compares a refused address with the registered one that differs in the fewest parts. `None` if none is registered.
pub fn compare_with_nearest(registered: &[String], refused: &str) -> Option<Comparison> {
    let all = registered.iter().map(|registered| compare(registered, refused));
    all.min_by_key(|comparison| comparison.differences.len())
}

/// Compares two addresses.
pub fn compare(registered: &str, refused: &str) -> Comparison {
    let (one, other) = (Parts::of(registered), Parts::of(refused));
    let is_same_path = one.path == other.path;
    let mut differences = Vec::new();
    for (part, registered, refused) in [
        (AddressPart::Scheme, one.scheme, other.scheme),
        (AddressPart::Host, one.host, other.host),
        (AddressPart::Port, one.port, other.port),
        (AddressPart::Path, one.path_with_slash, other.path_with_slash),
        (AddressPart::TrailingSlash, one.slash, other.slash),
        (AddressPart::Query, one.query, other.query),
        (AddressPart::Fragment, one.fragment, other.fragment),
    ] {
        // The slash at the end is a difference of its own between equal paths, and a part of the path between others.
        let is_said = match part {
            AddressPart::Path => !is_same_path,
            AddressPart::TrailingSlash => is_same_path,
            _ => true,
        };
        if registered != refused && is_said {
            differences.push(Difference {
                part,
                registered: registered.to_owned(),
                refused: refused.to_owned(),
            });
        }
    }
    Comparison { registered: one.pieces(&other), refused: other.pieces(&one), differences }
}

/// The parts of an address. In the order of the fields, without `path_with_slash`, they are the address.
struct Parts<'a> {
    /// With the colon and the slashes.
    scheme: &'a str,
    host: &'a str,
    /// With the colon.
    port: &'a str,
    /// Without the slash at its end.
    path: &'a str,
    slash: &'a str,
    path_with_slash: &'a str,
    /// With the question mark.
    query: &'a str,
    /// With the number sign.
    fragment: &'a str,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Self {
        let (rest, fragment) = split_before(address, '#');
        let (rest, query) = split_before(rest, '?');
        let (scheme, rest) = split_scheme(rest);
        let (authority, path) = match scheme.ends_with("//") {
            true => split_before(rest, '/'),
            false => ("", rest),
        };
        let (host, port) = split_port(authority);
        let path_with_slash = path;
        let (path, slash) = path.split_at(path.strip_suffix('/').map_or(path.len(), str::len));
        Self { scheme, host, port, path, slash, path_with_slash, query, fragment }
    }

    fn all(&self) -> [&'a str; 7] {
        let Self { scheme, host, port, path, slash, query, fragment, .. } = self;
        [scheme, host, port, path, slash, query, fragment]
    }

    fn pieces(&self, other: &Parts<'_>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (text, other) in self.all().into_iter().zip(other.all()).filter(|(text, _)| !text.is_empty()) {
            let differs = text != other;
            match pieces.last_mut().filter(|last| last.differs == differs) {
                Some(last) => last.text.push_str(text),
                None => pieces.push(Piece { text: text.to_owned(), differs }),
            }
        }
        pieces
    }
}

/// Splits a text before the first `sign`.
fn split_before(text: &str, sign: char) -> (&str, &str) {
    text.split_at(text.find(sign).unwrap_or(text.len()))
}

/// Splits a text behind its scheme. A text without a scheme has an empty one.
fn split_scheme(text: &str) -> (&str, &str) {
    let is_scheme = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    let (scheme, rest) = split_before(text, ':');
    if rest.is_empty() || !is_scheme(scheme) {
        return ("", text);
    }
    text.split_at(scheme.len() + if rest.starts_with("://") { 3 } else { 1 })
}

/// Splits an authority before the colon of its port. The colons of an IPv6 address lie in brackets.
fn split_port(authority: &str) -> (&str, &str) {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    match authority.rfind(':') {
        Some(colon) if is_port(&authority[colon + 1..]) => authority.split_at(colon),
        _ => (authority, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        let text = |piece: &Piece| match piece.differs {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(text).collect()
    }

    #[test]
    fn each_part_that_differs_is_named_and_marked() {
        use AddressPart::{Fragment, Host, Path, Port, Query, Scheme, TrailingSlash};
        const KNOWN: &str = "https://notes.example/cb";
        for (registered, refused, parts, shown) in [
            (KNOWN, "http://notes.example/cb", vec![Scheme], "[http://]notes.example/cb"),
            (KNOWN, "https://www.notes.example/cb", vec![Host], "https://[www.notes.example]/cb"),
            (KNOWN, "https://Notes.example/cb", vec![Host], "https://[Notes.example]/cb"),
            (KNOWN, "https://notes.example:8443/cb", vec![Port], "https://notes.example[:8443]/cb"),
            (KNOWN, "https://notes.example/callback", vec![Path], "https://notes.example[/callback]"),
            (KNOWN, "https://notes.example/cb/", vec![TrailingSlash], "https://notes.example/cb[/]"),
            ("https://notes.example/cb/", KNOWN, vec![TrailingSlash], "https://notes.example/cb"),
            (
                "https://notes.example",
                "https://notes.example/",
                vec![TrailingSlash],
                "https://notes.example[/]",
            ),
            (KNOWN, "https://notes.example/cb?x=/y", vec![Query], "https://notes.example/cb[?x=/y]"),
            (KNOWN, "https://notes.example/cb#?x", vec![Fragment], "https://notes.example/cb[#?x]"),
            (KNOWN, "https://notes.example/other/", vec![Path], "https://notes.example[/other/]"),
            (
                "com.example.app:/cb",
                "com.example.app://cb",
                vec![Scheme, Host, Path],
                "[com.example.app://cb]",
            ),
            ("http://[::1]:80/cb", "http://[::1]:81/cb", vec![Port], "http://[::1][:81]/cb"),
            ("http://[::1]/cb", "http://[::2]/cb", vec![Host], "http://[[::2]]/cb"),
            (KNOWN, "notes.example/cb", vec![Scheme, Host, Path], "[notes.example/cb]"),
            ("com.example.app:/cb", "com.example.app:///cb", vec![Scheme], "[com.example.app://]/cb"),
            (KNOWN, KNOWN, vec![], KNOWN),
            (KNOWN, "", vec![Scheme, Host, Path], ""),
        ] {
            let compared = compare(registered, refused);
            let named: Vec<AddressPart> = compared.differences.iter().map(|one| one.part).collect();
            assert_eq!(named, parts, "{refused}");
            assert_eq!(marked(&compared.refused), shown, "{refused}");
            let whole = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
            assert_eq!(whole(&compared.refused), refused);
            assert_eq!(whole(&compared.registered), registered);
        }
    }

    #[test]
    fn the_nearest_registered_address_is_compared() {
        let registered = ["https://other.example/x", "https://notes.example/cb"].map(str::to_owned);
        let compared = compare_with_nearest(&registered, "https://notes.example/cb/").unwrap();
        assert_eq!(marked(&compared.registered), "https://notes.example/cb");
        assert_eq!(compared.differences.len(), 1);
        assert_eq!(compare_with_nearest(&[], "https://notes.example/cb/"), None);
    }

    #[test]
    fn a_path_that_differs_is_said_with_its_slash() {
        let compared = compare("https://notes.example/auth/callback", "https://notes.example/callback/");
        let said = Difference {
            part: AddressPart::Path,
            registered: "/auth/callback".to_owned(),
            refused: "/callback/".to_owned(),
        };
        assert_eq!(compared.differences, [said]);
    }

    #[test]
    fn an_address_in_pieces_of_any_bytes_stays_whole() {
        for refused in [
            "://",
            ":",
            "https:",
            "https://",
            "https://:",
            "é://ü:1/ß?#",
            "https://a:1:2/",
            "a:b:c",
            "#",
            "?#",
        ] {
            let compared = compare("https://notes.example/cb", refused);
            let whole: String = compared.refused.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(whole, refused);
        }
    }
}
