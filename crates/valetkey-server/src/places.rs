//! Places of network addresses, from a file of the operator in the MaxMind DB format. Nothing is asked over the network, and nothing is
//! stored: a place is looked up when a page or a mail shows it.

use std::{
    collections::BTreeMap,
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
};

use maxminddb::{MaxMindDbError, Reader};
use serde::Deserialize;
use valetkey_fetch::AddressPolicy;
use valetkey_pages::{Language, Place};

/// The words in the type of a file that has cities or countries, such as `GeoLite2-City`.
const KINDS: [&str; 4] = ["city", "country", "enterprise", "location"];

/// The file. It is in memory as a whole.
#[derive(Debug)]
pub struct Places {
    reader: Reader<Vec<u8>>,
    path: PathBuf,
}

/// The reason why a file has no places.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, got {got}")]
pub struct PlacesError {
    /// The expected file.
    pub expected: String,
    /// The file that is there.
    pub got: String,
}

/// The parts of a record that name a place.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    city: Option<Named<'a>>,
    #[serde(borrow)]
    country: Option<Named<'a>>,
}

/// A name for each language tag.
#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow, default)]
    names: BTreeMap<&'a str, &'a str>,
}

impl Named<'_> {
    /// Returns the name in a language, or in English.
    fn in_language(&self, language: Language) -> Option<String> {
        let tag = match language {
            Language::SimplifiedChinese => "zh-CN",
            language => language.tag(),
        };
        let name = [tag, Language::English.tag()].iter().find_map(|tag| self.names.get(tag));
        name.filter(|name| !name.is_empty()).map(|name| (*name).to_owned())
    }
}

impl Places {
    /// Reads a file.
    ///
    /// # Errors
    /// [`PlacesError`] says what was expected and what came: no file, another format, a file that is cut off, or one without cities
    /// and countries.
    pub fn open(path: &Path) -> Result<Self, PlacesError> {
        let shown = path.display();
        let wrong = |expected: &str, got: String| PlacesError { expected: expected.to_owned(), got };
        let bytes =
            fs::read(path).map_err(|error| wrong("a file that can be read", format!("{shown} ({error})")))?;
        let reader = Reader::from_source(bytes)
            .map_err(|error| wrong("a file in the MaxMind DB format", format!("{shown} ({error})")))?;
        let kind = reader.metadata().database_type.to_ascii_lowercase();
        if !KINDS.iter().any(|known| kind.contains(known)) {
            let got = format!("{shown} of the type {:?}", reader.metadata().database_type);
            return Err(wrong("a file of cities or countries", got));
        }
        Ok(Self { reader, path: path.to_owned() })
    }

    /// Returns the place of an address in the words of a language; `None` if the address is not public, or not in the file.
    pub(crate) fn place_of(&self, address: &str, language: Language) -> Option<Place> {
        let address = address.parse::<IpAddr>().ok()?.to_canonical();
        if !AddressPolicy::default().permits(address) {
            return None;
        }
        let record = self.record_of(address).unwrap_or_else(|error| {
            tracing::warn!(%error, file = %self.path.display(), "the file of places can't be read");
            None
        })?;
        let name = |named: Option<Named<'_>>| named.and_then(|named| named.in_language(language));
        let place = Place { city: name(record.city), country: name(record.country) };
        (place.city.is_some() || place.country.is_some()).then_some(place)
    }

    fn record_of(&self, address: IpAddr) -> Result<Option<Record<'_>>, MaxMindDbError> {
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return Ok(None);
        }
        self.reader.lookup(address)?.decode()
    }
}

#[cfg(test)]
mod tests;
