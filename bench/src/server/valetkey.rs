//! Ours: a seeded SQLite file and `valetkey serve`.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use super::{Child, Plan, Running, child, free_port, fresh_folder};
use crate::{
    population::Population,
    seed,
    site::{ServerFacts, Site},
};

/// Names the program, where it is not beside `bench`.
const PROGRAM_VARIABLE: &str = "VALETKEY_PROGRAM";

/// A database to serve.
pub struct Database {
    /// The SQLite file.
    pub file: PathBuf,
    /// Its folder.
    pub folder: PathBuf,
}

impl Database {
    /// Serves it on a free port. The log says warnings only: other servers log no requests either.
    ///
    /// # Errors
    /// When the program does not start.
    pub fn serve(&self) -> Result<(Child, String)> {
        let issuer = format!("http://127.0.0.1:{}", free_port()?);
        let listen = issuer.trim_start_matches("http://");
        let mut database = OsString::from("sqlite:");
        database.push(&self.file);
        let arguments: Vec<OsString> =
            ["serve", "--json", "--log", "warn", "--issuer", &issuer, "--listen", listen]
                .into_iter()
                .map(OsString::from)
                .chain([OsString::from("--database"), database])
                .collect();
        let (child, _) = Child::start(program()?.as_os_str(), &arguments, &self.folder)?;
        Ok((child, issuer))
    }
}

/// Seeds a file and serves it.
pub(super) async fn start(plan: &Plan) -> Result<Running> {
    let folder = fresh_folder(&plan.folder, "valetkey")?;
    let mut population = Population::new(plan.people);
    let file = folder.join("valetkey.db");
    seed::sqlite(&file, &mut population, plan.extent).await?;
    population.write(&folder.join("population.json"))?;
    let (child, issuer) = Database { file, folder: folder.clone() }.serve()?;
    let process = Some(child.id());
    let site = Site::open(facts()?, &issuer, population, process).await?;
    Ok(Running { site, folder, child: Some(child) })
}

fn facts() -> Result<ServerFacts> {
    Ok(ServerFacts {
        name: "valetkey".to_owned(),
        version: child::output(program()?.as_os_str(), &["--version"], "")?,
        durability: "SQLite, synchronous=FULL: every answer is on the disk".to_owned(),
    })
}

/// The program: `VALETKEY_PROGRAM`, or the one built beside `bench`.
///
/// # Errors
/// When there is none.
pub fn program() -> Result<PathBuf> {
    let given = std::env::var_os(PROGRAM_VARIABLE).map(PathBuf::from);
    let beside = || {
        let own = std::env::current_exe().ok()?;
        // Tests run from the folder `deps` below.
        own.ancestors().skip(1).take(2).map(|folder| folder.join("valetkey")).find(|path| path.exists())
    };
    let path = given.or_else(beside).context("no program valetkey beside bench: cargo build -p valetkey")?;
    ensure!(Path::exists(&path), "{PROGRAM_VARIABLE} names {}, which is not there", path.display());
    Ok(path)
}
