//! Clients of a server on this machine: some that ask as fast as they are answered, and some that ask at fixed times.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::interval_at;

/// Where the server is, and the key that it is called with.
#[derive(Clone)]
pub struct At {
    /// Its address.
    pub address: SocketAddr,
    /// A token.
    pub key: String,
}

/// What is asked for.
#[derive(Clone)]
pub struct Request {
    /// As in `GET`.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// JSON, or nothing.
    pub body: String,
}

impl Request {
    /// A request without a body.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            body: String::new(),
        }
    }
}

/// A connection that stays open, and one request after the other on it.
pub struct Client {
    stream: BufReader<TcpStream>,
    key: String,
}

impl Client {
    /// Connects.
    pub async fn new(at: &At) -> Self {
        let stream = TcpStream::connect(at.address).await.expect("a connection");
        stream.set_nodelay(true).expect("an option");
        Self {
            stream: BufReader::new(stream),
            key: at.key.clone(),
        }
    }

    /// Status and body of the answer.
    pub async fn call(&mut self, request: &Request) -> (u16, Vec<u8>) {
        let Request { method, path, body } = request;
        let text = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             if-match: *\r\ncontent-length: {}\r\n\r\n{body}",
            self.key,
            body.len()
        );
        self.stream
            .get_mut()
            .write_all(text.as_bytes())
            .await
            .expect("sent");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let read = self.stream.read_until(b'\n', &mut head).await;
            assert!(read.expect("an answer") > 0, "the connection ended");
        }
        let head = String::from_utf8(head).expect("UTF-8");
        let status = head[9..12].parse().expect("a status");
        let length = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next());
        let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a number"))];
        self.stream.read_exact(&mut body).await.expect("a body");
        (status, body)
    }
}

/// Answers a second to `clients` clients, each of which asks for its turn of `requests` again as soon as it is answered.
pub async fn rate(at: &At, clients: usize, requests: &[Request], time: Duration) -> f64 {
    let mut running = JoinSet::new();
    let end = Instant::now() + time;
    for number in 0..clients {
        let mut client = Client::new(at).await;
        let request = requests[number % requests.len()].clone();
        running.spawn(async move {
            let mut done = 0_u64;
            while Instant::now() < end {
                let (status, body) = client.call(&request).await;
                assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
                done += 1;
            }
            done
        });
    }
    let done: u64 = running.join_all().await.into_iter().sum();
    done as f64 / time.as_secs_f64()
}

/// How long answers took from when their requests were due, shortest first, and how many were errors.
pub struct Answers {
    times: Vec<Duration>,
    errors: usize,
}

/// Sends `requests` in turn, so many a second, each when it is due whether or not the one before has come back.
pub async fn arrivals(at: &At, per_second: u32, requests: &[Request], time: Duration) -> Answers {
    let idle = Arc::new(Mutex::new(Vec::<Client>::new()));
    let mut calls = JoinSet::new();
    let period = Duration::from_secs(1) / per_second;
    let mut ticks = interval_at(tokio::time::Instant::now() + period, period);
    let count = (time.as_secs_f64() * f64::from(per_second)) as usize;
    for request in requests.iter().cycle().take(count) {
        let due = ticks.tick().await;
        let (idle, at, request) = (Arc::clone(&idle), at.clone(), request.clone());
        calls.spawn(async move {
            let free = idle.lock().await.pop();
            let mut client = match free {
                Some(client) => client,
                None => Client::new(&at).await,
            };
            let (status, _) = client.call(&request).await;
            let took = due.elapsed();
            idle.lock().await.push(client);
            (status == 200).then_some(took)
        });
    }
    let answers = calls.join_all().await;
    let errors = answers.iter().filter(|answer| answer.is_none()).count();
    let mut times: Vec<Duration> = answers.into_iter().flatten().collect();
    times.sort();
    Answers { times, errors }
}

impl std::fmt::Display for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { times, errors } = self;
        if times.is_empty() {
            return write!(f, "no answer, {errors} errors");
        }
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        write!(
            f,
            "{} answers, {errors} errors, p50 {:.1?}, p99 {:.1?}, longest {:.1?}",
            times.len(),
            at(0.5),
            at(0.99),
            at(1.0)
        )
    }
}
