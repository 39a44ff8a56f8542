//! Guards for the arguments of handlers.

use std::marker::PhantomData;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::guard::Requirement;
use crate::user::CurrentUser;
use crate::{GuardRejection, NotSignedIn, User};

/// A type that stands for the name of a role, a permission or a scope.
///
/// ```
/// use valetkey_axum::{Named, RequirePermission};
///
/// struct WriteNotes;
/// impl Named for WriteNotes {
///     const NAME: &'static str = "notes.write";
/// }
///
/// async fn write(user: RequirePermission<WriteNotes>) -> String {
///     format!("{} may write", user.name())
/// }
/// ```
pub trait Named {
    /// The name in the spelling of the provider or the user store.
    const NAME: &'static str;
}

/// Requires a signed-in user, like [`User`].
#[derive(Clone, Debug)]
pub struct RequireLogin(pub User);

/// Requires a signed-in user with the role `R` from the provider.
#[derive(Clone, Debug)]
pub struct RequireRole<R>(User, PhantomData<fn() -> R>);

/// Requires a signed-in user with the permission `P` in the user store.
#[derive(Clone, Debug)]
pub struct RequirePermission<P>(User, PhantomData<fn() -> P>);

/// Requires a signed-in user whose login was granted the scope `S`.
#[derive(Clone, Debug)]
pub struct RequireScope<S>(User, PhantomData<fn() -> S>);

impl RequireLogin {
    /// Returns the user.
    pub fn into_user(self) -> User {
        self.0
    }
}

impl Deref for RequireLogin {
    type Target = User;

    fn deref(&self) -> &User {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for RequireLogin {
    type Rejection = GuardRejection;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        admitted(parts, &Requirement::Login).map(Self)
    }
}

macro_rules! guard {
    ($guard:ident, $requirement:ident) => {
        impl<N> $guard<N> {
            /// Returns the user.
            pub fn into_user(self) -> User {
                self.0
            }
        }

        impl<N> Deref for $guard<N> {
            type Target = User;

            fn deref(&self) -> &User {
                &self.0
            }
        }

        impl<N: Named, S: Sync> FromRequestParts<S> for $guard<N> {
            type Rejection = GuardRejection;

            async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
                let requirement = Requirement::$requirement(N::NAME.into());
                admitted(parts, &requirement).map(|user| Self(user, PhantomData))
            }
        }
    };
}

guard!(RequireRole, Role);
guard!(RequirePermission, Permission);
guard!(RequireScope, Scope);

/// Returns the user of the request, or the refusal.
fn admitted(parts: &Parts, requirement: &Requirement) -> Result<User, GuardRejection> {
    let missing_layer = || GuardRejection::NotSignedIn(NotSignedIn::missing_layer());
    let CurrentUser(user) = parts.extensions.get::<CurrentUser>().ok_or_else(missing_layer)?;
    requirement.check(user.as_ref(), parts)?;
    user.clone().ok_or_else(|| GuardRejection::NotSignedIn(NotSignedIn::answering(parts)))
}
