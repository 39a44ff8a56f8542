//! Known providers that can't be supported.

/// A provider that is refused, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The name of the provider.
    pub name: &'static str,
    /// The display name.
    pub display_name: &'static str,
    /// The reason, as a sentence.
    pub reason: &'static str,
}

/// All providers that can't be supported.
pub const REFUSED: &[Refusal] = &[Refusal {
    name: "trello",
    display_name: "Trello",
    reason: "Trello speaks OAuth 1.0a (RFC 5849), another protocol with signed requests instead of bearer tokens; this project \
             speaks OAuth 2.0 and OpenID Connect only. Trello belongs to Atlassian: where an Atlassian account is enough, use \
             the preset `atlassian`.",
}];
