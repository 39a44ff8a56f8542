//! Why a provider simulator can't start.

use valetkey_jose::KeyError;
use valetkey_providers::{CatalogueError, PresetError, ResolveError};

/// Why a provider simulator can't start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SimulatorError {
    /// There is no such preset.
    #[error(transparent)]
    Name(#[from] CatalogueError),
    /// The built-in presets can't be read.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// A variable does not fit.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// The preset comes with no recording, so nobody knows what its provider would answer.
    #[error("preset {0:?} has no recorded login to replay; presets of your own can't be imitated")]
    NoRecording(String),
    /// A recording can't be read.
    #[error("the recording of preset {preset:?} can't be read: {problem}")]
    Recording {
        /// The preset.
        preset: String,
        /// What is wrong.
        problem: String,
    },
    /// The server would be reachable from other machines.
    #[error(
        "expected an address of this machine, such as 127.0.0.1:9100, got {0}: an imitation lets everybody in"
    )]
    NotLoopback(std::net::SocketAddr),
    /// No key can be made.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The address can't be used.
    #[error("can't listen: {0}")]
    Listen(#[from] std::io::Error),
}
