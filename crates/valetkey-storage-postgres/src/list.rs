//! Turns lists of steps into statements. New rows of the same kind become one statement with many rows, within a list and
//! across the lists of a transaction. The second row costs a third of the first, and copying a database is more than twice as
//! fast. Requirements of the same kind become one statement too: for example, each redeemed code requires its session.

use std::ops::Range;

use tokio_postgres::types::ToSql;

use crate::{
    parameter::{Parameter, borrowed},
    step::Step,
};

/// Maximum rows per statement, which bounds the size of a message.
const ROWS_PER_STATEMENT: usize = 1_000;

/// The steps of a list.
pub(crate) struct List {
    steps: Vec<Step>,
    separate: Vec<&'static str>,
}

impl List {
    pub(crate) fn new(steps: Vec<Step>) -> Self {
        Self { steps, separate: Vec::new() }
    }

    /// From now on, sends every step with this statement separately, so that an error identifies its list.
    pub(crate) fn send_separately(&mut self, sql: &'static str) {
        self.separate.push(sql);
    }

    fn placed(&self, list: usize) -> impl Iterator<Item = Placed<'_>> {
        let is_alone = |step: &Step| self.separate.contains(&step.sql);
        let place = move |(position, step)| Placed { list, position, step, is_alone: is_alone(step) };
        self.steps.iter().enumerate().map(place)
    }
}

/// A step with the number of its list and its position in that list.
struct Placed<'a> {
    list: usize,
    position: usize,
    step: &'a Step,
    is_alone: bool,
}

impl Placed<'_> {
    fn may_be_one_of_many(&self) -> bool {
        self.step.sql_of_many.is_some()
    }

    /// Returns whether this step may run before the other one, although it comes later in the list.
    fn may_pass(&self, other: &Self) -> bool {
        other.may_be_one_of_many() && (self.step.table != other.step.table || self.step.sql == other.step.sql)
    }

    fn goes_with(&self, other: &Self) -> bool {
        !self.is_alone && !other.is_alone && self.step.sql == other.step.sql
    }
}

/// Returns the statements for the lists of one transaction, in the order of their steps. A new row is added to an earlier
/// statement for new rows of its kind, and a requirement to an earlier one of its kind, even if new rows and requirements of
/// other tables come in between, because no operation uses two tables.
pub(crate) fn statements(lists: &[List]) -> Vec<Statement<'_>> {
    let mut runs: Vec<Vec<Placed<'_>>> = Vec::new();
    for placed in lists.iter().enumerate().flat_map(|(number, list)| list.placed(number)) {
        match run_for(&placed, &mut runs) {
            Some(run) => run.push(placed),
            None => runs.push(vec![placed]),
        }
    }
    runs.iter().filter_map(|run| Statement::of(run)).collect()
}

fn run_for<'a, 'list>(
    placed: &Placed<'list>,
    runs: &'a mut [Vec<Placed<'list>>],
) -> Option<&'a mut Vec<Placed<'list>>> {
    // A step without a statement for many rows is never combined. Searching for a statement would make long lists quadratic.
    if placed.is_alone || !placed.may_be_one_of_many() {
        return None;
    }
    let passed =
        runs.iter_mut().rev().take_while(|run| run.first().is_some_and(|first| placed.may_pass(first)));
    let mut same = passed.filter(|run| run.first().is_some_and(|first| first.goes_with(placed)));
    same.next().filter(|run| run.len() < ROWS_PER_STATEMENT)
}

/// A statement for one or many steps.
pub(crate) struct Statement<'a> {
    pub(crate) sql: &'static str,
    /// The statement for a single step.
    pub(crate) sql_of_one: &'static str,
    /// The number of the list of its first step.
    pub(crate) list: usize,
    /// The position of its first step in that list.
    pub(crate) position: usize,
    /// The lists with steps in this statement, each with the number of these steps.
    shares: Vec<(usize, usize)>,
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
        let of_lists = steps.chunk_by(|one, next| one.list == next.list);
        let shares = of_lists.filter_map(|steps| Some((steps.first()?.list, steps.len()))).collect();
        Some(Self { sql, sql_of_one: step.sql, list, position, shares, values })
    }

    /// Returns whether it contains more than one step.
    pub(crate) fn is_of_many(&self) -> bool {
        matches!(self.values, Values::OfMany(_))
    }

    /// Returns the range from the first to the last list with a step in it.
    pub(crate) fn lists(&self) -> Range<usize> {
        self.list..self.shares.last().map_or(self.list, |(list, _)| list + 1)
    }

    /// Returns how many rows it changed for each list: one per step if it contains many steps, otherwise the number from the
    /// database.
    pub(crate) fn rows(&self, changed: u64) -> impl Iterator<Item = (usize, u64)> {
        let of_share = move |&(list, steps): &(usize, usize)| {
            (list, if self.is_of_many() { steps as u64 } else { changed })
        };
        self.shares.iter().map(of_share)
    }

    /// Returns the values for the client library.
    pub(crate) fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        match &self.values {
            Values::OfOne(parameters) => borrowed(parameters),
            Values::OfMany(columns) => columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect(),
        }
    }
}

