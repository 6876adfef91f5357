//! The directory as documents: who may change what, names by their day, and the same result
//! whatever the order of arrival.

mod arrange;
mod city;
mod merged;
mod numbers;
mod recusal;
mod rules;
mod same_everywhere;
