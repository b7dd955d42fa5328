//! `ascribe serve`: the review server.

use std::future::Future;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use ascribe_core::revision::fast;
use ascribe_server::accounts;
use ascribe_server::reading::Engines;
use ascribe_server::serve;
use ascribe_server::server::{Server, Settings};
use ascribe_server::store::{Database, Store};
use clap::Args;

/// Where the newsroom's state is.
#[derive(Args)]
pub(crate) struct Place {
    /// The folder of the embedded database; made if it is not there.
    #[arg(long, global = true, value_name = "DIR", default_value = "ascribe-data")]
    data: PathBuf,
    /// A PostgreSQL database instead, as in `postgres://user@host/name`.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "ASCRIBE_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
}

impl Place {
    /// The database, or what is wrong with its URL.
    pub(crate) fn database(&self) -> Result<Database, String> {
        match &self.database {
            None => Ok(Database::Folder(self.data.clone())),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Database::Postgres(url.clone()))
            }
            Some(_) => {
                Err("--database: give a URL that begins with postgres://, or --data a folder".to_owned())
            }
        }
    }
}

#[derive(Args)]
pub(crate) struct Options {
    /// The address to listen at; other machines reach it through a proxy only.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4747")]
    listen: SocketAddr,
    #[command(flatten)]
    place: Place,
    /// A proxy that speaks HTTPS stands before the server; other addresses than this machine's own are allowed.
    #[arg(long)]
    behind_proxy: bool,
    /// A name that browsers know the server by, as in `review.example.org`; may be given more than once.
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// A critical claim is done only after a second person has decided.
    #[arg(long)]
    second_person: bool,
}

/// Serves until it is told to stop.
pub(crate) fn run(options: &Options) -> ExitCode {
    let loopback = options.listen.ip().is_loopback();
    if !loopback && !options.behind_proxy {
        crate::complain(
            "--listen: other machines may reach this address; put a proxy that speaks HTTPS before it and say \
             --behind-proxy, or listen at 127.0.0.1",
        );
        return ExitCode::from(crate::TROUBLE);
    }
    let database = match options.place.database() {
        Ok(database) => database,
        Err(message) => {
            crate::complain(&message);
            return ExitCode::from(crate::TROUBLE);
        }
    };
    let settings = Settings {
        local: loopback && !options.behind_proxy,
        behind_proxy: options.behind_proxy,
        hosts: options.hosts.clone(),
        second_person: options.second_person,
        ..Settings::default()
    };
    ascribe_server::log::to_standard_error();
    block_on(async {
        let store = Store::open(&database).await.map_err(|error| error.to_string())?;
        let nobody = accounts::nobody(&store)
            .await
            .map_err(|error| error.to_string())?;
        let listener = serve::listen(options.listen)
            .await
            .map_err(|error| format!("cannot listen at {}: {error}", options.listen))?;
        let address = listener.local_addr().unwrap_or(options.listen);
        say(&format!("ascribe is at http://{address}/"));
        match (nobody, settings.local) {
            (true, true) => say(
                "There are no users: whoever uses this machine works as the one local editor. \
                 Add people with `ascribe user add`.",
            ),
            (true, false) => {
                say("There are no users yet, so nobody can sign in. Add people with `ascribe user add`.");
            }
            (false, _) => {}
        }
        let engines = Engines {
            fast: fast(),
            careful: ascribe_encoder::careful(),
        };
        let server = Server::new(store, settings, engines);
        serve::serve(listener, server, serve::told_to_stop()).await;
        Ok(())
    })
}

/// Runs `work` with threads of its own; what is wrong with it is said on standard error.
pub(crate) fn block_on(work: impl Future<Output = Result<(), String>>) -> ExitCode {
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))
        .and_then(|runtime| runtime.block_on(work));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            crate::complain(&message);
            ExitCode::from(crate::TROUBLE)
        }
    }
}

/// A line on standard output, which a reader that has gone does not miss.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{}", ascribe_core::report::harmless(line));
}
