//! A PostgreSQL of the test's own, on a folder and a socket that nobody else uses.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ascribe_server::store::Database;
use tempfile::TempDir;

/// A running server, stopped when it is dropped.
pub struct Postgres {
    programs: PathBuf,
    folder: TempDir,
}

impl Postgres {
    /// Starts one; none where PostgreSQL is not installed, which is said aloud and which CI does not accept.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(std::env::var_os("CI").is_none(), "CI has to have PostgreSQL");
            eprintln!("SKIPPED: PostgreSQL is not installed (Debian: apt-get install postgresql)");
            return None;
        };
        let folder = tempfile::Builder::new()
            .prefix("ascribe-pg-")
            .tempdir_in("/tmp")
            .expect("a folder");
        if is_root() {
            // PostgreSQL does not run as root; Debian's package made a user for it.
            run(Command::new("chown").arg("postgres").arg(folder.path()));
        }
        let postgres = Self { programs, folder };
        run(postgres
            .program("initdb")
            .args([
                "--username=ascribe",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "-D",
            ])
            .arg(postgres.data()));
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off",
            postgres.folder.path().display()
        );
        run(postgres
            .program("pg_ctl")
            .args(["start", "--wait", "--silent", "-o", &options, "-l"])
            .arg(postgres.folder.path().join("log"))
            .arg("-D")
            .arg(postgres.data()));
        Some(postgres)
    }

    /// A new, empty database.
    pub fn database(&self, name: &str) -> Database {
        run(self
            .program("createdb")
            .args(["--username=ascribe", "--template=template0", "--host"])
            .arg(self.folder.path())
            .arg(name));
        let host = self.folder.path().display().to_string().replace('/', "%2F");
        Database::Postgres(format!("postgres://ascribe@localhost/{name}?host={host}"))
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]);
            command.arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir("/").stdin(Stdio::null());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = self
            .program("pg_ctl")
            .args(["stop", "--mode=immediate", "--silent", "-D"])
            .arg(self.data())
            .status();
        drop(stopped);
        if is_root() {
            let _ = Command::new("chown")
                .args(["-R", "root"])
                .arg(self.folder.path())
                .status();
        }
    }
}

fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|path| path.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop()
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    Path::new("/proc/self").metadata().is_ok_and(|it| it.uid() == 0)
}

#[track_caller]
fn run(command: &mut Command) {
    let output = command.stdout(Stdio::null()).output().expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
