//! Clients that are slow, silent, many or greedy, and a server that is told to stop, over real connections.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ascribe_server::serve;
use ascribe_server::server::Settings;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::desk::{Desk, STORY};

/// How long a client may be silent here; the server's own limit is ten seconds.
const PATIENCE: Duration = Duration::from_millis(400);
/// Enough for a machine that does other things too; without its limits the server would wait for ever.
const SLACK: Duration = Duration::from_secs(20);

struct Running {
    desk: Desk,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(settings: Settings) -> Self {
        let desk = Desk::with(settings).await;
        let listener = serve::listen("127.0.0.1:0".parse().expect("an address"))
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let server = std::sync::Arc::clone(&desk.server);
        let task = tokio::spawn(serve::serve(listener, server, async { drop(stopped.await) }));
        Self {
            desk,
            address,
            stop,
            task,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    async fn stop(self) -> Duration {
        let began = Instant::now();
        let _ = self.stop.send(());
        self.task.await.expect("no panic");
        began.elapsed()
    }
}

fn impatient() -> Settings {
    let mut settings = Settings::default();
    settings.limits.header = PATIENCE;
    settings.limits.body = PATIENCE;
    settings.limits.write = PATIENCE;
    settings
}

/// Reads until the server closes; gives what came.
async fn to_the_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A connection that is reset is closed too.
    let _ = tokio::time::timeout(PATIENCE + SLACK, stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes in time");
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_are_let_go() {
    let running = Running::start(impatient()).await;
    let silent = async {
        to_the_end(&mut running.connect().await).await;
    };
    let drips_its_head = async {
        let mut stream = running.connect().await;
        let began = Instant::now();
        for byte in b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: "
            .iter()
            .cycle()
        {
            if stream.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
            assert!(began.elapsed() < PATIENCE + SLACK, "the server still listens");
        }
    };
    let drips_its_body = async {
        let mut stream = running.connect().await;
        let head = b"POST /api/v1/list HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n";
        stream.write_all(head).await.expect("sent");
        let (mut read, mut write) = stream.into_split();
        let dripping = tokio::spawn(async move {
            while write.write_all(b" ").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        });
        let mut answer = vec![0; 12];
        tokio::time::timeout(PATIENCE + SLACK, read.read_exact(&mut answer))
            .await
            .expect("in time")
            .expect("an answer");
        assert_eq!(answer, b"HTTP/1.1 408");
        dripping.abort();
    };
    let idles = async {
        let mut stream = running.connect().await;
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .await
            .expect("sent");
        assert!(to_the_end(&mut stream).await.starts_with(b"HTTP/1.1 200"));
    };
    let never_reads = async {
        let mut stream = running.connect().await;
        let began = Instant::now();
        // Asks again and again, and takes nothing of what comes.
        let ask = b"GET /openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(50);
        while tokio::time::timeout(PATIENCE + SLACK, stream.write_all(&ask))
            .await
            .expect("the server lets go")
            .is_ok()
        {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "the server still writes"
            );
        }
    };
    tokio::join!(silent, drips_its_head, drips_its_body, idles, never_reads);
    assert!(running.stop().await < SLACK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_that_are_too_large_are_refused() {
    let running = Running::start(impatient()).await;
    let long = format!(
        "GET / HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n",
        "y".repeat(20_000)
    );
    let lines: Vec<String> = (0..100).map(|number| format!("x-{number}: y\r\n")).collect();
    let lines = lines.concat();
    let many = format!("GET / HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n");
    for head in [long, many] {
        let mut stream = running.connect().await;
        stream.write_all(head.as_bytes()).await.expect("sent");
        let answer = to_the_end(&mut stream).await;
        assert!(
            answer.starts_with(b"HTTP/1.1 431"),
            "{}",
            String::from_utf8_lossy(&answer)
        );
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_slow_connections_are_closed_in_time() {
    let running = Running::start(impatient()).await;
    let began = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..2000 {
        let address = running.address;
        clients.spawn(async move {
            let Ok(mut stream) = TcpStream::connect(address).await else {
                return;
            };
            let _ = stream.write_all(b"GET / HT").await;
            let mut bytes = Vec::new();
            let _ = stream.read_to_end(&mut bytes).await;
        });
    }
    while clients.join_next().await.is_some() {}
    let took = began.elapsed();
    println!("2,000 slow connections were closed within {took:?}; the limit was {PATIENCE:?}");
    assert!(took < PATIENCE + SLACK, "{took:?}");
    assert_eq!(running.desk.get("/healthz").await.status, 200);
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn overload_gives_answers_or_503_and_nothing_else() {
    let mut settings = Settings::default();
    settings.limits.in_flight = 8;
    let running = Running::start(settings).await;
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let address = running.address;
        clients.spawn(async move {
            let body = serde_json::json!({ "text": STORY }).to_string();
            let request = format!(
                "POST /api/v1/articles HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(request.as_bytes()).await.expect("sent");
            let mut answer = Vec::new();
            // What was refused before its body was read may be reset after the answer.
            let _ = stream.read_to_end(&mut answer).await;
            String::from_utf8_lossy(&answer[..answer.len().min(12)]).into_owned()
        });
    }
    let (mut made, mut refused) = (0, 0);
    while let Some(answer) = clients.join_next().await {
        match answer.expect("no panic").as_str() {
            "HTTP/1.1 201" => made += 1,
            "HTTP/1.1 503" => refused += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(made > 0 && refused > 0, "{made} made, {refused} refused");
    let stored = running
        .desk
        .server
        .store
        .number("SELECT count(*) FROM article", &[])
        .await;
    assert_eq!(stored.expect("read"), made, "an answer is a row");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_begun_ends_before_the_server_does() {
    let running = Running::start(Settings::default()).await;
    let address = running.address;
    let mut events = running.connect().await;
    events
        .write_all(b"GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .expect("sent");
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..8 {
        clients.spawn(async move {
            let body = serde_json::json!({ "text": STORY }).to_string();
            let request = format!(
                "POST /api/v1/articles HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(request.as_bytes()).await.expect("sent");
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer).await;
            answer.starts_with(b"HTTP/1.1 201")
        });
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let database = running.desk.server.store.database().clone();
    let folder = running.stop_and_keep().await;
    let mut made = 0;
    while let Some(answer) = clients.join_next().await {
        made += i64::from(answer.expect("no panic"));
    }
    let store = ascribe_server::store::Store::open(&database)
        .await
        .expect("a store");
    let stored = store
        .number("SELECT count(*) FROM article", &[])
        .await
        .expect("read");
    assert!(made <= stored, "{made} were told, {stored} are stored");
    assert!(made > 0);
    drop(folder);
}

impl Running {
    /// Stops, within the limit, and keeps the store's folder.
    async fn stop_and_keep(self) -> tempfile::TempDir {
        let began = Instant::now();
        let _ = self.stop.send(());
        self.task.await.expect("no panic");
        assert!(began.elapsed() < Duration::from_secs(10));
        self.desk.folder
    }
}
