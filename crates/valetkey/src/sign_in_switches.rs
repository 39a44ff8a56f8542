//! The switches of sign-ins, in the words of the command line.

use clap::{Args, ValueEnum};
use valetkey_authorization_server::record::{ConfirmByMail, SignInSwitches};

/// The options that a tenant and a client have alike. Of the two, the stricter one counts.
#[derive(Args)]
pub(crate) struct SwitchArguments {
    /// Let users sign in with a link or a code by mail: on, off. Needs [mail] [default: off for a tenant, on for an application]
    #[arg(long, value_name = "SWITCH", value_enum, hide_possible_values = true)]
    mail_sign_in: Option<Switch>,
    /// Ask for a code by mail after the first factor: never, new-device, always. Two factors need none [default: never]
    #[arg(long, value_name = "WHEN", value_enum, hide_possible_values = true)]
    confirm_by_mail: Option<When>,
    /// Let users choose not to be asked for their second factor again on a device: on, off [default: on]
    #[arg(long, value_name = "SWITCH", value_enum, hide_possible_values = true)]
    trusted_devices: Option<Switch>,
}

/// The words of a switch.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Never,
    NewDevice,
    Always,
}

impl From<When> for ConfirmByMail {
    fn from(when: When) -> Self {
        match when {
            When::Never => Self::Never,
            When::NewDevice => Self::NewDevice,
            When::Always => Self::Always,
        }
    }
}

impl SwitchArguments {
    /// Returns whether no option is set.
    pub(crate) fn are_empty(&self) -> bool {
        self.mail_sign_in.is_none() && self.confirm_by_mail.is_none() && self.trusted_devices.is_none()
    }

    /// Returns these switches with what the options set.
    pub(crate) fn over(&self, switches: SignInSwitches) -> SignInSwitches {
        let is_on = |given: Option<Switch>, before| given.map_or(before, |switch| switch == Switch::On);
        SignInSwitches {
            mail_sign_in: is_on(self.mail_sign_in, switches.mail_sign_in),
            confirm_by_mail: self.confirm_by_mail.map_or(switches.confirm_by_mail, Into::into),
            trusted_devices: is_on(self.trusted_devices, switches.trusted_devices),
        }
    }
}
