//! The relay, driven over the real wire.

mod acknowledgement;
mod app;
mod attachments;
mod audit;
mod backup;
mod devices;
mod doctor;
mod door;
mod faults;
mod feed;
mod harness;
mod kill;
mod matrix;
mod measure;
mod measure_stores;
mod migrate;
mod org;
mod packed;
mod several;
mod visibility;
