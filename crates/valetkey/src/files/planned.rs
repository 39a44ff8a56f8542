//! Reads files and the database, and computes the plan.

use std::{collections::BTreeSet, path::Path};

use toml::de::DeTable;
use valetkey_administration::files::{
    self, Action, Desired, Meanwhile, Plan, Problem, Sources, State, Thing,
};

use valetkey_authorization_server::record::OwnedKind;
use valetkey_types::ClientId;

use super::{
    checks::{self, Refused},
    document::{Document, Found},
    kind::{self, Everything},
    load,
    reader::{Places, Reading},
    source,
};
use crate::{database::Records, failure::Failure};

/// A plan, with the state that it was computed from.
pub(crate) struct Planned {
    /// The plan.
    pub(crate) plan: Plan,
    /// The stored records, as they were read for the plan.
    pub(crate) state: State,
    /// The records that each step ends, in the order of the steps.
    pub(crate) ends: Vec<Option<Ended>>,
}

impl Planned {
    /// Returns what somebody changed since the plan was computed.
    ///
    /// # Errors
    /// An error of the database.
    pub(crate) async fn changed_meanwhile(&self, records: &Records) -> Result<Vec<Meanwhile>, Failure> {
        let now = load::state(records, &Desired::default()).await?;
        Ok(files::changed_meanwhile(&self.state, &now))
    }
}

/// Records that are no longer valid after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    /// The kind of the records: `grants`, `memberships`.
    pub(crate) what: &'static str,
    /// The number of records, up to a limit.
    pub(crate) count: usize,
}

/// Reads a file or the files of a folder, and plans the changes.
///
/// # Errors
/// Every problem of the files with its place, or an error of the database.
pub(crate) async fn plan(
    path: &Path,
    prune: bool,
    takes_over: bool,
    records: &Records,
) -> Result<Planned, Failure> {
    let source = source::read(path)?;
    let sources = Sources {
        folder: source.folder,
        files: source.documents.iter().map(|document| document.name.clone()).collect(),
        prune,
        takes_over,
    };
    let mut read = Read::new(source.documents);
    if !read.is_parsed {
        return Err(read.failure());
    }
    let state = load::state(records, &read.everything.desired).await?;
    read.refuse(checks::settings(&read.everything.desired, &state, records));
    let Everything { desired, provider_secrets } = &mut read.everything;
    checks::settle_secrets(desired, provider_secrets, &state, records).await?;
    let refused = checks::providers(desired, provider_secrets, &state, records)?;
    read.refuse(refused);
    let desired = &read.everything.desired;
    match records.decide(|occasion| files::plan(desired, &state, &sources, occasion)) {
        Ok(plan) if read.found.is_empty() => {
            let ends = ends(&plan, &state, records).await?;
            Ok(Planned { plan, state, ends })
        }
        Ok(_) => Err(read.failure()),
        Err(problems) => {
            read.add(problems);
            Err(read.failure())
        }
    }
}

/// The contents and the problems of the files.
struct Read {
    documents: Vec<Document>,
    everything: Everything,
    places: Places,
    /// The problems, each with the position of its file.
    found: Vec<(usize, Found)>,
    /// The texts of problems without a place.
    placeless: Vec<String>,
    /// The things with a problem. The plan may report more problems of them, which follow from the first.
    flawed: BTreeSet<Thing>,
    /// Whether every file is TOML.
    is_parsed: bool,
}

impl Read {
    fn new(documents: Vec<Document>) -> Self {
        let mut read = Self {
            documents,
            everything: Everything::default(),
            places: Places::new(),
            found: Vec::new(),
            placeless: Vec::new(),
            flawed: BTreeSet::new(),
            is_parsed: true,
        };
        for file in 0..read.documents.len() {
            read.read(file);
        }
        read
    }

    fn read(&mut self, file: usize) {
        let Some(document) = self.documents.get(file) else { return };
        let text = document.text.clone();
        let (table, errors) = DeTable::parse_recoverable(&text);
        if !errors.is_empty() {
            self.is_parsed = false;
            for error in errors {
                let label = error.message().trim().to_owned();
                let (span, title) = (error.span().unwrap_or(0..0), "this is no TOML".to_owned());
                self.found.push((file, Found { span, title, label, help: None }));
            }
            return;
        }
        let mut reading = Reading::new(file, document.folder.clone(), &mut self.places);
        kind::read(&mut reading, table.get_ref(), &self.documents, &mut self.everything);
        let Reading { found, visible, .. } = reading;
        if let Some(document) = self.documents.get_mut(file) {
            visible.into_iter().for_each(|span| document.show(span));
        }
        for (thing, found) in found {
            self.flawed.extend(thing);
            self.found.push((file, found));
        }
    }

    /// Adds the values that the configuration of the server does not allow.
    fn refuse(&mut self, refused: Vec<Refused>) {
        for Refused { thing, field, text } in refused {
            self.place((&thing, ""), (&field, None), text);
        }
    }

    /// Adds the problems of a plan.
    fn add(&mut self, problems: Vec<Problem>) {
        for Problem { thing, file, field, item, text } in problems {
            if !self.flawed.contains(&thing) {
                self.place((&thing, &file), (&field, item), text);
            }
        }
    }

    /// Adds a problem at its place: the value, else the field, else the name of the thing.
    fn place(&mut self, (thing, file): (&Thing, &str), (field, item): (&str, Option<usize>), text: String) {
        let of = |field: &str, item| self.places.get(&(thing.clone(), field.to_owned(), item)).cloned();
        let parent = || field.split_once('.').and_then(|(parent, _)| of(parent, None));
        let place = of(field, item).or_else(|| of(field, None)).or_else(parent).or_else(|| of("", None));
        let title = match field {
            "" => format!("{thing} can't be used"),
            field => format!("{field} of the {thing} can't be used"),
        };
        match place {
            Some((file, span)) => self.found.push((file, Found { span, title, label: text, help: None })),
            None => self.placeless.push(format!("error: {file}: {title}: {text}")),
        }
    }

    /// Returns every problem, by file and place.
    fn failure(self) -> Failure {
        let mut found = self.found;
        found.sort_by_key(|(file, found)| (*file, found.span.start));
        let rendered =
            found.into_iter().filter_map(|(file, found)| Some(self.documents.get(file)?.render(found)));
        let texts: Vec<String> = rendered.chain(self.placeless).collect();
        Failure::failed(texts.join("\n\n"))
    }
}

/// Counts the records that each step ends.
async fn ends(plan: &Plan, state: &State, records: &Records) -> Result<Vec<Option<Ended>>, Failure> {
    let mut ends = Vec::new();
    for step in &plan.steps {
        let is_disabled =
            step.changed.iter().any(|change| change.field == "disabled" && change.after == "true");
        let ended = match (step.thing.kind(), step.action) {
            (OwnedKind::Client, Action::Remove | Action::Edit)
                if step.action == Action::Remove || is_disabled =>
            {
                let count = load::grants(records, &ClientId::new(step.thing.key())).await?;
                Some(Ended { what: "grants", count })
            }
            (OwnedKind::Group, Action::Remove) => match state.role_map.group_called(step.thing.key()) {
                Some(group) => {
                    Some(Ended { what: "memberships", count: load::members(records, group.id).await? })
                }
                None => None,
            },
            _ => None,
        };
        ends.push(ended.filter(|ended| ended.count > 0));
    }
    Ok(ends)
}
