//! The files that the pages link to. Each path contains a hash of the content, so browsers may cache it for a year: new
//! content gets a new path.

/// A file to serve unchanged from the server's own origin.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its path from the root: `/assets/style.<16 hexadecimal digits>.css`.
    pub path: &'static str,
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// The body.
    pub bytes: &'static [u8],
}

/// All files of the pages. Serve them with `Cache-Control: public, max-age=31536000, immutable`.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

const ASSETS: [Asset; 4] = [
    Asset { path: STYLE_PATH, content_type: "text/css; charset=utf-8", bytes: STYLE },
    Asset { path: SCRIPT_PATH, content_type: "text/javascript; charset=utf-8", bytes: SCRIPT },
    Asset {
        path: PASSKEY_SCRIPT_PATH,
        content_type: "text/javascript; charset=utf-8",
        bytes: PASSKEY_SCRIPT,
    },
    Asset { path: ICON_PATH, content_type: "image/svg+xml", bytes: ICON },
];

const STYLE: &[u8] = concat!(
    include_str!("../assets/style/tokens.css"),
    include_str!("../assets/style/frame.css"),
    include_str!("../assets/style/pages.css")
)
.as_bytes();
const SCRIPT: &[u8] = include_bytes!("../assets/form-post.js");
const PASSKEY_SCRIPT: &[u8] = include_bytes!("../assets/passkey.js");
const ICON: &[u8] = include_bytes!("../assets/icon.svg");

/// Path of the one style sheet.
pub const STYLE_PATH: &str = as_text(&STYLE_PATH_BYTES);
/// Path of the script that sends the form of [`FormPostPage`](crate::FormPostPage).
pub const SCRIPT_PATH: &str = as_text(&SCRIPT_PATH_BYTES);
/// Path of the script of passkeys.
pub const PASSKEY_SCRIPT_PATH: &str = as_text(&PASSKEY_SCRIPT_PATH_BYTES);
/// Path of the neutral icon of pages without a brand.
pub const ICON_PATH: &str = as_text(&ICON_PATH_BYTES);

const STYLE_PATH_BYTES: [u8; 34] = with_hash(*b"/assets/style.0000000000000000.css", 14, STYLE);
const SCRIPT_PATH_BYTES: [u8; 37] = with_hash(*b"/assets/form-post.0000000000000000.js", 18, SCRIPT);
const PASSKEY_SCRIPT_PATH_BYTES: [u8; 35] =
    with_hash(*b"/assets/passkey.0000000000000000.js", 16, PASSKEY_SCRIPT);
const ICON_PATH_BYTES: [u8; 33] = with_hash(*b"/assets/icon.0000000000000000.svg", 13, ICON);

/// Returns `path` with the 16 digits at `start` replaced by the hash of `content`.
const fn with_hash<const LENGTH: usize>(
    mut path: [u8; LENGTH],
    start: usize,
    content: &[u8],
) -> [u8; LENGTH] {
    let hash = fnv_1a(content);
    let mut digit = 0;
    while digit < 16 {
        let nibble = (hash >> (60 - 4 * digit)) as usize & 0xF;
        path[start + digit] = b"0123456789abcdef"[nibble];
        digit += 1;
    }
    path
}

/// Returns the 64-bit FNV-1a hash. It distinguishes versions of our files; it is not for security.
const fn fnv_1a(content: &[u8]) -> u64 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    let mut index = 0;
    while index < content.len() {
        hash = (hash ^ content[index] as u64).wrapping_mul(0x0000_0100_0000_01B3);
        index += 1;
    }
    hash
}

const fn as_text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{assets, fnv_1a};

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv_1a(b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn paths_contain_the_hash_of_their_content() {
        for asset in assets() {
            let hash = format!(".{:016x}.", fnv_1a(asset.bytes));
            assert!(asset.path.starts_with("/assets/") && asset.path.contains(&hash), "{}", asset.path);
        }
    }

    #[test]
    fn assets_load_nothing_from_elsewhere() {
        for asset in assets() {
            let text = String::from_utf8_lossy(asset.bytes).replace("http://www.w3.org/2000/svg", "");
            for needle in ["http:", "https:", "url(", "@import", "<script", "<style", "eval("] {
                assert!(!text.contains(needle), "{} has {needle}", asset.path);
            }
            assert!(asset.bytes.len() < 20_000, "{}", asset.path);
        }
    }
}
