//! Revisions of an article: adding one, its claims, and what changed between two.

use std::sync::Arc;

use ascribe_core::revision::Revision as Read;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::articles::article;
use super::listing::{self, Listing};
use super::{Done, change, json as answer};
use crate::access::Caller;
use crate::comparison::{self, Compared};
use crate::extract::{Json, Keyed, MaybeKeyed, Path, Query};
use crate::problem::{Problem, ProblemBody};
use crate::reading::{self, Purpose, Source};
use crate::review::carry::{self, Carried, Successor};
use crate::review::review_columns;
use crate::server::Server;
use crate::store::records::{Article, Review, Revision};
use crate::store::values::Record as _;

/// A new state of an article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRevision {
    /// Its text.
    text: Option<String>,
    /// Its page; give this or `text`.
    html: Option<String>,
    /// The day of publication; that of the revision before where it is left out.
    published: Option<String>,
    /// Who labels.
    engine: Option<String>,
}

/// What `successors` are made from: the newest revision as it was when they were.
struct Prepared {
    latest: i64,
    published: Option<String>,
    text: String,
    record: String,
    compared: Compared,
    successors: Vec<Successor>,
}

/// Adds a revision, and carries the decisions over.
///
/// # Errors
/// 404 if there is no such article; 422 if a field is wrong, the page has no text or the idempotency key was used for
/// another request; 503 if other revisions keep coming in between or the server cannot write.
#[utoipa::path(
    post, path = "/api/v1/articles/{id}/revisions", tag = "articles", request_body = NewRevision,
    params(("id" = i64, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes it safe to send again.")),
    responses((status = 201, description = "`revision`, `claims`, `changes`, `summary` and `carried`.", body = Object, headers(("Location" = String))),
              (status = 404, description = "No such article.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json"))
)]
pub async fn revise(
    State(server): State<Arc<Server>>,
    caller: Caller,
    MaybeKeyed(keyed): MaybeKeyed,
    Path(id): Path<i64>,
    Json(new): Json<NewRevision>,
) -> Result<Response, Problem> {
    let mut latest = article(&server, id).await?.latest;
    let source = Source {
        text: new.text,
        html: new.html,
        title: None,
        published: new.published,
        engine: new.engine,
    };
    let new = server.reader.article(source, "").await?;
    // Another revision may come in between; then the comparison is with that one.
    for _ in 0..ATTEMPTS {
        let prepared = prepare(&server, id, latest, new.clone()).await?;
        let outcome = revised(&server, caller.clone(), keyed.clone(), id, prepared).await;
        match outcome {
            Err(problem) if problem.status() == StatusCode::CONFLICT => {
                latest = article(&server, id).await?.latest;
            }
            outcome => return outcome,
        }
    }
    Err(Problem::busy())
}

/// How often a revision is compared anew with one that came in between.
const ATTEMPTS: usize = 5;

async fn prepare(
    server: &Server,
    id: i64,
    latest: i64,
    mut new: reading::Article,
) -> Result<Prepared, Problem> {
    let old = stored(server, id, latest).await?;
    new.published = new.published.or(old.published);
    let (text, published) = (new.text.clone(), new.published.map(|it| it.to_string()));
    let make = move |old: &Read, new: &Read| {
        let names = [document_name(id, latest), document_name(id, latest + 1)];
        let compared = comparison::compare(old, new, [&names[0], &names[1]]);
        Prepared {
            latest,
            published,
            text,
            record: reading::record(new, "", None, true),
            successors: carry::successors(old, new, &compared),
            compared,
        }
    };
    server.reader.pair(old, new, Purpose::Store, make).await
}

async fn revised(
    server: &Server,
    caller: Caller,
    keyed: Option<Keyed>,
    id: i64,
    prepared: Prepared,
) -> Result<Response, Problem> {
    change(server, caller, keyed, move |turn, caller| {
        Box::pin(async move {
            let mut article = turn
                .get::<Article>(&[id.into()])
                .await?
                .ok_or_else(|| Problem::absent("article"))?;
            if article.latest != prepared.latest {
                return Err(Problem::new(
                    StatusCode::CONFLICT,
                    "Another revision came in between.",
                ));
            }
            let number = article.latest + 1;
            let old = turn
                .all::<Review>(OF_REVISION, &[id.into(), article.latest.into()])
                .await?;
            article.latest = number;
            article.updated = turn.now();
            turn.replace(&article).await?;
            turn.insert(&Revision {
                article: id,
                number,
                published: prepared.published,
                text: prepared.text,
                record: prepared.record.clone(),
                author: caller.name.clone(),
                created: turn.now(),
            })
            .await?;
            let carried: Carried = carry::over(turn, id, number, old, &prepared.successors).await?;
            let reviews = turn
                .all::<Review>(OF_REVISION, &[id.into(), number.into()])
                .await?;
            let body = format!(
                "{{\"revision\":{number},\"claims\":{},\"changes\":{},\"summary\":{},\"carried\":{}}}",
                listing::claims(&prepared.record, &reviews)?,
                prepared.compared.record["changes"],
                prepared.compared.record["summary"],
                json!(carried),
            );
            let subject = format!("article/{id}/revision/{number}");
            Ok(Done::new("revision.added", subject, body)
                .created(format!("/api/v1/articles/{id}/revisions/{number}"))
                .detail(json!({ "carried": carried })))
        })
    })
    .await
}

