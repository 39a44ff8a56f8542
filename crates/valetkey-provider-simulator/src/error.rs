//! The errors of the start of a provider simulator.

use valetkey_jose::KeyError;
use valetkey_providers::{CatalogueError, PresetError, ResolveError};

/// The reason why a provider simulator can't start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SimulatorError {
    /// The preset is not found.
    #[error(transparent)]
    Name(#[from] CatalogueError),
    /// The built-in presets can't be read.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// A variable has an invalid value.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// The preset has no recording, so the responses of its provider are unknown.
    #[error("preset {0:?} has no recorded login to replay; the simulator knows only built-in presets")]
    NoRecording(String),
    /// A recording can't be read.
    #[error("the recording of preset {preset:?} can't be read: {problem}")]
    Recording {
        /// The preset.
        preset: String,
        /// The problem.
        problem: String,
    },
    /// The server would be reachable from other machines.
    #[error(
        "expected an address of this machine, such as 127.0.0.1:9100, got {0}: the simulator signs everyone in"
    )]
    NotLoopback(std::net::SocketAddr),
    /// The key can't be generated.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The address can't be used.
    #[error("can't listen: {0}")]
    Listen(#[from] std::io::Error),
}
