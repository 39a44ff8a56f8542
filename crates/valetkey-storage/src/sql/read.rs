//! Statements that read.

use super::{Dialect, indexed_by, joined};
use crate::{
    description::{Columns, Description},
    directory::{Listing, Match, index_of},
    question::{Join, Operand, Question},
};

/// Returns the columns to select, in the order of [`crate::row::Fields`].
pub fn select_list(description: &Description, prefix: &str, columns: Columns) -> String {
    let mut names = vec!["revision"];
    names.extend(description.has_document.then_some("document"));
    names.extend(description.read(columns).map(|column| column.name));
    joined(names.iter().map(|name| format!("{prefix}{name}")), ", ")
}

pub(super) fn question(question: &Question, dialect: Dialect) -> String {
    let parts = question.parts.iter().enumerate();
    let lists = parts.clone().map(|(n, part)| select_list(part.description, &format!("t{n}."), Columns::Own));
    let mut text = format!("SELECT {} FROM ", joined(lists, ", "));
    let mut filter = String::new();
    for (number, part) in parts {
        let on = part.on.iter().map(|(column, operand)| {
            let other = match operand {
                Operand::Value(number) => dialect.value(*number),
                Operand::Column(part, column) => format!("t{part}.{column}"),
            };
            format!("t{number}.{column} = {other}")
        });
        let columns: Vec<&str> = part.on.iter().map(|(column, _)| *column).collect();
        let index = indexed_by(index_of(part.description, &columns), dialect);
        let (table, on) = (format!("{} AS t{number}{index}", part.description.table), joined(on, " AND "));
        match (number, part.join) {
            (0, Join::Inner) => {
                text += &table;
                filter = format!(" WHERE {on}");
            }
            (0, Join::Outer) => text += &format!("(SELECT 1) AS one LEFT JOIN {table} ON {on}"),
            (_, Join::Inner) => text += &format!(" JOIN {table} ON {on}"),
            (_, Join::Outer) => text += &format!(" LEFT JOIN {table} ON {on}"),
        }
    }
    text += &filter;
    if !question.order.is_empty() {
        let order = question.order.iter().map(|(part, column)| format!("t{part}.{column}"));
        text += &format!(" ORDER BY {}", joined(order, ", "));
    }
    text
}

/// Returns the statement for a page of a listing. Values: those of the filters (two for a
/// [`Match::StartsWith`](crate::directory::Match)), those of the row after which the page starts in [`Listing::varying_columns`], the
/// maximum number of rows.
pub fn page(listing: &Listing, dialect: Dialect) -> String {
    let description = listing.description;
    let mut number = 0;
    let mut next = || {
        number += 1;
        dialect.value(number - 1)
    };
    let mut tests: Vec<String> = Vec::new();
    for (column, wanted) in &listing.filters {
        tests.push(match wanted {
            Match::Equals(_) => format!("{column} = {}", next()),
            Match::IsEmpty => format!("{column} IS NULL"),
            Match::AtMost(_) => format!("{column} <= {}", next()),
            Match::StartsWith(_) => format!("{column} >= {} AND {column} < {}", next(), next()),
        });
    }
    // With the other columns of the order, SQLite would not begin at the row `after`, but skip all rows before it.
    let order = listing.varying_columns();
    let (behind, direction) = if listing.is_reversed { ("<", " DESC") } else { (">", "") };
    if listing.after.is_some() {
        let values = joined(order.iter().map(|_| next()), ", ");
        let is_behind = format!("({}) {behind} ({values})", order.join(", "));
        // Nothing is behind the only row.
        tests.push(if order.is_empty() { "1 = 0".to_owned() } else { is_behind });
    }
    let filter = if tests.is_empty() { String::new() } else { format!(" WHERE {}", tests.join(" AND ")) };
    let (list, table) = (select_list(description, "", Columns::All), description.table);
    let order = joined(order.iter().map(|column| format!("{column}{direction}")), ", ");
    let order = if order.is_empty() { order } else { format!(" ORDER BY {order}") };
    let index = indexed_by(listing.shape().map(|shape| shape.index), dialect);
    format!("SELECT {list} FROM {table}{index}{filter}{order} LIMIT {}", next())
}
