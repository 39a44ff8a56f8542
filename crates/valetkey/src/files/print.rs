//! Shows a plan.

use serde_json::{Value, json};
use valetkey_administration::files::{Action, Meanwhile, Step, Thing};
use valetkey_authorization_server::event::FieldChange;

use super::{
    load::MOST_COUNTED,
    planned::{Ended, Planned},
};
use crate::output::{Style, visible};

/// Returns a plan as JSON.
pub(crate) fn as_json(planned: &Planned, is_applied: bool) -> Value {
    let step = |(step, ends): (&Step, &Option<Ended>)| {
        let changed = step
            .changed
            .iter()
            .map(|change| json!({ "field": change.field, "before": change.before, "after": change.after }));
        json!({
            "action": step.action.as_str(),
            "kind": step.thing.kind().as_str(),
            "name": step.thing.name(),
            "file": step.file,
            "changed": changed.collect::<Vec<_>>(),
            "ends": ends.as_ref().map(|ended| json!({ "what": ended.what, "count": ended.count })),
        })
    };
    let steps: Vec<Value> = planned.plan.steps.iter().zip(&planned.ends).map(step).collect();
    let leftovers = planned.plan.leftovers.iter().map(|owned| {
        let thing = Thing::from(owned);
        json!({ "kind": thing.kind().as_str(), "name": thing.name(), "file": owned.file })
    });
    json!({ "steps": steps, "leftovers": leftovers.collect::<Vec<_>>(), "applied": is_applied })
}

/// Returns a plan for users.
pub(crate) fn in_words(planned: &Planned, style: Style) -> String {
    let mut lines = Vec::new();
    for (step, ends) in planned.plan.steps.iter().zip(&planned.ends) {
        lines.push(heading(step, style));
        lines.extend(step.changed.iter().flat_map(|change| field(change, step.action)));
        if let Some(ended) = ends {
            let more = if ended.count >= MOST_COUNTED { " or more" } else { "" };
            lines.push(style.bad(&format!("    ends {}{more} {}", ended.count, ended.what)));
        }
    }
    for owned in &planned.plan.leftovers {
        let (thing, file) = (Thing::from(owned).to_string(), &owned.file);
        lines.push(visible(&format!("? {thing}: {file} owns it, but no file names it; --prune removes it")));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(summary(&planned.plan.steps));
    lines.join("\n")
}

fn heading(step: &Step, style: Style) -> String {
    let text = format!("{}  ({})", step.thing, step.file);
    let text = visible(&text);
    match step.action {
        Action::Add => style.good(&format!("+ {text}")),
        Action::Edit => style.strong(&format!("~ {text}")),
        Action::Remove => style.bad(&format!("- {text}")),
        Action::Own => format!("= {text}: owned by the file from now on"),
        Action::Release => format!("= {text}: not owned by a file any more"),
    }
}

/// Returns the lines of a field: its values, or for a list the removed and added values.
fn field(change: &FieldChange, action: Action) -> Vec<String> {
    let FieldChange { field, before, after } = change;
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if old.len() > 1 || new.len() > 1 {
        let gone =
            old.iter().filter(|line| !new.contains(line)).map(|line| format!("      - {}", visible(line)));
        let come =
            new.iter().filter(|line| !old.contains(line)).map(|line| format!("      + {}", visible(line)));
        let mut lines = vec![format!("    {field}")];
        lines.extend(gone.chain(come));
        if lines.len() == 1 {
            lines.push(format!("      {} → {}", visible(&old.join(", ")), visible(&new.join(", "))));
        }
        return lines;
    }
    let shown = |value: &str| if value.is_empty() { "none".to_owned() } else { visible(value) };
    match action {
        Action::Add => vec![format!("    {field}  {}", shown(after))],
        _ => vec![format!("    {field}  {} → {}", shown(before), shown(after))],
    }
}

fn summary(steps: &[Step]) -> String {
    let count = |action| steps.iter().filter(|step| step.action == action).count();
    let counts = [
        (count(Action::Add), "to add"),
        (count(Action::Edit), "to edit"),
        (count(Action::Remove), "to remove"),
        (count(Action::Own), "to own"),
        (count(Action::Release), "to release"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if parts.is_empty() { "Nothing differs.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

/// Returns lines with the changes of somebody else.
pub(crate) fn lines_of_meanwhile(meanwhile: &[Meanwhile]) -> String {
    let mut lines = Vec::new();
    for Meanwhile { thing, existed, changed } in meanwhile {
        match existed {
            (false, _) => lines.push(format!("  {thing}: expected none, got one")),
            (_, false) => lines.push(format!("  {thing}: expected it, got none")),
            _ if changed.is_empty() => lines.push(format!("  {thing}: somebody changed it")),
            _ => lines.extend(changed.iter().map(|change| {
                format!("  {thing}: {}: expected {:?}, got {:?}", change.field, change.before, change.after)
            })),
        }
    }
    lines.join("\n")
}
