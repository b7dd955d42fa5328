//! A newsroom's desk for tests: a server with a store of its own, called without a network.

use std::sync::Arc;

use ascribe_core::revision::fast;
use ascribe_server::access::{Role, Scope};
use ascribe_server::accounts;
use ascribe_server::reading::Engines;
use ascribe_server::routes::app;
use ascribe_server::server::{Server, Settings};
use ascribe_server::store::{Database, Store};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// An invented article whose claims are attributed in different ways.
pub const STORY: &str = "Harbour bridge to close for repairs

The harbour bridge in Marlow will close on 4 May, the council's engineer Ann Lee said on Monday.

Two inspectors were dismissed in March, according to a report by the audit office. The report said that \
the city paid 40 million euros to a contractor.

Traffic over the bridge fell by 12 per cent last year. Residents allegedly complained to the mayor in January.

“The cables are rusted,” Lee told reporters. The contractor, Brookfield Works, denied that it had used cheap steel.
";

/// A password that is long enough.
pub const PASSWORD: &str = "a long password";

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_else(|| panic!("no {name} on a {}", self.status))
    }

    /// This reply, which has to have that status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// This reply, which has to be a problem with that status.
    #[track_caller]
    pub fn problem(self, status: u16) -> Self {
        let reply = self.expect(status);
        assert_eq!(reply.header("content-type"), "application/problem+json");
        let body = reply.json();
        assert_eq!(body["status"], status);
        assert!(body["title"].is_string());
        assert!(
            body["detail"]
                .as_str()
                .is_some_and(|detail| detail.ends_with('.')),
            "{body}"
        );
        reply
    }
}

/// A server and the folder of its store.
pub struct Desk {
    pub server: Arc<Server>,
    pub app: Router,
    pub folder: TempDir,
}

impl Desk {
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = Database::Folder(folder.path().to_owned());
        Self::over(database, folder, settings).await
    }

    pub async fn over(database: Database, folder: TempDir, settings: Settings) -> Self {
        let store = Store::open(&database).await.expect("a store");
        let server = Server::new(store, settings, Engines::one(fast()));
        Self {
            app: app(Arc::clone(&server)),
            server,
            folder,
        }
    }

    /// Sends a request with these headers, besides the host.
    pub async fn send(&self, method: &str, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost:4747");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).expect("UTF-8"),
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, Vec::new(), &[]).await
    }

    pub async fn json(&self, method: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Reply {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.send(method, path, body.to_string().into_bytes(), &all).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.json("POST", path, body, &[]).await
    }

    /// Adds an article and gives its answer.
    pub async fn article(&self, text: &str) -> Value {
        let body = json!({ "title": "Harbour bridge", "text": text, "published": "2025-04-28" });
        self.post("/api/v1/articles", body).await.expect(201).json()
    }

    /// Decides a claim at the version that it has now.
    pub async fn decide(&self, article: &Value, claim: &str, body: Value) -> Value {
        let path = format!("/api/v1/articles/{article}/claims/{claim}/review");
        let etag = self.get(&path).await.expect(200).header("etag").to_owned();
        let reply = self.json("PUT", &path, body, &[("if-match", &etag)]).await;
        reply.expect(200).json()
    }

    /// Adds a person and gives the headers of a browser that is signed in.
    pub async fn person(&self, name: &str, role: Role) -> String {
        accounts::add(&self.server.store, "test", name, role, PASSWORD)
            .await
            .expect("a person");
        let body = json!({ "name": name, "password": PASSWORD });
        let reply = self.post("/api/v1/session", body).await.expect(200);
        let cookie = reply.header("set-cookie");
        cookie.split(';').next().expect("a cookie").to_owned()
    }

    /// A token of a person, as the value of `Authorization`.
    pub async fn token(&self, person: &str, scopes: &[Scope]) -> String {
        let key = accounts::add_token(&self.server.store, "test", person, "test", scopes).await;
        format!("Bearer {}", key.expect("a token"))
    }
}

/// The first claim whose words contain `words`.
#[track_caller]
pub fn claim_with<'a>(record: &'a Value, words: &str) -> &'a Value {
    let claims = record["claims"].as_array().expect("claims");
    let found = claims
        .iter()
        .find(|claim| claim["text"].as_str().is_some_and(|text| text.contains(words)));
    found.unwrap_or_else(|| {
        let texts: Vec<&Value> = claims.iter().map(|claim| &claim["text"]).collect();
        panic!("no claim with {words:?} in {texts:?}")
    })
}

pub fn id(claim: &Value) -> &str {
    claim["id"].as_str().expect("an id")
}
