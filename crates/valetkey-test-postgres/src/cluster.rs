//! One server: started, stopped, killed, and its databases.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{binaries, command::run, identity};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Longer than any start takes, so that a broken start ends the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the server until its own input ends, which it does when the test process is gone, however it went.
/// The arguments: the folder, the server, its words.
const KEEPER: &str = r#"
folder=$1; shift
"$@" </dev/null >>"$folder/log" 2>&1 &
server=$!
read -r word
kill -INT "$server" 2>/dev/null
wait "$server"
[ "$word" = keep ] || rm -rf "$folder"
"#;

/// A PostgreSQL server.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    keeper: Mutex<Option<(Child, ChildStdin)>>,
    databases: AtomicU32,
}

/// The address of an empty database.
#[derive(Clone, Debug)]
pub struct TestDatabase {
    /// `postgres:///NAME?host=…&user=…`.
    pub url: String,
    /// Its name.
    pub name: String,
}

impl Cluster {
    /// Makes a cluster and starts its server.
    pub fn start() -> Self {
        let programs = binaries::folder();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Short: the path of a Unix socket has at most about a hundred bytes.
        let folder = PathBuf::from(format!("/tmp/vk-pg-{}-{number}", std::process::id()));
        std::fs::create_dir(&folder).expect("a folder of our own");
        identity::give(&folder);
        run(identity::command(&programs.join("initdb"))
            .args(["--no-sync", "--auth=trust", "--username=valetkey", "--encoding=UTF8", "--locale=C"])
            .arg("--pgdata")
            .arg(folder.join("data"))
            .current_dir("/"));
        let cluster = Self { folder, programs, keeper: Mutex::new(None), databases: AtomicU32::new(0) };
        cluster.resume();
        cluster
    }

    /// An empty database of its own.
    pub fn empty_database(&self) -> TestDatabase {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.query("postgres", &format!("CREATE DATABASE {name}"));
        TestDatabase { url: self.url(&name), name }
    }

    /// The address of a database by its name.
    pub fn url(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&user=valetkey", self.folder.display())
    }

    /// Asks a database by `psql`: a line per row.
    pub fn query(&self, database: &str, sql: &str) -> String {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--username=valetkey"]);
        psql.args(["--set=ON_ERROR_STOP=1", "--dbname", database, "--command", sql, "--host"]);
        run(psql.arg(&self.folder)).trim_end().to_owned()
    }

    /// Stops the server; connections break. The data stays.
    pub fn stop(&self) {
        if let Some((mut keeper, mut input)) = self.lock().take() {
            input.write_all(b"keep\n").expect("the keeper listens");
            drop(input);
            keeper.wait().expect("the keeper ends");
        }
    }

    /// Kills the server and all its processes at once, as a crash of the machine would.
    pub fn kill(&self) {
        let file =
            std::fs::read_to_string(self.folder.join("data/postmaster.pid")).expect("a running server");
        let postmaster = file.lines().next().expect("a process").to_owned();
        let children = run(Command::new("ps").args(["-o", "pid=", "--ppid", &postmaster]));
        let mut kill = Command::new("kill");
        kill.arg("-KILL").arg(&postmaster).args(children.split_whitespace());
        // One of the children may have ended by itself meanwhile.
        let _ = kill.stderr(Stdio::null()).status();
        self.stop();
        // The lock files of the dead server.
        let _ = std::fs::remove_file(self.folder.join("data/postmaster.pid"));
    }

    /// Starts the server again after [`Cluster::stop`] or [`Cluster::kill`].
    pub fn resume(&self) {
        let mut keeper = identity::command(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER, "keeper"]).arg(&self.folder).arg(self.programs.join("postgres"));
        keeper.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        for setting in ["listen_addresses=", "fsync=off", "max_connections=200", "shared_buffers=32MB"] {
            keeper.args(["-c", setting]);
        }
        let mut keeper =
            keeper.current_dir("/").stdin(Stdio::piped()).spawn().expect("a shell, and setpriv for root");
        let input = keeper.stdin.take().expect("a pipe");
        *self.lock() = Some((keeper, input));
        self.wait_until_ready();
    }

    fn wait_until_ready(&self) {
        let begun = Instant::now();
        let ready = || {
            let mut psql = Command::new(self.programs.join("psql"));
            psql.args(["--no-psqlrc", "--username=valetkey", "--dbname=postgres", "--command", "SELECT 1"]);
            psql.arg("--host")
                .arg(&self.folder)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            psql.status().is_ok_and(|status| status.success())
        };
        while !ready() {
            let log = || std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < PATIENCE, "the server did not start: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Child, ChildStdin)>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        match self.lock().take() {
            Some((mut keeper, input)) => {
                drop(input);
                let _ = keeper.wait();
            }
            None => {
                let _ = std::fs::remove_dir_all(&self.folder);
            }
        }
    }
}
