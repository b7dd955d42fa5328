//! The description of the API, generated from the handlers.

use std::sync::LazyLock;

use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::api::{
    articles, comments, exports, log, operations, people, queue, reviews, revisions, stateless,
};
use crate::problem::{FieldError, ProblemBody};

#[derive(OpenApi)]
#[openapi(
    info(title = "ascribe", description = "Review of claims. Errors are application/problem+json."),
    paths(
        stateless::list, stateless::diff,
        articles::add, articles::search, articles::show,
        revisions::revise, revisions::claims, revisions::changes,
        queue::queue, reviews::show, reviews::decide, reviews::undo, reviews::undo_newest, reviews::assign, reviews::bulk,
        comments::add, comments::list,
        log::audit, log::events, exports::export,
        people::sign_in, people::sign_out, people::session, people::list, people::set, people::remove,
        operations::health, operations::ready, operations::metrics, operations::openapi,
    ),
    components(schemas(ProblemBody<'_>, FieldError)),
    modifiers(&Schemes, &Refusals),
    security(("token" = []), ("cookie" = []), ())
)]
struct Description;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("ascribe")));
        components.add_security_scheme("cookie", cookie);
    }
}

/// What stands before every handler refuses alike; said here once, so that no handler has to say it.
struct Refusals;

impl Modify for Refusals {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for item in document.paths.paths.values_mut() {
            for (reads, operation) in [
                (true, &mut item.get),
                (false, &mut item.post),
                (false, &mut item.put),
                (false, &mut item.delete),
            ] {
                if let Some(operation) = operation {
                    refuse(operation, reads);
                }
            }
        }
    }
}

fn refuse(operation: &mut Operation, reads: bool) {
    let takes = |place: ParameterIn| {
        let mut parameters = operation.parameters.iter().flatten();
        parameters.any(|it| matches!(it, RefOr::T(parameter) if parameter.parameter_in == place))
    };
    let versioned = operation
        .parameters
        .iter()
        .flatten()
        .any(|it| matches!(it, RefOr::T(parameter) if parameter.name == "If-Match"));
    let has_body = operation.request_body.is_some();
    let (has_path, has_query) = (takes(ParameterIn::Path), takes(ParameterIn::Query));
    let open = operation.security.is_some();
    let refusals = [
        ("400", true, "The request cannot be read, or names no host."),
        ("401", !open, "Nobody is signed in."),
        (
            "403",
            !open || !reads,
            "Not allowed, or sent from another site's page.",
        ),
        ("404", has_path, "There is no such thing."),
        ("408", !reads, "The body took too long to arrive."),
        (
            "412",
            versioned,
            "Somebody was faster; the answer has the current `ETag`.",
        ),
        ("413", !reads, "The body is too large."),
        ("415", has_body, "The body is not `application/json`."),
        ("421", true, "The server does not answer to this host."),
        (
            "422",
            has_query || !reads,
            "A field, a parameter or the `Idempotency-Key` is wrong.",
        ),
        ("428", versioned, "`If-Match` is missing."),
        ("500", true, "The server made a mistake; its log says which."),
        (
            "503",
            true,
            "Too much to do, or the store cannot be reached; nothing was changed.",
        ),
    ];
    for (status, _, description) in refusals.into_iter().filter(|(_, applies, _)| *applies) {
        let responses = &mut operation.responses.responses;
        responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::T(problem(description)));
    }
}

fn problem(description: &str) -> Response {
    let body = Ref::from_schema_name("ProblemBody");
    let content = ContentBuilder::new().schema(Some(body)).build();
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}

/// The description as JSON.
pub fn document() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        Description::openapi()
            .to_json()
            .expect("the description is made of strings and numbers")
    });
    &DOCUMENT
}
