//! The program as its users meet it: started as a process, judged by what it prints, answers and stores.

#![allow(clippy::expect_used, clippy::panic, reason = "a helper that fails is a test that fails")]

mod administration;
mod attribute;
mod audit;
mod branding;
mod client;
mod configuration;
mod console;
mod data;
mod database;
mod demo;
mod event;
mod faults;
mod files;
mod group;
mod hanging_database;
mod help;
mod identity_provider;
mod inspect;
mod keys;
mod killed;
mod mail;
mod old_databases;
mod one_user;
mod passkey;
mod provider;
mod refusals;
mod remote;
mod second_factor;
mod serve;
mod support;
mod tenant;
mod two_nodes;
mod user;
mod webhook;
