//! `[metrics]`: numbers for operators.

use std::net::SocketAddr;

use serde::Deserialize;

use super::{
    Configuration,
    check::{Problems, problem},
    network,
};

/// `[metrics]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsSettings {
    /// Where metrics are served: an address with a port, or a port of this machine. Nowhere unless given. Everybody who reaches it
    /// may read them.
    #[serde(deserialize_with = "network::listen_if_set")]
    pub listen: Option<SocketAddr>,
}

impl MetricsSettings {
    pub(super) fn check(&self, configuration: &Configuration, problems: &mut Problems) {
        if let Some(listen) =
            self.listen.filter(|listen| listen.port() != 0 && *listen == configuration.listen)
        {
            problems.push(problem("metrics.listen", "another address than listen", listen));
        }
    }
}
