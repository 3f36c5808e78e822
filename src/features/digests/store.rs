//! The table of digests, and the questions they ask.
