//! Every route of the server, in one list: its path, who may use it, how large its body may be. A test holds the list
//! against the description of the API and tries every route with every role.

use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, delete, get, post, put};

use crate::access::Access::{self, Needs, Public};
use crate::access::Role::{Admin, Editor, Viewer};
use crate::access::Scope::{Articles, Extract, People, Read, Review};
use crate::api::{
    articles, comments, exports, log, operations, people, queue, reviews, revisions, stateless,
};
use crate::guard::{self, Gate};
use crate::page;
use crate::problem::Problem;
use crate::server::Server;

/// A route.
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path, with the names of its parts in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// How many bytes its body may have.
    pub limit: usize,
    handler: MethodRouter<Arc<Server>>,
}

const SMALL: usize = 64 * 1024;
const ARTICLE: usize = 2 * 1024 * 1024;

/// All of them.
pub fn routes() -> Vec<Route> {
    let route = |method, path, access, limit, handler| Route {
        method,
        path,
        access,
        limit,
        handler,
    };
    let read = |path, handler| route(Method::GET, path, Needs(Viewer, Read), SMALL, handler);
    let open = |path, handler| route(Method::GET, path, Public, SMALL, handler);
    let decide = |method, path, handler| route(method, path, Needs(Editor, Review), SMALL, handler);
    let add = |path, handler| route(Method::POST, path, Needs(Editor, Articles), ARTICLE, handler);
    let extract = |path, limit, handler| route(Method::POST, path, Needs(Viewer, Extract), limit, handler);
    let manage = |method, path, handler| route(method, path, Needs(Admin, People), SMALL, handler);
    vec![
        open("/", get(page::index)),
        open("/assets/{name}", get(page::asset)),
        open("/healthz", get(operations::health)),
        open("/readyz", get(operations::ready)),
        open("/metrics", get(operations::metrics)),
        open("/openapi.json", get(operations::openapi)),
        extract("/api/v1/list", ARTICLE, post(stateless::list)),
        extract("/api/v1/diff", 2 * ARTICLE, post(stateless::diff)),
        read("/api/v1/articles", get(articles::search)),
        add("/api/v1/articles", post(articles::add)),
        read("/api/v1/articles/{id}", get(articles::show)),
        add("/api/v1/articles/{id}/revisions", post(revisions::revise)),
        read(
            "/api/v1/articles/{id}/revisions/{n}/claims",
            get(revisions::claims),
        ),
        read("/api/v1/articles/{id}/changes/{range}", get(revisions::changes)),
        read("/api/v1/articles/{id}/comments", get(comments::list)),
        decide(
            Method::POST,
            "/api/v1/articles/{id}/comments",
            post(comments::add),
        ),
        read("/api/v1/articles/{id}/claims/{claim}/review", get(reviews::show)),
        decide(
            Method::PUT,
            "/api/v1/articles/{id}/claims/{claim}/review",
            put(reviews::decide),
        ),
        decide(
            Method::POST,
            "/api/v1/articles/{id}/claims/{claim}/review/undo",
            post(reviews::undo),
        ),
        decide(
            Method::POST,
            "/api/v1/articles/{id}/undo",
            post(reviews::undo_newest),
        ),
        decide(
            Method::PUT,
            "/api/v1/articles/{id}/claims/{claim}/assignee",
            put(reviews::assign),
        ),
        read("/api/v1/review", get(queue::queue)),
        decide(Method::POST, "/api/v1/review/bulk", post(reviews::bulk)),
        route(
            Method::GET,
            "/api/v1/audit",
            Needs(Editor, Read),
            SMALL,
            get(log::audit),
        ),
        read("/api/v1/events", get(log::events)),
        read("/api/v1/export", get(exports::export)),
        read("/api/v1/session", get(people::session)),
        route(
            Method::POST,
            "/api/v1/session",
            Public,
            SMALL,
            post(people::sign_in),
        ),
        route(
            Method::DELETE,
            "/api/v1/session",
            Public,
            SMALL,
            delete(people::sign_out),
        ),
        read("/api/v1/people", get(people::list)),
        manage(Method::PUT, "/api/v1/people/{name}", put(people::set)),
        manage(Method::DELETE, "/api/v1/people/{name}", delete(people::remove)),
    ]
}

/// The whole server as one service.
pub fn app(server: Arc<Server>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let gate = Gate {
            server: Arc::clone(&server),
            path: route.path,
            access: route.access,
            limit: route.limit,
        };
        let handler = route.handler.layer(from_fn_with_state(gate, guard::gate));
        router = router.route(route.path, handler);
    }
    router
        .method_not_allowed_fallback(async || {
            Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "This path does not take that method; see /openapi.json.",
            )
        })
        .fallback(async || {
            Problem::new(
                StatusCode::NOT_FOUND,
                "There is nothing at this path; see /openapi.json.",
            )
        })
        .layer(from_fn_with_state(Arc::clone(&server), guard::around))
        .with_state(server)
}
