//! The messages of each language, parsed once.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Language;

type Bundle = FluentBundle<FluentResource>;

/// The parsed messages. They are constant and shared by all servers in the process.
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::German));

/// Returns the message `id` in `language`, or else in English, or else the id itself. The tests render all pages and
/// fail in the last two cases.
pub(super) fn message(language: Language, id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
    formatted(bundle_of(language), id, arguments)
        .or_else(|| formatted(&ENGLISH, id, arguments))
        .unwrap_or_else(|| format!("[{id}]"))
}

fn bundle_of(language: Language) -> &'static Bundle {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
}

fn bundle(language: Language) -> Bundle {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    // Text browsers would show these marks as odd characters. The values contain none, so the marks are not needed.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(language.source().to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

fn formatted(bundle: &Bundle, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, arguments, &mut errors).into_owned())
}
