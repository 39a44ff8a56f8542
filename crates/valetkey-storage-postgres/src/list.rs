//! A list of changes as statements. New rows of one kind that follow each other are one statement of many rows, more
//! than twice as fast as a statement each: a database is copied and filled that way.

use tokio_postgres::types::ToSql;

use crate::{
    changes::Step,
    parameter::{Parameter, borrowed},
};

/// Rows of a statement at most, so that no message grows without end.
const ROWS_PER_STATEMENT: usize = 1_000;

/// The steps of a list.
pub(crate) struct List {
    steps: Vec<Step>,
    is_one_by_one: bool,
}

impl List {
    pub(crate) fn new(steps: Vec<Step>) -> Self {
        Self { steps, is_one_by_one: false }
    }

    /// From now on each step is a statement of its own, so that an error says whose it is.
    pub(crate) fn take_one_by_one(&mut self) {
        self.is_one_by_one = true;
    }

    /// What is sent, in the order of the steps.
    pub(crate) fn statements(&self) -> impl Iterator<Item = Statement<'_>> {
        let go_together =
            |one: &Step, next: &Step| !self.is_one_by_one && one.sql_of_many.is_some() && one.sql == next.sql;
        let runs = self.steps.chunk_by(go_together).flat_map(|run| run.chunks(ROWS_PER_STATEMENT));
        let mut position = 0;
        runs.filter_map(move |steps| {
            let statement = Statement::of(steps, position);
            position += steps.len();
            statement
        })
    }
}

/// A statement for one step, or for many.
pub(crate) struct Statement<'a> {
    pub(crate) sql: &'static str,
    /// The position of its first step in the list.
    pub(crate) position: usize,
    /// How many steps it stands for.
    pub(crate) steps: usize,
    values: Values<'a>,
}

enum Values<'a> {
    OfOne(&'a [Parameter]),
    OfMany(Vec<Vec<&'a Parameter>>),
}

impl<'a> Statement<'a> {
    fn of(steps: &'a [Step], position: usize) -> Option<Self> {
        let first = steps.first()?;
        let (sql, values) = match first.sql_of_many {
            Some(sql) if steps.len() > 1 => (sql, Values::OfMany(columns(steps))),
            _ => (first.sql, Values::OfOne(&first.parameters)),
        };
        Some(Self { sql, position, steps: steps.len(), values })
    }

    /// The form in which the client library takes its values.
    pub(crate) fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        match &self.values {
            Values::OfOne(parameters) => borrowed(parameters),
            Values::OfMany(columns) => columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect(),
        }
    }
}

/// An array for each parameter.
fn columns(steps: &[Step]) -> Vec<Vec<&Parameter>> {
    let mut rows: Vec<_> = steps.iter().map(|step| step.parameters.iter()).collect();
    let count = steps.first().map_or(0, |step| step.parameters.len());
    (0..count).map(|_| rows.iter_mut().filter_map(Iterator::next).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::value;

    /// A row of one table or another, or, in lower case, another change.
    fn step(kind: char) -> Step {
        let (sql, sql_of_many) = match kind {
            'A' => ("a row", Some("rows of A")),
            'B' => ("another row", Some("rows of B")),
            _ => ("a change", None),
        };
        Step { sql, sql_of_many, parameters: vec![value(1_i64), value("text")] }
    }

    fn shown(list: &List) -> Vec<(&'static str, usize, usize)> {
        let statements = list.statements().inspect(|statement| assert_eq!(statement.values().len(), 2));
        statements.map(|statement| (statement.sql, statement.position, statement.steps)).collect()
    }

    #[test]
    fn new_rows_of_one_kind_that_follow_each_other_are_one_statement() {
        let mut list = List::new("AABAcc".chars().map(step).collect());
        let together = [
            ("rows of A", 0, 2),
            ("another row", 2, 1),
            ("a row", 3, 1),
            ("a change", 4, 1),
            ("a change", 5, 1),
        ];
        assert_eq!(shown(&list), together);
        list.take_one_by_one();
        let one_by_one: Vec<_> =
            shown(&list).into_iter().map(|(_, position, steps)| (position, steps)).collect();
        assert_eq!(one_by_one, [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
    }

    #[test]
    fn no_statement_grows_without_end() {
        let list = List::new(std::iter::repeat_n('A', 2_001).map(step).collect());
        assert_eq!(shown(&list), [("rows of A", 0, 1_000), ("rows of A", 1_000, 1_000), ("a row", 2_000, 1)]);
    }
}
