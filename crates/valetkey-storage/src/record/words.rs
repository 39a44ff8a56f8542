//! The words that stand for enum values in the database. They are defined only here, so that the types can be renamed.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor},
};
use valetkey_accounts::{Acr, Amr, FactorKind};
use valetkey_authorization_server::record::{
    AccessTokenFormat, AttributeAccess, ClaimPlace, ConfirmByMail, ConsentPolicy, FirstSignIn, PkcePolicy,
    RefreshTokenRotation,
};
use valetkey_types::{ClientAuthenticationMethod, GrantType};

use super::form::IsEmpty;

/// A value that is stored as a word.
pub(super) trait Word: Sized + 'static {
    /// Returns the word.
    fn stored(&self) -> &str;

    /// Returns the value of a word; `None` if this version does not know the word.
    fn from_stored(word: &str) -> Option<Self>;

    /// Returns whether this version knows a word.
    fn knows(word: &str) -> bool {
        Self::from_stored(word).is_some()
    }
}

macro_rules! words {
    ($($kind:ident { $($value:ident = $word:literal),+ $(,)? })+) => {
        $(impl Word for $kind {
            fn stored(&self) -> &str {
                match self {
                    $(Self::$value => $word,)+
                }
            }

            fn from_stored(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$value),)+
                    _ => None,
                }
            }
        })+
    };
}

words! {
    ClientAuthenticationMethod {
        ClientSecretBasic = "client_secret_basic",
        ClientSecretPost = "client_secret_post",
        None = "none",
    }
    AccessTokenFormat { Jwt = "jwt", Opaque = "opaque" }
    AttributeAccess { User = "user", Administrator = "administrator", Nobody = "nobody" }
    ClaimPlace {
        IdToken = "id_token",
        Userinfo = "userinfo",
        AccessToken = "access_token",
        Introspection = "introspection",
    }
    PkcePolicy { Required = "required", OpenidConnectCoreCompatible = "openid_connect_core_compatible" }
    RefreshTokenRotation { Rotate = "rotate", Keep = "keep" }
    FirstSignIn { Create = "create", Link = "link", Refuse = "refuse" }
    ConsentPolicy { Ask = "ask", Trusted = "trusted" }
    Amr {
        Password = "pwd",
        OneTimePassword = "otp",
        RecoveryCode = "recovery_code",
        MailCode = "mail_code",
        DevicePasskey = "hwk",
        VerifiedDevicePasskey = "hwk_user_verified",
        SyncedPasskey = "swk",
        VerifiedSyncedPasskey = "swk_user_verified",
        Provider = "provider",
    }
    FactorKind {
        Authenticator = "authenticator",
        Passkey = "passkey",
        RecoveryCodes = "recovery_codes",
    }
    ConfirmByMail {
        Never = "never",
        NewDevice = "new-device",
        Always = "always",
    }
    Acr {
        SingleFactor = "urn:valetkey:acr:single-factor",
        MultiFactor = "urn:valetkey:acr:multi-factor",
        PhishingResistant = "urn:valetkey:acr:phishing-resistant",
    }
}

/// An extension grant type is stored as its absolute URI.
impl Word for GrantType {
    fn stored(&self) -> &str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::ClientCredentials => "client_credentials",
            extension => extension.as_str(),
        }
    }

    fn from_stored(word: &str) -> Option<Self> {
        match word {
            "authorization_code" => Some(Self::AuthorizationCode),
            "refresh_token" => Some(Self::RefreshToken),
            "client_credentials" => Some(Self::ClientCredentials),
            other => other.parse().ok().filter(|grant| matches!(grant, Self::Extension(_))),
        }
    }
}

/// A word that this version must know, or else the record can't be read.
#[derive(Clone, Copy)]
pub(super) struct OneWord<T>(pub(super) T);

impl<T> IsEmpty for OneWord<T> {}

impl<T: Word> Serialize for OneWord<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.stored())
    }
}

impl<'de, T: Word> Deserialize<'de> for OneWord<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor<T>(PhantomData<T>);

        impl<T: Word> Visitor<'_> for WordVisitor<T> {
            type Value = OneWord<T>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a word that this version knows")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<OneWord<T>, E> {
                T::from_stored(word).map(OneWord).ok_or_else(|| E::custom("a word of a newer version"))
            }
        }

        deserializer.deserialize_str(WordVisitor(PhantomData))
    }
}

/// A list of words. Unknown words of newer versions are kept.
pub(super) struct Words<T> {
    pub(super) known: Vec<T>,
    pub(super) unknown: Vec<String>,
}

impl<T: Word> Words<T> {
    /// Creates a list from known words and from the unknown words that were read with them.
    pub(super) fn new(known: Vec<T>, unknown: Vec<String>) -> Self {
        Self { known, unknown }
    }
}

impl<T> IsEmpty for Words<T> {
    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.unknown.is_empty()
    }
}

impl<T: Word> Serialize for Words<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known = self.known.iter().map(Word::stored);
        serializer.collect_seq(known.chain(self.unknown.iter().map(String::as_str)))
    }
}

impl<'de, T: Word> Deserialize<'de> for Words<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordsVisitor<T>(PhantomData<T>);

        impl<'de, T: Word> Visitor<'de> for WordsVisitor<T> {
            type Value = Words<T>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a list of words")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words<T>, A::Error> {
                let mut words = Words { known: Vec::new(), unknown: Vec::new() };
                while let Some(word) = list.next_element::<AnyWord<T>>()? {
                    match word {
                        AnyWord::Known(value) => words.known.push(value),
                        AnyWord::Unknown(word) => words.unknown.push(word),
                    }
                }
                Ok(words)
            }
        }

        deserializer.deserialize_seq(WordsVisitor(PhantomData))
    }
}

enum AnyWord<T> {
    Known(T),
    Unknown(String),
}

impl<'de, T: Word> Deserialize<'de> for AnyWord<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyWordVisitor<T>(PhantomData<T>);

        impl<T: Word> Visitor<'_> for AnyWordVisitor<T> {
            type Value = AnyWord<T>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a word")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<AnyWord<T>, E> {
                Ok(T::from_stored(word).map_or_else(|| AnyWord::Unknown(word.to_owned()), AnyWord::Known))
            }
        }

        deserializer.deserialize_str(AnyWordVisitor(PhantomData))
    }
}
