//! The pages of the user's own account: a frame with navigation, and one page per section.

mod activity;
mod apps;
mod devices;
mod linked;
mod menu;
mod notice;
mod overview;
mod password;
mod security;

pub use activity::{AccountActivityPage, ActivityEntry};
pub use apps::{AccountAppsPage, AuthorizedApplication};
pub use devices::{AccountDevicesPage, DeviceSession};
pub use linked::{AccountLinkedPage, LinkFailure, LinkFailureReason, LinkedAccountEntry};
pub use menu::{AccountMenu, AccountSection, MenuEntry};
pub use notice::AccountNotice;
pub use overview::AccountOverviewPage;
pub use password::{AccountPasswordPage, PasswordFailure};
pub use security::{AccountSecurityPage, RowValue, SecurityRow};
