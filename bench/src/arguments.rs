//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{server::Product, site::Track};

/// Measures OpenID providers against what the machine can do at best.
#[derive(Parser)]
#[command(name = "bench", version, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
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
                                         A million people beside a thousand
  bench F --issuer http://127.0.0.1:8080 --population population.json
                                         Any provider; see docs/performance.md for what to register
  bench against ../before/target/dist/bench A C F --server valetkey-postgres
                                         What a change costs: both builds in turns
  bench report results/*.json            The tables of the report, in Markdown";

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// A code flow of somebody who is signed in, with userinfo
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
    /// Access tokens judged inside the program that is called
    #[command(name = "H", alias = "h")]
    H(OtherArguments),
    /// From starting the program to its first token
    #[command(name = "J", alias = "j")]
    J(OtherArguments),
    /// Memory: idle, after work, with 100,000 sessions
    #[command(name = "K", alias = "k")]
    K(OtherArguments),
    /// What a unit and a search cost with a thousand times as many people, sessions and grants
    #[command(name = "L", alias = "l")]
    L(GrowthArguments),
    /// How long a second node takes what was withdrawn elsewhere: tokens, grants, clients, keys
    #[command(name = "M", alias = "m")]
    M(RevocationArguments),
    /// Twice as many sign-ins as can be hashed, beside token requests
    #[command(name = "N", alias = "n")]
    N(OtherArguments),
    /// Workloads A to G and the others, servers in turn, floors between them
    All(AllArguments),
    /// This build and another one in turns, workload by workload: what a change costs
    Against(AgainstArguments),
    /// What this machine can do at best
    Floor(FloorArguments),
    /// Tables of results, in Markdown
    Report(ReportArguments),
    /// A bare HTTP server; `bench` starts it itself
    #[command(hide = true)]
    Responder,
}

/// How to measure one workload.
#[derive(Args)]
pub struct WorkloadArguments {
    /// A server to start and measure. Repeatable: they are measured in turn [default: valetkey]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// A provider that is running already; needs --population
    #[arg(long, value_name = "URL", requires = "population")]
    pub issuer: Option<String>,
    /// Who is registered there
    #[arg(long, value_name = "FILE")]
    pub population: Option<PathBuf>,
    /// Its process, for CPU time and memory
    #[arg(long, value_name = "PID", requires = "issuer")]
    pub process: Option<u32>,
    /// What access tokens look like
    #[arg(long, value_enum, default_value = "opaque")]
    pub track: Track,
    /// How long each loop takes
    #[arg(long, default_value_t = 5.0)]
    pub seconds: f64,
    /// Closed loops per server
    #[arg(long, default_value_t = 3)]
    pub rounds: u32,
    /// Starts the servers anew so many times and measures all rounds at each start
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "issuer")]
    pub starts: u32,
    /// Connections [default: 64; for B 8]
    #[arg(long)]
    pub connections: Option<usize>,
    /// Open loops, in percent of the peak
    #[arg(long, value_delimiter = ',', default_value = "50,70,90")]
    pub open: Vec<u32>,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
    /// Writes the result there
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// How to measure everything.
#[derive(Args)]
pub struct AllArguments {
    /// A server to start and measure. Repeatable [default: all; those on PostgreSQL where it is installed]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// A few minutes instead of twenty: shorter loops, one open loop
    #[arg(long)]
    pub quick: bool,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
    /// The folder for the result
    #[arg(long, value_name = "FOLDER", default_value = "results")]
    pub json: PathBuf,
}

/// How to measure a workload that has no units per second.
#[derive(Args)]
pub struct OtherArguments {
    /// How long each part takes
    #[arg(long, default_value_t = 5.0)]
    pub seconds: f64,
    /// How long A runs before memory is looked at, for K [default: as --seconds]
    #[arg(long)]
    pub minutes: Option<f64>,
    /// Starts per variant, for J
    #[arg(long, default_value_t = 20)]
    pub starts: usize,
    /// The server, for K and N
    #[arg(long, value_enum, default_value = "valetkey")]
    pub server: Product,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
    /// Writes the result there
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// How to measure the growth of costs.
#[derive(Args)]
pub struct GrowthArguments {
    /// People, each with a session and a grant; the first size is what the others are compared with
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000,1000000")]
    pub sizes: Vec<usize>,
    /// A server of ours. Repeatable [default: valetkey]
    #[arg(long = "server", value_name = "SERVER", value_enum)]
    pub servers: Vec<Product>,
    /// How long each loop takes
    #[arg(long, default_value_t = 3.0)]
    pub seconds: f64,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
    /// Writes the result there
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// How to measure revocations across nodes.
#[derive(Args)]
pub struct RevocationArguments {
    /// Tokens, grants, clients and keys to withdraw, so many of each
    #[arg(long, default_value_t = 20)]
    pub times: usize,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
    /// Writes the result there
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// How to compare two builds.
#[derive(Args)]
pub struct AgainstArguments {
    /// The `bench` of the other build, beside its `valetkey`
    #[arg(value_name = "BENCH")]
    pub other: PathBuf,
    /// Workloads with a server: A to G, J, K, N
    #[arg(required = true, value_name = "LETTER", value_parser = ["A", "B", "C", "D", "E", "F", "G", "J", "K", "N"])]
    pub workloads: Vec<String>,
    /// How often both builds take their turn, each time with servers that are started anew
    #[arg(long, default_value_t = 4)]
    pub turns: u32,
    /// Closed loops per turn, for A to G
    #[arg(long, default_value_t = 3)]
    pub rounds: u32,
    /// How long each loop takes
    #[arg(long, default_value_t = 3.0)]
    pub seconds: f64,
    /// The server
    #[arg(long, value_enum, default_value = "valetkey")]
    pub server: Product,
    /// Arguments of a workload that only this build gets
    #[arg(last = true, value_name = "ARGUMENT")]
    pub own: Vec<String>,
}

/// Where records lie and how many people there are.
#[derive(Args)]
pub struct Place {
    /// People to register
    #[arg(long, default_value_t = 20_000)]
    pub people: usize,
    /// Tenants to add beside the one that is measured; for our servers with one node
    #[arg(long, default_value_t = 0)]
    pub tenants: usize,
    /// A folder on the disk to measure; emptied at the end [default: beside this program]
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Leaves it to the system which core runs what
    #[arg(long)]
    pub no_pinning: bool,
    /// Lets the generator sleep while no answer is there: the server then has to wake it
    #[arg(long)]
    pub sleeping_generator: bool,
}

/// How to measure the floors.
#[derive(Args)]
pub struct FloorArguments {
    /// How long each primitive takes
    #[arg(long, default_value_t = 1.0)]
    pub seconds: f64,
    /// Where and from whom
    #[command(flatten)]
    pub place: Place,
}

/// What to report.
#[derive(Args)]
pub struct ReportArguments {
    /// Results
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}
