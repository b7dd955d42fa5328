//! Articles and their revisions.

use std::sync::Arc;

use ascribe_core::revision::Revision as Read;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use sqlx::Row as _;
use utoipa::{IntoParams, ToSchema};

use super::{Done, change, json as answer, page_size};
use crate::access::Caller;
use crate::comparison::{self, Compared};
use crate::extract::{Json, MaybeKeyed, Path, Query};
use crate::problem::{Problem, ProblemBody};
use crate::reading::{self, Source};
use crate::review::carry::{self, Carried, Successor};
use crate::review::{self, review_columns};
use crate::server::Server;
use crate::store::records::{Article, Review, Revision};
use crate::store::values::Record as _;

/// A new article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArticle {
    /// Its title.
    title: Option<String>,
    /// Its text.
    text: Option<String>,
    /// Its page; give this or `text`.
    html: Option<String>,
    /// The day of publication, as in `2025-07-19`.
    published: Option<String>,
    /// Where it is published. Nothing is ever fetched from there.
    url: Option<String>,
    /// What the newsroom's own system calls it; no two articles have the same.
    external_id: Option<String>,
    /// Who labels.
    engine: Option<String>,
}

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

const LONGEST_TITLE: usize = 1_000;
const LONGEST_URL: usize = 2_000;

/// Adds an article with its first revision.
///
/// # Errors
/// 422 if a field is wrong, the page has no text or the idempotency key was used for another request; 409 if another
/// article has the `external_id`; 503 if the server has too much to do or cannot write.
#[utoipa::path(
    post, path = "/api/v1/articles", tag = "articles", request_body = NewArticle,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes it safe to send again.")),
    responses((status = 201, description = "`id`, `revision` and `claims`.", body = Object, headers(("Location" = String))),
              (status = 409, description = "The `external_id` is taken.", body = ProblemBody<'_>, content_type = "application/problem+json"),
              (status = 422, description = "A field is wrong.", body = ProblemBody<'_>, content_type = "application/problem+json"))
)]
pub async fn add(
    State(server): State<Arc<Server>>,
    caller: Caller,
    MaybeKeyed(keyed): MaybeKeyed,
    Json(new): Json<NewArticle>,
) -> Result<Response, Problem> {
    check("title", new.title.as_deref(), LONGEST_TITLE)?;
    check("url", new.url.as_deref(), LONGEST_URL)?;
    check("external_id", new.external_id.as_deref(), 200)?;
    if new
        .url
        .as_deref()
        .is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://"))
    {
        return Err(Problem::field("url", "has to begin with https:// or http://"));
    }
    let source = Source {
        text: new.text,
        html: new.html,
        title: new.title,
        published: new.published,
        engine: new.engine,
    };
    let read = server.reader.article(source, "").await?;
    let (text, published) = (read.text.clone(), read.published.map(|it| it.to_string()));
    let title = read.title.clone();
    let title = title
        .filter(|it| !it.trim().is_empty())
        .unwrap_or_else(|| first_line(&text));
    let revision = server.reader.revision(read).await?;
    let (seeds, record) = server
        .reader
        .work(move || {
            (
                review::seeds(&revision),
                reading::record(&revision, "", None, true),
            )
        })
        .await?;
    let (url, external_id) = (new.url, new.external_id);
    change(&server, caller, keyed, move |turn, caller| {
        Box::pin(async move {
            if let Some(external_id) = &external_id {
                let sql = "SELECT id FROM article WHERE external_id = $1 UNION ALL SELECT 0 LIMIT 1";
                let taken = turn.number(sql, &[external_id.as_str().into()]).await?;
                if taken > 0 {
                    let detail = format!("The article {taken} has this `external_id`; add a revision to it.");
                    return Err(Problem::new(StatusCode::CONFLICT, detail));
                }
            }
            let id = turn.number("SELECT max(id) FROM article", &[]).await? + 1;
            let now = turn.now();
            turn.insert(&Article {
                id,
                title,
                url,
                external_id,
                latest: 1,
                created: now.clone(),
                updated: now.clone(),
            })
            .await?;
            turn.insert(&Revision {
                article: id,
                number: 1,
                published,
                text,
                record: record.clone(),
                author: caller.name.clone(),
                created: now.clone(),
            })
            .await?;
            let mut reviews = Vec::new();
            for seed in seeds.iter().filter(|seed| seed.checkable) {
                reviews.push(review::untouched(id, 1, seed, now.clone()));
            }
            turn.insert_all(&reviews).await?;
            let body = format!(
                "{{\"id\":{id},\"revision\":1,\"claims\":{}}}",
                claims(&record, &reviews)?
            );
            Ok(Done::new("article.added", format!("article/{id}"), body)
                .created(format!("/api/v1/articles/{id}"))
                .detail(json!({ "claims": reviews.len() })))
        })
    })
    .await
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
    let article = article(&server, id).await?;
    let source = Source {
        text: new.text,
        html: new.html,
        title: None,
        published: new.published,
        engine: new.engine,
    };
    let new = server.reader.article(source, "").await?;
    // Another revision may come in between; then the comparison is with that one.
    let mut latest = article.latest;
    for _ in 0..ATTEMPTS {
        let prepared = prepare(&server, id, latest, new.clone()).await?;
        let outcome = revised(&server, caller.clone(), keyed.clone(), id, prepared).await;
        match outcome {
            Err(problem) if problem.status() == StatusCode::CONFLICT => {
                latest = self::article(&server, id).await?.latest;
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
    let before = revision(server, id, latest).await?;
    let old = reading::stored(before.text, before.published.as_deref());
    new.published = new.published.or(old.published);
    let (text, published) = (new.text.clone(), new.published.map(|it| it.to_string()));
    let old = server.reader.revision(old).await?;
    let new = server.reader.revision(new).await?;
    let work = move || {
        let names = [document_name(id, latest), document_name(id, latest + 1)];
        let compared = comparison::compare(&old, &new, [&names[0], &names[1]]);
        Prepared {
            latest,
            published,
            text,
            record: reading::record(&new, "", None, true),
            successors: carry::successors(&old, &new, &compared),
            compared,
        }
    };
    server.reader.work(work).await
}

async fn revised(
    server: &Server,
    caller: Caller,
    keyed: Option<crate::extract::Keyed>,
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
                claims(&prepared.record, &reviews)?,
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

/// How articles are searched and paged.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// Words of the title.
    #[serde(default)]
    q: String,
    /// The newsroom's own name for it.
    #[serde(default)]
    external_id: String,
    /// `next` of the page before.
    after: Option<i64>,
    /// At most this many, 1 to 200; 50 unless given.
    limit: Option<i64>,
}

/// Articles, the newest first.
///
/// # Errors
/// 422 if `limit` is out of range, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles", tag = "articles", params(Search),
    responses((status = 200, description = "`items` and `next`.", body = Object)))]
pub async fn search(
    State(server): State<Arc<Server>>,
    Query(search): Query<Search>,
) -> Result<Response, Problem> {
    let limit = page_size(search.limit)?;
    let sql = "SELECT id, title, url, external_id, latest, created, updated,
        (SELECT count(*) FROM review WHERE review.article = article.id AND review.revision = article.latest
            AND review.state NOT IN ('done', 'dismissed')) AS pending
        FROM article
        WHERE id < $1 AND ($2 = '' OR lower(title) LIKE $2 ESCAPE '!') AND ($3 = '' OR external_id = $3)
        ORDER BY id DESC LIMIT $4";
    let before = search.after.unwrap_or(i64::MAX);
    let like = like(&search.q);
    let rows = server
        .store
        .rows(
            sql,
            &[
                before.into(),
                like.into(),
                search.external_id.into(),
                limit.into(),
            ],
        )
        .await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let article = Article::of(row)?;
        let mut item = shown(&article);
        item["pending"] = json!(row.try_get::<i64, _>(7)?);
        items.push(item);
    }
    let full = rows.len() as i64 == limit;
    let next = items.last().filter(|_| full).map(|last| last["id"].clone());
    Ok(answer(json!({ "items": items, "next": next }).to_string()))
}

/// A pattern for titles that hold these words; empty for none.
fn like(words: &str) -> String {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return words;
    }
    let literal = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{literal}%")
}

