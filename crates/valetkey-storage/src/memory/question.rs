//! Answers questions: joins the parts one after another.

use super::{State, table::Table};
use crate::{
    Columns, Description, Row, StorageError,
    question::{Join, Operand, Parts, Question, Reader},
    row::Cells,
    value::{Value, ValueRef},
};

/// The rows of all parts together. The values are in the order of the statement.
struct Joined<'a> {
    question: &'static Question,
    rows: Vec<Option<&'a Row>>,
}

impl Cells for Joined<'_> {
    fn cell(&self, position: usize) -> Result<ValueRef<'_>, StorageError> {
        let mut position = position;
        for (part, row) in self.question.parts.iter().zip(&self.rows) {
            let width = part.description.width(Columns::Own);
            if position >= width {
                position -= width;
                continue;
            }
            let Some(row) = row else { return Ok(ValueRef::Null) };
            let before = 1 + usize::from(part.description.has_document);
            let own = position.checked_sub(before).and_then(|n| part.description.read(Columns::Own).nth(n));
            return match own {
                Some(column) => Ok(row.get(column.name).map_or(ValueRef::Null, Value::as_ref)),
                None => row.cell(position),
            };
        }
        Err(StorageError::Corrupt("the question has fewer columns".to_owned()))
    }
}

pub(super) fn answer<T>(
    state: &mut State,
    question: &'static Question,
    values: &[ValueRef<'_>],
    read: Reader<T>,
) -> Result<Vec<T>, StorageError> {
    for part in question.parts {
        state.table(part.description);
    }
    let mut found: Vec<Vec<Option<&Row>>> = vec![Vec::new()];
    for part in question.parts {
        let table = state.tables.get(part.description.name);
        let mut next = Vec::new();
        for rows in found {
            let wanted: Vec<_> = part
                .on
                .iter()
                .map(|(column, operand)| (*column, operand_in(operand, &rows, values)))
                .collect();
            let matching = table.map_or_else(Vec::new, |table| matching(table, part.description, &wanted));
            if matching.is_empty() && part.join == Join::Outer {
                next.push(rows.iter().copied().chain([None]).collect());
            }
            next.extend(matching.iter().map(|row| rows.iter().copied().chain([Some(*row)]).collect()));
        }
        found = next;
    }
    let place = |rows: &Vec<Option<&Row>>| -> Vec<Option<Value>> {
        let value = |(part, column): &(usize, &str)| rows.get(*part).copied().flatten()?.get(column).cloned();
        question.order.iter().map(value).collect()
    };
    found.sort_by_key(place);
    let mut answers = Vec::new();
    for rows in found {
        answers.extend(read(&Parts::new(question, &Joined { question, rows }))?);
    }
    Ok(answers)
}

/// Returns the rows whose columns have these values. Uses the key if it is among the columns.
fn matching<'a>(
    table: &'a Table,
    description: &'static Description,
    wanted: &[(&str, ValueRef<'_>)],
) -> Vec<&'a Row> {
    let key = description.key().iter().map(|column| {
        let (_, value) = wanted.iter().find(|(name, _)| *name == column.name)?;
        value.to_value(column.kind)
    });
    let fits = |row: &&Row| {
        wanted.iter().all(|(column, value)| {
            *value != ValueRef::Null && row.get(column).map(Value::as_ref) == Some(*value)
        })
    };
    match key.collect::<Option<Vec<_>>>() {
        Some(key) => table.get(&key).into_iter().filter(fits).collect(),
        None => table.rows().filter(fits).collect(),
    }
}

fn operand_in<'a>(operand: &Operand, rows: &[Option<&'a Row>], values: &[ValueRef<'a>]) -> ValueRef<'a> {
    match operand {
        Operand::Value(number) => values.get(*number).copied().unwrap_or(ValueRef::Null),
        Operand::Column(part, column) => {
            let row = rows.get(*part).copied().flatten();
            row.and_then(|row| row.get(column)).map_or(ValueRef::Null, Value::as_ref)
        }
    }
}
