//! A PostgreSQL server: starts, stops and kills it, and creates databases.

use std::{
    io::Write as _,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{binaries, certificates::Certificates, command::run, identity};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The port of the Unix socket. It is part of the socket's name.
const DEFAULT_PORT: u16 = 5432;

/// The timeout of a start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A script that runs the server until its standard input closes, which happens when the test process ends for any reason. Its
/// arguments are the folder, the server, and the arguments of the server.
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
    settings: Vec<String>,
    port: u16,
    keeper: Mutex<Option<(Child, ChildStdin)>>,
    databases: AtomicU32,
}

/// The address of an empty database.
#[derive(Clone, Debug)]
pub struct TestDatabase {
    /// The address: `postgres:///NAME?host=…&user=…`.
    pub url: String,
    /// The name of the database.
    pub name: String,
}

impl Cluster {
    /// Creates a cluster and starts its server, which listens only on a Unix socket.
    pub fn start() -> Self {
        Self::make(DEFAULT_PORT, |_| vec!["listen_addresses=".to_owned()])
    }

    /// Creates a cluster with a server that also listens on a loopback port, with these certificates if given.
    pub fn start_on_loopback(certificates: Option<&Certificates>) -> Self {
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = probe.local_addr().expect("an address").port();
        drop(probe);
        Self::make(port, |folder| {
            let mut settings = vec!["listen_addresses=127.0.0.1".to_owned()];
            if let Some(certificates) = certificates {
                settings.extend(certificates.install(folder));
            }
            settings
        })
    }

    /// Creates a cluster in this folder, which may be on a small disk, with the smallest possible write-ahead log.
    pub fn start_in(parent: &Path) -> Self {
        let small = ["min_wal_size=2MB", "max_wal_size=4MB"].map(str::to_owned);
        let settings = |_: &Path| [vec!["listen_addresses=".to_owned()], small.to_vec()].concat();
        Self::make_in(parent, DEFAULT_PORT, &["--wal-segsize=1"], settings)
    }

    fn make(port: u16, settings: impl FnOnce(&Path) -> Vec<String>) -> Self {
        Self::make_in(Path::new("/tmp"), port, &[], settings)
    }

    fn make_in(
        parent: &Path,
        port: u16,
        words: &[&str],
        settings: impl FnOnce(&Path) -> Vec<String>,
    ) -> Self {
        let programs = binaries::folder();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // The name is short, because the path of a Unix socket has at most about a hundred bytes.
        let folder = parent.join(format!("vk-pg-{}-{number}", std::process::id()));
        std::fs::create_dir(&folder).expect("a new folder");
        identity::give(&folder);
        run(identity::command(&programs.join("initdb"))
            .args(["--no-sync", "--auth=trust", "--username=valetkey", "--encoding=UTF8", "--locale=C"])
            .args(words)
            .arg("--pgdata")
            .arg(folder.join("data"))
            .current_dir("/"));
        let (settings, keeper, databases) = (settings(&folder), Mutex::new(None), AtomicU32::new(0));
        let cluster = Self { folder, programs, settings, port, keeper, databases };
        cluster.resume();
        cluster
    }

    /// Creates an empty database.
    pub fn empty_database(&self) -> TestDatabase {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.query("postgres", &format!("CREATE DATABASE {name}"));
        TestDatabase { url: self.url(&name), name }
    }

    /// Returns the address of a database.
    pub fn url(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&port={}&user=valetkey", self.folder.display(), self.port)
    }

    /// Returns the port of the loopback address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Runs a query with `psql`. Returns one line per row.
    pub fn query(&self, database: &str, sql: &str) -> String {
        let mut psql = self.psql(database, sql);
        run(psql.args(["--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]))
            .trim_end()
            .to_owned()
    }

    fn psql(&self, database: &str, sql: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["--no-psqlrc", "--username=valetkey", "--dbname", database, "--command", sql]);
        psql.arg("--port").arg(self.port.to_string()).arg("--host").arg(&self.folder);
        psql
    }

    /// Stops the server and closes its connections. Keeps the data.
    pub fn stop(&self) {
        if let Some((mut keeper, mut input)) = self.lock().take() {
            input.write_all(b"keep\n").expect("the keeper listens");
            drop(input);
            keeper.wait().expect("the keeper ends");
        }
    }

    /// Kills the server and all its processes, like a crash of the machine.
    pub fn kill(&self) {
        self.signal("-KILL");
        self.stop();
        // The lock files of the killed server are removed.
        let _ = std::fs::remove_file(self.folder.join("data/postmaster.pid"));
    }

    /// Suspends all processes of the server with a signal, until the result is dropped. It accepts connections but never answers.
    pub fn hang(&self) -> Hang<'_> {
        // The main process is suspended first, so that it starts no new process.
        self.signal("-STOP");
        self.signal("-STOP");
        Hang(self)
    }

    /// Returns `true` if the server answers.
    pub fn answers(&self) -> bool {
        let mut psql = self.psql("postgres", "SELECT 1");
        psql.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        psql.status().is_ok_and(|status| status.success())
    }

    /// Sends a signal to the server and all its processes.
    fn signal(&self, signal: &str) {
        let file =
            std::fs::read_to_string(self.folder.join("data/postmaster.pid")).expect("a running server");
        let postmaster = file.lines().next().expect("a process").to_owned();
        let children = run(Command::new("ps").args(["-o", "pid=", "--ppid", &postmaster]));
        let mut kill = Command::new("kill");
        kill.arg(signal).arg(&postmaster).args(children.split_whitespace());
        // A child may have ended meanwhile.
        let _ = kill.stderr(Stdio::null()).status();
    }

    /// Starts the server again after [`Cluster::stop`] or [`Cluster::kill`].
    pub fn resume(&self) {
        let mut keeper = identity::command(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER, "keeper"]).arg(&self.folder).arg(self.programs.join("postgres"));
        keeper.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        keeper.arg("-p").arg(self.port.to_string());
        let usual = ["fsync=off", "max_connections=200", "shared_buffers=32MB"];
        for setting in self.settings.iter().map(String::as_str).chain(usual) {
            keeper.args(["-c", setting]);
        }
        let mut keeper = keeper
            .current_dir("/")
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell, and setpriv for root");
        let input = keeper.stdin.take().expect("a pipe");
        *self.lock() = Some((keeper, input));
        self.wait_until_ready();
    }

    fn wait_until_ready(&self) {
        let begun = Instant::now();
        while !self.answers() {
            let log = || std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(begun.elapsed() < PATIENCE, "the server did not start: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Child, ChildStdin)>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A suspended server. It continues when this is dropped.
#[must_use = "the server continues when this is dropped"]
pub struct Hang<'a>(&'a Cluster);

impl Drop for Hang<'_> {
    fn drop(&mut self) {
        self.0.signal("-CONT");
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