const OF_REVISION: &str = concat!(
    "SELECT ",
    review_columns!(),
    " FROM review WHERE article = $1 AND revision = $2 ORDER BY claim"
);

/// What a revision's record shows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Shown {
    /// Also claims that cannot be checked.
    #[serde(default)]
    all: bool,
    /// Also the text that offsets count in, as `document.text`.
    #[serde(default)]
    with_text: bool,
}

/// The claims of a revision, each with where it stands in review.
///
/// # Errors
/// 404 if there is no such revision, 500 if its record is damaged, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles/{id}/revisions/{n}/claims", tag = "articles",
    params(("id" = i64, Path), ("n" = i64, Path), Shown),
    responses((status = 200, description = "A record `ascribe/claims/1`; each claim has `review`.", body = Object),
              (status = 404, description = "No such revision.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn claims(
    State(server): State<Arc<Server>>,
    Path((id, number)): Path<(i64, i64)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let revision = revision(&server, id, number).await?;
    let title = article(&server, id).await?.title;
    let rows = server
        .store
        .rows(OF_REVISION, &[id.into(), number.into()])
        .await?;
    let reviews = rows.iter().map(Review::of).collect::<Result<Vec<_>, _>>()?;
    let record = Listing::of(&revision.record)?;
    let mut document = record.document()?;
    document["name"] = json!(document_name(id, number));
    document["title"] = json!(title);
    if shown.with_text {
        document["text"] = json!(revision.text);
    }
    Ok(answer(record.with(&document, &reviews, shown.all)?))
}

/// What became of each claim between two revisions.
///
/// # Errors
/// 404 if there is no such revision or `range` is not two numbers with two dots between, 503 if the store cannot be read
/// or too much is being compared already.
#[utoipa::path(get, path = "/api/v1/articles/{id}/changes/{range}", tag = "articles",
    params(("id" = i64, Path), ("range" = String, Path, description = "Two revisions, as in `1..2`.")),
    responses((status = 200, description = "A record `ascribe/changes/1`.", body = Object),
              (status = 404, description = "No such revision.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn changes(
    State(server): State<Arc<Server>>,
    Path((id, range)): Path<(i64, String)>,
) -> Result<Response, Problem> {
    let numbers = range
        .split_once("..")
        .and_then(|(from, to)| Some((from.parse::<i64>().ok()?, to.parse::<i64>().ok()?)));
    let Some((from, to)) = numbers else {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            "Name two revisions with two dots between, as in 1..2.",
        ));
    };
    article(&server, id).await?;
    let old = stored(&server, id, from).await?;
    let new = stored(&server, id, to).await?;
    let names = [document_name(id, from), document_name(id, to)];
    let make = move |old: &Read, new: &Read| comparison::record(old, new, [&names[0], &names[1]]);
    server
        .reader
        .pair(old, new, Purpose::Store, make)
        .await
        .map(answer)
}

/// A revision to be read again, by the engine that its claims were found by.
async fn stored(server: &Server, id: i64, number: i64) -> Result<reading::Article, Problem> {
    let revision = revision(server, id, number).await?;
    let document = Listing::of(&revision.record)?.document()?;
    let engine = document["engine"].as_str().unwrap_or_default();
    Ok(server
        .reader
        .stored(revision.text, revision.published.as_deref(), engine))
}

async fn revision(server: &Server, id: i64, number: i64) -> Result<Revision, Problem> {
    let found = server.store.get::<Revision>(&[id.into(), number.into()]).await?;
    found.ok_or_else(|| Problem::absent("revision"))
}

fn document_name(id: i64, number: i64) -> String {
    format!("article {id}, revision {number}")
}
