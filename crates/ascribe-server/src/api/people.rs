//! Signing in and out, and who may.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::json as answer;
use crate::access::{Caller, Role};
use crate::accounts;
use crate::extract::{Json, Path};
use crate::guard::{cookie, cookie_name};
use crate::problem::{FieldError, Problem, ProblemBody};
use crate::server::Server;
use crate::store::records::Person;

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The name.
    name: String,
    /// The password.
    password: String,
}

/// Signs in and sets a cookie.
///
/// # Errors
/// 401 if name and password do not fit together, which is all that is said of a name that does not exist; 503 if too many
/// try at once or the store cannot write.
#[utoipa::path(post, path = "/api/v1/session", tag = "people", request_body = Credentials, security(()),
    responses((status = 200, description = "`name` and `role`.", body = Object),
              (status = 401, description = "Name and password do not fit.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 503, description = "Too many try at once.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn sign_in(
    State(server): State<Arc<Server>>,
    Json(credentials): Json<Credentials>,
) -> Result<Response, Problem> {
    let person = server
        .store
        .get::<Person>(&[credentials.name.as_str().into()])
        .await?;
    let stored = person.as_ref().map(|person| person.password.clone());
    let password = credentials.password;
    let permit = server.passwords.acquire().await.map_err(|_| Problem::busy())?;
    let fits = tokio::task::spawn_blocking(move || accounts::fits(&password, stored.as_deref()))
        .await
        .map_err(|_| Problem::internal())?;
    drop(permit);
    let Some(person) = person.filter(|_| fits) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "Name and password do not fit together.",
        ));
    };
    let value = accounts::sign_in(&server.store, &person.name).await?;
    let body = json!({ "name": person.name, "role": person.role, "local": false });
    Ok(with_cookie(
        &server,
        body.to_string(),
        &value,
        accounts::SESSION_SECONDS,
    ))
}

/// Signs out.
///
/// # Errors
/// 503 if the session cannot be taken out of the store; then the cookie stays as well.
#[utoipa::path(delete, path = "/api/v1/session", tag = "people", security(()),
    responses((status = 200, description = "Signed out.", body = Object)))]
pub async fn sign_out(State(server): State<Arc<Server>>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(value) = cookie(&server, &headers) {
        accounts::sign_out(&server.store, value).await?;
    }
    Ok(with_cookie(&server, "{}".to_owned(), "", 0))
}

fn with_cookie(server: &Server, body: String, value: &str, seconds: i64) -> Response {
    let secure = if server.settings.behind_proxy {
        "; Secure"
    } else {
        ""
    };
    let name = cookie_name(server);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    let mut response = answer(body);
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/session", tag = "people",
    responses((status = 200, description = "`name`, `role`, and `local` on a server without users.", body = Object),
              (status = 401, description = "Nobody.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn session(caller: Caller) -> Response {
    answer(json!({ "name": caller.name, "role": caller.role.code(), "local": caller.local }).to_string())
}

/// Everybody who may sign in.
///
/// # Errors
/// 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/people", tag = "people",
    responses((status = 200, description = "`items`, each with `name` and `role`.", body = Object)))]
pub async fn list(State(server): State<Arc<Server>>) -> Result<Response, Problem> {
    let rows = server
        .store
        .rows("SELECT name, role, created FROM person ORDER BY name", &[])
        .await?;
    let mut items: Vec<Value> = Vec::with_capacity(rows.len());
    for row in &rows {
        items.push(json!({
            "name": row.get::<String>(0)?,
            "role": row.get::<String>(1)?,
            "created": row.get::<String>(2)?,
        }));
    }
    Ok(answer(json!({ "items": items, "next": null }).to_string()))
}

/// A person's role and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// `viewer`, `editor` or `admin`.
    role: String,
    /// A password of at least 12 characters.
    password: String,
}

/// Adds a person, or sets role and password of one.
///
/// # Errors
/// 422 with every field that is wrong, 503 if the store cannot write.
#[utoipa::path(put, path = "/api/v1/people/{name}", tag = "people", request_body = NewPerson, params(("name" = String, Path)),
    responses((status = 200, description = "`name` and `role`.", body = Object),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn set(
    State(server): State<Arc<Server>>,
    caller: Caller,
    Path(name): Path<String>,
    Json(new): Json<NewPerson>,
) -> Result<Response, Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: &str| {
        errors.push(FieldError {
            field: field.to_owned(),
            message: message.to_owned(),
        });
    };
    if let Some(message) = accounts::wrong_name(&name) {
        wrong("name", message);
    }
    if let Some(message) = accounts::wrong_password(&new.password) {
        wrong("password", &message);
    }
    let role = Role::of(&new.role);
    if role.is_none() {
        wrong("role", "has to be viewer, editor or admin");
    }
    let (Some(role), true) = (role, errors.is_empty()) else {
        return Err(Problem::fields(errors));
    };
    let permit = server.passwords.acquire().await.map_err(|_| Problem::busy())?;
    accounts::add(&server.store, &caller.name, &name, role, &new.password).await?;
    drop(permit);
    Ok(answer(json!({ "name": name, "role": role.code() }).to_string()))
}

/// Removes a person with all tokens and sessions.
///
/// # Errors
/// 409 if that is the caller, 404 if there is no such person, 503 if the store cannot write.
#[utoipa::path(delete, path = "/api/v1/people/{name}", tag = "people", params(("name" = String, Path)),
    responses((status = 200, description = "Removed.", body = Object),
              (status = 404, description = "No such person.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn remove(
    State(server): State<Arc<Server>>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    if name == caller.name {
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "Nobody removes themselves; ask another admin.",
        ));
    }
    if accounts::remove(&server.store, &caller.name, &name).await? {
        Ok(answer("{}"))
    } else {
        Err(Problem::absent("person"))
    }
}
