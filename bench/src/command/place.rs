//! Prepares a run: pins the generator and creates the folder.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::{
    arguments::Place,
    generator,
    pinning::{self, GENERATOR_CORE},
    progress::say,
    seed::Extent,
    server::{Plan, fresh_folder},
};

/// A folder that is removed at the end.
pub(super) struct Scratch(pub(super) PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Place {
    /// Pins this process and creates a temporary folder.
    pub(super) fn prepare(&self) -> Result<Scratch> {
        if self.no_pinning || !pinning::is_possible() {
            pinning::disable_pinning();
            say("server and generator are not pinned to cores");
        } else {
            pinning::pin_this_process(GENERATOR_CORE)?;
            if !self.sleeping_generator {
                generator::stay_awake();
            }
        }
        let beside = || Some(std::env::current_exe().ok()?.parent()?.to_path_buf());
        let below = self.folder.clone().or_else(beside).context("a folder for databases")?;
        Ok(Scratch(fresh_folder(&below, "bench")?))
    }

    /// Returns the records to store beside the population.
    pub(super) fn extent(&self) -> Extent {
        Extent { tenants: self.tenants, ..Extent::default() }
    }

    /// Returns the plan for servers in this folder.
    pub(super) fn plan(&self, scratch: &Scratch) -> Plan {
        Plan { folder: scratch.0.clone(), users: self.users, extent: self.extent(), at_domain_name: false }
    }
}
