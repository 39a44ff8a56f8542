//! QR codes as SVG paths.

use fast_qr::{ECL, QRBuilder};
use valetkey_pages::QrCode;

/// The light frame that a reader needs, in modules.
const QUIET: usize = 4;

/// Returns the QR code of a text; `None` if the text is too long.
pub(crate) fn qr_code(text: &str) -> Option<QrCode> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let is_dark = |column: usize| column < code.size && code[row][column].value();
        let mut column = 0;
        while column < code.size {
            let start = column;
            while is_dark(column) {
                column += 1;
            }
            if column > start {
                let (x, y, length) = (start + QUIET, row + QUIET, column - start);
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            column += 1;
        }
    }
    Some(QrCode { side: code.size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_a_frame_and_its_corners() {
        let text = format!("otpauth://totp/id.example:alice?secret={}&issuer=id.example", "A".repeat(32));
        let code = qr_code(&text).unwrap();
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "the upper edge of the first corner: {}", code.path);
        let last = code.side - QUIET - 7;
        assert!(code.path.contains(&format!("M{last} 4h7v1h-7z")), "{}", code.path);
        assert!(code.path.len() < 20_000, "{}", code.path.len());
        assert!(qr_code(&"x".repeat(5_000)).is_none());
    }
}
