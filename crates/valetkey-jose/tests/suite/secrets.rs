//! LK3 and EN4: what a secret type cannot do. A trait that one of them gains stops this file from compiling.

use std::fmt::Display;

use valetkey_jose::seal::{SealingKey, SealingKeys};
use valetkey_jose::{ClientSecretKey, SigningKey};
use valetkey_types::Secret;

/// Compiles only if the type does not implement the trait: with it, two implementations fit and the compiler cannot choose.
macro_rules! assert_not {
    ($trait:path: $($type:ty),+) => {{
        trait Either<A> {
            fn chosen() {}
        }
        struct Has;
        impl<T: ?Sized> Either<()> for T {}
        impl<T: ?Sized + $trait> Either<Has> for T {}
        $(<$type as Either<_>>::chosen();)+
    }};
}

#[test]
fn lk3_secrets_cannot_be_shown_or_written() {
    assert_not!(Display: Secret, SigningKey, ClientSecretKey, SealingKey, SealingKeys);
    assert_not!(serde::Serialize: Secret, SigningKey, ClientSecretKey, SealingKey, SealingKeys);
    let shown = format!("{:?}", Secret::new("canary"));
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn en4_secrets_cannot_be_compared_in_variable_time() {
    assert_not!(PartialEq: Secret, SigningKey, ClientSecretKey, SealingKey, SealingKeys);
    assert_not!(PartialOrd: Secret, SigningKey, ClientSecretKey, SealingKey, SealingKeys);
    assert_not!(std::hash::Hash: Secret, SigningKey, ClientSecretKey, SealingKey, SealingKeys);
}
