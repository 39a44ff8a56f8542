//! The folders of the workspace, and whether this is a continuous-integration run.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The folders of the workspace, for all tasks.
pub(crate) struct Place {
    /// The top folder of the workspace.
    pub root: PathBuf,
    /// Whether this is a continuous-integration run, where a skip is a failure.
    pub is_ci: bool,
}

impl Place {
    /// Finds the workspace, starting at the folder of this crate.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let crate_folder = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = crate_folder.parent().context("the folder of xtask has no parent folder")?.to_owned();
        anyhow::ensure!(root.join("Cargo.lock").is_file(), "expected Cargo.lock in {}", root.display());
        let is_ci = env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0");
        Ok(Self { root, is_ci })
    }

    /// Returns the folder for downloaded tools, which git ignores.
    pub(crate) fn setup_folder(&self) -> PathBuf {
        self.root.join(".setup")
    }

    /// Returns cargo's target folder.
    pub(crate) fn target_folder(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |folder| self.root.join(Path::new(&folder)))
    }

    /// Returns the path of the program that is built for the tests.
    pub(crate) fn program(&self) -> PathBuf {
        self.target_folder().join("debug").join("valetkey")
    }
}

/// Returns the `cargo` that started this program, or else the one in `PATH`.
pub(crate) fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Returns the first file of this name in the folders of `PATH`, or the name itself if it is a path of a file.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(|path| path.is_file());
    }
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
