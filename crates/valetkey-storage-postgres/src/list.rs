//! Lists of changes as statements. New rows of one kind that follow each other are one statement of many rows, in one list
//! and across lists that are stored together: the second row costs a third of the first, and a database is copied and
//! filled that way more than twice as fast.

use std::ops::Range;

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

    fn placed(&self, list: usize) -> impl Iterator<Item = Placed<'_>> {
        let place = move |(position, step)| Placed { list, position, step, is_alone: self.is_one_by_one };
        self.steps.iter().enumerate().map(place)
    }
}

/// A step and where it stands: in which list, behind how many others of it.
struct Placed<'a> {
    list: usize,
    position: usize,
    step: &'a Step,
    is_alone: bool,
}

impl Placed<'_> {
    fn goes_with(&self, next: &Self) -> bool {
        let together = !self.is_alone && !next.is_alone && self.step.sql_of_many.is_some();
        together && self.step.sql == next.step.sql
    }
}

/// What is sent for lists that are stored together, in the order of their steps.
pub(crate) fn statements(lists: &[List]) -> Vec<Statement<'_>> {
    let steps: Vec<_> = lists.iter().enumerate().flat_map(|(number, list)| list.placed(number)).collect();
    let runs = steps.chunk_by(Placed::goes_with).flat_map(|run| run.chunks(ROWS_PER_STATEMENT));
    runs.filter_map(Statement::of).collect()
}

/// A statement for one step, or for many.
pub(crate) struct Statement<'a> {
    pub(crate) sql: &'static str,
    /// The list of its first step.
    pub(crate) list: usize,
    /// The position of its first step in that list.
    pub(crate) position: usize,
    /// How many steps of that list and of each one behind it the statement stands for.
    shares: Vec<usize>,
    values: Values<'a>,
}

enum Values<'a> {
    OfOne(&'a [Parameter]),
    OfMany(Vec<Vec<&'a Parameter>>),
}

impl<'a> Statement<'a> {
    fn of(steps: &[Placed<'a>]) -> Option<Self> {
        let &Placed { list, position, step, .. } = steps.first()?;
        let (sql, values) = match step.sql_of_many {
            Some(sql) if steps.len() > 1 => (sql, Values::OfMany(columns(steps))),
            _ => (step.sql, Values::OfOne(&step.parameters)),
        };
        let shares = steps.chunk_by(|one, next| one.list == next.list).map(<[_]>::len).collect();
        Some(Self { sql, list, position, shares, values })
    }

    /// Whether it stands for more than one step.
    pub(crate) fn is_of_many(&self) -> bool {
        matches!(self.values, Values::OfMany(_))
    }

    /// The lists that have a part in it.
    pub(crate) fn lists(&self) -> Range<usize> {
        self.list..self.list + self.shares.len()
    }

    /// How many rows of each of these lists it changed: of many steps one each, of one as many as the database says.
    pub(crate) fn rows(&self, changed: u64) -> impl Iterator<Item = (usize, u64)> {
        let of_share = move |&steps: &usize| if self.is_of_many() { steps as u64 } else { changed };
        self.lists().zip(self.shares.iter().map(of_share))
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
fn columns<'a>(steps: &[Placed<'a>]) -> Vec<Vec<&'a Parameter>> {
    let mut rows: Vec<_> = steps.iter().map(|placed| placed.step.parameters.iter()).collect();
    let count = steps.first().map_or(0, |first| first.step.parameters.len());
    (0..count).map(|_| rows.iter_mut().filter_map(Iterator::next).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::value;

    /// Each letter is a row of one table or another, or, in lower case, another change.
    fn list(steps: &str) -> List {
        List::new(steps.chars().map(step).collect())
    }

    fn step(kind: char) -> Step {
        let (sql, sql_of_many) = match kind {
            'A' => ("a row", Some("rows of A")),
            'B' => ("another row", Some("rows of B")),
            _ => ("a change", None),
        };
        Step { sql, sql_of_many, parameters: vec![value(1_i64), value("text")] }
    }

    /// The statement, where its first step stands, and the steps of each list.
    fn shown(lists: &[List]) -> Vec<(&'static str, usize, usize, Vec<usize>)> {
        let shown = |statement: Statement<'_>| {
            assert_eq!(statement.values().len(), 2);
            (statement.sql, statement.list, statement.position, statement.shares)
        };
        statements(lists).into_iter().map(shown).collect()
    }

    #[test]
    fn new_rows_of_one_kind_that_follow_each_other_are_one_statement() {
        let mut lists = [list("AABAcc")];
        let together = [
            ("rows of A", 0, 0, vec![2]),
            ("another row", 0, 2, vec![1]),
            ("a row", 0, 3, vec![1]),
            ("a change", 0, 4, vec![1]),
            ("a change", 0, 5, vec![1]),
        ];
        assert_eq!(shown(&lists), together);
        for list in &mut lists {
            list.take_one_by_one();
        }
        let one_by_one: Vec<_> =
            shown(&lists).into_iter().map(|(_, _, position, shares)| (position, shares)).collect();
        assert_eq!(one_by_one, [0, 1, 2, 3, 4, 5].map(|position| (position, vec![1])));
    }

    #[test]
    fn so_they_are_across_lists() {
        let mut lists = ["cA", "AA", "A", "A", "B"].map(list);
        let rows = |lists: &[List]| {
            let counted = |statement: &Statement<'_>| statement.rows(7).collect::<Vec<_>>();
            statements(lists).iter().map(counted).collect::<Vec<_>>()
        };
        let together = [
            ("a change", 0, 0, vec![1]),
            ("rows of A", 0, 1, vec![1, 2, 1, 1]),
            ("another row", 4, 0, vec![1]),
        ];
        assert_eq!(shown(&lists), together);
        assert_eq!(rows(&lists), [vec![(0, 7)], vec![(0, 1), (1, 2), (2, 1), (3, 1)], vec![(4, 7)]]);
        let [_, _, third, ..] = &mut lists;
        third.take_one_by_one();
        let around = [
            ("a change", 0, 0, vec![1]),
            ("rows of A", 0, 1, vec![1, 2]),
            ("a row", 2, 0, vec![1]),
            ("a row", 3, 0, vec![1]),
            ("another row", 4, 0, vec![1]),
        ];
        assert_eq!(shown(&lists), around);
    }

    #[test]
    fn no_statement_grows_without_end() {
        let lists = [list(&"A".repeat(2_001))];
        let sizes: Vec<_> =
            shown(&lists).into_iter().map(|(sql, _, position, shares)| (sql, position, shares)).collect();
        let expected =
            [("rows of A", 0, vec![1_000]), ("rows of A", 1_000, vec![1_000]), ("a row", 2_000, vec![1])];
        assert_eq!(sizes, expected);
    }
}
