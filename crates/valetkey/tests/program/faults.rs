//! One test or more per fault that was found in the field, named after its id.
//!
//! Each test drives the program from outside and fails with the program of commit 961296f, before the faults were fixed:
//! build that commit, and run `VALETKEY_PROGRAM=PATH cargo test -p valetkey --test program faults::`.

mod f6;
mod f7;
mod f9;
mod h4;
mod l_edge;
mod m2;
mod m8;
