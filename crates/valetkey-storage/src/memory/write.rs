//! Applies operations to rows.

use super::{State, table::Table};
use crate::{
    Row, meter,
    operation::{Addition, Filter, RowOperation, Set, Test},
    value::Value,
};

/// Applies one operation; returns false if its condition does not hold.
pub(super) fn apply(state: &mut State, operation: RowOperation) -> bool {
    let table = state.table(operation.description());
    match operation {
        RowOperation::Insert(row) => table.get(row.key()).is_none() && table.put(row),
        RowOperation::Replace { row, expected } => replace(table, row, expected),
        RowOperation::Merge(row) => merge(table, row),
        RowOperation::Add { addition, row, since } => add(table, addition, row, since),
        RowOperation::Patch { patch, values } => {
            let found = matching(table, patch.filter, &values);
            let is_held = !patch.is_needed || !found.is_empty();
            is_held && found.into_iter().all(|row| table.put(patched(row, patch.set, &values)))
        }
        RowOperation::Require { requirement, values } => {
            !matching(table, requirement.filter, &values).is_empty()
        }
        RowOperation::Delete { deletion, values } => {
            let found = matching(table, deletion.filter, &values);
            found.iter().for_each(|row| table.remove(row.key()));
            !deletion.is_needed || !found.is_empty()
        }
        RowOperation::DeleteOfTenant { tenant, at_most, .. } => {
            let of_tenant = |row: &&Row| row.get("tenant") == Some(&tenant);
            let at_most = usize::try_from(at_most).unwrap_or(usize::MAX);
            let found: Vec<Row> = table.rows().filter(of_tenant).take(at_most).cloned().collect();
            found.iter().for_each(|row| table.remove(row.key()));
            meter::count_write(found.len());
            true
        }
        RowOperation::DeleteExpired { description, before, at_most } => {
            let column = description.retention.unwrap_or_default();
            let ended = |row: &&Row| matches!(row.get(column), Some(Value::Integer(end)) if *end < before);
            let mut expired: Vec<Row> = table.rows().filter(ended).cloned().collect();
            expired.sort_by(|one, other| one.get(column).cmp(&other.get(column)));
            expired.truncate(usize::try_from(at_most).unwrap_or(usize::MAX));
            expired.iter().for_each(|row| table.remove(row.key()));
            // Housekeeping uses this count to decide whether there are more expired rows.
            meter::count_write(expired.len());
            true
        }
    }
}

/// Replaces a row, except the columns whose values count instead of the document's.
fn replace(table: &mut Table, row: Row, expected: u64) -> bool {
    let Some(stored) = table.get(row.key()).filter(|stored| stored.revision == expected) else {
        return false;
    };
    let columns = row.description.columns.iter().zip(row.values.iter().zip(&stored.values));
    let values = columns.map(|(column, (new, old))| if column.is_own { old.clone() } else { new.clone() });
    let row = Row { values: values.collect(), revision: expected + 1, ..row };
    table.put(row)
}

fn merge(table: &mut Table, row: Row) -> bool {
    let column = row.description.keeps_greater.unwrap_or_default();
    match table.get(row.key()) {
        Some(stored) if stored.get(column) >= row.get(column) => true,
        _ => table.put(row),
    }
}

fn add(table: &mut Table, addition: &Addition, mut row: Row, since: i64) -> bool {
    let integer = |row: &Row, column| match row.get(column) {
        Some(Value::Integer(number)) => *number,
        _ => 0,
    };
    let stored = table.get(row.key()).filter(|stored| integer(stored, addition.moment) > since);
    if let (Some(stored), Some(position)) = (stored, row.description.position(addition.sum)) {
        let sum = integer(stored, addition.sum).saturating_add(integer(&row, addition.sum));
        row.revision = stored.revision;
        row.values
            .get_mut(position)
            .into_iter()
            .for_each(|value| *value = Value::Integer(sum.min(addition.at_most)));
    }
    table.put(row)
}

fn matching(table: &Table, filter: Filter, values: &[Value]) -> Vec<Row> {
    let value = |number: usize| values.get(number).unwrap_or(&Value::Null);
    let holds = |row: &Row| {
        filter.iter().all(|(column, test)| {
            let found = row.get(column).unwrap_or(&Value::Null);
            match *test {
                Test::Equal(number) => *found != Value::Null && found == value(number),
                Test::Same(number) => found == value(number),
                Test::IsNull => *found == Value::Null,
                Test::IsFalse => *found == Value::Boolean(false),
                Test::Greater(number) => *found != Value::Null && found > value(number),
            }
        })
    };
    table.rows().filter(|row| holds(row)).cloned().collect()
}

fn patched(mut row: Row, set: &[(&str, Set)], values: &[Value]) -> Row {
    for (column, set) in set {
        let given = |number: usize| values.get(number).cloned().unwrap_or(Value::Null);
        match (*column, *set) {
            ("document", Set::To(number)) => {
                if let Value::Text(document) = given(number) {
                    row.document = document;
                }
            }
            ("revision", _) => row.revision = row.revision.saturating_add(1),
            (name, set) => {
                let Some(value) = row.description.position(name).and_then(|at| row.values.get_mut(at)) else {
                    continue;
                };
                *value = match (set, &*value) {
                    (Set::To(number), _) => given(number),
                    (Set::OneMore { at_most }, Value::Integer(number)) => {
                        Value::Integer(number.saturating_add(1).min(at_most))
                    }
                    _ => Value::Null,
                };
            }
        }
    }
    row
}
