//! Tests of keeping and letting go.
