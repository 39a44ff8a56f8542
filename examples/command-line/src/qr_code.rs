//! Draws an address as a QR code with characters.

use fast_qr::QRBuilder;

/// Returns the picture, dark on light in any colour scheme; `None` if the address is too long.
pub(crate) fn qr_code(address: &str) -> Option<String> {
    let code = QRBuilder::new(address).build().ok()?;
    let is_dark = |row: usize, column: usize| {
        let inside = |place: usize| place.checked_sub(QUIET).filter(|place| *place < code.size);
        matches!((inside(row), inside(column)), (Some(row), Some(column)) if code[row][column].value())
    };
    let side = code.size + 2 * QUIET;
    let mut picture = String::new();
    // One character shows two rows of modules. With an odd number of rows, the last character has an empty lower half.
    for row in (0..side).step_by(2) {
        picture.push_str(BLACK_ON_WHITE);
        picture.extend((0..side).map(|column| match (is_dark(row, column), is_dark(row + 1, column)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }));
        picture.push_str("\u{1b}[0m\n");
    }
    Some(picture)
}

/// The light frame that a reader needs, in modules.
const QUIET: usize = 4;
const BLACK_ON_WHITE: &str = "\u{1b}[38;5;16;48;5;231m";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_a_frame_and_the_three_corners() {
        let picture = qr_code("https://id.example/device?user_code=ABCD-EFGH").expect("it fits");
        let lines: Vec<Vec<char>> = picture
            .lines()
            .map(|line| {
                line.trim_start_matches(BLACK_ON_WHITE).trim_end_matches("\u{1b}[0m").chars().collect()
            })
            .collect();
        let width = lines[0].len();
        assert!(lines.iter().all(|line| line.len() == width), "every line is as wide");
        assert!(lines[..2].iter().flatten().all(|character| *character == ' '), "four light rows above");
        // The upper edge of a corner is seven dark modules, above a light one at each side of its hole.
        let corner: Vec<char> = "█▀▀▀▀▀█".chars().collect();
        assert_eq!(lines[2][4..11], corner[..]);
        assert_eq!(lines[2][width - 11..width - 4], corner[..]);
    }

    #[test]
    fn a_long_address_has_no_qr_code() {
        assert!(qr_code(&"x".repeat(5000)).is_none());
    }
}
