//! Our server: a seeded database and one or two `valetkey serve`.

use std::time::Instant;

use anyhow::Result;

use super::{Database, Plan, Product, Running, database::LOOPBACK, fresh_folder, output, program};
use crate::{
    population::Population,
    site::{ServerFacts, Site},
};

/// Fills a database and starts its servers. A second node listens on a different address but uses the first node's issuer, as
/// behind a load balancer.
pub(super) async fn start(product: Product, plan: &Plan) -> Result<Running> {
    let folder = fresh_folder(&plan.folder, &product.name())?;
    let database = match product {
        Product::Valetkey => Database::sqlite(folder.clone()),
        _ => Database::postgres(folder.clone())?,
    };
    let mut population = Population::new(plan.users);
    let begun = Instant::now();
    database.seed(&mut population, plan.extent).await?;
    let seeding = begun.elapsed();
    let host = if plan.at_domain_name { "localhost" } else { LOOPBACK };
    let (child, issuer) = database.serve_at(host)?;
    database.seal_expired_tokens(&issuer, &mut population)?;
    population.write(&folder.join("population.json"))?;
    let mut site = Site::open(facts(product, &database)?, &issuer, population, Some(child.id())).await?;
    site.database = database.postmaster();
    site.commits = Some(database.commits());
    let mut children = vec![child];
    if product == Product::ValetkeyPostgresTwoNodes {
        let (child, address) = database.serve(Some(&issuer))?;
        site.processes.push(child.id());
        site.nodes.push(address.trim_start_matches("http://").to_owned());
        children.push(child);
    }
    Ok(Running { site, seeding, folder, children, database: Some(database) })
}

fn facts(product: Product, database: &Database) -> Result<ServerFacts> {
    Ok(ServerFacts {
        name: product.name(),
        version: output(program()?.as_os_str(), ["--version"])?,
        durability: database.durability()?,
    })
}
