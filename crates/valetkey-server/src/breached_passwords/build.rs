//! Builds a list from lines of a SHA-1 and a count, in any order and of any number. Entries go through 256 files beside the result,
//! each sorted in memory by itself: a billion passwords need 7 GB there, and 32 MB of memory for each file.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufWriter, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
};

use super::{BUCKETS, HEADER, MAGIC, TABLE, VERSION, WIDTH};

/// Files that the entries go through, by the first byte of the SHA-1.
const PARTS: usize = 256;
/// Bytes of an entry on its way: its bucket, and what the list stores.
const ON_THE_WAY: usize = 2 + WIDTH;
/// The longest line, in bytes.
const LONGEST_LINE: usize = 128;
/// The number of lines between two reports of progress.
const TOLD_EVERY: u64 = 10_000_000;

/// Why no list was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A line is of another form.
    #[error("expected 40 hexadecimal digits, a colon and a count, got something else in line {0}")]
    Line(u64),
    /// A line of NTLM hashes.
    #[error(
        "expected SHA-1 hashes of 40 hexadecimal digits, got NTLM hashes in line {0}; download the SHA-1 form"
    )]
    Ntlm(u64),
    /// No line was read.
    #[error("expected lines of a SHA-1 and a count, got none that counts")]
    Empty,
    /// The input, or the disk.
    #[error("{doing} {path}: {error}", path = .path.display())]
    Io {
        /// The step that failed.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
}

/// The progress of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildProgress {
    /// Lines that were read.
    Read(u64),
    /// Parts of 256 that were sorted.
    Sorted(usize),
}

/// The result of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Built {
    /// Lines that were read.
    pub lines: u64,
    /// Entries of the list: passwords that came often enough, each once.
    pub entries: u64,
    /// Length of the file in bytes.
    pub length: u64,
}

/// Builds a list at `to` from lines like `5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:52256179`. Passwords with a lower count than
/// `minimum_count` are left out. The file appears when it is complete; a file that was there is replaced then.
///
/// # Errors
/// [`BuildError`]. What was at `to` stays as it was.
pub fn build(
    from: impl BufRead,
    to: &Path,
    minimum_count: u32,
    mut progress: impl FnMut(BuildProgress),
) -> Result<Built, BuildError> {
    let parts = Parts::new(to)?;
    let lines = parts.split(from, minimum_count.max(1), &mut progress)?;
    let unfinished = parts.folder.join("list");
    let entries = parts.write(&unfinished, minimum_count, &mut progress)?;
    if entries == 0 {
        return Err(BuildError::Empty);
    }
    fs::rename(&unfinished, to).map_err(io_error("can't put in place", to))?;
    // The name is on the disk once its folder is.
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(Built { lines, entries, length: (HEADER + TABLE) as u64 + entries * WIDTH as u64 })
}

/// The folder of the parts. It is removed when this is dropped.
struct Parts {
    folder: PathBuf,
}

impl Parts {
    fn new(to: &Path) -> Result<Self, BuildError> {
        let mut name = to.as_os_str().to_owned();
        name.push(format!(".{}.building", std::process::id()));
        let folder = PathBuf::from(name);
        fs::create_dir(&folder).map_err(io_error("can't make the folder", &folder))?;
        Ok(Self { folder })
    }

    fn path(&self, part: usize) -> PathBuf {
        self.folder.join(format!("{part:02x}"))
    }