/// Returns one array per parameter.
fn columns<'a>(steps: &[Placed<'a>]) -> Vec<Vec<&'a Parameter>> {
    let mut rows: Vec<_> = steps.iter().map(|placed| placed.step.parameters.iter()).collect();
    let count = steps.first().map_or(0, |first| first.step.parameters.len());
    (0..count).map(|_| rows.iter_mut().filter_map(Iterator::next).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::number;

    /// Returns a list with one step per letter: a new row of one of the tables, a requirement of the first table, or, in lower
    /// case, another change.
    fn list(steps: &str) -> List {
        List::new(steps.chars().map(step).collect())
    }

    fn step(kind: char) -> Step {
        let (table, sql, sql_of_many) = match kind {
            'A' => ("A", "a row", Some("rows of A")),
            'R' => ("A", "a requirement", Some("requirements of A")),
            'B' => ("B", "another row", Some("rows of B")),
            _ => ("A", "a change", None),
        };
        Step { table, sql, sql_of_many, parameters: vec![number(1), Parameter::Bytes(b"text".to_vec())] }
    }

    /// A statement, the list and the position of its first step, and the number of steps of each list.
    type Shown = (&'static str, usize, usize, Vec<(usize, usize)>);

    fn shown(lists: &[List]) -> Vec<Shown> {
        let shown = |statement: Statement<'_>| {
            assert_eq!(statement.values().len(), 2);
            (statement.sql, statement.list, statement.position, statement.shares)
        };
        statements(lists).into_iter().map(shown).collect()
    }

    #[test]
    fn new_rows_of_one_kind_become_one_statement() {
        let mut lists = [list("AABABcAc")];
        let together = [
            ("rows of A", 0, 0, vec![(0, 3)]),
            ("rows of B", 0, 2, vec![(0, 2)]),
            ("a change", 0, 5, vec![(0, 1)]),
            ("a row", 0, 6, vec![(0, 1)]),
            ("a change", 0, 7, vec![(0, 1)]),
        ];
        assert_eq!(shown(&lists), together, "only new rows of other kinds may come in between");
        for list in &mut lists {
            list.send_separately("a row");
        }
        let positions: Vec<_> = shown(&lists)
            .into_iter()
            .map(|(sql, _, position, shares)| (sql, position, shares.len()))
            .collect();
        let one_by_one = [
            ("a row", 0, 1),
            ("a row", 1, 1),
            ("rows of B", 2, 1),
            ("a row", 3, 1),
            ("a change", 5, 1),
            ("a row", 6, 1),
            ("a change", 7, 1),
        ];
        assert_eq!(positions, one_by_one, "only the steps of this kind are separate");
    }

    #[test]
    fn new_rows_of_several_lists_become_one_statement() {
        let mut lists = ["cA", "AA", "B", "A", "BA"].map(list);
        let rows = |lists: &[List]| {
            let counted = |statement: &Statement<'_>| statement.rows(7).collect::<Vec<_>>();
            statements(lists).iter().map(counted).collect::<Vec<_>>()
        };
        let together = [
            ("a change", 0, 0, vec![(0, 1)]),
            ("rows of A", 0, 1, vec![(0, 1), (1, 2), (3, 1), (4, 1)]),
            ("rows of B", 2, 0, vec![(2, 1), (4, 1)]),
        ];
        assert_eq!(shown(&lists), together);
        assert_eq!(rows(&lists), [vec![(0, 7)], vec![(0, 1), (1, 2), (3, 1), (4, 1)], vec![(2, 1), (4, 1)]]);
        assert_eq!(statements(&lists).iter().map(Statement::lists).collect::<Vec<_>>(), [0..1, 0..5, 2..5]);
        let [_, _, third, ..] = &mut lists;
        third.send_separately("another row");
        let around = [
            ("a change", 0, 0, vec![(0, 1)]),
            ("rows of A", 0, 1, vec![(0, 1), (1, 2), (3, 1), (4, 1)]),
            ("another row", 2, 0, vec![(2, 1)]),
            ("another row", 4, 0, vec![(4, 1)]),
        ];
        assert_eq!(shown(&lists), around);
    }

    #[test]
    fn a_requirement_is_moved_before_steps_of_other_tables_only() {
        let sent = |lists: &[&str]| {
            let lists: Vec<_> = lists.iter().copied().map(list).collect();
            shown(&lists).into_iter().map(|(sql, _, _, shares)| (sql, shares)).collect::<Vec<_>>()
        };
        let redemptions = [
            ("requirements of A", vec![(0, 1), (1, 1), (2, 1)]),
            ("rows of B", vec![(0, 1), (1, 1), (2, 1)]),
        ];
        assert_eq!(sent(&["RB", "RB", "RB"]), redemptions);
        let behind_a_row = [
            ("a requirement", vec![(0, 1)]),
            ("rows of B", vec![(0, 1), (2, 1)]),
            ("a row", vec![(1, 1)]),
            ("a requirement", vec![(2, 1)]),
        ];
        assert_eq!(sent(&["RB", "A", "RB"]), behind_a_row, "the new row may be the required one");
    }

    #[test]
    fn the_size_of_a_statement_is_limited() {
        let lists = [list(&"A".repeat(2_001))];
        let sizes: Vec<_> =
            shown(&lists).into_iter().map(|(sql, _, position, shares)| (sql, position, shares)).collect();
        let expected = [
            ("rows of A", 0, vec![(0, 1_000)]),
            ("rows of A", 1_000, vec![(0, 1_000)]),
            ("a row", 2_000, vec![(0, 1)]),
        ];
        assert_eq!(sizes, expected);
    }
}
