//! People, their passwords, their sessions and their tokens.

mod secrets;

use serde_json::json;
use subtle::ConstantTimeEq as _;

use crate::access::{Caller, Role, Scope};
use crate::problem::Problem;
use crate::store::connection::Row;
use crate::store::records::{Person, Session, Token};
use crate::store::turn::Turn;
use crate::store::values::hex;
use crate::store::{Store, StoreError};

pub use secrets::{digest, fits, hashed, random};

/// How long a browser stays signed in.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;
/// Passwords shorter than this are refused.
pub const SHORTEST_PASSWORD: usize = 12;

const TOKEN_MARK: &str = "ascribe_";

/// Who holds the key that a program sent.
///
/// # Errors
/// If the store cannot be read.
pub async fn bearer(store: &Store, key: &str) -> Result<Option<Caller>, StoreError> {
    let Some((id, secret)) = key.strip_prefix(TOKEN_MARK).and_then(|rest| rest.split_once('_')) else {
        return Ok(None);
    };
    let sql = "SELECT person.name, person.role, token.digest, token.scopes
        FROM token JOIN person ON person.name = token.person WHERE token.id = $1";
    let rows = store.rows(sql, &[id.into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (stored, scopes): (String, String) = (row.get(2)?, row.get(3)?);
    if !bool::from(digest(secret).as_bytes().ct_eq(stored.as_bytes())) {
        return Ok(None);
    }
    let scopes = scopes.split(' ').filter_map(Scope::of).collect();
    caller(row, Some(scopes))
}

/// Who is signed in with the cookie that a browser sent.
///
/// # Errors
/// If the store cannot be read.
pub async fn signed_in(store: &Store, cookie: &str) -> Result<Option<Caller>, StoreError> {
    let sql = "SELECT person.name, person.role
        FROM session JOIN person ON person.name = session.person WHERE session.digest = $1 AND session.expires > $2";
    let rows = store
        .rows(sql, &[digest(cookie).into(), seconds().into()])
        .await?;
    match rows.first() {
        Some(row) => caller(row, None),
        None => Ok(None),
    }
}

fn caller(row: &Row, scopes: Option<Vec<Scope>>) -> Result<Option<Caller>, StoreError> {
    let role: String = row.get(1)?;
    let name = row.get(0)?;
    Ok(Role::of(&role).map(|role| Caller {
        name,
        role,
        scopes,
        local: false,
    }))
}

/// Whether nobody may sign in yet.
///
/// # Errors
/// If the store cannot be read.
pub async fn nobody(store: &Store) -> Result<bool, StoreError> {
    Ok(store.number("SELECT count(*) FROM person", &[]).await? == 0)
}

/// What is wrong with a name to sign in with, if anything.
pub fn wrong_name(name: &str) -> Option<&'static str> {
    let allowed = |it: char| it.is_alphanumeric() || matches!(it, '.' | '-' | '_' | '@' | ' ');
    if name.is_empty() || name.chars().count() > 64 || name.trim() != name || !name.chars().all(allowed) {
        Some("has to be 1 to 64 letters, digits, spaces, dots, hyphens, underscores or at signs")
    } else if name == crate::access::LOCAL {
        Some("is the name of whoever uses a server without users")
    } else {
        None
    }
}

/// What is wrong with a password, if anything.
pub fn wrong_password(password: &str) -> Option<String> {
    let length = password.chars().count();
    (!(SHORTEST_PASSWORD..=1000).contains(&length))
        .then(|| format!("has to have {SHORTEST_PASSWORD} to 1000 characters"))
}

/// Adds a person, or gives one another role and password.
///
/// # Errors
/// If the store cannot be written.
pub async fn add(
    store: &Store,
    actor: &str,
    name: &str,
    role: Role,
    password: &str,
) -> Result<(), StoreError> {
    set(store, actor, name, Some(role), password).await.map(drop)
}

/// Sets role and password of a person; without a role, the password of one who is there, and says whether there is one.
async fn set(
    store: &Store,
    actor: &str,
    name: &str,
    role: Option<Role>,
    password: &str,
) -> Result<bool, StoreError> {
    let password = password.to_owned();
    let hash = tokio::task::spawn_blocking(move || hashed(&password))
        .await
        .map_err(|_| StoreError::Busy)?;
    let (actor, name) = (actor.to_owned(), name.to_owned());
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                let before = turn.get::<Person>(&[name.as_str().into()]).await?;
                let kept = before.as_ref().map(|person| person.role.clone());
                let Some(role) = role.map(|role| role.code().to_owned()).or(kept) else {
                    return Ok(false);
                };
                // Whoever was signed in with the old password is no longer.
                end_sessions(turn, &name).await?;
                let person = Person {
                    name: name.clone(),
                    role: role.clone(),
                    password: hash,
                    created: before.map_or_else(|| turn.now(), |person| person.created),
                };
                turn.replace(&person).await?;
                let subject = format!("person/{name}");
                turn.log(&actor, "person.set", &subject, &json!({ "role": role }));
                Ok::<bool, StoreError>(true)
            })
        })
        .await?
}

