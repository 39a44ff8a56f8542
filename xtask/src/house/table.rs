//! The table of our crates, with the crates that each may use.

/// The dependencies that are allowed for a crate.
pub(crate) struct Row {
    /// The crate.
    pub name: &'static str,
    /// Those of our crates that it may use.
    pub uses: &'static [&'static str],
    /// Those of our crates that its tests may use as well.
    pub tests_use: &'static [&'static str],
    /// Whether it is pure: it uses no clock, no randomness, no input and no output.
    pub pure: bool,
}

/// All our crates, from the inside to the outside.
pub(crate) const TABLE: &[Row] = &[
    Row { name: "valetkey-types", uses: &[], tests_use: &[], pure: true },
    Row { name: "valetkey-jose", uses: &["valetkey-types"], tests_use: &[], pure: true },
    Row { name: "valetkey-fetch", uses: &["valetkey-types", "valetkey-jose"], tests_use: &[], pure: false },
    Row { name: "valetkey-accounts", uses: &["valetkey-types"], tests_use: &[], pure: true },
    Row { name: "valetkey-webauthn", uses: &[], tests_use: &[], pure: true },
    Row {
        name: "valetkey-authorization-server",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-accounts"],
        tests_use: &[],
        pure: true,
    },
    Row {
        name: "valetkey-administration",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-accounts", "valetkey-authorization-server"],
        tests_use: &[],
        pure: true,
    },
    Row {
        name: "valetkey-client",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-fetch"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "valetkey-providers",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-fetch", "valetkey-client"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "valetkey-provider-simulator",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-fetch", "valetkey-providers"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "valetkey-resource-server",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-fetch"],
        tests_use: &["valetkey-client"],
        pure: false,
    },
    Row {
        name: "valetkey-storage",
        uses: &["valetkey-types", "valetkey-jose", "valetkey-authorization-server", "valetkey-accounts"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "valetkey-storage-sqlite",
        uses: &["valetkey-storage", "valetkey-types", "valetkey-authorization-server", "valetkey-accounts"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "valetkey-storage-postgres",
        uses: &["valetkey-storage", "valetkey-types", "valetkey-authorization-server", "valetkey-accounts"],
        tests_use: &["valetkey-test-postgres"],
        pure: false,
    },
    Row { name: "valetkey-test-postgres", uses: &[], tests_use: &[], pure: false },
    Row { name: "valetkey-pages", uses: &[], tests_use: &[], pure: false },
    Row {
        name: "valetkey-server",
        uses: &[
            "valetkey-types",
            "valetkey-jose",
            "valetkey-fetch",
            "valetkey-client",
            "valetkey-providers",
            "valetkey-authorization-server",
            "valetkey-accounts",
            "valetkey-webauthn",
            "valetkey-administration",
            "valetkey-storage",
            "valetkey-pages",
        ],
        tests_use: &[
            "valetkey-storage-sqlite",
            "valetkey-storage-postgres",
            "valetkey-test-postgres",
            "valetkey-provider-simulator",
            "valetkey-resource-server",
        ],
        pure: false,
    },
    Row {
        name: "valetkey-axum",
        uses: &[
            "valetkey-types",
            "valetkey-jose",
            "valetkey-fetch",
            "valetkey-client",
            "valetkey-providers",
            "valetkey-resource-server",
            "valetkey-provider-simulator",
        ],
        tests_use: &[
            "valetkey-server",
            "valetkey-storage",
            "valetkey-storage-sqlite",
            "valetkey-authorization-server",
            "valetkey-accounts",
        ],
        pure: false,
    },
    Row {
        name: "valetkey",
        uses: &[
            "valetkey-administration",
            "valetkey-types",
            "valetkey-jose",
            "valetkey-fetch",
            "valetkey-authorization-server",
            "valetkey-accounts",
            "valetkey-client",
            "valetkey-providers",
            "valetkey-provider-simulator",
            "valetkey-resource-server",
            "valetkey-storage",
            "valetkey-storage-sqlite",
            "valetkey-storage-postgres",
            "valetkey-pages",
            "valetkey-server",
            "valetkey-axum",
        ],
        tests_use: &["valetkey-test-postgres"],
        pure: false,
    },
    Row {
        name: "example-support",
        uses: &["valetkey-client", "valetkey-providers", "valetkey-provider-simulator"],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "example-test-support",
        uses: &[
            "valetkey-types",
            "valetkey-jose",
            "valetkey-fetch",
            "valetkey-authorization-server",
            "valetkey-accounts",
            "valetkey-storage",
            "valetkey-server",
        ],
        tests_use: &[],
        pure: false,
    },
    Row {
        name: "bench",
        uses: &[
            "valetkey-types",
            "valetkey-jose",
            "valetkey-accounts",
            "valetkey-authorization-server",
            "valetkey-resource-server",
            "valetkey-server",
            "valetkey-storage",
            "valetkey-storage-sqlite",
            "valetkey-storage-postgres",
            "valetkey-webauthn",
        ],
        tests_use: &["valetkey-fetch"],
        pure: false,
    },
    Row { name: "xtask", uses: &[], tests_use: &[], pure: false },
];

/// The row of all examples without a separate row: the libraries for applications, and a server for the tests.
///
/// The crates that those libraries use are not in the list on purpose: an application needs only one dependency.
const EXAMPLE: Row = Row {
    name: "example-*",
    uses: &[
        "valetkey-client",
        "valetkey-providers",
        "valetkey-resource-server",
        "valetkey-axum",
        "example-support",
    ],
    tests_use: &[
        "valetkey-server",
        "valetkey-storage",
        "valetkey-provider-simulator",
        "example-test-support",
    ],
    pure: false,
};

/// Third-party crates that pure crates must not depend on, directly or indirectly: runtimes, servers, databases.
pub(crate) const IMPURE_CRATES: &[&str] = &[
    "tokio",
    "axum",
    "hyper",
    "hyper-util",
    "reqwest",
    "rusqlite",
    "tokio-postgres",
    "tower",
    "tower-http",
    "refinery",
];

/// Words that a pure crate must not contain outside its tests.
pub(crate) const IMPURE_WORDS: &[&str] =
    &["SystemTime::now", "Instant::now", "std::env", "std::fs", "thread_rng"];

/// Third-party crates that are never built, except for [`BAN_EXCEPTIONS`]. `deny.toml` bans the same crates.
pub(crate) const BANNED_CRATES: &[&str] = &["openssl-sys", "native-tls", "ring", "rsa"];

/// Banned crates, each with the only crate that may use it. `deny.toml` has the same exceptions, with the reasons.
pub(crate) const BAN_EXCEPTIONS: &[(&str, &str)] = &[("rsa", "crypto-glue")];

/// Maximum number of lines of a Rust file.
pub(crate) const MOST_LINES: usize = 400;

/// Returns the row of a crate.
pub(crate) fn row(name: &str) -> Option<&'static Row> {
    let is_example = name.starts_with("example-");
    TABLE.iter().find(|row| row.name == name).or(is_example.then_some(&EXAMPLE))
}

/// Returns whether a crate is pure.
pub(crate) fn is_pure(name: &str) -> bool {
    row(name).is_some_and(|row| row.pure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_arrow_points_to_a_crate_further_in() {
        for (position, row) in TABLE.iter().enumerate() {
            for used in row.uses {
                let inner = TABLE.iter().position(|other| other.name == *used);
                assert!(inner.is_some_and(|inner| inner < position), "{} -> {used}", row.name);
            }
            for used in row.tests_use {
                assert!(TABLE.iter().any(|other| other.name == *used), "{} -> {used}", row.name);
            }
        }
    }

    #[test]
    fn pure_crates_use_only_pure_crates() {
        for row in TABLE.iter().filter(|row| row.pure) {
            assert!(row.uses.iter().all(|used| is_pure(used)), "{}", row.name);
        }
    }
}
