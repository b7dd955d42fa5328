//! What all requests share.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

use crate::callers::Callers;
use crate::metrics::Metrics;
use crate::reading::{Engines, Reader};
use crate::store::Store;

/// How a server behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whether a server without users lets whoever reaches it work as the local editor: on loopback only.
    pub local: bool,
    /// Whether browsers reach it by HTTPS, through a proxy that ends it.
    pub behind_proxy: bool,
    /// Names that it answers to, beside those of this machine.
    pub hosts: Vec<String>,
    /// Whether a critical claim needs a second person.
    pub second_person: bool,
    /// What clients may ask of it.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            local: true,
            behind_proxy: false,
            hosts: Vec::new(),
            second_person: false,
            limits: Limits::default(),
        }
    }
}

/// What clients may ask of a server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// For the head of a request, and for a connection to stay silent.
    pub header: Duration,
    /// For the body of a request, in all.
    pub body: Duration,
    /// For an answer to be made.
    pub handler: Duration,
    /// For a client to take some of what is sent to it.
    pub write: Duration,
    /// Open connections.
    pub connections: usize,
    /// Requests at work.
    pub in_flight: usize,
    /// Open streams of events.
    pub streams: usize,
    /// For everything begun to end when the server stops.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(10),
            body: Duration::from_secs(30),
            handler: Duration::from_secs(15),
            write: Duration::from_secs(30),
            connections: 1024,
            in_flight: 256,
            streams: 256,
            stop: Duration::from_secs(10),
        }
    }
}

/// What all requests share.
pub struct Server {
    /// The store.
    pub store: Store,
    /// How it behaves.
    pub settings: Settings,
    /// Reads articles.
    pub reader: Reader,
    /// Counts.
    pub metrics: Metrics,
    /// Who called lately.
    pub callers: Callers,
    /// At most two passwords are tried at once: each takes 19 MiB.
    pub passwords: Semaphore,
    /// Requests that may still begin.
    pub in_flight: Arc<Semaphore>,
    /// Streams that may still begin.
    pub streams: Arc<Semaphore>,
    /// Becomes true when the server stops.
    pub stop: watch::Sender<bool>,
}

impl Server {
    /// A server with the store, reading by these engines.
    pub fn new(store: Store, settings: Settings, engines: Engines) -> Arc<Self> {
        let (stop, _) = watch::channel(false);
        Arc::new(Self {
            store,
            reader: Reader::new(engines),
            metrics: Metrics::default(),
            callers: Callers::default(),
            passwords: Semaphore::new(2),
            in_flight: Arc::new(Semaphore::new(settings.limits.in_flight)),
            streams: Arc::new(Semaphore::new(settings.limits.streams)),
            settings,
            stop,
        })
    }
}
