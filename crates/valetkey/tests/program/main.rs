//! The program as its users meet it: started as a process, judged by what it prints, answers and stores.

mod client;
mod configuration;
mod demo;
mod help;
mod inspect;
mod keys;
mod serve;
mod support;
mod user;
