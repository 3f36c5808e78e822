use super::*;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    (folder, store)
}

fn set(tx: &mut Tx, name: &str, value: &str) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        &[&name, &value],
    )?;
    Ok(())
}

async fn get(store: &Store, name: &'static str) -> Option<String> {
    store
        .read(move |read| read.value("select value from setting where name = $1", &[&name]))
        .await
        .expect("readable")
}

#[tokio::test]
async fn a_change_that_fails_takes_only_itself_back() {
    let (_folder, store) = store();
    let fine = store.write(|tx| set(tx, "fine", "1"));
    let failing = store.write(|tx| {
        set(tx, "failing", "1")?;
        Err::<(), _>(anyhow::anyhow!("on purpose"))
    });
    let after = store.write(|tx| set(tx, "after", "1"));
    let (fine, failing, after) = tokio::join!(fine, failing, after);
    fine.expect("the first is kept");
    assert_eq!(failing.expect_err("it fails").to_string(), "on purpose");
    after.expect("the last is kept");
    assert_eq!(get(&store, "fine").await.as_deref(), Some("1"));
    assert_eq!(get(&store, "failing").await, None);
    assert_eq!(get(&store, "after").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn a_panic_is_an_error_and_the_writer_goes_on() {
    let (_folder, store) = store();
    let error = store
        .write(|tx| -> Result<(), Failure> {
            set(tx, "panicked", "1")?;
            panic!("on purpose")
        })
        .await
        .expect_err("it panics");
    assert_eq!(error.to_string(), "panicked: on purpose");
    assert!(!crate::error::is_passing(&error));
    store.write(|tx| set(tx, "later", "1")).await.expect("the writer goes on");
    assert_eq!(get(&store, "panicked").await, None);
}

#[tokio::test]
async fn a_value_too_few_or_too_many_is_an_error() {
    let (_folder, store) = store();
    let few =
        store.read(|read| read.value::<i64>("select $1 + $2", &[&1])).await.expect_err("one is missing");
    assert!(format!("{few:#}").contains("no value is bound to $2"), "{few:#}");
    let many = store.read(|read| read.value::<i64>("select $1", &[&1, &2])).await.expect_err("one is over");
    assert!(format!("{many:#}").contains("2 values are bound where 1 are named"), "{many:#}");
}

#[tokio::test]
async fn placeholders_stand_for_values_by_number() {
    let (_folder, store) = store();
    let answer = store
        .read(|read| read.value::<String>("select $2 || $1 || $2", &[&"a", &"b"]))
        .await
        .expect("readable");
    assert_eq!(answer.as_deref(), Some("bab"));
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let (_folder, store) = store();
    let error = store
        .read(|read| {
            read.value::<i64>("insert into setting (name, value) values ('a', 'b') returning 1", &[])
        })
        .await
        .expect_err("a reader only reads");
    assert!(format!("{error:#}").contains("readonly"), "{error:#}");
}

#[tokio::test]
async fn what_was_written_is_there_after_opening_again() {
    let (folder, store) = store();
    store.write(|tx| set(tx, "kept", "1")).await.expect("written");
    drop(store);
    let again = Store::open(&folder.path().join("muster.db")).expect("opens again");
    assert_eq!(get(&again, "kept").await.as_deref(), Some("1"));
}

#[test]
fn a_database_of_a_newer_program_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    drop(Store::open(&path).expect("a store"));
    rusqlite::Connection::open(&path)
        .and_then(|connection| connection.pragma_update(None, "user_version", 99))
        .expect("made newer");
    let Err(OpenError::Newer { found: 99, known }) = Store::open(&path) else {
        panic!("a newer database was opened")
    };
    assert_eq!(known, setup::schema_version());
}

#[test]
fn one_installation_is_run_by_one_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    let running = setup::lock(&path).expect("the first runs");
    assert!(matches!(setup::lock(&path), Err(OpenError::InUse(_))));
    drop(running);
    setup::lock(&path).expect("after its end another one may");
}

#[tokio::test]
async fn questions_that_nobody_polls_hold_up_nobody() {
    let (_folder, store) = store();
    let mut unpolled: Vec<_> =
        (0..20).map(|_| Box::pin(store.read(|read| read.value::<i64>("select 1", &[])))).collect();
    for question in &mut unpolled {
        let _ = futures::poll!(question);
    }
    assert_eq!(get(&store, "anything").await, None);
}
