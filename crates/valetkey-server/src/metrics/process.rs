//! Metrics of this process, from the operating system.

use super::text::Text;

/// Writes memory, processor time and open files, if the system has these values. The names are those that Prometheus recommends.
pub(super) fn write(text: &mut Text) {
    if let Some(seconds) = processor_seconds() {
        let help = "Processor time of this process, in seconds.";
        text.seconds_counter("process_cpu_seconds_total", help, seconds);
    }
    if let Some(bytes) = resident_memory() {
        let help = "Resident memory of this process, in bytes.";
        text.gauge("process_resident_memory_bytes", help, [(vec![], bytes)]);
    }
    if let Some(count) = open_files() {
        text.gauge("process_open_fds", "Open files and connections.", [(vec![], count)]);
    }
}

#[cfg(unix)]
fn processor_seconds() -> Option<f64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(time.tv_sec as f64 + time.tv_nsec as f64 / 1e9)
}

#[cfg(not(unix))]
fn processor_seconds() -> Option<f64> {
    None
}

/// Returns the resident memory in bytes. Only Linux has this file.
fn resident_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

fn open_files() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/fd").ok()?.count())
}
