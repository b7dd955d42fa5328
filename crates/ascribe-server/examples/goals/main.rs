//! Measures the server against its goals on this machine, and prints the figures:
//!
//! ```text
//! cargo run --release -p ascribe-server --example goals -- [FOLDER [durable] [peak] [latency] [list]]
//! ```
//!
//! The store is in FOLDER (a disk; a folder in memory would flush nothing), else in the system's folder for temporary files.
//! What is compared is measured in turns, so that other work on the machine meets both.

mod client;
#[path = "../common/remarks.rs"]
mod remarks;

use std::env;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ascribe_core::revision::fast;
use ascribe_server::access::{Role, Scope};
use ascribe_server::accounts;
use ascribe_server::reading::Engines;
use ascribe_server::serve;
use ascribe_server::server::{Server, Settings};
use ascribe_server::store::{Database, Durability, Store};
use serde_json::{Value, json};

use client::{At, Client, Request, arrivals, rate};

/// How often each figure is taken; the median is what counts.
const ROUNDS: usize = 5;
const SHORT: Duration = Duration::from_secs(2);
const LONG: Duration = Duration::from_secs(8);
/// Clients of a busy newsroom, all at once.
const CLIENTS: usize = 64;

/// A sentence of an invented article; a thousand words are some sixty of them.
const SENTENCE: &str =
    "The harbour board paid 40 million euros for the new quay in March, its chairman Ben Roe said. ";

#[tokio::main]
async fn main() {
    let mut arguments = env::args_os().skip(1);
    let folder = arguments.next().map_or_else(env::temp_dir, PathBuf::from);
    let parts: Vec<_> = arguments.collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let folder = folder.join(format!("ascribe-goals-{}", std::process::id()));
    println!("one flush of this disk: {:?}", flush(&folder));
    let single = remarks::open(&folder.join("single"), Durability::Full).await;
    let at = start(&folder.join("server")).await;
    if wanted("durable") {
        durable_rate(&at, &single).await;
    }
    if wanted("peak") {
        peak(&at).await;
    }
    if wanted("latency") {
        latency(&at).await;
    }
    if wanted("list") {
        list(&at).await;
    }
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

async fn start(folder: &Path) -> At {
    let store = Store::open(&Database::Folder(folder.to_owned()))
        .await
        .expect("a store");
    accounts::add(&store, "goals", "ann", Role::Editor, "a long password")
        .await
        .expect("a person");
    let key = accounts::add_token(&store, "goals", "ann", "goals", &Scope::ALL)
        .await
        .expect("a token");
    let server = Server::new(store, Settings::default(), Engines::one(fast()));
    let listener = serve::listen("127.0.0.1:0".parse().expect("an address"))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(serve::serve(listener, server, std::future::pending()));
    At { address, key }
}

/// Adds an article; gives its number and the names of its claims.
async fn article(at: &At) -> (i64, Vec<String>) {
    let text: Vec<String> = (1..=20)
        .map(|number| SENTENCE.replace("40", &number.to_string()))
        .collect();
    let added = Request {
        method: "POST",
        path: "/api/v1/articles".to_owned(),
        body: json!({ "title": "The quay", "text": text.concat() }).to_string(),
    };
    let (status, body) = Client::new(at).await.call(&added).await;
    assert_eq!(status, 201);
    let added: Value = serde_json::from_slice(&body).expect("JSON");
    let claims = added["claims"].as_array().expect("claims").iter();
    let names = claims.map(|claim| claim["id"].as_str().expect("an id").to_owned());
    (added["id"].as_i64().expect("a number"), names.collect())
}

fn decisions((article, claims): &(i64, Vec<String>)) -> Vec<Request> {
    let decide = |claim| Request {
        method: "PUT",
        path: format!("/api/v1/articles/{article}/claims/{claim}/review"),
        body: json!({ "state": "in_review" }).to_string(),
    };
    claims.iter().map(decide).collect()
}

/// Decisions from many clients, each answered after it is on the disk, against commits one by one on one connection.
async fn durable_rate(at: &At, single: &Store) {
    let mut next = 0;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let before = next;
        while began.elapsed() < SHORT {
            next += 1;
            remarks::add(single, next).await;
        }
        let alone = (next - before) as f64 / began.elapsed().as_secs_f64();
        // A new article each round: what a claim's history costs is not the question.
        let together = rate(at, CLIENTS, &decisions(&article(at).await), SHORT).await;
        println!("commits one by one {alone:.0}/s, durable decisions at {CLIENTS} clients {together:.0}/s");
        ratios.push(together / alone);
    }
    println!("durable decisions: {:.1} × one by one", median(&mut ratios));
}