fn shown(article: &Article) -> serde_json::Value {
    json!({
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "external_id": article.external_id,
        "revision": article.latest,
        "created": article.created,
        "updated": article.updated,
    })
}

/// An article with the list of its revisions.
///
/// # Errors
/// 404 if there is no such article, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles/{id}", tag = "articles", params(("id" = i64, Path)),
    responses((status = 200, description = "The article and its `revisions`.", body = Object),
              (status = 404, description = "No such article.", body = ProblemBody<'_>, content_type = "application/problem+json")))]
pub async fn show(State(server): State<Arc<Server>>, Path(id): Path<i64>) -> Result<Response, Problem> {
    let article = article(&server, id).await?;
    let sql = "SELECT number, published, author, created FROM revision WHERE article = $1 ORDER BY number";
    let mut revisions = Vec::new();
    for row in server.store.rows(sql, &[id.into()]).await? {
        revisions.push(json!({
            "revision": row.try_get::<i64, _>(0)?,
            "published": row.try_get::<Option<String>, _>(1)?,
            "author": row.try_get::<String, _>(2)?,
            "created": row.try_get::<String, _>(3)?,
        }));
    }
    let mut item = shown(&article);
    item["revisions"] = json!(revisions);
    Ok(answer(item.to_string()))
}

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
pub async fn claims_of(
    State(server): State<Arc<Server>>,
    Path((id, number)): Path<(i64, i64)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let revision = revision(&server, id, number).await?;
    let article = article(&server, id).await?;
    let rows = server
        .store
        .rows(OF_REVISION, &[id.into(), number.into()])
        .await?;
    let reviews = rows.iter().map(Review::of).collect::<Result<Vec<_>, _>>()?;
    let record: Record<'_> = serde_json::from_str(&revision.record).map_err(|_| Problem::internal())?;
    let mut document: serde_json::Value =
        serde_json::from_str(record.document.get()).map_err(|_| Problem::internal())?;
    document["name"] = json!(document_name(id, number));
    document["title"] = json!(article.title);
    if shown.with_text {
        document["text"] = json!(revision.text);
    }
    let claims = record.claims(&reviews, shown.all)?;
    let attributions = match record.attributions {
        Some(attributions) if shown.all => format!(",\"attributions\":{}", attributions.get()),
        _ => String::new(),
    };
    Ok(answer(format!(
        "{{\"schema\":{},\"document\":{document},\"claims\":{claims}{attributions}}}",
        json!(record.schema)
    )))
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
    let old = read(&server, id, from).await?;
    let new = read(&server, id, to).await?;
    let names = [document_name(id, from), document_name(id, to)];
    let record = server
        .reader
        .work(move || comparison::record(&old, &new, [&names[0], &names[1]]))
        .await?;
    Ok(answer(record))
}

async fn read(server: &Server, id: i64, number: i64) -> Result<Arc<Read>, Problem> {
    let revision = revision(server, id, number).await?;
    let article = reading::stored(revision.text, revision.published.as_deref());
    server.reader.revision(article).await
}

/// A stored record, its parts left as they were written.
#[derive(Deserialize)]
struct Record<'a> {
    schema: &'a str,
    #[serde(borrow)]
    document: &'a RawValue,
    #[serde(borrow)]
    claims: Vec<&'a RawValue>,
    #[serde(borrow)]
    attributions: Option<&'a RawValue>,
}

/// What has to be known of a claim to list it.
#[derive(Deserialize)]
struct Listed<'a> {
    id: &'a str,
    checkability: Checkability,
}

