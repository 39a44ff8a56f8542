//! The attributes of users: what differs from other records.

use valetkey_administration::{
    InvalidField,
    attribute::{AttributeSettings, NewAttribute},
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{Attribute, AttributeAccess, AttributeKind, OperatorText},
};
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
    administration::{AdministrationError, Context, Done, List, Part, attributes},
    visit::Visit,
};

const TYPES: [ConsoleWord; 6] = [
    ConsoleWord::Text,
    ConsoleWord::Number,
    ConsoleWord::YesNo,
    ConsoleWord::Date,
    ConsoleWord::Texts,
    ConsoleWord::OneOf,
];

const ACCESS: [(ConsoleWord, AttributeAccess); 3] = [
    (ConsoleWord::User, AttributeAccess::User),
    (ConsoleWord::Administrator, AttributeAccess::Administrator),
    (ConsoleWord::Nobody, AttributeAccess::Nobody),
];

/// Returns the settings that the form for a new attribute starts with.
fn usual() -> AttributeSettings {
    AttributeSettings {
        choices: Vec::new(),
        labels: OperatorText::new(),
        is_required: false,
        seen_by: AttributeAccess::User,
        edited_by: AttributeAccess::Administrator,
        add_to_scopes: Vec::new(),
    }
}

/// Returns the inputs of the settings that an edit may change, without the choices.
fn inputs(settings: &AttributeSettings) -> Vec<ConsoleInput> {
    let access = ACCESS.map(|(word, _)| word);
    vec![
        ConsoleInput::lines(ConsoleField::Labels, &in_languages(&settings.labels)),
        ConsoleInput::choice(ConsoleField::SeenBy, &access, settings.seen_by.name()),
        ConsoleInput::choice(ConsoleField::EditedBy, &access, settings.edited_by.name()),
        ConsoleInput::checkbox(ConsoleField::Required, settings.is_required),
        ConsoleInput::lines(ConsoleField::AddToScopes, &settings.add_to_scopes),
    ]
}

fn apply(values: &Values<'_>, settings: &mut AttributeSettings) -> Result<(), InvalidField> {
    settings.choices = values.lines(ConsoleField::Choices);
    settings.labels = values.pairs(ConsoleField::Labels, "en=Text")?;
    settings.seen_by = values.one_of(ConsoleField::SeenBy, &ACCESS)?;
    settings.edited_by = values.one_of(ConsoleField::EditedBy, &ACCESS)?;
    settings.is_required = values.is_checked(ConsoleField::Required.name());
    settings.add_to_scopes = values.lines(ConsoleField::AddToScopes);
    Ok(())
}

fn type_of(attribute: &Attribute) -> (ConsoleField, ConsoleFact) {
    let name = attribute.kind.name();
    let word = TYPES.into_iter().find(|word| word.value() == name);
    (ConsoleField::AttributeType, word.map_or_else(|| ConsoleFact::Text(name.to_owned()), ConsoleFact::Word))
}

fn claim_of(attribute: &Attribute) -> (ConsoleField, ConsoleFact) {
    (ConsoleField::Claim, ConsoleFact::Codes(attribute.claim.iter().cloned().collect()))
}

fn access(of: AttributeAccess) -> ConsoleFact {
    let found = ACCESS.into_iter().find(|(_, access)| *access == of);
    ConsoleFact::Word(found.map_or(ConsoleWord::Nobody, |(word, _)| word))
}

/// Returns the scopes that open the claim of an attribute.
fn opening<'a>(attribute: &'a Attribute, map: &'a ClaimMap) -> impl Iterator<Item = &'a str> {
    let claim = attribute.claim.iter();
    claim.flat_map(|claim| map.scopes_with(claim)).map(|scope| scope.name.as_str())
}

/// Returns the scopes that open the claim, with their pages for an administrator who may see them.
async fn scopes(
    visit: &Visit<'_>,
    entered: &Entered,
    attribute: &Attribute,
) -> Result<(ConsoleField, ConsoleFact), AdministrationError> {
    let (_, map) = attributes::show(&entered.context(visit, None), &attribute.name).await?;
    let names = opening(attribute, &map).map(str::to_owned);
    let link =
        |name: String| NamedLink { uri: visit.server.path(path::page_of(path::SCOPE, &name).path()), name };
    let fact = match entered.administrator.may(Permission::read(Area::Scopes)) {
        true => ConsoleFact::Links { links: names.map(link).collect(), more: 0 },
        false => ConsoleFact::Codes(names.collect()),
    };
    Ok((ConsoleField::Scopes, fact))
}

