//! A lead puts right where and when a photo counts, and what it lacks.
