//! Disputes: who may do what, and what follows.

#[allow(dead_code, reason = "shared with the tests of petitions")]
#[path = "../authority/city.rs"]
mod city;

mod charge;
mod line;
mod lives;
mod mediation;
mod merged;
mod random;
mod rows;
