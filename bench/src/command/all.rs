//! `bench all`: everything in one run.

use std::time::Duration;

use anyhow::Result;

use super::{place::Scratch, recording::Recording};
use crate::{
    arguments::AllArguments,
    floor::{self, Floors},
    measure::{Settings, interleaved},
    postgres::Cluster,
    progress::say,
    server::{Plan, Product, Running},
    site::{Site, Track},
    starts,
    workload::{Kind, cold_start, growth, memory, overload, revocation, validation},
};

/// The workloads in order: short and steady ones first.
const KINDS: [Kind; 7] = [
    Kind::SingleSignOn,
    Kind::Refresh,
    Kind::ClientCredentials,
    Kind::Introspection,
    Kind::Userinfo,
    Kind::Metadata,
    Kind::PasswordSignIn,
];

/// Number of starts for the workload that hashes passwords.
const STARTS: u32 = 8;

const TWO_NODES: Product = Product::ValetkeyPostgresTwoNodes;

/// Measures, writes the result, prints the tables.
pub(super) async fn run(arguments: AllArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let mut record = Recording::begin_in(&arguments.json)?;
    let mut servers = Vec::new();
    for product in products(&arguments) {
        servers.push((product, product.start(&arguments.place.plan(&scratch)).await?));
    }
    for kind in KINDS {
        let settings = settings(kind, arguments.quick);
        let floors = floors(&scratch, arguments.quick).await?;
        record.run.floors = Some(record.run.floors.map_or(floors, |best| best.better(floors)));
        let ceiling = floor::ceiling(time(arguments.quick) / 4).await?;
        record.run.ceiling = Some(record.run.ceiling.map_or(ceiling, |best| best.better(ceiling)));
        if kind.hashes_a_password() {
            let taking_part = |product: &Product| takes_part(*product, kind, Track::Opaque);
            let products: Vec<_> = servers.iter().map(|(product, _)| *product).filter(taking_part).collect();
            let (starts, plan) = (if arguments.quick { 2 } else { STARTS }, arguments.place.plan(&scratch));
            let outcomes =
                starts::measure(kind, (&products, Track::Opaque), &plan, starts, &settings, &say).await?;
            record.run.outcomes.extend(outcomes);
            continue;
        }
        for track in [Track::Opaque, Track::Jwt] {
            let sites = sites(&servers, kind, track);
            record.run.outcomes.extend(interleaved(kind, &sites, &settings, &say).await?);
        }
    }
    if let Some((_, two_nodes)) = servers.iter().find(|(product, _)| *product == TWO_NODES) {
        let times = if arguments.quick { 5 } else { 20 };
        record.run.others.insert("M".to_owned(), revocation::run(two_nodes, times).await?);
        say("M done");
    }
    drop(servers);
    let (kind, plan) = (Kind::PasskeySignIn, arguments.place.plan(&scratch));
    let running = Product::Valetkey.start(&Plan { at_domain_name: true, ..plan }).await?;
    let sites = [(&running.site, Track::Opaque)];
    let outcomes = interleaved(kind, &sites, &settings(kind, arguments.quick), &say).await?;
    record.run.outcomes.extend(outcomes);
    drop(running);
    others(&mut record, &arguments, &scratch, time(arguments.quick)).await?;
    record.end()
}

/// Measures the workloads without units per second, with Valetkey only.
async fn others(
    record: &mut Recording,
    arguments: &AllArguments,
    scratch: &Scratch,
    time: Duration,
) -> Result<()> {
    let plan = arguments.place.plan(scratch);
    let (starts, sizes) =
        if arguments.quick { (3, &[1_000, 10_000][..]) } else { (20, &[1_000, 10_000, 100_000][..]) };
    let mut keep = |letter: &str, figures| {
        say(&format!("{letter} done"));
        record.run.others.insert(letter.to_owned(), figures);
    };
    keep("H", validation::run(time / 8)?);
    keep("J", cold_start::run(&plan, starts).await?);
    keep("K", memory::run(Product::Valetkey, &plan, time, time).await?);
    let running = Product::Valetkey.start(&plan).await?;
    keep("N", overload::run(&running.site, time).await?);
    drop(running);
    keep("L", growth::run(Product::Valetkey, &plan, sizes, time / 2).await?);
    Ok(())
}

fn products(arguments: &AllArguments) -> Vec<Product> {
    if !arguments.servers.is_empty() {
        return arguments.servers.clone();
    }
    let mut products = vec![Product::Valetkey, Product::NodeOidcProvider];
    if Cluster::is_installed() {
        products.extend([Product::ValetkeyPostgres, TWO_NODES]);
    } else {
        say("PostgreSQL is not installed: skipping the servers that need it");
    }
    products
}

/// Returns the servers to measure with a workload on a track. The JWT track needs a JWT client. To save time, Valetkey on
/// PostgreSQL takes part only on the opaque track and not in B and G, and two nodes only in A, the workload that writes most.
fn sites(servers: &[(Product, Running)], kind: Kind, track: Track) -> Vec<(&Site, Track)> {
    let on_track = |site: &Site| match track {
        Track::Opaque => true,
        Track::Jwt => !kind.has_one_track() && site.population.clients.jwt.is_some(),
    };
    let servers = servers.iter().map(|(product, server)| (*product, &server.site));
    servers
        .filter(|(product, site)| takes_part(*product, kind, track) && on_track(site))
        .map(|(_, site)| (site, track))
        .collect()
}

fn takes_part(product: Product, kind: Kind, track: Track) -> bool {
    match product {
        Product::Valetkey | Product::NodeOidcProvider => true,
        Product::ValetkeyPostgres => {
            track == Track::Opaque && !matches!(kind, Kind::Metadata | Kind::PasswordSignIn)
        }
        TWO_NODES => track == Track::Opaque && kind == Kind::SingleSignOn,
    }
}

fn time(quick: bool) -> Duration {
    Duration::from_millis(if quick { 1_500 } else { 4_000 })
}

/// Returns durations and repetitions. Rounds with password hashing are short, so that noise on the machine affects the server and
/// the measurement of hashing alone, right before and after, alike.
fn settings(kind: Kind, quick: bool) -> Settings {
    let shorter = if kind.hashes_a_password() { 2 } else { 1 };
    let open_time = time(quick);
    let time = open_time / shorter;
    Settings {
        rounds: if quick { 2 } else { 3 },
        time,
        warm_up: time / 4,
        connections: None,
        open_time,
        percents: if quick { vec![70] } else { vec![50, 70, 90] },
    }
}

async fn floors(scratch: &Scratch, quick: bool) -> Result<Floors> {
    let each = Duration::from_millis(if quick { 150 } else { 500 });
    Floors::measure(&scratch.0, each).await
}
