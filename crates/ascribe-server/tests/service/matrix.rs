//! Every route with every role, every scope, and things that are there or not. The list below says what each route asks
//! for; a route that it does not name fails the test.

use std::collections::BTreeSet;

use ascribe_server::access::{Role, Scope};
use ascribe_server::routes::routes;
use serde_json::{Value, json};

use crate::desk::{Desk, STORY, id};

/// Method, path, and the least role and scope, in words of their own; none for what is open to everybody.
type Asked = (&'static str, &'static str, Option<(&'static str, &'static str)>);

const ASKED: &[Asked] = &[
    ("GET", "/", None),
    ("GET", "/assets/{name}", None),
    ("GET", "/healthz", None),
    ("GET", "/readyz", None),
    ("GET", "/metrics", None),
    ("GET", "/openapi.json", None),
    ("POST", "/api/v1/session", None),
    ("POST", "/api/v1/list", Some(("viewer", "extract"))),
    ("POST", "/api/v1/diff", Some(("viewer", "extract"))),
    ("GET", "/api/v1/articles", Some(("viewer", "read"))),
    ("POST", "/api/v1/articles", Some(("editor", "articles"))),
    ("GET", "/api/v1/articles/{id}", Some(("viewer", "read"))),
    (
        "POST",
        "/api/v1/articles/{id}/revisions",
        Some(("editor", "articles")),
    ),
    (
        "GET",
        "/api/v1/articles/{id}/revisions/{n}/claims",
        Some(("viewer", "read")),
    ),
    (
        "GET",
        "/api/v1/articles/{id}/changes/{range}",
        Some(("viewer", "read")),
    ),
    ("GET", "/api/v1/articles/{id}/comments", Some(("viewer", "read"))),
    (
        "POST",
        "/api/v1/articles/{id}/comments",
        Some(("editor", "review")),
    ),
    (
        "GET",
        "/api/v1/articles/{id}/claims/{claim}/review",
        Some(("viewer", "read")),
    ),
    (
        "PUT",
        "/api/v1/articles/{id}/claims/{claim}/review",
        Some(("editor", "review")),
    ),
    (
        "POST",
        "/api/v1/articles/{id}/claims/{claim}/review/undo",
        Some(("editor", "review")),
    ),
    (
        "PUT",
        "/api/v1/articles/{id}/claims/{claim}/assignee",
        Some(("editor", "review")),
    ),
    ("POST", "/api/v1/articles/{id}/undo", Some(("editor", "review"))),
    ("GET", "/api/v1/review", Some(("viewer", "read"))),
    ("POST", "/api/v1/review/bulk", Some(("editor", "review"))),
    ("GET", "/api/v1/audit", Some(("editor", "read"))),
    ("GET", "/api/v1/events", Some(("viewer", "read"))),
    ("GET", "/api/v1/export", Some(("viewer", "read"))),
    ("GET", "/api/v1/session", Some(("viewer", "read"))),
    ("GET", "/api/v1/people", Some(("viewer", "read"))),
    ("PUT", "/api/v1/people/{name}", Some(("admin", "people"))),
    ("DELETE", "/api/v1/people/{name}", Some(("admin", "people"))),
    // The last: it ends the sessions of those who call it.
    ("DELETE", "/api/v1/session", None),
];