    /// Writes each entry into the file of its first byte. Returns the number of lines.
    fn split(
        &self,
        mut from: impl BufRead,
        minimum_count: u32,
        progress: &mut impl FnMut(BuildProgress),
    ) -> Result<u64, BuildError> {
        let open = |part| {
            let path = self.path(part);
            File::create(&path)
                .map(|file| BufWriter::with_capacity(1 << 16, file))
                .map_err(io_error("can't write", &path))
        };
        let mut files = (0..PARTS).map(open).collect::<Result<Vec<_>, _>>()?;
        let (mut line, mut number) = (Vec::with_capacity(LONGEST_LINE), 0);
        while read_line(&mut from, &mut line).map_err(io_error("can't read", Path::new("the input")))? {
            number += 1;
            if number % TOLD_EVERY == 0 {
                progress(BuildProgress::Read(number));
            }
            let Some((hash, count)) = parse(&line, number)? else { continue };
            if count < minimum_count {
                continue;
            }
            let part = usize::from(hash[0]);
            if let Some(file) = files.get_mut(part) {
                file.write_all(&hash[..ON_THE_WAY]).map_err(io_error("can't write", &self.path(part)))?;
            }
        }
        for (part, mut file) in files.into_iter().enumerate() {
            file.flush().map_err(io_error("can't write", &self.path(part)))?;
        }
        Ok(number)
    }

    /// Sorts part by part and writes the list. Returns the number of its entries.
    fn write(
        &self,
        to: &Path,
        minimum_count: u32,
        progress: &mut impl FnMut(BuildProgress),
    ) -> Result<u64, BuildError> {
        let failed = |error| io_error("can't write", to)(error);
        let mut file = BufWriter::with_capacity(1 << 20, File::create(to).map_err(failed)?);
        file.write_all(&[0; HEADER + TABLE]).map_err(failed)?;
        let (mut before, mut entries) = (Vec::with_capacity(BUCKETS + 1), 0_u64);
        for part in 0..PARTS {
            let path = self.path(part);
            let mut bytes = fs::read(&path).map_err(io_error("can't read", &path))?;
            fs::remove_file(&path).map_err(io_error("can't remove", &path))?;
            let (part_entries, _) = bytes.as_chunks_mut::<ON_THE_WAY>();
            part_entries.sort_unstable();
            let mut last = None;
            let mut rest =
                part_entries.iter().filter(|entry| last.replace(**entry) != Some(**entry)).peekable();
            for second in 0..=u8::MAX {
                before.push(entries);
                while let Some(entry) = rest.next_if(|entry| entry[1] == second) {
                    file.write_all(&entry[2..]).map_err(failed)?;
                    entries += 1;
                }
            }
            progress(BuildProgress::Sorted(part + 1));
        }
        before.push(entries);
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        file.write_all(&header(minimum_count, entries)).map_err(failed)?;
        for number in &before {
            file.write_all(&number.to_le_bytes()).map_err(failed)?;
        }
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        Ok(entries)
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn header(minimum_count: u32, entries: u64) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(minimum_count.to_le_bytes());
    header.extend(entries.to_le_bytes());
    header.resize(HEADER, 0);
    header
}

/// Reads a line without its end. Returns `false` at the end of the input. A line that is too long is cut, and so refused later.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let limit = LONGEST_LINE as u64;
    if io::Read::take(&mut *from, limit).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r' | b' ')) {
        line.pop();
    }
    Ok(true)
}

/// Returns the SHA-1 and the count of a line; none for an empty one.
fn parse(line: &[u8], number: u64) -> Result<Option<([u8; 20], u32)>, BuildError> {
    if line.is_empty() {
        return Ok(None);
    }
    let wrong = || BuildError::Line(number);
    let (digits, count) =
        line.iter().position(|byte| *byte == b':').map(|at| line.split_at(at)).ok_or_else(wrong)?;
    if digits.len() == 32 && digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(BuildError::Ntlm(number));
    }
    let mut hash = [0; 20];
    if digits.len() != 40 {
        return Err(wrong());
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |digit: u8| (digit as char).to_digit(16).and_then(|value| u8::try_from(value).ok());
        *byte = digit(pair[0]).zip(digit(pair[1])).map(|(high, low)| high << 4 | low).ok_or_else(wrong)?;
    }
    let count = std::str::from_utf8(&count[1..])
        .ok()
        .and_then(|count| count.parse::<u64>().ok())
        .ok_or_else(wrong)?;
    Ok(Some((hash, u32::try_from(count).unwrap_or(u32::MAX))))
}

fn io_error<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> BuildError + 'a {
    move |error| BuildError::Io { doing, path: path.to_owned(), error }
}
