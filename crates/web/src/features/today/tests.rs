//! Tests of Today.
