//! How statements and rows look to the rest of the house.

use std::fmt::Debug;
use std::ops::Deref;

use anyhow::Context;
use rusqlite::Connection;

use super::Queue;
use crate::domain::ids::{
    AlbumId, AreaId, ChatId, ChildId, DrawId, PersonId, ReservationId, RewardId, SubmissionId, TeamId,
};
use crate::error::Failure;

pub use rusqlite::types::{FromSql, ToSql};

/// A consistent view of the state, for asking only.
pub struct Read<'c> {
    connection: &'c Connection,
}

/// One row of an answer; columns are asked for by name.
pub struct Row<'r>(&'r rusqlite::Row<'r>);

/// A running transaction: asks like a [`Read`], and changes.
pub struct Tx<'c> {
    read: Read<'c>,
    woken: [bool; 4],
}

impl<'c> Read<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Read { connection }
    }

    /// Every row of the answer, each made into a value.
    pub fn all<T>(
        &self,
        sql: &'static str,
        binds: &[&dyn ToSql],
        make: impl Fn(&Row) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        let mut statement = self.statement(sql, binds)?;
        let mut rows = statement.raw_query();
        let mut values = Vec::new();
        while let Some(row) = rows.next().with_context(|| sql)? {
            values.push(make(&Row(row)).with_context(|| sql)?);
        }
        Ok(values)
    }

    /// Looks at every row of an answer that is too long to be held.
    pub fn each(
        &self,
        sql: &'static str,
        binds: &[&dyn ToSql],
        mut look: impl FnMut(&Row) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut statement = self.statement(sql, binds)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().with_context(|| sql)? {
            look(&Row(row)).with_context(|| sql)?;
        }
        Ok(())
    }

    /// The first row of the answer, if there is one.
    pub fn first<T>(
        &self,
        sql: &'static str,
        binds: &[&dyn ToSql],
        make: impl Fn(&Row) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        let mut statement = self.statement(sql, binds)?;
        let mut rows = statement.raw_query();
        rows.next().with_context(|| sql)?.map(|row| make(&Row(row)).with_context(|| sql)).transpose()
    }

    /// The first column of the first row, if there is a row.
    pub fn value<T: FromSql>(&self, sql: &'static str, binds: &[&dyn ToSql]) -> Result<Option<T>, Failure> {
        self.first(sql, binds, |row| Ok(row.0.get(0)?))
    }

    /// Prepares (once) and binds. `$3` means the third value wherever it stands; a placeholder
    /// without a value is an error, which SQLite itself would take for NULL.
    fn statement(
        &self,
        sql: &'static str,
        binds: &[&dyn ToSql],
    ) -> Result<rusqlite::CachedStatement<'c>, Failure> {
        let mut statement = self.connection.prepare_cached(sql).with_context(|| sql)?;
        let mut used = 0;
        for place in 1..=statement.parameter_count() {
            let number: usize = statement
                .parameter_name(place)
                .and_then(|name| name.strip_prefix('$')?.parse().ok())
                .with_context(|| format!("placeholders are $1, $2, …: {sql}"))?;
            let value =
                binds.get(number - 1).with_context(|| format!("no value is bound to ${number}: {sql}"))?;
            statement.raw_bind_parameter(place, value).with_context(|| sql)?;
            used = used.max(number);
        }
        anyhow::ensure!(
            used == binds.len(),
            "{} values are bound where {used} are named: {sql}",
            binds.len()
        );
        Ok(statement)
    }
}

impl<'c> Tx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Tx { read: Read::new(connection), woken: [false; 4] }
    }

    /// Changes rows and says how many.
    pub fn execute(&mut self, sql: &'static str, binds: &[&dyn ToSql]) -> Result<usize, Failure> {
        let mut statement = self.read.statement(sql, binds)?;
        statement.raw_execute().with_context(|| sql)
    }

    /// Inserts a row by an `insert … returning id` and gives its id; none where a conflict kept
    /// the row out.
    pub fn insert(&mut self, sql: &'static str, binds: &[&dyn ToSql]) -> Result<Option<i64>, Failure> {
        self.read.value(sql, binds)
    }

    /// Wakes the queue's worker once this is committed.
    pub fn wake(&mut self, queue: Queue) {
        self.woken[queue as usize] = true;
    }

    pub(super) fn woken(&self) -> [bool; 4] {
        self.woken
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl Row<'_> {
    /// The value of a column.
    ///
    /// # Errors
    ///
    /// When there is no such column or it holds something else: a mistake in the program.
    pub fn get<T: FromSql>(&self, column: &'static str) -> Result<T, Failure> {
        Ok(self.0.get(column)?)
    }

    /// A column of text that stands for a value of ours, such as a state.
    pub fn parse<T>(&self, column: &'static str) -> Result<T, Failure>
    where
        T: std::str::FromStr,
        T::Err: Debug,
    {
        let text: String = self.get(column)?;
        text.parse().map_err(|error| anyhow::anyhow!("{column} holds {text:?}: {error:?}"))
    }
}

/// Our ids in a database column.
macro_rules! columns {
    ($($id:ident),*) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.get().into())
            }
        }

        impl FromSql for $id {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                i64::column_result(value).map($id::from)
            }
        }
    )*};
}

columns!(AlbumId, AreaId, ChatId, ChildId, DrawId, PersonId, ReservationId, RewardId, SubmissionId, TeamId);

/// A time as the database holds it: milliseconds of UTC.
pub fn millis(time: crate::clock::Time) -> i64 {
    time.timestamp_millis()
}

/// A time out of the database; one out of range, which nothing here writes, is the epoch.
pub fn time(millis: i64) -> crate::clock::Time {
    chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default()
}
