//! Drives OpenID providers with the workloads of `docs/performance.md`, and measures what the machine can do at best.
//!
//! A workload is a unit of work (a whole login, one refresh) that any provider can be asked for. The generator repeats
//! it: closed, to find the peak, or open, at a fixed rate, for latencies that count from the scheduled moment.

pub mod application;
pub mod arguments;
pub mod browser;
pub mod command;
pub mod commits;
pub mod floor;
pub mod generator;
pub mod html;
pub mod http;
pub mod machine;
pub mod measure;
pub mod outcome;
pub mod pinning;
pub mod population;
pub mod postgres;
pub mod process;
pub mod progress;
pub mod provider;
pub mod report;
pub mod seed;
pub mod server;
pub mod site;
pub mod starts;
pub mod victim;
pub mod workload;
