//! The pseudo-language: English with accents, a third longer, between brackets.

/// Returns a message file whose texts are marked. Variables and plural forms stay.
pub(super) fn of(source: &str) -> String {
    source.lines().map(|line| marked_line(line) + "\n").collect()
}

fn marked_line(line: &str) -> String {
    let is_message = line.starts_with(|first: char| first.is_ascii_lowercase());
    let parts = if is_message { line.split_once(" = ") } else { variant(line) };
    match parts {
        // The text follows on the next lines.
        Some((_, value)) if value.ends_with("->") => line.to_owned(),
        Some((name, value)) => {
            let between = if is_message { " = " } else { "] " };
            format!("{name}{between}{}", marked(value))
        }
        None => line.to_owned(),
    }
}

/// Splits `    [one] text` and `   *[other] text`.
fn variant(line: &str) -> Option<(&str, &str)> {
    line.trim_start().starts_with(['[', '*']).then(|| line.split_once("] ")).flatten()
}

fn marked(value: &str) -> String {
    let (mut text, mut depth) = (String::from("⟦"), 0);
    for letter in value.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        text.push(if depth > 0 { letter } else { accented(letter) });
    }
    text.extend(std::iter::repeat_n('·', value.chars().count().div_ceil(3)));
    text.push('⟧');
    text
}

fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'c' => 'ç',
        'e' => 'é',
        'g' => 'ğ',
        'i' => 'ï',
        'n' => 'ñ',
        'o' => 'ö',
        'r' => 'ř',
        's' => 'š',
        't' => 'ţ',
        'u' => 'û',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Å',
        'C' => 'Ç',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ø',
        'S' => 'Š',
        'T' => 'Ţ',
        'Y' => 'Ý',
        other => other,
    }
}
