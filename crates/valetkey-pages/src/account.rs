//! The pages of the user's own account: a frame with navigation, and one page per section.

mod activity;
mod apps;
mod data;
mod devices;
mod email;
mod linked;
mod menu;
mod notice;
mod overview;
mod passkeys;
mod password;
mod picture;
mod profile;
mod security;

pub use activity::{AccountActivityPage, ActivityEntry};
pub use apps::{AccountAppsPage, AuthorizedApplication};
pub use data::{AccountDataPage, AccountDeletionPage};
pub use devices::{AccountDevicesPage, DeviceSession, TrustedBrowser};
pub use email::{AccountEmailFailure, AccountEmailPage};
pub use linked::{AccountLinkedPage, LinkFailure, LinkFailureReason, LinkedAccountEntry};
pub use menu::{AccountMenu, AccountSection, MenuEntry};
pub use notice::AccountNotice;
pub use overview::AccountOverviewPage;
pub use passkeys::{AccountPasskeysPage, PasskeyAddition, PasskeyEntry, PasskeyFailure};
pub use password::{AccountPasswordPage, PasswordFailure};
pub use picture::{AccountPicturePage, PictureFailure};
pub use profile::{AccountProfilePage, ProfileFailure, ProfileField, ProfileInput};
pub use security::{AccountSecurityPage, RowValue, SecurityRow};
