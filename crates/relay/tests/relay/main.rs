//! The relay, driven over the real wire.

mod acknowledgement;
mod app;
mod attachments;
mod audit;
mod backup;
mod courier;
mod devices;
mod doctor;
mod door;
mod faults;
mod feed;
mod harness;
mod held;
mod kill;
mod matrix;
mod measure;
mod measure_stores;
mod migrate;
mod org;
mod packed;
mod power_cut;
mod privacy;
mod repair;
mod several;
mod visibility;
