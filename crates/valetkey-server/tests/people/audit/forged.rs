//! Events that somebody with access to the database inserted, or whose columns they changed.

use super::*;

on_every_database! {
    an_inserted_event_shows,
    an_event_inserted_into_a_pause_shows,
    an_event_whose_columns_differ_from_its_document_shows,
}

async fn an_inserted_event_shows(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    chained_event(&server).await;
    server.advance(1);
    let forged = new_event(&server);
    server.advance(1);
    chained_event(&server).await;
    server.advance(TEN_MINUTES);
    chained_event(&server).await;
    whole(&server).await;
    server.apply(vec![Change::StoreEvent(forged.clone())]).await;
    let expected = (Some(2), Some(forged.id), Reason::Inserted);
    assert_eq!(trouble(&server).await, expected);
    chained_event(&server).await;
    server.advance(2 * TEN_MINUTES);
    chained_event(&server).await;
    assert_eq!(trouble(&server).await, expected, "no later block takes it in");
}

async fn an_event_inserted_into_a_pause_shows(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    chained_event(&server).await;
    server.advance(2 * TEN_MINUTES);
    let forged = new_event(&server);
    server.advance(2 * TEN_MINUTES);
    chained_event(&server).await;
    server.apply(vec![Change::StoreEvent(forged.clone())]).await;
    assert_eq!(trouble(&server).await, (Some(2), Some(forged.id), Reason::Inserted));
    assert_eq!(chain(&server).await, 0, "no later block takes it in");
}

async fn an_event_whose_columns_differ_from_its_document_shows(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let event = chained_event(&server).await;
    let stored = row_of(&server, &event).await;
    let changed = |id: Uuid| (Some(1), Some(id), Reason::Event(EventFault::Changed));
    // A second row with the document of the first one: lists would show the event twice.
    let before = Uuid::from_u128(event.id.as_u128() - 1);
    let mut copy = stored.clone();
    copy.values[1] = Value::Uuid(before);
    server.storage.store(RowList::of_rows(vec![copy])).await.unwrap();
    assert_eq!(trouble(&server).await, changed(before));
    remove(&server, &Event { id: before, ..event.clone() }).await;
    whole(&server).await;
    // Another user, and another expiry.
    for (column, value) in [(2, Value::text("user-bob")), (4, Value::Integer(i64::MAX))] {
        let mut row = stored.clone();
        row.values[column] = value;
        let expected = row_of(&server, &event).await.revision;
        server.storage.store(RowList::of(vec![RowOperation::Replace { row, expected }])).await.unwrap();
        assert_eq!(trouble(&server).await, changed(event.id), "column {column}");
    }
}
