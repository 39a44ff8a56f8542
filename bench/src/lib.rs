//! Drives OpenID providers with the workloads of `docs/performance.md`, and measures the limits of the machine.
//!
//! A workload is a unit of work (a whole sign-in, one refresh) that works with any provider. The generator repeats
//! it: in a closed loop for the peak, or in an open loop at a fixed rate for latencies that count from the scheduled time.

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