struct Caller {
    name: String,
    header: Option<(&'static str, String)>,
    role: Option<Role>,
    scopes: Option<Vec<Scope>>,
}

impl Caller {
    fn may(&self, asked: Option<(&str, &str)>) -> bool {
        let Some((role, scope)) = asked else { return true };
        let enough = self.role >= Role::of(role) && self.role.is_some();
        enough
            && self
                .scopes
                .as_ref()
                .is_none_or(|scopes| scopes.iter().any(|it| it.code() == scope))
    }
}

async fn callers(desk: &Desk) -> Vec<Caller> {
    let mut callers = vec![
        Caller {
            name: "nobody".into(),
            header: None,
            role: None,
            scopes: None,
        },
        Caller {
            name: "a made-up token".into(),
            header: Some(("authorization", "Bearer ascribe_00_00".into())),
            role: None,
            scopes: None,
        },
        Caller {
            name: "a made-up cookie".into(),
            header: Some(("cookie", "ascribe=00".into())),
            role: None,
            scopes: None,
        },
    ];
    for role in Role::ALL {
        let cookie = desk.person(role.code(), role).await;
        callers.push(Caller {
            name: role.code().into(),
            header: Some(("cookie", cookie)),
            role: Some(role),
            scopes: None,
        });
        for scope in Scope::ALL {
            callers.push(Caller {
                name: format!("a token of {} for {scope}", role.code()),
                header: Some(("authorization", desk.token(role.code(), &[scope]).await)),
                role: Some(role),
                scopes: Some(vec![scope]),
            });
        }
    }
    callers
}

fn body(method: &str, path: &str) -> Value {
    match (method, path) {
        (_, "/api/v1/diff") => json!({ "old": { "text": STORY }, "new": { "text": STORY } }),
        (_, "/api/v1/list" | "/api/v1/articles" | "/api/v1/articles/{id}/revisions") => {
            json!({ "text": STORY })
        }
        (_, "/api/v1/articles/{id}/comments") => json!({ "text": "A remark." }),
        ("PUT", "/api/v1/articles/{id}/claims/{claim}/review") => json!({ "state": "in_review" }),
        (_, "/api/v1/articles/{id}/claims/{claim}/assignee") => json!({ "assignee": null }),
        (_, "/api/v1/review/bulk") => json!({ "items": [{ "article": 1, "claim": "c-0", "etag": "x" }],
                                              "review": { "state": "in_review" } }),
        (_, "/api/v1/people/{name}") => json!({ "role": "viewer", "password": "another long one" }),
        (_, "/api/v1/session") => json!({ "name": "viewer", "password": "not the right one" }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_route_with_every_caller() {
    let listed: BTreeSet<(String, String)> = routes()
        .iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    let asked: BTreeSet<(String, String)> = ASKED
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(listed, asked, "a route is missing in one of the two lists");

    let desk = Desk::new().await;
    let added = desk.article(STORY).await;
    let claim = id(&added["claims"][0]).to_owned();
    let callers = callers(&desk).await;
    let mut tried = 0;
    for (method, pattern, asked) in ASKED {
        for caller in &callers {
            for there in [true, false] {
                if !there && !pattern.contains('{') {
                    continue;
                }
                let article = if there { "1" } else { "999" };
                let path = pattern
                    .replace("{id}", article)
                    .replace("{n}", "1")
                    .replace("{range}", "1..1")
                    .replace("{claim}", &claim)
                    // Nobody is taken away on the way: the callers are needed to the end.
                    .replace(
                        "{name}",
                        if there && *asked != Some(("admin", "people")) {
                            "index.html"
                        } else {
                            "nobody"
                        },
                    );
                let path = match *pattern {
                    "/api/v1/export" => "/api/v1/export?format=jsonl".to_owned(),
                    _ => path,
                };
                let mut headers = vec![("content-type", "application/json"), ("if-match", "\"0.0\"")];
                if let Some((name, value)) = &caller.header {
                    headers.push((name, value));
                }
                let status = if *pattern == "/api/v1/events" {
                    status_of_stream(&desk, &headers).await
                } else {
                    let body = body(method, pattern).to_string().into_bytes();
                    desk.send(method, &path, body, &headers).await.status
                };
                let case = format!("{method} {path} by {} gave {status}", caller.name);
                tried += 1;
                if !caller.may(*asked) {
                    let expected = if caller.role.is_none() { 401 } else { 403 };
                    assert_eq!(status, expected, "{case}");
                } else if *pattern == "/api/v1/session" && *method == "POST" {
                    assert_eq!(status, 401, "{case}: the password is not the right one");
                } else {
                    assert!(!matches!(status, 401 | 403), "{case}");
                    let made = *method == "PUT" && *pattern == "/api/v1/people/{name}";
                    assert!(there || made || status == 404, "{case}: it is not there");
                    assert!(status < 500, "{case}");
                }
            }
        }
    }
    assert!(tried > 800, "only {tried} cases");
}

async fn status_of_stream(desk: &Desk, headers: &[(&str, &str)]) -> u16 {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;
    let mut request = Request::get("/api/v1/events").header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = desk.app.clone().oneshot(request).await.expect("an answer");
    response.status().as_u16()
}

#[tokio::test]
async fn the_description_names_every_route() {
    let desk = Desk::new().await;
    let document = desk.get("/openapi.json").await.expect(200).json();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    let listed: BTreeSet<(String, String)> = routes()
        .iter()
        .filter(|route| !matches!(route.path, "/" | "/assets/{name}"))
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(described, listed);
}
