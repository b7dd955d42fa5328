//! `ascribe serve` as a process: killed again and again without losing or doubling what it acknowledged, stopped, asked for
//! what it does not do; and the commands beside it.
//!
//! `ASCRIBE_ROUNDS=200 ASCRIBE_WRITES=100000 ASCRIBE_RETRIED=34` runs the long form; `tests/durability` does.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const ASCRIBE: &str = env!("CARGO_BIN_EXE_ascribe");
const CLIENTS: u64 = 16;

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(ASCRIBE)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .expect("ascribe starts");
        let mut line = String::new();
        let stdout = process.stdout.take().expect("a pipe");
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("ascribe says where it is");
        let address = line
            .trim()
            .trim_start_matches("ascribe is at http://")
            .trim_end_matches('/');
        Self {
            address: address.to_owned(),
            process,
        }
    }

    fn kill(mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run goes away");
    }
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Status and body of an answer; none if the connection broke before the answer was whole.
fn call(address: &str, method: &str, path: &str, headers: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n{headers}\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head
        .to_lowercase()
        .split("content-length: ")
        .nth(1)?
        .split("\r\n")
        .next()?
        .parse::<usize>()
        .ok()?;
    (body.len() == length).then(|| (head[9..12].parse().unwrap_or(0), body.to_owned()))
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// Every remark that a client was told of, with the words that make it the only one of its kind.
#[derive(Default)]
struct Told {
    remarks: Mutex<Vec<String>>,
    count: AtomicU64,
}

fn write(address: &str, client: u64, told: &Told, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        let number = told.count.fetch_add(1, Ordering::Relaxed);
        let words = format!("client {client}, remark {number}");
        let body = format!("{{\"text\":\"{words}\"}}");
        let key = format!("idempotency-key: {client}-{number}\r\n");
        match call(address, "POST", "/api/v1/articles/1/comments", &key, &body) {
            Some((201, _)) => told.remarks.lock().expect("no panic").push(words),
            // Nobody knows whether an unanswered one was written. Sent again with its key it is written once.
            Some((503, _)) | None => {}
            Some((status, body)) => panic!("{status}: {body}"),
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed() {
    let data = folder("killed").join("data");
    let (rounds, wanted) = (number("ASCRIBE_ROUNDS", 5), number("ASCRIBE_WRITES", 300));
    let server = Server::start(&data);
    let article = "{\"text\":\"The bridge closed on Monday, the mayor said.\"}";
    assert_eq!(
        call(&server.address, "POST", "/api/v1/articles", "", article)
            .expect("an answer")
            .0,
        201
    );
    server.kill();
    let told = Arc::new(Told::default());
    let mut round = 0;
    while round < rounds || (told.remarks.lock().expect("no panic").len() as u64) < wanted {
        round += 1;
        let server = Server::start(&data);
        let stop = Arc::new(AtomicBool::new(false));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (told, stop, address) = (Arc::clone(&told), Arc::clone(&stop), server.address.clone());
                thread::spawn(move || write(&address, client, &told, &stop))
            })
            .collect();
        // Not always at the same moment of a commit.
        thread::sleep(Duration::from_millis(150 + 37 * (round % 11)));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for client in clients {
            client.join().expect("no panic");
        }
    }
    let exported = Command::new(ASCRIBE)
        .args(["db", "export", "--data"])
        .arg(&data)
        .output()
        .expect("it runs");
    assert!(exported.status.success());
    let exported = String::from_utf8(exported.stdout).expect("UTF-8");
    let mut stored: Vec<&str> = exported
        .lines()
        .filter(|line| line.starts_with("[\"remark\""))
        .filter_map(|line| line.split('"').rev().nth(1))
        .collect();
    let rows = stored.len();
    stored.sort_unstable();
    stored.dedup();
    assert_eq!(stored.len(), rows, "a remark is there twice");
    let told = told.remarks.lock().expect("no panic");
    let lost = told
        .iter()
        .filter(|words| stored.binary_search(&words.as_str()).is_err())
        .count();
    println!(
        "{} acknowledged over {round} kills, {lost} lost, {rows} stored",
        told.len()
    );
    assert_eq!(lost, 0);
    let verified = Command::new(ASCRIBE)
        .args(["db", "verify", "--data"])
        .arg(&data)
        .output()
        .expect("it runs");
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
}

#[test]
fn a_request_sent_again_through_kills_is_carried_out_once() {
    let data = folder("again").join("data");
    let server = Server::start(&data);
    let article = "{\"text\":\"The bridge closed on Monday, the mayor said.\"}";
    call(&server.address, "POST", "/api/v1/articles", "", article).expect("an answer");
    let mut server = server;
    let requests = number("ASCRIBE_RETRIED", 4);
    for request in 0..requests {
        let key = format!("idempotency-key: again-{request}\r\n");
        let body = format!("{{\"text\":\"request {request}\"}}");
        let mut answers = Vec::new();
        for _ in 0..3 {
            let address = server.address.clone();
            let (key, body) = (key.clone(), body.clone());
            let asking =
                thread::spawn(move || call(&address, "POST", "/api/v1/articles/1/comments", &key, &body));
            thread::sleep(Duration::from_millis(request * 2 % 13));
            server.kill();
            answers.extend(asking.join().expect("no panic"));
            server = Server::start(&data);
        }
        answers.extend(call(
            &server.address,
            "POST",
            "/api/v1/articles/1/comments",
            &key,
            &body,
        ));
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(answers[0].0, 201);
    }
    let all = "/api/v1/articles/1/comments?limit=200";
    let (_, body) = call(&server.address, "GET", all, "", "").expect("an answer");
    assert_eq!(body.matches("\"text\"").count() as u64, requests, "{body}");
    println!(
        "{requests} requests sent again through {} kills, none carried out twice",
        3 * requests
    );
}

#[test]
fn a_server_that_is_told_to_stop_stops_in_time() {
    let data = folder("stopped").join("data");
    let mut server = Server::start(&data);
    call(&server.address, "GET", "/healthz", "", "").expect("an answer");
    let _silent = TcpStream::connect(&server.address).expect("a connection");
    let began = Instant::now();
    let told = Command::new("kill")
        .arg(server.process.id().to_string())
        .status()
        .expect("kill runs");
    assert!(told.success());
    let ended = server.process.wait().expect("it ends");
    assert!(
        ended.success() && began.elapsed() < Duration::from_secs(11),
        "{ended}"
    );
}

fn run(arguments: &[&str], data: &Path, input: &str) -> Output {
    let mut process = Command::new(ASCRIBE)
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ascribe runs");
    let mut stdin: ChildStdin = process.stdin.take().expect("a pipe");
    // It may not read at all.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    process.wait_with_output().expect("it ends")
}

#[test]
fn people_and_tokens_by_the_command_line() {
    let data = folder("people").join("data");
    let text = |output: &Output| String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let added = run(
        &["user", "add", "ann", "--role", "admin"],
        &data,
        "a long password\n",
    );
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    assert_eq!(
        run(&["user", "add", "ben"], &data, "short\n").status.code(),
        Some(2)
    );
    assert_eq!(
        run(&["user", "add", " ben"], &data, "a long password\n")
            .status
            .code(),
        Some(2)
    );
    assert_eq!(text(&run(&["user", "list"], &data, "")), "admin  ann\n");
    let key = run(
        &[
            "token",
            "add",
            "ann",
            "--scopes",
            "read,extract",
            "--purpose",
            "cms",
        ],
        &data,
        "",
    );
    assert!(text(&key).starts_with("ascribe_"));
    assert!(text(&run(&["token", "list"], &data, "")).contains("[read extract]  cms"));
    assert_eq!(run(&["token", "add", "eve"], &data, "").status.code(), Some(2));
    let server = Server::start(&data);
    let bearer = format!("authorization: Bearer {}\r\n", text(&key).trim());
    assert_eq!(
        call(&server.address, "GET", "/api/v1/articles", &bearer, "")
            .expect("an answer")
            .0,
        200
    );
    assert_eq!(
        call(&server.address, "GET", "/api/v1/audit", "", "")
            .expect("an answer")
            .0,
        401
    );
    // While the server runs.
    assert!(
        run(&["user", "password", "ann"], &data, "quite another one\n")
            .status
            .success()
    );
    assert!(run(&["user", "remove", "ann"], &data, "").status.success());
    assert_eq!(run(&["user", "remove", "ann"], &data, "").status.code(), Some(2));
    // The server knows its callers for a second, and is told nothing by another process.
    let status = || {
        let answer = call(&server.address, "GET", "/api/v1/articles", &bearer, "");
        answer.expect("an answer").0
    };
    let forgotten = (0..40).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        status() == 401
    });
    assert!(forgotten, "the token went with the person");
}

