//! Who may do what, and what follows: the reduction of steps, without any document.

mod city;
mod contradictions;
mod guards;
mod life;
mod meeting;
mod meeting_random;
mod merged;
mod notice;
mod random;
mod recusal;
mod remark;
mod retention;
