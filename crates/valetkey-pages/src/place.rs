//! Places of network addresses.

use crate::Language;

/// A place, as a database of addresses names it. It is an estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The city, if it is known.
    pub city: Option<String>,
    /// The country, if it is known.
    pub country: Option<String>,
}

impl Place {
    /// Returns the place in words: the city and the country, or one of them.
    pub(crate) fn say(&self, text: Language) -> String {
        let names = [&self.city, &self.country].into_iter().flatten();
        let names: Vec<String> = names.map(|name| text.isolated(name)).collect();
        text.say_with("place-estimated", "place", &names.join(&text.list_separator()))
    }

    /// Returns a place for samples.
    pub(crate) fn sample() -> Self {
        Self { city: Some("Berlin".to_owned()), country: Some("Germany".to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_city_with_the_country_or_one_of_them() {
        let both = Place::sample();
        assert_eq!(both.say(Language::English), "Berlin, Germany (estimated)");
        let country = Place { city: None, ..both.clone() };
        assert_eq!(country.say(Language::English), "Germany (estimated)");
        assert_eq!(Place { country: None, ..both }.say(Language::German), "Berlin (geschätzt)");
    }
}
