//! Networks as options of commands.

use std::net::IpAddr;

use clap::Args;
use ipnet::IpNet;
use valetkey_authorization_server::networks::NetworkRules;

/// The networks that a tenant or an application distinguishes.
#[derive(Args, Default)]
pub(crate) struct NetworkArguments {
    /// Network that users may sign in from, such as 10.0.0.0/8; replaces all. Repeatable; "all" lifts it [default: all]
    #[arg(long = "sign-in-from", value_name = "NETWORK", value_parser = network)]
    sign_in_from: Vec<Given>,
    /// Network from which one factor is enough: all others require two factors; replaces all. Repeatable; "all" lifts it
    /// [default: all]
    #[arg(long = "one-factor-from", value_name = "NETWORK", value_parser = network)]
    one_factor_from: Vec<Given>,
}

/// A network, or `None` for the word that lifts the rule.
type Given = Option<IpNet>;

/// The word that lifts a rule.
const ALL: &str = "all";

impl NetworkArguments {
    /// Returns whether no option is set.
    pub(crate) fn are_empty(&self) -> bool {
        self.sign_in_from.is_empty() && self.one_factor_from.is_empty()
    }

    /// Sets the networks that the options name.
    pub(crate) fn set(self, rules: &mut NetworkRules) {
        set(&mut rules.sign_in_from, self.sign_in_from);
        set(&mut rules.one_factor_from, self.one_factor_from);
    }
}

fn set(field: &mut Vec<IpNet>, given: Vec<Given>) {
    if given.is_empty() {
        return;
    }
    let lifts = given.contains(&None);
    *field = if lifts { Vec::new() } else { given.into_iter().flatten().collect() };
}

fn network(text: &str) -> Result<Given, String> {
    if text == ALL {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| {
        format!("expected an address such as 192.0.2.1, a network such as 10.0.0.0/8, or all, got {text:?}")
    })
}

/// Reads a network, or a single address.
pub(crate) fn parse(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}