/// Answers at many clients, against a handler that does nothing, on the same kind of connection.
async fn peak(at: &At) {
    let bare = axum::Router::new().route("/bare", axum::routing::get(async || "{}"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let bare_at = At {
        address: listener.local_addr().expect("an address"),
        key: at.key.clone(),
    };
    tokio::spawn(async move { axum::serve(listener, bare).await });
    let added = article(at).await;
    let review = format!("/api/v1/articles/{}/claims/{}/review", added.0, added.1[0]);
    let asked = [
        ("health: headers and counts", vec![Request::get("/healthz")]),
        ("who calls: token", vec![Request::get("/api/v1/session")]),
        (
            "one article of the list: token, store",
            vec![Request::get("/api/v1/articles?limit=1")],
        ),
        ("a review: token, store", vec![Request::get(review)]),
        (
            "a decision: token, store, log, flush",
            decisions(&article(at).await),
        ),
    ];
    let mut shares = asked.each_ref().map(|_| Vec::new());
    let mut most = Vec::new();
    for _ in 0..ROUNDS {
        for ((_, requests), shares) in asked.iter().zip(&mut shares) {
            let bare = rate(&bare_at, CLIENTS, &[Request::get("/bare")], SHORT / 2).await;
            shares.push(100.0 * rate(at, CLIENTS, requests, SHORT / 2).await / bare);
            most.push(bare);
        }
    }
    println!("a bare handler: {:.0}/s", median(&mut most));
    for ((what, _), shares) in asked.iter().zip(&mut shares) {
        println!("{what}: {:.0} % of bare", median(shares));
    }
}

/// 1,000 reads and 50 durable writes a second. Read are what the page reads: a review, the queue, an article, the list.
async fn latency(at: &At) {
    let mut added = Vec::new();
    for _ in 0..50 {
        added.push(article(at).await);
    }
    let reads: Vec<Request> = added
        .iter()
        .flat_map(|(id, claims)| {
            let article = format!("/api/v1/articles/{id}");
            let review = |claim: &String| Request::get(format!("{article}/claims/{claim}/review"));
            let mut requests: Vec<Request> = claims.iter().map(review).collect();
            requests.push(Request::get(format!("/api/v1/review?article={id}")));
            requests.push(Request::get(format!("{article}/revisions/1/claims")));
            requests.push(Request::get("/api/v1/articles?limit=20"));
            requests
        })
        .collect();
    let writes: Vec<Request> = added.iter().flat_map(decisions).collect();
    for _ in 0..3 {
        let (read, written) =
            tokio::join!(arrivals(at, 1_000, &reads, LONG), arrivals(at, 50, &writes, LONG));
        println!("1,000 reads/s: {read}");
        println!("with 50 durable writes/s: {written}");
    }
}

/// Articles of a thousand words, fifty a second.
async fn list(at: &At) {
    let words = SENTENCE.split_whitespace().count();
    let text: Vec<String> = (0..1000 / words)
        .map(|number| SENTENCE.replace("40", &number.to_string()))
        .collect();
    let asked = [Request {
        method: "POST",
        path: "/api/v1/list".to_owned(),
        body: json!({ "text": text.concat() }).to_string(),
    }];
    for _ in 0..3 {
        println!(
            "POST /list of 1,000 words at 50/s: {}",
            arrivals(at, 50, &asked, LONG).await
        );
    }
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
