//! Starts a temporary PostgreSQL server from the installed programs, on the core of the server under test. Each commit is on the
//! disk before its answer.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    os::unix::fs::{MetadataExt as _, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    pinning::{SERVER_CORE, command_on},
    server::{fresh_folder, output},
};

/// Debian's folder of PostgreSQL versions.
const DEBIAN: &str = "/usr/lib/postgresql";
const MISSING: &str = "PostgreSQL is not installed: on Debian `apt-get install postgresql`";
/// The id of the user `nobody` on every Linux distribution. PostgreSQL refuses to run as root.
const NOBODY: u32 = 65_534;
/// Timeout of a start.
const PATIENCE: Duration = Duration::from_secs(60);
/// The server has the memory settings that its documentation recommends, and defaults otherwise.
const SETTINGS: [&str; 6] = [
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "fsync=on",
    "synchronous_commit=on",
    "shared_buffers=1GB",
    "max_wal_size=4GB",
];

/// A running PostgreSQL server with one empty database.
pub struct Cluster {
    postmaster: Child,
    psql: Psql,
}

/// Runs queries on the database of a cluster.
#[derive(Clone, Debug)]
pub struct Psql {
    programs: PathBuf,
    /// A temporary folder with a short path: the path of a Unix socket has at most about a hundred bytes.
    sockets: PathBuf,
}

impl Psql {
    /// Runs a query with `psql`.
    ///
    /// # Errors
    /// The message of `psql`.
    pub fn query(&self, sql: &str) -> Result<String> {
        let words = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--username=valetkey"];
        let mut arguments: Vec<OsString> = words.map(OsString::from).to_vec();
        arguments.extend(["--dbname=postgres", "--command", sql, "--host"].map(OsString::from));
        arguments.push(self.sockets.clone().into());
        output(self.programs.join("psql").as_os_str(), arguments)
    }
}

impl Cluster {
    /// Returns `true` if the programs of PostgreSQL are installed.
    pub fn is_installed() -> bool {
        programs().is_some()
    }

    /// Creates a cluster in the subfolder `postgres`, starts its server and waits until it answers.
    ///
    /// # Errors
    /// The messages of its programs.
    pub fn start(folder: &Path) -> Result<Self> {
        let programs = programs().context(MISSING)?;
        let (data, log) = (folder.join("postgres"), folder.join("postgres.log"));
        std::fs::create_dir(&data)?;
        give(&data)?;
        let initdb = command(&programs.join("initdb"))
            .args(["--auth=trust", "--username=valetkey", "--encoding=UTF8", "--locale=C", "--pgdata"])
            .arg(&data)
            .stdin(Stdio::null())
            .output()
            .context("setpriv, of the package util-linux")?;
        ensure!(initdb.status.success(), "initdb: {}", String::from_utf8_lossy(&initdb.stderr));
        let sockets = fresh_folder(&std::env::temp_dir(), "bench-postgres")?;
        give(&sockets)?;
        let mut postgres = command(&programs.join("postgres"));
        postgres.arg("-D").arg(&data).arg("-k").arg(&sockets);
        for setting in SETTINGS {
            postgres.args(["-c", setting]);
        }
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log)?);
        let mut cluster = Self { postmaster: postgres.spawn()?, psql: Psql { programs, sockets } };
        let begun = Instant::now();
        while cluster.query("SELECT 1").is_err() {
            let waits = cluster.postmaster.try_wait()?.is_none() && begun.elapsed() < PATIENCE;
            ensure!(waits, "PostgreSQL: {}", std::fs::read_to_string(&log).unwrap_or_default());
            thread::sleep(Duration::from_millis(20));
        }
        Ok(cluster)
    }

    /// Returns the address of the database.
    pub fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=valetkey", self.psql.sockets.display())
    }

    /// Runs a query.
    ///
    /// # Errors
    /// The message of `psql`.
    pub fn query(&self, sql: &str) -> Result<String> {
        self.psql.query(sql)
    }

    /// Returns a handle for queries that may outlive this value.
    pub fn psql(&self) -> Psql {
        self.psql.clone()
    }

    /// Returns the main process, the parent of the server's other processes.
    pub fn postmaster(&self) -> u32 {
        self.postmaster.id()
    }

    /// Returns version and settings of durability, for the result.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn description(&self) -> Result<String> {
        let version = self.query("SHOW server_version")?;
        let version = version.split_whitespace().next().unwrap_or_default();
        Ok(format!("PostgreSQL {version} with {}", SETTINGS[2..].join(", ")))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Stop immediately, without a last checkpoint.
        let _ = Command::new("kill").arg("-QUIT").arg(self.postmaster.id().to_string()).status();
        let _ = self.postmaster.wait();
        let _ = std::fs::remove_dir_all(&self.psql.sockets);
    }
}

/// Returns the folder with `initdb`, `postgres` and `psql`: Debian's newest version, else the first in `PATH`.
fn programs() -> Option<PathBuf> {
    let is_complete =
        |folder: &PathBuf| ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).exists());
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().filter_map(|entry| {
        let path = entry.ok()?.path();
        let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
        Some((version, path.join("bin"))).filter(|(_, folder)| is_complete(folder))
    });
    let newest = versions.max().map(|(_, folder)| folder);
    let path = std::env::var_os("PATH").unwrap_or_default();
    newest.or_else(|| std::env::split_paths(&path).find(is_complete))
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Makes the user of the server own a folder.
fn give(folder: &Path) -> Result<()> {
    if is_root() {
        chown(folder, Some(NOBODY), Some(NOBODY)).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

/// Returns a command that runs as that user on the server's core, and gets an interrupt when this process ends for any reason.
/// `taskset` and `setpriv` replace themselves by the program, so the process number is the program's.
fn command(program: &Path) -> Command {
    let mut command = command_on(SERVER_CORE, OsStr::new("setpriv"));
    if is_root() {
        command.arg(format!("--reuid={NOBODY}")).arg(format!("--regid={NOBODY}")).arg("--clear-groups");
    }
    command.args(["--pdeathsig=INT", "--"]).arg(program).current_dir("/");
    command
}