#[derive(Deserialize)]
struct Checkability {
    checkable: bool,
}

#[derive(Serialize)]
struct Reviewed {
    review: serde_json::Value,
    edits: serde_json::Value,
    severity: String,
}

impl Record<'_> {
    /// The claims as a JSON array, each with its review. A claim that was decided before it ceased to be checkable is
    /// listed too.
    fn claims(&self, reviews: &[Review], all: bool) -> Result<String, Problem> {
        let mut out = String::from("[");
        for claim in &self.claims {
            let claim = claim.get();
            let listed: Listed<'_> = serde_json::from_str(claim).map_err(|_| Problem::internal())?;
            let review = reviews
                .binary_search_by(|review| review.claim.as_str().cmp(listed.id))
                .ok()
                .map(|at| &reviews[at]);
            if !(all || listed.checkability.checkable || review.is_some()) {
                continue;
            }
            if out.len() > 1 {
                out.push(',');
            }
            let open = claim.strip_suffix('}').ok_or_else(Problem::internal)?;
            let reviewed = match review {
                Some(review) => json!(Reviewed {
                    review: review::brief(review),
                    edits: review::parsed(&review.edits),
                    severity: review.severity.clone(),
                }),
                None => json!({ "review": null }),
            };
            out.push_str(open);
            out.push(',');
            out.push_str(&reviewed.to_string()[1..]);
        }
        out.push(']');
        Ok(out)
    }
}

/// The claims of a record with their reviews, which need not be sorted.
fn claims(record: &str, reviews: &[Review]) -> Result<String, Problem> {
    let record: Record<'_> = serde_json::from_str(record).map_err(|_| Problem::internal())?;
    let mut reviews = reviews.to_vec();
    reviews.sort_by(|a, b| a.claim.cmp(&b.claim));
    record.claims(&reviews, false)
}

/// The article of this number.
///
/// # Errors
/// 404 if there is none.
pub async fn article(server: &Server, id: i64) -> Result<Article, Problem> {
    let found = server.store.get::<Article>(&[id.into()]).await?;
    found.ok_or_else(|| Problem::absent("article"))
}

async fn revision(server: &Server, id: i64, number: i64) -> Result<Revision, Problem> {
    let found = server.store.get::<Revision>(&[id.into(), number.into()]).await?;
    found.ok_or_else(|| Problem::absent("revision"))
}

fn document_name(id: i64, number: i64) -> String {
    format!("article {id}, revision {number}")
}

/// A title for a text without one.
fn first_line(text: &str) -> String {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    line.trim().chars().take(120).collect()
}

fn check(field: &str, value: Option<&str>, longest: usize) -> Result<(), Problem> {
    let Some(value) = value else { return Ok(()) };
    if value.chars().count() > longest || value.chars().any(|it| it.is_control() && it != '\t') {
        let message = format!("may have {longest} characters on one line");
        return Err(Problem::field(field, message));
    }
    Ok(())
}
