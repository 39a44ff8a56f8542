//! What the kernel knows about a process: CPU time, memory, bytes written. Linux only.

use std::{fmt::Display, fs, time::Duration};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

/// Kernel ticks per second in `/proc` (`USER_HZ`), 100 on every architecture of Linux that runs servers.
const TICKS_PER_SECOND: u64 = 100;

/// Memory of one process in KiB, from `smaps_rollup`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Resident pages.
    pub rss_kib: u64,
    /// Resident pages, shared ones divided by the number of their users.
    pub pss_kib: u64,
}

/// CPU time of all threads of a process since it began, user and kernel, in steps of 10 ms.
///
/// # Errors
/// If there is no such process.
pub fn cpu_time(id: u32) -> Result<Duration> {
    Ok(Statistics::of(id)?.own)
}

/// The same with its children, those that have ended included: a database whose processes come and go.
///
/// # Errors
/// If there is no such process.
pub fn cpu_time_with_children(id: u32) -> Result<Duration> {
    let parent = Statistics::of(id)?;
    // One that ends meanwhile is in the parent's next figure.
    let children = children(id)?.into_iter().filter_map(|child| Statistics::of(child).ok());
    Ok(parent.own + parent.ended_children + children.map(|child| child.own).sum::<Duration>())
}

/// CPU time of the main thread alone since it began, to the nanosecond as of its last switch.
///
/// # Errors
/// If there is no such process.
pub fn main_thread_time(id: u32) -> Result<Duration> {
    scheduled_time(id)
}

/// CPU time of the threads with this name since they began, to the nanosecond as of their last switches. One that ends
/// takes its time along.
///
/// # Errors
/// If there is no such process.
pub fn threads_time(id: u32, name: &str) -> Result<Duration> {
    let folder = format!("/proc/{id}/task");
    let mut total = Duration::ZERO;
    for thread in fs::read_dir(&folder).with_context(|| folder.clone())? {
        let thread = format!("{id}/task/{}", thread?.file_name().display());
        // One may end meanwhile.
        let (Ok(found), Ok(time)) = (read(&thread, "comm"), scheduled_time(&thread)) else { continue };
        if found.trim_end() == name {
            total += time;
        }
    }
    Ok(total)
}

/// CPU time of the thread that asks, to the nanosecond as of its last switch.
///
/// # Errors
/// If the kernel does not tell.
pub fn this_thread_time() -> Result<Duration> {
    scheduled_time("thread-self")
}

fn scheduled_time(of: impl Display) -> Result<Duration> {
    let text = read(of, "schedstat")?;
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse().ok());
    nanoseconds.map(Duration::from_nanos).context("expected nanoseconds in schedstat")
}

/// Bytes that the process caused to be written to a disk.
///
/// # Errors
/// If there is no such process or it belongs to somebody else.
pub fn written_bytes(id: u32) -> Result<u64> {
    number_after(&read(id, "io")?, "write_bytes:")
}

/// The same with its children, those that have ended included.
///
/// # Errors
/// If there is no such process or it belongs to somebody else.
pub fn written_bytes_with_children(id: u32) -> Result<u64> {
    // The kernel adds what ended children wrote to the parent's own figure.
    let children = children(id)?.into_iter().filter_map(|child| written_bytes(child).ok());
    Ok(written_bytes(id)? + children.sum::<u64>())
}

/// Memory of the process.
///
/// # Errors
/// If there is no such process or it belongs to somebody else.
pub fn memory(id: u32) -> Result<Memory> {
    let text = read(id, "smaps_rollup")?;
    Ok(Memory { rss_kib: number_after(&text, "Rss:")?, pss_kib: number_after(&text, "Pss:")? })
}

/// Memory of several processes together; none when there is no process.
///
/// # Errors
/// As for each of them.
pub fn memory_of_all(ids: &[u32]) -> Result<Option<Memory>> {
    let mut total = None;
    for id in ids {
        let (one, Memory { rss_kib, pss_kib }) = (memory(*id)?, total.unwrap_or_default());
        total = Some(Memory { rss_kib: rss_kib + one.rss_kib, pss_kib: pss_kib + one.pss_kib });
    }
    Ok(total)
}

/// What `/proc/PID/stat` says.
struct Statistics {
    parent: u32,
    own: Duration,
    ended_children: Duration,
}

impl Statistics {
    fn of(id: u32) -> Result<Self> {
        let text = read(id, "stat")?;
        // The name in parentheses may hold blanks and parentheses; what follows the last one may not.
        let after_name = text.rsplit_once(')').context("a process name in parentheses")?.1;
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let number = |index: usize| -> Result<u64> {
            fields.get(index).and_then(|field| field.parse().ok()).context("a number in /proc/PID/stat")
        };
        let time = |index: usize| -> Result<Duration> {
            let ticks = number(index)? + number(index + 1)?;
            Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
        };
        Ok(Self { parent: u32::try_from(number(1)?)?, own: time(11)?, ended_children: time(13)? })
    }
}

fn children(id: u32) -> Result<Vec<u32>> {
    let processes = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let is_child = |process: &u32| Statistics::of(*process).is_ok_and(|found| found.parent == id);
    Ok(processes.filter(is_child).collect())
}

fn read(id: impl Display, file: &str) -> Result<String> {
    let path = format!("/proc/{id}/{file}");
    fs::read_to_string(&path).with_context(|| path)
}

fn number_after(text: &str, name: &str) -> Result<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next()).and_then(|word| word.parse().ok());
    number.with_context(|| format!("expected a line {name:?} with a number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_memory_and_time() {
        let own = std::process::id();
        let begun = cpu_time(own).unwrap();
        let mut sum = 0u64;
        while cpu_time(own).unwrap() < begun + Duration::from_millis(30) {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(main_thread_time(own).is_ok());
        let memory = memory(own).unwrap();
        assert!(memory.rss_kib > 500 && memory.pss_kib <= memory.rss_kib, "{memory:?}");
    }

    #[test]
    fn a_thread_s_time_is_found_by_its_name() {
        let busy = std::thread::Builder::new().name("by-its-name".to_owned()).spawn(|| {
            while this_thread_time().unwrap() < Duration::from_millis(20) {}
            let own = std::process::id();
            (threads_time(own, "by-its-name").unwrap(), threads_time(own, "by-another").unwrap())
        });
        let (found, other) = busy.unwrap().join().unwrap();
        assert!(found >= Duration::from_millis(20), "{found:?}");
        assert_eq!(other, Duration::ZERO);
    }

    #[test]
    fn what_children_used_counts_while_they_run_and_after_they_ended() {
        let own = std::process::id();
        let busy = "ulimit -t 5; while :; do :; done";
        let mut child = std::process::Command::new("sh").args(["-c", busy]).spawn().unwrap();
        let used = Duration::from_millis(50);
        while cpu_time(child.id()).unwrap() < used {}
        let without = cpu_time(own).unwrap();
        assert!(cpu_time_with_children(own).unwrap() >= without + used);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(children(own).unwrap().iter().all(|id| *id != child.id()));
        assert!(cpu_time_with_children(own).unwrap() >= without + used);
    }

    #[test]
    fn a_process_that_is_not_there_is_an_error() {
        assert!(cpu_time(u32::MAX).is_err() && memory(u32::MAX).is_err());
    }
}
