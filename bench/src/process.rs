//! CPU time, memory and written bytes of a process, from `/proc`. Linux only.

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

/// Returns the CPU time of all threads of a process since its start, user and kernel, in steps of 10 ms.
///
/// # Errors
/// If there is no such process.
pub fn cpu_time(id: u32) -> Result<Duration> {
    Ok(Statistics::of(id)?.own)
}

/// Returns the same with its children, also children that have ended, such as the short-lived processes of a database.
///
/// # Errors
/// If there is no such process.
pub fn cpu_time_with_children(id: u32) -> Result<Duration> {
    let parent = Statistics::of(id)?;
    // A child that ends meanwhile counts in the parent's next figure.
    let children = children(id)?.into_iter().filter_map(|child| Statistics::of(child).ok());
    Ok(parent.own + parent.ended_children + children.map(|child| child.own).sum::<Duration>())
}

/// Returns the CPU time of the main thread since its start, in nanoseconds, as of its last context switch.
///
/// # Errors
/// If there is no such process.
pub fn main_thread_time(id: u32) -> Result<Duration> {
    scheduled_time(id)
}

/// Returns the CPU time of the threads with this name since their start, in nanoseconds, as of their last context switches. The
/// time of an ended thread is not included.
///
/// # Errors
/// If there is no such process.
pub fn threads_time(id: u32, name: &str) -> Result<Duration> {
    let folder = format!("/proc/{id}/task");
    let mut total = Duration::ZERO;
    for thread in fs::read_dir(&folder).with_context(|| folder.clone())? {
        let thread = format!("{id}/task/{}", thread?.file_name().display());
        // A thread may end meanwhile.
        let (Ok(found), Ok(time)) = (read(&thread, "comm"), scheduled_time(&thread)) else { continue };
        if found.trim_end() == name {
            total += time;
        }
    }
    Ok(total)
}

/// Returns the CPU time of the current thread in nanoseconds, as of its last context switch.
///
/// # Errors
/// If the kernel does not provide it.
pub fn this_thread_time() -> Result<Duration> {
    scheduled_time("thread-self")
}

fn scheduled_time(of: impl Display) -> Result<Duration> {
    let text = read(of, "schedstat")?;
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse().ok());
    nanoseconds.map(Duration::from_nanos).context("expected nanoseconds in schedstat")
}

/// Returns the number of bytes that the process wrote to a disk.
///
/// # Errors
/// If there is no such process or it belongs to another user.
pub fn written_bytes(id: u32) -> Result<u64> {
    number_after(&read(id, "io")?, "write_bytes:")
}

/// Returns the same with its children, also children that have ended.
///
/// # Errors
/// If there is no such process or it belongs to another user.
pub fn written_bytes_with_children(id: u32) -> Result<u64> {
    // The kernel adds the bytes of ended children to the parent's figure.
    let children = children(id)?.into_iter().filter_map(|child| written_bytes(child).ok());
    Ok(written_bytes(id)? + children.sum::<u64>())
}

/// Returns the memory of the process.
///
/// # Errors
/// If there is no such process or it belongs to another user.
pub fn memory(id: u32) -> Result<Memory> {
    let text = read(id, "smaps_rollup")?;
    Ok(Memory { rss_kib: number_after(&text, "Rss:")?, pss_kib: number_after(&text, "Pss:")? })
}

/// Returns the memory of several processes together; `None` without a process.
///
/// # Errors
/// The errors of [`memory`].
pub fn memory_of_all(ids: &[u32]) -> Result<Option<Memory>> {
    let mut total = None;
    for id in ids {
        let (one, Memory { rss_kib, pss_kib }) = (memory(*id)?, total.unwrap_or_default());
        total = Some(Memory { rss_kib: rss_kib + one.rss_kib, pss_kib: pss_kib + one.pss_kib });
    }
    Ok(total)
}

/// The fields of `/proc/PID/stat`.
struct Statistics {
    parent: u32,
    own: Duration,
    ended_children: Duration,
}

impl Statistics {
    fn of(id: u32) -> Result<Self> {
        let text = read(id, "stat")?;
        // The name in parentheses may contain blanks and parentheses; the fields after it may not.
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
    fn the_time_of_children_counts_while_they_run_and_after_they_end() {
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
