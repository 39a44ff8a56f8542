//! A certificate authority for one test, and a server certificate for `localhost`.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{command::run, identity};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The certificate files. Removes their folder on drop.
pub struct Certificates {
    folder: PathBuf,
}

impl Certificates {
    /// Makes the files with the program `openssl`, a dependency of Debian's PostgreSQL.
    pub fn make() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("vk-certificates-{}-{number}", std::process::id()));
        std::fs::create_dir(&folder).expect("a new folder");
        std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").expect("a file");
        let openssl = |words: &[&str]| run(Command::new("openssl").args(words).current_dir(&folder));
        let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        let authority =
            ["-keyout", "roots.key", "-out", "roots.pem", "-subj", "/CN=Test roots", "-days", "2"];
        openssl(&[&["req", "-x509"][..], &new_key, &authority].concat());
        let request = ["-keyout", "server.key", "-out", "request", "-subj", "/CN=localhost"];
        openssl(&[&["req", "-new"][..], &new_key, &request].concat());
        let signed = ["-CA", "roots.pem", "-CAkey", "roots.key", "-CAcreateserial", "-extfile", "names"];
        openssl(
            &[&["x509", "-req", "-in", "request", "-out", "server.pem", "-days", "2"][..], &signed].concat(),
        );
        Self { folder }
    }

    /// Returns the file with the root certificate.
    pub fn roots(&self) -> PathBuf {
        self.folder.join("roots.pem")
    }

    /// Copies the files for the server and returns the settings with their paths.
    pub(crate) fn install(&self, folder: &Path) -> Vec<String> {
        for name in ["server.pem", "server.key"] {
            let file = folder.join(name);
            std::fs::copy(self.folder.join(name), &file).expect("a copy");
            identity::give(&file);
        }
        let path = |name: &str| folder.join(name).display().to_string();
        vec![
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}", path("server.pem")),
            format!("ssl_key_file={}", path("server.key")),
        ]
    }
}

impl Drop for Certificates {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