fn stored(done: Done<(Attribute, ClaimMap)>) -> Done<Stored> {
    let stored = done.answer.0.identity().0;
    done.with(stored)
}

impl Kind for Attribute {
    const KIND: ConsoleKind = ConsoleKind::Attribute;
    const AREA: Area = Area::Attributes;
    const PAGES: Pages = Pages {
        list: path::ATTRIBUTES,
        new: path::NEW_ATTRIBUTE,
        record: path::ATTRIBUTE,
        edit: path::EDIT_ATTRIBUTE,
        remove: path::REMOVE_ATTRIBUTE,
    };
    const COMMAND: &'static str = "valetkey attribute";

    async fn load(context: &Context<'_>, id: &str) -> Result<Self, AdministrationError> {
        Ok(attributes::show(context, id).await?.0)
    }

    fn identity(&self) -> (Stored, u64) {
        (Stored { id: self.name.clone(), name: self.name.clone() }, self.revision)
    }

    fn thing(&self) -> Thing {
        Thing::attribute(&self.name)
    }

    fn new_inputs(_params: &RawParams) -> Vec<ConsoleInput> {
        let mut all = vec![
            ConsoleInput::token(ConsoleField::AttributeName, "").required(),
            ConsoleInput::choice(ConsoleField::AttributeType, &TYPES, ConsoleWord::Text.value()),
            ConsoleInput::lines(ConsoleField::Choices, &[]),
            ConsoleInput::token(ConsoleField::Claim, ""),
        ];
        all.extend(inputs(&usual()));
        all
    }

    fn inputs(&self, _entered: &Entered) -> Vec<ConsoleInput> {
        let settings = AttributeSettings::from(self);
        let has_choices = matches!(self.kind, AttributeKind::OneOf(_));
        let choices = has_choices.then(|| ConsoleInput::lines(ConsoleField::Choices, &settings.choices));
        choices.into_iter().chain(inputs(&settings)).collect()
    }

    async fn form_facts(&self, visit: &Visit<'_>, entered: &Entered) -> Result<Facts, AdministrationError> {
        Ok(vec![type_of(self), claim_of(self), scopes(visit, entered, self).await?])
    }

    async fn add(
        context: &Context<'_>,
        _entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let mut settings = usual();
        apply(values, &mut settings)?;
        let kind = values.one_of(ConsoleField::AttributeType, &TYPES.map(|word| (word, word.value())))?;
        let new = NewAttribute {
            name: values.text(ConsoleField::AttributeName).to_owned(),
            kind: AttributeKind::from_name(kind, settings.choices.clone()),
            claim: values.optional(ConsoleField::Claim),
            settings,
        };
        Ok(stored(attributes::add(context, new).await?))
    }

    async fn edit(
        context: &Context<'_>,
        id: &str,
        _entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        Ok(stored(attributes::edit(context, id, |settings| apply(values, settings)).await?))
    }

    async fn remove(&self, context: &Context<'_>) -> Result<Done<()>, AdministrationError> {
        attributes::remove(context, &self.name).await
    }

    async fn consequences(&self, context: &Context<'_>) -> Result<Vec<Consequence>, AdministrationError> {
        let (_, map) = attributes::show(context, &self.name).await?;
        let count = opening(self, &map).count();
        Ok((count > 0).then_some(Consequence::Forgetting(count)).into_iter().collect())
    }
}

impl Listed for Attribute {
    async fn list(context: &Context<'_>, part: &Part) -> Result<List<Self>, AdministrationError> {
        Ok(attributes::list(context, part).await?.0)
    }

    fn row(&self, _visit: &Visit<'_>) -> Facts {
        let labels = ConsoleFact::Lines(in_languages(&self.labels));
        vec![type_of(self), claim_of(self), (ConsoleField::Labels, labels)]
    }

    async fn facts(&self, visit: &Visit<'_>, entered: &Entered) -> Result<Facts, AdministrationError> {
        let required = if self.is_required { ConsoleWord::Yes } else { ConsoleWord::No };
        Ok(vec![
            type_of(self),
            (ConsoleField::Choices, ConsoleFact::Lines(self.kind.choices().to_vec())),
            (ConsoleField::Labels, ConsoleFact::Lines(in_languages(&self.labels))),
            (ConsoleField::Required, ConsoleFact::Word(required)),
            (ConsoleField::SeenBy, access(self.seen_by)),
            (ConsoleField::EditedBy, access(self.edited_by)),
            claim_of(self),
            scopes(visit, entered, self).await?,
        ])
    }
}
