//! The description of the API, generated from the handlers.

use std::sync::LazyLock;

use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::api::{articles, comments, exports, log, operations, people, queue, reviews, stateless};
use crate::problem::{FieldError, ProblemBody};

#[derive(OpenApi)]
#[openapi(
    info(title = "ascribe", description = "Review of claims. Errors are application/problem+json."),
    paths(
        stateless::list, stateless::diff,
        articles::add, articles::search, articles::show, articles::revise, articles::claims_of, articles::changes,
        queue::queue, reviews::show, reviews::decide, reviews::undo, reviews::assign, reviews::bulk,
        comments::add, comments::list,
        log::audit, log::events, exports::export,
        people::sign_in, people::sign_out, people::session, people::list, people::set, people::remove,
        operations::health, operations::ready, operations::metrics, operations::openapi,
    ),
    components(schemas(ProblemBody<'_>, FieldError)),
    modifiers(&Schemes),
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

/// The description as JSON.
pub fn document() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        Description::openapi()
            .to_json()
            .expect("the description is made of strings and numbers")
    });
    &DOCUMENT
}
