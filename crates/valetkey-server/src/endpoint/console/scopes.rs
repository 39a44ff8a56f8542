//! The scopes: what differs from other records.

use valetkey_administration::{
    InvalidField,
    files::Thing,
    permission::{Area, Permission},
    scope::ScopeSettings,
};
use valetkey_authorization_server::record::{Client, TenantScope};
use valetkey_pages::{
    Consequence, ConsoleFact, ConsoleField, ConsoleInput, ConsoleKind, ConsoleWord, NamedLink,
};
use valetkey_types::RawParams;

use super::{
    access::Entered,
    path,
    record::{Facts, Kind, Listed, Pages, Stored, Values, in_languages},
};
use crate::{
    Server,
    administration::{AdministrationError, Context, Done, List, Part, scopes},
    visit::Visit,
};

/// The most applications that a page names.
const MOST_APPLICATIONS: usize = 50;

fn inputs(settings: &ScopeSettings) -> Vec<ConsoleInput> {
    let words = [ConsoleWord::Guess, ConsoleWord::Yes, ConsoleWord::No];
    vec![
        ConsoleInput::lines(ConsoleField::ScopeClaims, &settings.claims),
        ConsoleInput::lines(ConsoleField::ScopeDescriptions, &in_languages(&settings.descriptions)),
        ConsoleInput::choice(ConsoleField::ScopeWrites, &words, writes(settings.writes).value()),
    ]
}

fn writes(writes: Option<bool>) -> ConsoleWord {
    match writes {
        Some(true) => ConsoleWord::Yes,
        Some(false) => ConsoleWord::No,
        None => ConsoleWord::Guess,
    }
}

fn apply(values: &Values<'_>, settings: &mut ScopeSettings) -> Result<(), InvalidField> {
    settings.claims = values.lines(ConsoleField::ScopeClaims);
    settings.descriptions = values.pairs(ConsoleField::ScopeDescriptions, "en=Text")?;
    let words = [(ConsoleWord::Yes, Some(true)), (ConsoleWord::No, Some(false)), (ConsoleWord::Guess, None)];
    settings.writes = values.one_of(ConsoleField::ScopeWrites, &words)?;
    Ok(())
}

/// Returns the applications that may ask for a scope.
async fn requesting(server: &Server, name: &str) -> Result<Vec<Client>, AdministrationError> {
    let mut clients = server.storage.clients(&server.tenant).await?;
    clients.retain(|client| client.scope.contains(name));
    clients.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Ok(clients)
}

/// Returns the applications that may ask for a scope, as the administrator may see them.
async fn applications(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
) -> Result<(ConsoleField, ConsoleFact), AdministrationError> {
    let clients = requesting(visit.server, name).await?;
    let link = |client: &Client| NamedLink {
        name: client.name.clone(),
        uri: visit.server.path(path::page_of(path::APPLICATION, client.id.as_str()).path()),
    };
    let fact = match entered.administrator.may(Permission::read(Area::Clients)) {
        true => ConsoleFact::Links {
            links: clients.iter().take(MOST_APPLICATIONS).map(link).collect(),
            more: clients.len().saturating_sub(MOST_APPLICATIONS),
        },
        false => ConsoleFact::Hidden(clients.len()),
    };
    Ok((ConsoleField::Applications, fact))
}

fn stored(done: Done<TenantScope>) -> Done<Stored> {
    let stored = done.answer.identity().0;
    done.with(stored)
}

impl Kind for TenantScope {
    const KIND: ConsoleKind = ConsoleKind::Scope;
    const AREA: Area = Area::Scopes;
    const PAGES: Pages = Pages {
        list: path::SCOPES,
        new: path::NEW_SCOPE,
        record: path::SCOPE,
        edit: path::EDIT_SCOPE,
        remove: path::REMOVE_SCOPE,
    };
    const COMMAND: &'static str = "valetkey scope";

    async fn load(context: &Context<'_>, id: &str) -> Result<Self, AdministrationError> {
        scopes::show(context, id).await
    }

    fn identity(&self) -> (Stored, u64) {
        (Stored { id: self.name.clone(), name: self.name.clone() }, self.revision)
    }

    fn thing(&self) -> Thing {
        Thing::scope(&self.name)
    }

    fn new_inputs(_params: &RawParams) -> Vec<ConsoleInput> {
        let name = ConsoleInput::token(ConsoleField::ScopeToken, "").required();
        [name].into_iter().chain(inputs(&ScopeSettings::default())).collect()
    }

    fn inputs(&self, _entered: &Entered) -> Vec<ConsoleInput> {
        inputs(&ScopeSettings::from(self))
    }

    async fn form_facts(&self, visit: &Visit<'_>, entered: &Entered) -> Result<Facts, AdministrationError> {
        Ok(vec![applications(visit, entered, &self.name).await?])
    }

    async fn add(
        context: &Context<'_>,
        _entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let mut settings = ScopeSettings::default();
        apply(values, &mut settings)?;
        Ok(stored(scopes::add(context, values.text(ConsoleField::ScopeToken), settings).await?))
    }

    async fn edit(
        context: &Context<'_>,
        id: &str,
        _entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        Ok(stored(scopes::edit(context, id, |settings| apply(values, settings)).await?))
    }

    async fn remove(&self, context: &Context<'_>) -> Result<Done<()>, AdministrationError> {
        scopes::remove(context, &self.name).await
    }

    async fn consequences(&self, context: &Context<'_>) -> Result<Vec<Consequence>, AdministrationError> {
        let count = requesting(context.server, &self.name).await?.len();
        Ok((count > 0).then_some(Consequence::Requesting(count)).into_iter().collect())
    }
}

impl Listed for TenantScope {
    async fn list(context: &Context<'_>, part: &Part) -> Result<List<Self>, AdministrationError> {
        scopes::list(context, part).await
    }

    fn row(&self, _visit: &Visit<'_>) -> Facts {
        vec![
            (ConsoleField::ScopeClaims, ConsoleFact::Codes(self.claims.clone())),
            (ConsoleField::ScopeDescriptions, ConsoleFact::Lines(in_languages(&self.descriptions))),
        ]
    }

    async fn facts(&self, visit: &Visit<'_>, entered: &Entered) -> Result<Facts, AdministrationError> {
        let mut facts = self.row(visit);
        facts.push((ConsoleField::ScopeWrites, ConsoleFact::Word(writes(self.writes))));
        facts.push(applications(visit, entered, &self.name).await?);
        Ok(facts)
    }
}
