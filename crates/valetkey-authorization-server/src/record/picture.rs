//! A picture that a user uploaded.

use std::{fmt, str::FromStr};

use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

/// A picture of a user, as this server wrote it. It never changes: another picture has another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its name.
    pub id: PictureId,
    /// The user.
    pub user_id: UserId,
    /// The image.
    pub image: Vec<u8>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG, for pictures with transparency.
    Png,
}

/// The name of a picture: random, so that it cannot be guessed, and its format.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureId {
    random: [u8; 16],
    format: PictureFormat,
}

/// The text is no name of a picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the name of a picture, got {0:?}")]
pub struct PictureIdError(String);

impl PictureFormat {
    const ALL: [Self; 2] = [Self::Jpeg, Self::Png];

    fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Returns its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl PictureId {
    /// Makes a name of fresh random bytes.
    pub fn new(random: [u8; 16], format: PictureFormat) -> Self {
        Self { random, format }
    }

    /// Returns the format.
    pub fn format(&self) -> PictureFormat {
        self.format
    }
}

impl fmt::Display for PictureId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.random.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))?;
        write!(formatter, ".{}", self.format.extension())
    }
}

impl FromStr for PictureId {
    type Err = PictureIdError;

    fn from_str(text: &str) -> Result<Self, PictureIdError> {
        let parsed = text.split_once('.').and_then(|(digits, extension)| {
            let is_hex = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            let number = u128::from_str_radix(digits, 16).ok().filter(|_| is_hex && digits.len() == 32)?;
            let format = PictureFormat::ALL.into_iter().find(|format| format.extension() == extension)?;
            Some(Self { random: number.to_be_bytes(), format })
        });
        parsed.ok_or_else(|| PictureIdError(text.chars().take(80).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_nothing_else_is_one() {
        for format in PictureFormat::ALL {
            let id = PictureId::new([0xab; 16], format);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        let digits = "00112233445566778899aabbccddeeff";
        assert!(format!("{digits}.png").parse::<PictureId>().is_ok());
        for other in [
            "",
            ".png",
            digits,
            &format!("{digits}.gif"),
            &format!("{digits}.png.png"),
            &format!("+{}.png", &digits[1..]),
            &format!("{}.png", &digits[1..]),
            &format!("{}.png", digits.to_uppercase()),
            &format!("../{digits}.png"),
        ] {
            assert!(other.parse::<PictureId>().is_err(), "{other}");
        }
    }
}
