//! Errors between the server and the database.

/// An error of the database. The reason is logged and never sent to a client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The database can't be reached, is full, or did not answer in time. A later attempt may succeed.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A record can't be read. Another attempt does not help.
    #[error("a stored record can't be read: {0}")]
    Corrupt(String),
}

/// The reason why a list of changes was not applied. Nothing of the list was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The condition of the change at this position did not hold.
    #[error("the condition of change {position} did not hold")]
    Conflict {
        /// The position in the list, from 0.
        position: usize,
    },
    /// The database could not store the list.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The reason why a database can't be opened. The text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// A newer version created the schema.
    #[error(
        "the database {path} was written by a newer version of valetkey (schema {found}, this program knows up to {known}); start that version, or restore a backup made before the upgrade"
    )]
    NewerSchema {
        /// The path of the file.
        path: String,
        /// Its schema version.
        found: i64,
        /// The newest schema version that this program knows.
        known: i64,
    },
    /// Another process has locked the file.
    #[error(
        "the database {path} is locked by another process; stop that process, or give this one another file with --database"
    )]
    Locked {
        /// The path of the file.
        path: String,
    },
    /// The file or its folder can't be written or created.
    #[error(
        "the database {path} can't be written ({reason}); check that the folder exists and that this user may write there"
    )]
    NotWritable {
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        reason: String,
    },
    /// Every user of the machine can read the file.
    #[error(
        "the database {path} can be read by other users (mode {mode:04o}, expected 0600); run: chmod 600 {path} {path}-*"
    )]
    WorldReadable {
        /// The path of the file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not a Valetkey database.
    #[error("{path} is not a valetkey database ({reason}); give another file with --database")]
    NotADatabase {
        /// The path of the file.
        path: String,
        /// The error of the database library.
        reason: String,
    },
    /// The address of a database server can't be used.
    #[error("the address of the database can't be used: {reason}")]
    Address {
        /// The error, without the password.
        reason: String,
    },
    /// The database server can't be reached, or refuses the connection.
    #[error(
        "the database {address} can't be used ({reason}); check that the server runs there, that the database exists, and that this user may sign in and create tables"
    )]
    Unreachable {
        /// The address, without the password.
        address: String,
        /// The error of the server or of the network.
        reason: String,
    },
}
