//! LK3 and EN4: traits that the types of secrets must not implement. If one implements such a trait, this file does not compile.

use std::fmt::Display;

use valetkey_jose::seal::{SealingKey, SealingKeys};
use valetkey_jose::{ClientSecretKey, SigningKey};
use valetkey_types::Secret;

/// Compiles only if the type does not implement the trait. If it does, two implementations match and the compiler can't choose.
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
fn lk3_secrets_cannot_be_printed_or_serialized() {
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
