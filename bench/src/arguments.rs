//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{server::Product, site::Track};

/// Measures OpenID providers against what the machine can do at best.
#[derive(Parser)]
#[command(name = "bench", version, after_help = EXAMPLES)]
pub struct Arguments {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  bench all --json results/              Everything, servers in turn, in about twenty minutes
  bench all --json results/ --quick      The same in a few minutes, for a first look
  bench A --server valetkey --server valetkey-postgres
                                         One workload, servers in turn
  bench L --sizes 1000,1000000 --server valetkey-postgres
                                         A million users compared with a thousand
  bench F --issuer http://127.0.0.1:8080 --population population.json
                                         Any provider; docs/performance.md says what to register
  bench against ../before/target/dist/bench A C F --server valetkey-postgres
                                         The cost of a change: both builds in turns
  bench report results/*.json            The tables of the report, in Markdown";

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Code flow with a session and a stored consent, then userinfo
    #[command(name = "A", alias = "a")]
    A(WorkloadArguments),
    /// Sign-in with password and consent, then the code flow
    #[command(name = "B", alias = "b")]
    B(WorkloadArguments),
    /// Refresh with rotation
    #[command(name = "C", alias = "c")]
    C(WorkloadArguments),
    /// Client credentials
    #[command(name = "D", alias = "d")]
    D(WorkloadArguments),
    /// Introspection: valid, expired, revoked and made-up tokens
    #[command(name = "E", alias = "e")]
    E(WorkloadArguments),
    /// Userinfo
    #[command(name = "F", alias = "f")]
    F(WorkloadArguments),
    /// Discovery document and key set
    #[command(name = "G", alias = "g")]
    G(WorkloadArguments),
    /// Access tokens checked inside the resource server
    #[command(name = "H", alias = "h")]
    H(OtherArguments),
    /// From starting the program to its first token
    #[command(name = "J", alias = "j")]
    J(OtherArguments),
    /// Memory: idle, after work, with 100,000 sessions
    #[command(name = "K", alias = "k")]
    K(OtherArguments),
    /// Cost of a unit and of a search with a thousand times as many users, sessions and grants
    #[command(name = "L", alias = "l")]
    L(GrowthArguments),
    /// Time until a second node notices a change: revoked tokens and grants, removed clients, rotated keys
    #[command(name = "M", alias = "m")]
    M(RevocationArguments),
    /// Twice as many sign-ins as the server can hash, beside token requests
    #[command(name = "N", alias = "n")]
    N(OtherArguments),
    /// Sign-in with a passkey, from the sign-in page to the code
    #[command(name = "O", alias = "o")]
    O(WorkloadArguments),
    /// Response times for known and for unknown names
    #[command(name = "P", alias = "p")]
    P(PairArguments),
    /// Every list and search of the console and of the administration API, with a million users
    #[command(name = "Q", alias = "q")]
    Q(ListsArguments),
    /// Workloads A to G and the others, servers in turn, floors between them
    All(AllArguments),
    /// Compares this build with another one, in turns: the cost of a change
    Against(AgainstArguments),
    /// Measures the limits of this machine
    Floor(FloorArguments),
    /// Prints tables of results, in Markdown
    Report(ReportArguments),
    /// A bare HTTP server; `bench` starts it itself
    #[command(hide = true)]
    Responder,
}

/// The arguments of one workload.
#[derive(Args)]
pub struct WorkloadArguments {
    /// A server to start and measure. Repeatable: servers are measured in turn [default: valetkey]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// A provider that is already running; needs --population
    #[arg(long, value_name = "URL", requires = "population")]
    pub issuer: Option<String>,
    /// The clients and users that are registered there
    #[arg(long, value_name = "FILE")]
    pub population: Option<PathBuf>,
    /// Its process, for CPU time and memory
    #[arg(long, value_name = "PID", requires = "issuer")]
    pub process: Option<u32>,
    /// Format of access tokens
    #[arg(long, value_enum, default_value = "opaque")]
    pub track: Track,
    /// Duration of each loop
    #[arg(long, default_value_t = 5.0)]
    pub seconds: f64,
    /// Closed loops per server
    #[arg(long, default_value_t = 3)]
    pub rounds: u32,
    /// Number of starts; all rounds are measured at each start
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "issuer")]
    pub starts: u32,
    /// Connections [default: 64; for B 8]
    #[arg(long)]
    pub connections: Option<usize>,
    /// Open loops, in percent of the peak
    #[arg(long, value_delimiter = ',', default_value = "50,70,90")]
    pub open: Vec<u32>,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of `bench all`.
#[derive(Args)]
pub struct AllArguments {
    /// A server to start and measure. Repeatable [default: all; those on PostgreSQL if it is installed]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// A few minutes instead of twenty: shorter loops, one open loop
    #[arg(long)]
    pub quick: bool,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// Folder for the result
    #[arg(long, value_name = "FOLDER", default_value = "results")]
    pub json: PathBuf,
}

/// The arguments of a workload without units per second.
#[derive(Args)]
pub struct OtherArguments {
    /// Duration of each part
    #[arg(long, default_value_t = 5.0)]
    pub seconds: f64,
    /// Duration of A before memory is measured, for K [default: as --seconds]
    #[arg(long)]
    pub minutes: Option<f64>,
    /// Starts per variant, for J
    #[arg(long, default_value_t = 20)]
    pub starts: usize,
    /// The server, for K and N
    #[arg(long, value_enum, default_value = "valetkey")]
    pub server: Product,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of the workload that measures the growth of costs.
#[derive(Args)]
pub struct GrowthArguments {
    /// Numbers of users, each with a session and a grant; the others are compared with the first number
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000,1000000")]
    pub sizes: Vec<usize>,
    /// A Valetkey server. Repeatable [default: valetkey]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// Duration of each loop
    #[arg(long, default_value_t = 3.0)]
    pub seconds: f64,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of the workload that measures revocations across nodes.
#[derive(Args)]
pub struct RevocationArguments {
    /// Number of tokens to revoke, and of grants, clients and keys
    #[arg(long, default_value_t = 20)]
    pub times: usize,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of the comparison of response times.
#[derive(Args)]
pub struct PairArguments {
    /// Pairs of a known and an unknown name, for each page
    #[arg(long, default_value_t = 4_000)]
    pub pairs: usize,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of the lists and searches of administrators.
#[derive(Args)]
pub struct ListsArguments {
    /// Numbers of users, each with a session, a grant and three events
    #[arg(long, value_delimiter = ',', default_value = "1000000")]
    pub sizes: Vec<usize>,
    /// A Valetkey server. Repeatable [default: valetkey]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// Times that each address is opened
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    pub readings: u32,
    /// Fails if the p99 of an address is above this many milliseconds
    #[arg(long, value_name = "MILLISECONDS")]
    pub limit: Option<f64>,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
    /// File for the result
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The arguments of the comparison of two builds.
#[derive(Args)]
pub struct AgainstArguments {
    /// The `bench` of the other build, beside its `valetkey`
    #[arg(value_name = "BENCH")]
    pub other: PathBuf,
    /// Workloads with a server: A to G, J, K, N, O
    #[arg(required = true, value_name = "LETTER", value_parser = ["A", "B", "C", "D", "E", "F", "G", "J", "K", "N", "O"])]
    pub workloads: Vec<String>,
    /// Turns of each build, each with newly started servers
    #[arg(long, default_value_t = 4)]
    pub turns: u32,
    /// Closed loops per turn, for A to G and O
    #[arg(long, default_value_t = 3)]
    pub rounds: u32,
    /// Duration of each loop
    #[arg(long, default_value_t = 3.0)]
    pub seconds: f64,
    /// The server
    #[arg(long, value_enum, default_value = "valetkey")]
    pub server: Product,
    /// Arguments for the workload that only this build gets
    #[arg(last = true, value_name = "ARGUMENT")]
    pub own: Vec<String>,
}

/// The folder of the database, the number of users and the use of cores.
#[derive(Args)]
pub struct Place {
    /// Number of users to register
    #[arg(long, alias = "people", default_value_t = 20_000)]
    pub users: usize,
    /// Number of tenants to add beside the measured one, for Valetkey servers with one node
    #[arg(long, default_value_t = 0)]
    pub tenants: usize,
    /// Folder on the disk to measure; temporary files in it are removed at the end [default: beside this program]
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Does not pin server and generator to cores
    #[arg(long)]
    pub no_pinning: bool,
    /// Lets the generator sleep while it waits for responses; waking it costs time on the server's core
    #[arg(long)]
    pub sleeping_generator: bool,
}

/// The arguments of the floors.
#[derive(Args)]
pub struct FloorArguments {
    /// Duration of each primitive
    #[arg(long, default_value_t = 1.0)]
    pub seconds: f64,
    /// Folder, users and cores
    #[command(flatten)]
    pub place: Place,
}

/// The results to report.
#[derive(Args)]
pub struct ReportArguments {
    /// Result files
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}