#[test]
fn the_database_by_the_command_line() {
    let place = folder("database");
    let data = place.join("data");
    assert_eq!(
        run(&["db", "verify"], &data, "").status.code(),
        Some(2),
        "nothing is made by looking"
    );
    assert!(!data.exists());
    assert!(run(&["db", "migrate"], &data, "").status.success());
    run(&["user", "add", "ann"], &data, "a long password\n");
    let head = String::from_utf8(run(&["audit", "head"], &data, "").stdout).expect("UTF-8");
    assert!(head.starts_with("1:"), "{head}");
    assert!(
        run(&["db", "verify", "--head", head.trim()], &data, "")
            .status
            .success()
    );
    let wrong = format!("1:{}", "0".repeat(64));
    assert_eq!(
        run(&["db", "verify", "--head", &wrong], &data, "").status.code(),
        Some(2)
    );
    let (backup, export) = (place.join("backup.db"), place.join("all.jsonl"));
    let (backup, export) = (backup.to_str().expect("UTF-8"), export.to_str().expect("UTF-8"));
    assert!(run(&["db", "backup", backup], &data, "").status.success());
    assert!(run(&["db", "export", export], &data, "").status.success());
    for (command, file, to) in [("restore", backup, "restored"), ("import", export, "imported")] {
        let to = place.join(to);
        let done = run(&["db", command, file], &to, "");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(
            run(&["db", "export"], &to, "").stdout,
            fs::read(export).expect("a file")
        );
        assert_eq!(
            run(&["db", command, file], &to, "").status.code(),
            Some(2),
            "there is one already"
        );
    }
}

#[test]
fn other_machines_are_kept_out_unless_there_is_a_proxy() {
    let data = folder("address").join("data");
    let refused = run(&["serve", "--listen", "0.0.0.0:0"], &data, "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--behind-proxy"));
    assert_eq!(
        run(&["serve", "--database", "mysql://x"], &data, "")
            .status
            .code(),
        Some(2)
    );
}
