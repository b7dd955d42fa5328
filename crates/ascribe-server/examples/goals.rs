//! Measures the server against its goals on this machine, and prints the figures:
//!
//! ```text
//! cargo run --release -p ascribe-server --example goals -- [FOLDER]
//! ```
//!
//! The store is in FOLDER (a disk; a folder in memory would flush nothing), else in the system's folder for temporary files.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ascribe_core::revision::fast;
use ascribe_server::access::{Role, Scope};
use ascribe_server::accounts;
use ascribe_server::serve;
use ascribe_server::server::{Server, Settings};
use ascribe_server::store::{Database, Store};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::interval_at;

/// How long each measurement runs.
const SECONDS: u64 = 8;

/// A sentence of an invented article; a thousand words are some seventy of them.
const SENTENCE: &str =
    "The harbour board paid 40 million euros for the new quay in March, its chairman Ben Roe said. ";

#[tokio::main]
async fn main() {
    let folder = env::args_os().nth(1).map_or_else(env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("ascribe-goals-{}", std::process::id()));
    let (flush, single) = (flush(&folder), single_commits(&folder).await);
    println!("one flush of this disk: {flush:?}");
    println!("commits one by one: {single:.0}/s");
    let (address, key) = start(&folder.join("server")).await;
    let article = article(address, &key).await;
    durable_rate(address, &key, &article, single).await;
    peak(address, &key).await;
    latency(address, &key, &article).await;
    list(address, &key).await;
    std::fs::remove_dir_all(&folder).expect("the folder goes away");
}

/// The median time of writing and flushing 4 KB.
fn flush(folder: &Path) -> Duration {
    use std::io::Write as _;
    std::fs::create_dir_all(folder).expect("a folder");
    let mut file = std::fs::File::create(folder.join("flush")).expect("a file");
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&[7; 4096]).expect("written");
            file.sync_data().expect("flushed");
            began.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Remarks on an article, each committed before the next begins.
async fn single_commits(folder: &Path) -> f64 {
    use ascribe_server::store::StoreError;
    use ascribe_server::store::records::{Article, Comment};
    let database = Database::Folder(folder.join("single"));
    let store = Store::open(&database).await.expect("a store");
    let add_article = store.writer().write(|turn| {
        Box::pin(async move {
            let now = turn.now();
            turn.insert(&Article {
                id: 1,
                title: "A".into(),
                url: None,
                external_id: None,
                latest: 1,
                created: now.clone(),
                updated: now,
            })
            .await?;
            turn.log("goals", "article.added", "article/1", &json!({})).await
        })
    });
    add_article
        .await
        .expect("committed")
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    let began = Instant::now();
    let mut count = 0;
    while began.elapsed() < Duration::from_secs(3) {
        count += 1;
        let add = store.writer().write(move |turn| {
            Box::pin(async move {
                turn.insert(&Comment {
                    id: count,
                    article: 1,
                    claim: None,
                    author: "goals".into(),
                    created: turn.now(),
                    text: "A remark.".into(),
                })
                .await?;
                turn.log("goals", "comment.added", "article/1", &json!({})).await
            })
        });
        add.await
            .expect("committed")
            .unwrap_or_else(|error: StoreError| panic!("{error}"));
    }
    let rate = count as f64 / began.elapsed().as_secs_f64();
    store.close().await;
    rate
}

async fn start(folder: &Path) -> (SocketAddr, String) {
    let store = Store::open(&Database::Folder(folder.to_owned()))
        .await
        .expect("a store");
    accounts::add(&store, "goals", "ann", Role::Editor, "a long password")
        .await
        .expect("a person");
    let key = accounts::add_token(&store, "goals", "ann", "goals", &Scope::ALL)
        .await
        .expect("a token");
    let server = Server::new(store, Settings::default(), vec![fast()]);
    let listener = serve::listen("127.0.0.1:0".parse().expect("an address"))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(serve::serve(listener, server, std::future::pending()));
    (address, key)
}

/// A connection that stays open, and one request after the other on it.
struct Client {
    stream: BufReader<TcpStream>,
    key: String,
}

impl Client {
    async fn new(address: SocketAddr, key: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("an option");
        Self {
            stream: BufReader::new(stream),
            key: key.to_owned(),
        }
    }

    async fn call(&mut self, method: &str, path: &str, body: &str) -> (u16, String) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             if-match: *\r\ncontent-length: {}\r\n\r\n{body}",
            self.key,
            body.len()
        );
        self.stream
            .get_mut()
            .write_all(request.as_bytes())
            .await
            .expect("sent");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.stream.read_u8().await.expect("an answer"));
        }
        let head = String::from_utf8(head).expect("UTF-8").to_lowercase();
        let status = head[9..12].parse().expect("a status");
        let length = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next());
        let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a number"))];
        self.stream.read_exact(&mut body).await.expect("a body");
        (status, String::from_utf8(body).expect("UTF-8"))
    }
}

async fn article(address: SocketAddr, key: &str) -> Vec<String> {
    let body = json!({ "title": "The quay", "text": SENTENCE.repeat(20) }).to_string();
    let mut client = Client::new(address, key).await;
    let (status, body) = client.call("POST", "/api/v1/articles", &body).await;
    assert_eq!(status, 201, "{body}");
    let added: Value = serde_json::from_str(&body).expect("JSON");
    let claims = added["claims"].as_array().expect("claims").iter();
    claims
        .map(|claim| {
            format!(
                "/api/v1/articles/1/claims/{}/review",
                claim["id"].as_str().expect("an id")
            )
        })
        .collect()
}

