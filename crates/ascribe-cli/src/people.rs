//! `ascribe user` and `ascribe token`: who may use the review server.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use ascribe_server::access::{Role, Scope};
use ascribe_server::accounts;
use ascribe_server::store::Store;
use ascribe_server::store::records::{Person, Token};
use ascribe_server::store::values::Record as _;
use clap::{Args, Subcommand};

use crate::database::present;
use crate::serve::{Place, block_on, say};

#[derive(Args)]
pub(crate) struct UserOptions {
    #[command(subcommand)]
    action: UserAction,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum UserAction {
    /// Adds a person, or gives one another role. The password is read from standard input.
    Add {
        /// The name to sign in with.
        name: String,
        /// What the person may do: viewer, editor or admin.
        #[arg(long, default_value = "editor", value_parser = role)]
        role: Role,
    },
    /// Lists everybody.
    List,
    /// Removes a person with all sessions and tokens; decisions keep the name.
    Remove {
        /// The name.
        name: String,
    },
    /// Gives a person another password, read from standard input.
    Password {
        /// The name.
        name: String,
    },
}

#[derive(Args)]
pub(crate) struct TokenOptions {
    #[command(subcommand)]
    action: TokenAction,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum TokenAction {
    /// Makes a key for a program and prints it once.
    Add {
        /// Whose rights it has, at most.
        person: String,
        /// What it may do: extract, read, articles, review, people.
        #[arg(long, value_delimiter = ',', default_value = "read", value_parser = scope)]
        scopes: Vec<Scope>,
        /// What it is for.
        #[arg(long, default_value = "")]
        purpose: String,
    },
    /// Lists all keys without their secret part.
    List,
    /// Takes a key away.
    Remove {
        /// The part of the key between its underscores.
        id: String,
    },
}

/// Who does what the command line asks for, in the log.
const ACTOR: &str = "command line";

fn role(text: &str) -> Result<Role, String> {
    Role::of(text).ok_or_else(|| "not a role; there are viewer, editor, admin".to_owned())
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::of(text).ok_or_else(|| "not a scope; there are extract, read, articles, review, people".to_owned())
}

/// Adds, lists and removes people.
pub(crate) fn users(options: &UserOptions) -> ExitCode {
    block_on(async {
        let adds = matches!(options.action, UserAction::Add { .. });
        let store = open(&options.place, adds).await?;
        match &options.action {
            UserAction::Add { name, role } => {
                if let Some(wrong) = accounts::wrong_name(name) {
                    return Err(format!("the name {wrong}"));
                }
                let password = password()?;
                let added = accounts::add(&store, ACTOR, name, *role, &password).await;
                added.map_err(|error| error.to_string())?;
                say(&format!("{name} may sign in as {}", role.code()));
            }
            UserAction::List => {
                let rows = store.rows(
                    "SELECT name, role, password, created FROM person ORDER BY name",
                    &[],
                );
                for row in rows.await.map_err(|error| error.to_string())? {
                    let person = Person::of(&row).map_err(|error| error.to_string())?;
                    say(&format!("{}  {}", person.role, person.name));
                }
            }
            UserAction::Remove { name } => {
                let removed = accounts::remove(&store, ACTOR, name).await;
                if !removed.map_err(|error| error.to_string())? {
                    return Err(format!(
                        "{name}: there is no such person; see `ascribe user list`"
                    ));
                }
            }
            UserAction::Password { name } => {
                let password = password()?;
                let set = accounts::set_password(&store, ACTOR, name, &password).await;
                if !set.map_err(|error| error.to_string())? {
                    return Err(format!(
                        "{name}: there is no such person; see `ascribe user list`"
                    ));
                }
            }
        }
        store.close().await;
        Ok(())
    })
}

/// Makes, lists and takes away keys.
pub(crate) fn tokens(options: &TokenOptions) -> ExitCode {
    block_on(async {
        let store = open(&options.place, false).await?;
        match &options.action {
            TokenAction::Add {
                person,
                scopes,
                purpose,
            } => {
                let key = accounts::add_token(&store, ACTOR, person, purpose, scopes).await;
                say(&key.map_err(|error| error.to_string())?);
            }
            TokenAction::List => {
                let sql =
                    "SELECT id, person, purpose, scopes, digest, created FROM token ORDER BY created, id";
                for row in store.rows(sql, &[]).await.map_err(|error| error.to_string())? {
                    let token = Token::of(&row).map_err(|error| error.to_string())?;
                    say(&format!(
                        "{}  {}  [{}]  {}",
                        token.id, token.person, token.scopes, token.purpose
                    ));
                }
            }
            TokenAction::Remove { id } => {
                let removed = accounts::remove_token(&store, ACTOR, id).await;
                if !removed.map_err(|error| error.to_string())? {
                    return Err(format!("{id}: there is no such token; see `ascribe token list`"));
                }
            }
        }
        store.close().await;
        Ok(())
    })
}

/// Opens the store; only who adds a person may make one.
async fn open(place: &Place, makes: bool) -> Result<Store, String> {
    let database = place.database()?;
    if !makes {
        present(&database)?;
    }
    Store::open(&database).await.map_err(|error| error.to_string())
}

/// The first line of standard input. A terminal would show it: the message says how not to.
fn password() -> Result<String, String> {
    if io::stdin().is_terminal() {
        return Err(
            "pipe the password in, as in `read -rs p; printf %s \"$p\" | ascribe user add ann`".to_owned(),
        );
    }
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|_| "the password is not UTF-8".to_owned())?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    match accounts::wrong_password(&password) {
        Some(wrong) => Err(format!("the password {wrong}")),
        None => Ok(password),
    }
}
