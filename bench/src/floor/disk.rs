//! The disk: the time until written bytes are durable.

use std::{fs::File, io::Write as _, path::Path, time::Duration};

use anyhow::{Context as _, Result};

use super::{Primitive, Stopwatch};

pub(super) fn fdatasync(folder: &Path, each: Duration) -> Result<Primitive> {
    let path = folder.join("fdatasync.floor");
    let mut file = File::create(&path).with_context(|| path.display().to_string())?;
    let page = [0x5a; 4096];
    let measured = Stopwatch::time(each, || {
        file.write_all(&page)?;
        Ok(file.sync_data()?)
    });
    std::fs::remove_file(&path)?;
    measured
}