/// Decisions from 64 clients, each answered after it is on the disk.
async fn durable_rate(address: SocketAddr, key: &str, claims: &[String], single: f64) {
    let mut clients = JoinSet::new();
    let end = Instant::now() + Duration::from_secs(SECONDS);
    for number in 0..64 {
        let mut client = Client::new(address, key).await;
        let path = claims[number % claims.len()].clone();
        clients.spawn(async move {
            let mut done = 0_u64;
            while Instant::now() < end {
                let (status, body) = client.call("PUT", &path, r#"{"state":"in_review"}"#).await;
                assert_eq!(status, 200, "{body}");
                done += 1;
            }
            done
        });
    }
    let mut done = 0;
    while let Some(client) = clients.join_next().await {
        done += client.expect("no panic");
    }
    let rate = done as f64 / SECONDS as f64;
    println!(
        "durable decisions over HTTP at 64 clients: {rate:.0}/s, {:.1} × one by one",
        rate / single
    );
}

/// Reads at 64 clients, against a handler that does nothing, on the same kind of connection.
async fn peak(address: SocketAddr, key: &str) {
    let bare = axum::Router::new().route("/api/v1/articles", axum::routing::get(async || "{}"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let bare_address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, bare).await });
    let bare = rate(bare_address, key, "/api/v1/articles").await;
    let health = rate(address, key, "/healthz").await;
    let read = rate(address, key, "/api/v1/articles?limit=1").await;
    println!("bare handler: {bare:.0}/s");
    println!(
        "gate, headers, token: {health:.0}/s, {:.0} % of bare",
        100.0 * health / bare
    );
    println!(
        "list of articles from the store: {read:.0}/s, {:.0} % of bare",
        100.0 * read / bare
    );
}

async fn rate(address: SocketAddr, key: &str, path: &'static str) -> f64 {
    let mut clients = JoinSet::new();
    let end = Instant::now() + Duration::from_secs(SECONDS / 2);
    for _ in 0..64 {
        let mut client = Client::new(address, key).await;
        clients.spawn(async move {
            let mut done = 0_u64;
            while Instant::now() < end {
                assert_eq!(client.call("GET", path, "").await.0, 200);
                done += 1;
            }
            done
        });
    }
    let mut done = 0;
    while let Some(client) = clients.join_next().await {
        done += client.expect("no panic");
    }
    done as f64 / (SECONDS as f64 / 2.0)
}

/// 1,000 reads and 50 durable writes a second, each sent when it is due whether or not the one before has come back.
async fn latency(address: SocketAddr, key: &str, claims: &[String]) {
    let reads = arrivals(address, key, 1_000, claims, |number, claims| {
        ("GET", claims[number % claims.len()].clone(), String::new())
    });
    let writes = arrivals(address, key, 50, claims, |number, claims| {
        (
            "PUT",
            claims[number % claims.len()].clone(),
            r#"{"state":"in_review"}"#.to_owned(),
        )
    });
    let (reads, writes) = tokio::join!(reads, writes);
    println!("1,000 reads/s: {}", shown(reads));
    println!("with 50 durable writes/s: {}", shown(writes));
}

/// Articles of a thousand words, fifty a second.
async fn list(address: SocketAddr, key: &str) {
    let text = SENTENCE.repeat(1000 / SENTENCE.split_whitespace().count());
    let bodies = [json!({ "text": text }).to_string()];
    let lists = arrivals(address, key, 50, &bodies, |_, body| {
        ("POST", "/api/v1/list".to_owned(), body[0].clone())
    });
    println!("POST /list of 1,000 words at 50/s: {}", shown(lists.await));
}

type Asked = fn(usize, &[String]) -> (&'static str, String, String);

async fn arrivals(
    address: SocketAddr,
    key: &str,
    per_second: u64,
    words: &[String],
    asked: Asked,
) -> Vec<Duration> {
    let idle = Arc::new(tokio::sync::Mutex::new(Vec::<Client>::new()));
    let mut calls = JoinSet::new();
    let period = Duration::from_secs(1) / u32::try_from(per_second).expect("small");
    let mut ticks = interval_at(tokio::time::Instant::now() + period, period);
    for number in 0..usize::try_from(per_second * SECONDS).expect("small") {
        let due = ticks.tick().await;
        let (idle, key) = (Arc::clone(&idle), key.to_owned());
        let (method, path, body) = asked(number, words);
        calls.spawn(async move {
            let free = idle.lock().await.pop();
            let mut client = match free {
                Some(client) => client,
                None => Client::new(address, &key).await,
            };
            let (status, answer) = client.call(method, &path, &body).await;
            assert_eq!(status, 200, "{answer}");
            idle.lock().await.push(client);
            due.elapsed()
        });
    }
    let mut times = Vec::new();
    while let Some(time) = calls.join_next().await {
        times.push(time.expect("no error"));
    }
    times.sort();
    times
}

fn shown(times: Vec<Duration>) -> String {
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    format!(
        "{} calls, 0 errors, p50 {:.1?}, p99 {:.1?}, most {:.1?}",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    )
}
