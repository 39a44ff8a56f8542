//! One test or more per fault that was found in the field, named after its id.
//!
//! Each test drives the program from outside and fails with the program of commit 961296f, before the faults were fixed:
//! build that commit, and run `VALETKEY_PROGRAM=PATH cargo test -p valetkey --test program faults::`.

mod c5;
mod f3;
mod f5;
mod f6;
mod f7;
mod f9;
mod h1;
mod h2;
mod h4;
mod l_edge;
mod m2;
mod m4;
mod m5;
mod m8;
mod m9;
mod u1;
mod u16;
mod u4;
mod u8;
