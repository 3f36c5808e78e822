//! Work that blocks: files, decoding, drawing; kept off the threads that answer people.

use anyhow::anyhow;

use crate::error::{Failure, Passing};

/// Runs `work` where it may block, and gives its result.
///
/// # Errors
///
/// A panic is a failure like any other, so that what provokes it is tried a few times and then set
/// aside; being cut off by the end of the program passes.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| match error.is_panic() {
        true => anyhow!("work that blocks panicked"),
        false => Passing("the program is stopping".into()).into(),
    })
}

#[cfg(test)]
mod tests {
    use crate::error::is_passing;

    #[tokio::test]
    async fn a_panic_counts_as_a_try() {
        let error = super::run(|| panic!("on purpose")).await.expect_err("it panics");
        assert!(!is_passing(&error), "{error:#}");
    }
}
