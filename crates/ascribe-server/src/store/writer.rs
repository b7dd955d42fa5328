//! The one thread that changes the store.
//!
//! It has a thread of its own since each change goes to the database several times: on the threads that serve requests, it
//! would stand in line with all of them each time.
//!
//! Changes that wait together are committed together: each has a savepoint of its own, so that one that fails takes no
//! other with it, and each is answered after the commit. After a failed commit nothing of the group is acknowledged and
//! the connection is opened anew; a failed flush is never tried again on the same connection.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::{Mutex, mpsc, oneshot, watch};

use super::connection::Connection;
use super::turn::Turn;
use super::{Database, Durability, StoreError, connect};

/// A future that a change runs as.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How many changes may wait.
const QUEUE: usize = 1024;
/// How many are committed together at most.
const GROUP: usize = 128;

/// Tells whoever asked for a change what became of it.
pub(super) type Deliver = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A change: says whether it is to stay, and how to deliver.
pub(super) type Change = Box<dyn for<'t> FnOnce(&'t mut Turn) -> Boxed<'t, (bool, Deliver)> + Send>;

/// Takes changes and commits them.
pub struct Writer {
    changes: Mutex<Option<mpsc::Sender<Change>>>,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
    latest: watch::Receiver<i64>,
    people: Arc<AtomicU64>,
    sender: mpsc::WeakSender<Change>,
}

impl Writer {
    pub(super) async fn start(
        mut connection: Connection,
        database: Database,
        durability: Durability,
    ) -> Result<Self, StoreError> {
        let (tell, latest) = watch::channel(connection.number("SELECT seq FROM head", &[]).await?);
        let (sender, changes) = mpsc::channel(QUEUE);
        let people = Arc::<AtomicU64>::default();
        let weak = sender.downgrade();
        let work = Work {
            connection: Some(connection),
            database,
            durability,
            tell,
            people: Arc::clone(&people),
        };
        let (tell_end, ended) = oneshot::channel();
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(no_thread)?;
        let thread = move || {
            runtime.block_on(work.run(changes));
            // Nobody waits for it unless the store is closed.
            let _ = tell_end.send(());
        };
        let named = std::thread::Builder::new().name("writer".to_owned());
        named.spawn(thread).map_err(no_thread)?;
        Ok(Self {
            ended: Mutex::new(Some(ended)),
            changes: Mutex::new(Some(sender)),
            latest,
            people,
            sender: weak,
        })
    }

    pub(super) fn latest(&self) -> watch::Receiver<i64> {
        self.latest.clone()
    }

    /// How often this writer has changed who may do what, before whoever asked for it was answered.
    pub fn changes_of_people(&self) -> u64 {
        self.people.load(Ordering::Acquire)
    }

    /// Runs a change and answers once it is on the disk, or says why it is not.
    ///
    /// The outer error is the store's; the inner one is the change's own refusal, after which nothing of it stays.
    ///
    /// # Errors
    /// If the change could not be committed.
    pub async fn write<T, E, F>(&self, change: F) -> Result<Result<T, E>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Turn) -> Boxed<'t, Result<T, E>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let change: Change = Box::new(move |turn| {
            Box::pin(async move {
                let outcome = change(turn).await;
                let stays = outcome.is_ok();
                let deliver: Deliver = Box::new(move |committed| {
                    // Whoever asked may have gone away; the change stays nevertheless.
                    let _ = answer.send(committed.map(|()| outcome));
                });
                (stays, deliver)
            })
        });
        let sender = self.sender.upgrade().ok_or(StoreError::Busy)?;
        sender.try_send(change).map_err(|_| StoreError::Busy)?;
        drop(sender);
        answered.await.map_err(|_| StoreError::Busy)?
    }

    /// Takes no further change, finishes those that wait, and closes the connection.
    pub(super) async fn stop(&self) {
        self.changes.lock().await.take();
        if let Some(ended) = self.ended.lock().await.take() {
            // A thread that panicked has nothing left to finish.
            let _ = ended.await;
        }
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "`map_err` hands the error over and takes this as it is"
)]
fn no_thread(error: std::io::Error) -> StoreError {
    StoreError::Unfit(format!("no thread can be started to write: {}", error.kind()))
}

/// What is known of the group before.
#[derive(Clone, Copy, Default)]
struct Last {
    size: usize,
    took: Duration,
}

impl Last {
    /// Whoever was answered last asks again soon. To wait a little for them makes groups larger and flushes fewer: until as
    /// many are there as last time, and at most half as long as that group took. A change that comes alone after one that
    /// came alone waits for nothing.
    fn wait_for_more(self, changes: &mut mpsc::Receiver<Change>, group: &mut Vec<Change>) {
        const LOOK: Duration = Duration::from_micros(50);
        const LONGEST: Duration = Duration::from_millis(5);
        let end = Instant::now() + (self.took / 2).min(LONGEST);
        while group.len() < self.size && Instant::now() < end {
            match changes.try_recv() {
                Ok(change) => group.push(change),
                // Nothing else runs on this thread.
                Err(TryRecvError::Empty) => std::thread::sleep(LOOK),
                Err(TryRecvError::Disconnected) => return,
            }
        }
    }
}

struct Work {
    connection: Option<Connection>,
    database: Database,
    durability: Durability,
    tell: watch::Sender<i64>,
    people: Arc<AtomicU64>,
}

impl Work {
    async fn run(mut self, mut changes: mpsc::Receiver<Change>) {
        let mut group = Vec::with_capacity(GROUP);
        let mut last = Last::default();
        while changes.recv_many(&mut group, GROUP).await > 0 {
            last.wait_for_more(&mut changes, &mut group);
            let (size, began) = (group.len(), Instant::now());
            self.group(&mut group).await;
            last = Last {
                size,
                took: began.elapsed(),
            };
        }
        if let Some(connection) = self.connection.take() {
            // The file is complete without it; a clean close only saves the next start some work.
            let _ = connection.close().await;
        }
    }

    async fn group(&mut self, group: &mut Vec<Change>) {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => match connect(&self.database, self.durability).await {
                Ok(connection) => connection,
                Err(error) => {
                    tracing::error!(cause = %error, "the database cannot be opened");
                    // Whoever waits hears of it: the change is dropped, and with it the way to answer.
                    group.clear();
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    return;
                }
            },
        };
        let mut turn = match Turn::begin(connection, &self.database).await {
            Ok(turn) => turn,
            Err(error) => {
                tracing::error!(cause = %error, "a transaction cannot begin");
                group.clear();
                return;
            }
        };
        let mut delivers = Vec::with_capacity(group.len());
        let mut sound = true;
        for change in group.drain(..) {
            if !sound {
                break;
            }
            match turn.run(change).await {
                Ok(deliver) => delivers.push(deliver),
                Err(error) => {
                    tracing::error!(cause = %error, "a change cannot be set apart");
                    sound = false;
                }
            }
        }
        let people = turn.people;
        let committed = if sound {
            turn.commit().await
        } else {
            Err(StoreError::Busy)
        };
        match committed {
            Ok((connection, seq)) => {
                self.connection = Some(connection);
                if people {
                    self.people.fetch_add(1, Ordering::Release);
                }
                for deliver in delivers {
                    deliver(Ok(()));
                }
                self.tell.send_replace(seq);
            }
            Err(error) => {
                tracing::error!(cause = %error, "a commit failed; its changes are refused");
                for deliver in delivers {
                    deliver(Err(StoreError::Busy));
                }
            }
        }
    }
}
