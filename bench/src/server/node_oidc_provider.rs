//! node-oidc-provider, from `bench/peers/node-oidc-provider`.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};

use super::{Child, Plan, Running, free_port, fresh_folder, output};
use crate::{
    population::Population,
    site::{ServerFacts, Site},
};

/// Starts it with in-memory storage.
pub(super) async fn start(plan: &Plan) -> Result<Running> {
    let peer = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers").join("node-oidc-provider");
    let installed = peer.join("node_modules").join("oidc-provider");
    ensure!(installed.exists(), "run `npm ci` in bench/peers/node-oidc-provider first");
    let folder = fresh_folder(&plan.folder, "node-oidc-provider")?;
    let mut population = Population::new(plan.users);
    // Its userinfo endpoint accepts opaque tokens only.
    population.clients.jwt = None;
    let file = folder.join("population.json");
    population.write(&file)?;
    let port = free_port()?.to_string();
    let arguments: Vec<OsString> = vec![peer.join("server.mjs").into(), file.into(), port.into()];
    let (child, line) = Child::start(OsStr::new("node"), &arguments, &folder)?;
    let said: serde_json::Value = serde_json::from_str(&line).context("its first line")?;
    let issuer = said["issuer"].as_str().context("its issuer")?;
    let process = Some(child.id());
    let site = Site::open(facts(&installed)?, issuer, population, process).await?;
    Ok(Running { site, seeding: Duration::ZERO, folder, children: vec![child], database: None })
}

fn facts(installed: &std::path::Path) -> Result<ServerFacts> {
    let package = std::fs::read(installed.join("package.json"))?;
    let package: serde_json::Value = serde_json::from_slice(&package)?;
    let node = output(OsStr::new("node"), ["--version"])?;
    Ok(ServerFacts {
        name: "node-oidc-provider".to_owned(),
        version: format!("{} on Node.js {node}", package["version"].as_str().unwrap_or("unknown")),
        durability: "memory: nothing survives a restart".to_owned(),
    })
}
