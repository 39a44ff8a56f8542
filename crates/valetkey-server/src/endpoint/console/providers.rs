//! The identity providers: what differs from other records. They have pages for a test and a preview besides.

mod facts;
mod form;
mod presets;
mod preview;
mod test;

use axum::response::Response;
use valetkey_administration::{files::Thing, identity_provider::IdentityProviderSettings, permission::Area};
use valetkey_authorization_server::record::IdentityProvider;
use valetkey_pages::{Consequence, ConsoleInput, ConsoleKind, ConsoleRecordAction};
use valetkey_types::RawParams;

use super::{
    access::Entered,
    answer::Stop,
    path,
    record::{Facts, Kind, Listed, Pages, Stored, Values},
};
use crate::{
    administration::{AdministrationError, Context, Done, List, Part, providers},
    visit::Visit,
};

pub(super) use preview::handle as preview_provider;
pub(super) use test::handle as test_provider;

/// The most linked accounts that the page before a removal counts.
const MOST_LINKED: usize = 1_000;

fn stored(done: Done<IdentityProvider>) -> Done<Stored> {
    let stored = done.answer.identity().0;
    done.with(stored)
}

impl Kind for IdentityProvider {
    const KIND: ConsoleKind = ConsoleKind::Provider;
    const AREA: Area = Area::Providers;
    const PAGES: Pages = Pages {
        list: path::PROVIDERS,
        new: path::NEW_PROVIDER,
        record: path::PROVIDER,
        edit: path::EDIT_PROVIDER,
        remove: path::REMOVE_PROVIDER,
    };
    const COMMAND: &'static str = "valetkey identity-provider";

    async fn load(context: &Context<'_>, id: &str) -> Result<Self, AdministrationError> {
        providers::show(context, id).await
    }

    fn identity(&self) -> (Stored, u64) {
        (Stored { id: self.name.clone(), name: self.name.clone() }, self.revision)
    }

    fn thing(&self) -> Thing {
        Thing::identity_provider(&self.name)
    }

    fn choose(visit: &Visit<'_>, entered: &Entered, params: &RawParams) -> Result<Option<Response>, Stop> {
        presets::choose(visit, entered, params)
    }

    fn new_inputs(params: &RawParams) -> Vec<ConsoleInput> {
        presets::chosen(params).map(form::new_inputs).unwrap_or_default()
    }

    fn new_facts(visit: &Visit<'_>, params: &RawParams) -> Facts {
        presets::chosen(params).map(|preset| facts::of_preset(visit, preset)).unwrap_or_default()
    }

    fn inputs(&self, entered: &Entered) -> Vec<ConsoleInput> {
        form::inputs(self, &entered.map)
    }

    async fn form_facts(&self, visit: &Visit<'_>, _entered: &Entered) -> Result<Facts, AdministrationError> {
        Ok(facts::fixed(visit, self))
    }

    async fn add(
        context: &Context<'_>,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let (name, settings, secret) = form::read_new(values, &entered.map)?;
        Ok(stored(providers::add(context, &name, settings, secret).await?))
    }

    async fn edit(
        context: &Context<'_>,
        id: &str,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let change = |settings: &mut IdentityProviderSettings| form::apply(values, settings, &entered.map);
        Ok(stored(providers::edit(context, id, change, form::secret(values)?).await?))
    }

    async fn remove(&self, context: &Context<'_>) -> Result<Done<()>, AdministrationError> {
        providers::remove(context, &self.name).await
    }

    async fn consequences(&self, context: &Context<'_>) -> Result<Vec<Consequence>, AdministrationError> {
        Ok(match providers::linked_accounts(context, self, MOST_LINKED).await? {
            None | Some(0) => Vec::new(),
            Some(count) if count < MOST_LINKED => vec![Consequence::LinkedAccounts(count)],
            Some(count) => vec![Consequence::ManyLinkedAccounts(count)],
        })
    }
}

impl Listed for IdentityProvider {
    async fn list(context: &Context<'_>, part: &Part) -> Result<List<Self>, AdministrationError> {
        providers::list(context, part).await
    }

    fn row(&self, _visit: &Visit<'_>) -> Facts {
        facts::row(self)
    }

    async fn facts(&self, visit: &Visit<'_>, entered: &Entered) -> Result<Facts, AdministrationError> {
        Ok(facts::all(visit, self, &entered.map))
    }

    fn is_disabled(&self) -> bool {
        self.disabled
    }

    fn may_change(entered: &Entered) -> bool {
        entered.administrator.covers_provider(&entered.map).is_ok()
    }

    fn questions(entered: &Entered) -> Vec<(ConsoleRecordAction, &'static str)> {
        let test = test::may(entered).then_some((ConsoleRecordAction::Test, path::TEST_PROVIDER));
        let preview = preview::may(entered).then_some((ConsoleRecordAction::Preview, path::PREVIEW_PROVIDER));
        test.into_iter().chain(preview).collect()
    }
}