/// Gives a person another password and ends the sessions; says whether there is such a person.
///
/// # Errors
/// If the store cannot be written.
pub async fn set_password(
    store: &Store,
    actor: &str,
    name: &str,
    password: &str,
) -> Result<bool, StoreError> {
    set(store, actor, name, None, password).await
}

/// Removes a person with all tokens and sessions; says whether there was one.
///
/// # Errors
/// If the store cannot be written.
pub async fn remove(store: &Store, actor: &str, name: &str) -> Result<bool, StoreError> {
    let (actor, name) = (actor.to_owned(), name.to_owned());
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                let Some(person) = turn.get::<Person>(&[name.as_str().into()]).await? else {
                    return Ok::<bool, StoreError>(false);
                };
                end_sessions(turn, &name).await?;
                let tokens = turn
                    .all::<Token>(
                        "SELECT id, person, purpose, scopes, digest, created FROM token WHERE person = $1",
                        &[name.as_str().into()],
                    )
                    .await?;
                for token in &tokens {
                    turn.delete(token).await?;
                }
                turn.delete(&person).await?;
                turn.log(&actor, "person.removed", &format!("person/{name}"), &json!({}));
                Ok(true)
            })
        })
        .await?
}

async fn end_sessions(turn: &mut Turn, name: &str) -> Result<(), StoreError> {
    let sessions = turn
        .all::<Session>(
            "SELECT digest, person, created, expires FROM session WHERE person = $1",
            &[name.into()],
        )
        .await?;
    for session in &sessions {
        turn.delete(session).await?;
    }
    Ok(())
}

/// Makes a token for a person and gives its key, which is shown once.
///
/// # Errors
/// If there is no such person, or the store cannot be written.
pub async fn add_token(
    store: &Store,
    actor: &str,
    person: &str,
    purpose: &str,
    scopes: &[Scope],
) -> Result<String, StoreError> {
    let (id, secret) = (hex(&random::<6>()), hex(&random::<32>()));
    let codes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
    let codes = codes.join(" ");
    let mut token = Token {
        id: id.clone(),
        person: person.to_owned(),
        purpose: purpose.to_owned(),
        scopes: codes.clone(),
        digest: digest(&secret),
        created: String::new(),
    };
    let actor = actor.to_owned();
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                if turn
                    .get::<Person>(&[token.person.as_str().into()])
                    .await?
                    .is_none()
                {
                    return Err(StoreError::Unfit(
                        "there is no such person; see `ascribe user list`".into(),
                    ));
                }
                token.created = turn.now();
                turn.insert(&token).await?;
                let detail = json!({ "person": token.person, "scopes": codes });
                turn.log(&actor, "token.added", &format!("token/{}", token.id), &detail);
                Ok::<(), StoreError>(())
            })
        })
        .await??;
    Ok(format!("{TOKEN_MARK}{id}_{secret}"))
}

/// Takes a token away; says whether there was one.
///
/// # Errors
/// If the store cannot be written.
pub async fn remove_token(store: &Store, actor: &str, id: &str) -> Result<bool, StoreError> {
    let (actor, id) = (actor.to_owned(), id.to_owned());
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                let Some(token) = turn.get::<Token>(&[id.as_str().into()]).await? else {
                    return Ok::<bool, StoreError>(false);
                };
                turn.delete(&token).await?;
                turn.log(&actor, "token.removed", &format!("token/{id}"), &json!({}));
                Ok(true)
            })
        })
        .await?
}

/// Signs a person in whose password fits, and gives the cookie.
///
/// # Errors
/// If the store cannot be written.
pub async fn sign_in(store: &Store, name: &str) -> Result<String, Problem> {
    let cookie = hex(&random::<32>());
    let mut session = Session {
        digest: digest(&cookie),
        person: name.to_owned(),
        created: String::new(),
        expires: seconds() + SESSION_SECONDS,
    };
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                session.created = turn.now();
                turn.insert(&session).await?;
                let subject = format!("person/{}", session.person);
                turn.log(&session.person, "session.began", &subject, &json!({}));
                Ok::<(), StoreError>(())
            })
        })
        .await?
        .map_err(|error: StoreError| error.into())
        .map(|()| cookie)
}

/// Ends the session of a cookie.
///
/// # Errors
/// If the store cannot be written.
pub async fn sign_out(store: &Store, cookie: &str) -> Result<(), StoreError> {
    let key = digest(cookie);
    store
        .writer()
        .write(move |turn| {
            Box::pin(async move {
                if let Some(session) = turn.get::<Session>(&[key.into()]).await? {
                    turn.delete(&session).await?;
                    let subject = format!("person/{}", session.person);
                    turn.log(&session.person, "session.ended", &subject, &json!({}));
                }
                Ok::<(), StoreError>(())
            })
        })
        .await?
}

/// Seconds since 1970.
pub fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_have_limits() {
        assert_eq!(wrong_name("ann.lee@desk"), None);
        assert!(wrong_name(" ann").is_some() && wrong_name("").is_some() && wrong_name("a\nb").is_some());
        assert!(wrong_name("local editor").is_some());
        assert!(wrong_password("short").is_some() && wrong_password("long enough it is").is_none());
    }
}
