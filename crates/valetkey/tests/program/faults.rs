//! One test or more per fault that was found in the field, named after its id.
//!
//! Each test drives the program from outside and fails with the program of commit 961296f, before the faults were fixed:
//! build that commit, and run `VALETKEY_PROGRAM=PATH cargo test -p valetkey --test program faults::`.

mod c5;
mod c6;
mod c8;
mod c8_protocol;
mod f1;
mod f10;
mod f11;
mod f12;
mod f2;
mod f20;
mod f3;
mod f4;
mod f5;
mod f6;
mod f7;
mod f8;
mod f9;
mod first_start;
mod h1;
mod h2;
mod h4;
mod l_edge;
mod l_prompt_login;
mod l_world_readable;
mod m1;
mod m10;
mod m2;
mod m3;
mod m4;
mod m5;
mod m6;
mod m7;
mod m8;
mod m9;
mod u1;
mod u14;
mod u15;
mod u16;
mod u4;
mod u8;
