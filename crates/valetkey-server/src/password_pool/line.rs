//! The line in front of the threads. Networks take turns, so that one that sends thousands of passwords waits behind its
//! own, and nobody else does.

use std::collections::{HashMap, VecDeque};

use super::{Busy, workers::Job};
use crate::request::Network;

/// Jobs that wait: a queue for each network, and the order of the networks.
#[derive(Default)]
pub(super) struct Line {
    queues: HashMap<Option<Network>, VecDeque<Job>>,
    turns: VecDeque<Option<Network>>,
    length: usize,
}

impl Line {
    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds a job. In a full line it takes the place of the newest job of the network that waits with most, if that
    /// network has at least two more than its own; that job is turned away, as a drop of it says.
    pub(super) fn push(&mut self, job: Job, room: usize) -> Result<(), Busy> {
        if self.length >= room {
            self.forget_those_who_left();
        }
        if self.length >= room {
            let own = self.queues.get(&job.network).map_or(0, VecDeque::len);
            let (network, longest) = self
                .queues
                .iter()
                .map(|(key, queue)| (*key, queue.len()))
                .max_by_key(|(_, len)| *len)
                .ok_or(Busy)?;
            if longest < own + 2 {
                return Err(Busy);
            }
            self.pop_last_of(network);
        }
        let queue = self.queues.entry(job.network).or_default();
        if queue.is_empty() {
            self.turns.push_back(job.network);
        }
        queue.push_back(job);
        self.length += 1;
        Ok(())
    }

    /// Takes the oldest job of the network whose turn it is.
    pub(super) fn pop(&mut self) -> Option<Job> {
        let network = self.turns.pop_front()?;
        let queue = self.queues.get_mut(&network)?;
        let job = queue.pop_front()?;
        self.length -= 1;
        if queue.is_empty() {
            self.queues.remove(&network);
        } else {
            self.turns.push_back(network);
        }
        Some(job)
    }

    /// Removes the newest job of a network.
    pub(super) fn pop_last_of(&mut self, network: Option<Network>) {
        if let Some(queue) = self.queues.get_mut(&network)
            && queue.pop_back().is_some()
        {
            self.length -= 1;
            self.forget_empty_queues();
        }
    }

    fn forget_those_who_left(&mut self) {
        for queue in self.queues.values_mut() {
            queue.retain(|job| !job.place.is_left());
        }
        self.length = self.queues.values().map(VecDeque::len).sum();
        self.forget_empty_queues();
    }

    fn forget_empty_queues(&mut self) {
        self.queues.retain(|_, queue| !queue.is_empty());
        self.turns.retain(|network| self.queues.contains_key(network));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::{super::workers::PlaceInLine, *};

    #[derive(Default)]
    struct Waiting {
        line: Line,
        begun: Arc<Mutex<Vec<String>>>,
    }

    impl Waiting {
        fn push(&mut self, address: &str, room: usize) -> Result<PlaceInLine, Busy> {
            let (place, name, begun) = (PlaceInLine::default(), address.to_owned(), Arc::clone(&self.begun));
            let work = Box::new(move |_: &mut _| begun.lock().unwrap().push(name));
            let network = Some(Network::of(address.parse().unwrap()));
            self.line.push(Job { network, place: place.clone(), work }, room).map(|()| place)
        }

        fn order(&mut self) -> Vec<String> {
            let mut memory = valetkey_accounts::PasswordMemory::default();
            while let Some(job) = self.line.pop() {
                (job.work)(&mut memory);
            }
            assert!(self.line.is_empty() && self.line.queues.is_empty() && self.line.turns.is_empty());
            std::mem::take(&mut *self.begun.lock().unwrap())
        }
    }

    const FLOOD: &str = "198.51.100.1";
    const ALICE: &str = "192.0.2.1";
    const BOB: &str = "203.0.113.1";

    #[test]
    fn h4_networks_take_turns() {
        let mut waiting = Waiting::default();
        for address in [FLOOD, FLOOD, FLOOD, ALICE, BOB, ALICE] {
            waiting.push(address, 100).unwrap();
        }
        assert_eq!(waiting.order(), [FLOOD, ALICE, BOB, FLOOD, ALICE, FLOOD]);
    }

    #[test]
    fn h4_a_full_line_makes_room_for_a_network_that_waits_with_fewer() {
        let mut waiting = Waiting::default();
        for _ in 0..4 {
            waiting.push(FLOOD, 4).unwrap();
        }
        assert!(waiting.push(FLOOD, 4).is_err(), "the flood is turned away");
        waiting.push(ALICE, 4).unwrap();
        waiting.push(ALICE, 4).unwrap();
        assert!(waiting.push(ALICE, 4).is_err() && waiting.push(FLOOD, 4).is_err(), "two and two are fair");
        waiting.push(BOB, 4).unwrap();
        assert_eq!(waiting.line.len(), 4);
        assert_eq!(waiting.order().iter().filter(|address| **address == BOB).count(), 1);
    }

    #[test]
    fn those_who_left_make_room_first() {
        let mut waiting = Waiting::default();
        let place = waiting.push(ALICE, 1).unwrap();
        assert!(waiting.push(BOB, 1).is_err());
        assert!(place.leave());
        waiting.push(BOB, 1).unwrap();
        assert_eq!(waiting.order(), [BOB]);
    }
}
