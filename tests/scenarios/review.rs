//! Two hundred photos, looked through without getting lost.
