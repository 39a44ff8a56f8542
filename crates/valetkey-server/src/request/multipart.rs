//! Forms with a file (RFC 7578), in memory. It reads what browsers send: no nested parts, no transfer encodings.

use http::{HeaderMap, header};
use valetkey_types::RawParams;

/// The most parts of a form.
const MOST_PARTS: usize = 16;
/// The longest head of a part, in bytes.
const LONGEST_HEAD: usize = 2 * 1024;

/// A form with a file.
pub(crate) struct FileForm<'a> {
    /// The fields that are no file.
    pub(crate) params: RawParams,
    /// The content of the file; empty where none was chosen.
    pub(crate) file: &'a [u8],
}

/// Returns the boundary of a form; `None` for another content type.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<String> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (media_type, parameters) = content_type.split_once(';')?;
    if !media_type.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    })?;
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// Reads a form with at most one file, whose field has this name. `None` for a body of another form.
pub(crate) fn read<'a>(body: &'a [u8], boundary: &str, file_field: &str) -> Option<FileForm<'a>> {
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
    // The first one has no line before it.
    let mut rest = body.strip_prefix(&delimiter[2..])?;
    let (mut fields, mut file) = (Vec::new(), None);
    for _ in 0..MOST_PARTS {
        if rest.starts_with(b"--") {
            let params = RawParams::parse(valetkey_types::encode_form(fields).as_bytes()).ok()?;
            return Some(FileForm { params, file: file.unwrap_or_default() });
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, &delimiter)?;
        let (part, after) = rest.split_at(end);
        rest = after.get(delimiter.len()..)?;
        let head_end = find(part.get(..part.len().min(LONGEST_HEAD))?, b"\r\n\r\n")?;
        let (head, content) = (std::str::from_utf8(part.get(..head_end)?).ok()?, part.get(head_end + 4..)?);
        let name = field_name(head)?;
        if name == file_field {
            if file.replace(content).is_some() {
                return None;
            }
        } else {
            fields.push((name, std::str::from_utf8(content).ok()?));
        }
    }
    None
}

/// Returns the name of the field that the head of a part is about (RFC 7578 section 4.2).
fn field_name(head: &str) -> Option<&str> {
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let after = disposition.trim_start().strip_prefix("form-data")?;
    let (_, quoted) = after.split_once("; name=\"")?;
    let (name, _) = quoted.split_once('"')?;
    (!name.is_empty() && name.len() <= 64).then_some(name)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    // Most bytes of a picture are not the first of a delimiter.
    while let Some(at) = text.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + at;
        if text.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--B\r\nContent-Disposition: form-data; name=\"form_state\"\r\n\r\nsealed\r\n--B\r\n\
        content-disposition: form-data; name=\"picture\"; filename=\"a; name=\\\"x.png\"\r\nContent-Type: image/png\r\n\r\n\
        \x89PNG\r\n\r\n--A\r\n--\xff\r\n--B--\r\n";

    fn with_type(content_type: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        boundary(&headers)
    }

    #[test]
    fn fields_and_the_bytes_of_the_file_are_read() {
        let form = read(BODY, "B", "picture").unwrap();
        assert_eq!(form.params.get("form_state"), Some("sealed"));
        assert_eq!(form.file, b"\x89PNG\r\n\r\n--A\r\n--\xff");
        let without =
            b"--B\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"\"\r\n\r\n\r\n--B--";
        assert_eq!(read(without, "B", "picture").unwrap().file, b"");
        assert_eq!(read(b"--B--", "B", "picture").unwrap().file, b"");
    }

    #[test]
    fn a_boundary_comes_from_the_content_type() {
        assert_eq!(with_type("multipart/form-data; boundary=B").as_deref(), Some("B"));
        assert_eq!(with_type("Multipart/Form-Data; charset=x; Boundary=\"a b\"").as_deref(), Some("a b"));
        for other in [
            "application/x-www-form-urlencoded",
            "multipart/mixed; boundary=B",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            &format!("multipart/form-data; boundary={}", "x".repeat(71)),
        ] {
            assert_eq!(with_type(other), None, "{other}");
        }
    }

    #[test]
    fn a_body_of_another_form_is_refused() {
        let part =
            |name: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nx\r\n");
        let many = (0..20).map(|n| part(&n.to_string())).collect::<String>() + "--B--";
        let long = format!("--B\r\nX: {}\r\n\r\nx\r\n--B--", "y".repeat(3_000));
        for body in [
            "",
            "x",
            "--B",
            "--B\r\n",
            "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
            "--B\r\nno head\r\n--B--",
            "--C\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--C--",
            &format!("{}{}--B--", part("a"), part("a")),
            &format!("{}{}--B--", part("picture"), part("picture")),
            &many,
            &long,
        ] {
            assert!(read(body.as_bytes(), "B", "picture").is_none(), "{body:.60}");
        }
    }
}
