//! The directory as documents: who may change what, names by their day, and the same result
//! whatever the order of arrival.

mod arrange;
mod city;
mod rules;
mod same_everywhere;
