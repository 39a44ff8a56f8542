//! The one line of each request says what it cost. Alone in its program: tests beside it that nobody listens to would
//! decide which lines are written at all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "tests")]

#[path = "support/sqlite_file.rs"]
mod sqlite_file;
#[path = "token_endpoints/support.rs"]
mod support;
#[path = "support/usual_database.rs"]
mod usual_database;

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use valetkey_server::testing::TestServer;

use sqlite_file::SqliteFile;
use support::*;

type Line = BTreeMap<String, String>;

/// Keeps every event as its fields.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<Line>>>);

struct Fields(Line);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(Line::new());
        event.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn the_line_of_a_request_carries_its_cost() {
    let lines = Lines::default();
    tracing::subscriber::set_global_default(lines.clone()).unwrap();
    let file = SqliteFile::new();
    let fixture = fixture_on(TestServer::builder().storage(file.open()).build().await).await;
    let code = fixture.code("app").await;
    lines.0.lock().unwrap().clear();
    let answer = fixture.redeem("app", &code).await;
    let lines = lines.0.lock().unwrap();
    let answered: Vec<&Line> =
        lines.iter().filter(|line| line.get("message").is_some_and(|it| it == "answered")).collect();
    let [line] = answered.as_slice() else { panic!("expected one line, got {answered:?}") };
    let number = |name: &str| line[name].parse::<u64>().unwrap();
    assert_eq!(line["path"], "\"/token\"");
    assert_eq!(number("status"), 200);
    assert_eq!(number("statements"), answer.cost.reads + answer.cost.writes);
    assert_eq!((number("commits"), number("rows")), (1, answer.cost.rows));
    assert!(number("processor_microseconds") > 0);
    assert_eq!(number("hash_wait_milliseconds"), 0);
    assert!(!format!("{lines:?}").contains(&code), "no line has the code");
}
