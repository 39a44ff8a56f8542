//! `bench floor`.

use std::time::Duration;

use anyhow::{Context as _, Result};

use super::print;
use crate::{
    arguments::FloorArguments,
    floor::{Floors, ceiling},
    report,
};

/// Measures the primitives and prints them with the floors of the workloads.
pub(super) async fn run(arguments: FloorArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let each = Duration::try_from_secs_f64(arguments.seconds).context("--seconds")?;
    let floors = Floors::measure(&scratch.0, each).await?;
    let ceiling = ceiling(each).await?;
    print(&report::floors(&floors, Some(&ceiling)))
}
