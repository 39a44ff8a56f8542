//! The messages of each language, parsed once.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Language;

type Bundle = FluentBundle<FluentResource>;

/// The parsed messages, by language. They are constant and shared by all servers in the process.
static BUNDLES: [OnceLock<Bundle>; Language::ALL.len() + Language::PSEUDO.len()] =
    [const { OnceLock::new() }; Language::ALL.len() + Language::PSEUDO.len()];

/// Returns the message `id` in `language`, or else in English, or else the id itself. The tests render all pages and
/// fail in the last two cases.
pub(super) fn message(language: Language, id: &str, arguments: Option<&FluentArgs<'_>>) -> String {
    formatted(bundle_of(language), id, arguments)
        .or_else(|| formatted(bundle_of(Language::English), id, arguments))
        .unwrap_or_else(|| format!("[{id}]"))
}

fn bundle_of(language: Language) -> &'static Bundle {
    BUNDLES[language as usize].get_or_init(|| bundle(language))
}

fn bundle(language: Language) -> Bundle {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    // Fluent would put marks around every value, which some text browsers show as odd characters. `Language::isolated` adds
    // them where they change something.
    bundle.set_use_isolating(false);
    for source in [Some(language.source()), language.console_source()].into_iter().flatten() {
        let resource = match FluentResource::try_new(source.into_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn formatted(bundle: &Bundle, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, arguments, &mut errors).into_owned())
}
