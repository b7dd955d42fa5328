//! The page for editors in a real Chromium: `tests/browser`, which Node runs against servers of this test's own.
//!
//! `tests/run` puts in place what it needs. Without that it is skipped, loudly, and where `CI` is set it fails.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const ASCRIBE: &str = env!("CARGO_BIN_EXE_ascribe");
const BROWSER_TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/browser");
/// Who may sign in where signing in is asked for.
const PEOPLE: [&str; 2] = ["ana", "ben"];
const PASSWORD: &str = "a horse, a staple, a battery";

/// A server on a free port with a folder of its own, until it is dropped.
struct Newsroom {
    process: Child,
    address: String,
}

impl Newsroom {
    fn open(name: &str, people: &[&str], options: &[&str]) -> Self {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if data.exists() {
            fs::remove_dir_all(&data).expect("the folder of an earlier run goes away");
        }
        for person in people {
            add(person, &data);
        }
        let mut process = Command::new(ASCRIBE)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("ascribe starts");
        let mut line = String::new();
        let stdout = process.stdout.take().expect("standard output is a pipe");
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("ascribe says where it is");
        let address = line.trim().strip_prefix("ascribe is at ").unwrap_or_default();
        let address = address.trim_end_matches('/').to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "ascribe said: {line}");
        Self { process, address }
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        // It may have ended by itself; that is what the tests in the browser then complain about.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn add(person: &str, data: &Path) {
    let mut process = Command::new(ASCRIBE)
        .args(["user", "--data"])
        .arg(data)
        .args(["add", person])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("ascribe starts");
    let mut stdin = process.stdin.take().expect("standard input is a pipe");
    writeln!(stdin, "{PASSWORD}").expect("the password is read");
    drop(stdin);
    assert!(
        process.wait().expect("ascribe ends").success(),
        "{person} was not added"
    );
}

/// What is missing on this machine, if anything.
fn missing() -> Option<&'static str> {
    let on_path = |program: &str| {
        let folders = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&folders).any(|folder| folder.join(program).is_file())
    };
    if !on_path("node") {
        Some("node")
    } else if !chromium().is_file() {
        Some("chromium")
    } else if !Path::new(BROWSER_TESTS)
        .join("node_modules/playwright-core")
        .is_dir()
    {
        Some("tests/browser/node_modules")
    } else {
        None
    }
}

fn chromium() -> PathBuf {
    env::var_os("CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}

#[test]
fn the_page_in_a_browser() {
    if let Some(missing) = missing() {
        assert!(
            env::var_os("CI").is_none(),
            "{missing} is missing: tests/run installs it"
        );
        // Written past the harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the page was not tested in a browser, {missing} is missing: tests/run installs it"
        );
        return;
    }
    let local = Newsroom::open("page-local", &[], &[]);
    let staffed = Newsroom::open("page-staffed", &PEOPLE, &["--second-person"]);
    let status = Command::new("node")
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .current_dir(BROWSER_TESTS)
        .env("ASCRIBE", ASCRIBE)
        .env("ASCRIBE_URL", &local.address)
        .env("ASCRIBE_STAFFED_URL", &staffed.address)
        .env("ASCRIBE_PASSWORD", PASSWORD)
        .status()
        .expect("node starts");
    assert!(status.success(), "see what node says above");
}
