//! Writes a tiny file of places in the MaxMind DB format, version 2.0.

use ipnet::IpNet;

/// Names by language tag.
pub type Names<'a> = &'a [(&'a str, &'a str)];

/// A network with its place.
#[derive(Clone, Copy, Debug)]
pub struct PlaceEntry<'a> {
    /// The network, such as `192.0.2.0/24`.
    pub network: &'a str,
    /// The names of the city; empty for none.
    pub city: Names<'a>,
    /// The names of the country; empty for none.
    pub country: Names<'a>,
}

/// One side of a node of the search tree.
#[derive(Clone, Copy)]
enum Side {
    Nothing,
    Node(usize),
    /// Where the record begins in the data section.
    Data(usize),
}

const SEPARATOR: [u8; 16] = [0; 16];
const METADATA: &[u8] = b"\xab\xcd\xefMaxMind.com";

/// Returns the bytes of a file of this type. The networks do not overlap.
pub fn place_file(database_type: &str, entries: &[PlaceEntry<'_>]) -> Vec<u8> {
    let mut nodes = vec![[Side::Nothing; 2]];
    let mut data = Vec::new();
    for entry in entries {
        insert(&mut nodes, &bits(entry.network), data.len());
        let places = [("city", entry.city), ("country", entry.country)];
        let named = places.into_iter().filter(|(_, names)| !names.is_empty());
        let members: Vec<_> = named.map(|(key, names)| (key, map(&[("names", texts(names))]))).collect();
        data.extend(map(&members));
    }
    let mut file = tree(&nodes);
    file.extend(SEPARATOR);
    file.extend(data);
    file.extend(METADATA);
    file.extend(map(&[
        ("binary_format_major_version", number(5, 2)),
        ("binary_format_minor_version", number(5, 0)),
        ("build_epoch", number(9, 1_764_500_000)),
        ("database_type", text(database_type)),
        ("description", texts(&[("en", "A file for tests")])),
        ("ip_version", number(5, 6)),
        ("languages", [control(11, 1), text("en")].concat()),
        ("node_count", number(6, nodes.len() as u64)),
        ("record_size", number(5, 24)),
    ]));
    file
}

/// Returns the bits of a network in a tree of IPv6 addresses: IPv4 addresses are those below `::/96`.
fn bits(network: &str) -> Vec<usize> {
    let (address, length) = match network.parse().unwrap() {
        IpNet::V4(network) => (u128::from(u32::from(network.network())), 96 + network.prefix_len()),
        IpNet::V6(network) => (u128::from(network.network()), network.prefix_len()),
    };
    (0..length).map(|place| usize::from(address >> (127 - place) & 1 == 1)).collect()
}

fn insert(nodes: &mut Vec<[Side; 2]>, bits: &[usize], record: usize) {
    let (last, path) = bits.split_last().unwrap();
    let mut node = 0;
    for bit in path {
        node = match nodes[node][*bit] {
            Side::Node(next) => next,
            Side::Nothing => {
                nodes.push([Side::Nothing; 2]);
                let next = nodes.len() - 1;
                nodes[node][*bit] = Side::Node(next);
                next
            }
            Side::Data(_) => panic!("expected networks that do not overlap"),
        };
    }
    nodes[node][*last] = Side::Data(record);
}

/// Returns the search tree, with 24 bits for each side.
fn tree(nodes: &[[Side; 2]]) -> Vec<u8> {
    let count = nodes.len();
    let value = |side: &Side| match side {
        Side::Nothing => count,
        Side::Node(node) => *node,
        Side::Data(start) => count + SEPARATOR.len() + start,
    };
    nodes.iter().flatten().flat_map(|side| (value(side) as u32).to_be_bytes().into_iter().skip(1)).collect()
}

/// Returns the control bytes of a value: its type and its size.
fn control(kind: u8, size: usize) -> Vec<u8> {
    let (short, rest) = match size {
        0..29 => (size as u8, None),
        _ => (29, Some((size - 29) as u8)),
    };
    let mut bytes = match kind {
        0..8 => vec![kind << 5 | short],
        _ => vec![short, kind - 7],
    };
    bytes.extend(rest);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    [control(2, text.len()), text.as_bytes().to_vec()].concat()
}

fn number(kind: u8, number: u64) -> Vec<u8> {
    let bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    [control(kind, bytes.len()), bytes].concat()
}

fn map(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = control(7, members.len());
    for (key, value) in members {
        bytes.extend(text(key));
        bytes.extend(value);
    }
    bytes
}

fn texts(names: Names<'_>) -> Vec<u8> {
    let members: Vec<_> = names.iter().map(|(tag, name)| (*tag, text(name))).collect();
    map(&members)
}
