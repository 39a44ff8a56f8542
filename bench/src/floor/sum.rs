//! Adds up the primitives: the minimum CPU time of a unit, and the maximum rate of durable units on this disk.

use serde::{Deserialize, Serialize};

use super::{Floors, Primitive};
use crate::{site::Track, workload::Kind};

/// The floor of one workload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkloadFloor {
    /// The formula as text.
    pub formula: String,
    /// CPU time of one unit in microseconds.
    pub microseconds: f64,
    /// Units per second and core: the smaller limit of CPU and disk.
    pub units_per_second: f64,
}

/// The number of uses of each primitive in a unit.
struct Need {
    requests: u32,
    signatures: u32,
    verifications: u32,
    hashes: u32,
    reads: u32,
    durable_changes: u32,
}

/// Returns the floor of a workload on a track. Assumes that 16 durable changes share a commit.
pub fn floor_of(kind: Kind, track: Track, floors: &Floors) -> WorkloadFloor {
    let need = need(kind, track);
    let terms = [
        (need.requests, "HTTP", floors.http_request),
        (need.signatures, "sign", floors.es256_sign),
        (need.verifications, "verify", floors.es256_verify),
        (need.hashes, "argon2id", floors.argon2id),
        (need.reads, "read", floors.sqlite_read),
    ];
    let present = terms.iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = present.map(|(count, name, _)| format!("{count} {name}")).collect();
    let microseconds = terms
        .iter()
        .map(|(count, _, cost): &(u32, &str, Primitive)| f64::from(*count) * cost.best)
        .sum::<f64>();
    let durable = f64::from(need.durable_changes) * floors.sqlite_grouped_insert.best;
    let mut formula = words.join(" + ");
    if need.durable_changes > 0 {
        formula += &format!("; {} grouped insert", need.durable_changes);
    }
    WorkloadFloor { formula, microseconds, units_per_second: 1e6 / microseconds.max(durable) }
}

fn need(kind: Kind, track: Track) -> Need {
    let jwt = u32::from(track == Track::Jwt);
    let none = Need { requests: 1, signatures: 0, verifications: 0, hashes: 0, reads: 0, durable_changes: 0 };
    let flow =
        Need { requests: 3, signatures: 1 + jwt, verifications: jwt, reads: 3, durable_changes: 1, ..none };
    match kind {
        Kind::SingleSignOn => flow,
        Kind::PasswordSignIn => Need { requests: 6, hashes: 1, reads: 6, durable_changes: 2, ..flow },
        Kind::Refresh => Need { signatures: 1 + jwt, reads: 1, durable_changes: 1, ..none },
        Kind::ClientCredentials => Need { signatures: 1, ..none },
        Kind::Introspection | Kind::Userinfo => Need { verifications: jwt, reads: 1, ..none },
        Kind::Metadata => none,
        Kind::PasskeySignIn => Need { requests: 2, verifications: 1, reads: 3, durable_changes: 1, ..none },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors() -> Floors {
        let cost = |best| Primitive { best, median: best };
        Floors {
            http_request: cost(20.0),
            es256_sign: cost(20.0),
            es256_verify: cost(60.0),
            argon2id: cost(19_000.0),
            fdatasync: cost(600.0),
            sqlite_commit: cost(900.0),
            sqlite_grouped_insert: cost(70.0),
            sqlite_read: cost(5.0),
        }
    }

    #[test]
    fn a_flow_with_jwts_signs_twice_and_verifies_once() {
        let floor = floor_of(Kind::SingleSignOn, Track::Jwt, &floors());
        assert_eq!(floor.formula, "3 HTTP + 2 sign + 1 verify + 3 read; 1 grouped insert");
        assert!((floor.microseconds - 175.0).abs() < 1e-9, "{floor:?}");
    }

    #[test]
    fn the_disk_limits_workloads_with_little_computing() {
        let floor = floor_of(Kind::Refresh, Track::Opaque, &floors());
        assert!((floor.microseconds - 45.0).abs() < 1e-9, "{floor:?}");
        assert!((floor.units_per_second - 1e6 / 70.0).abs() < 1e-6, "{floor:?}");
    }
}
