//! Articles: adding, searching and showing them.

use std::sync::{Arc, LazyLock};

use ascribe_core::revision::Revision as Read;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::{Done, change, json as answer, listing, page_size};
use crate::access::Caller;
use crate::extract::{Json, MaybeKeyed, Path, Query};
use crate::problem::{Problem, ProblemBody};
use crate::reading::{self, Purpose, Source};
use crate::review;
use crate::server::Server;
use crate::store::records::{Article, Revision};
use crate::store::values::{Record as _, Value};

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
    let make = |read: &Read| (review::seeds(read), reading::record(read, "", None, true));
    let (seeds, record) = server.reader.read(read, Purpose::Store, make).await?;
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
                listing::claims(&record, &reviews)?
            );
            Ok(Done::new("article.added", format!("article/{id}"), body)
                .created(format!("/api/v1/articles/{id}"))
                .detail(json!({ "claims": reviews.len() })))
        })
    })
    .await
}

/// How articles are searched and paged.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// Words, each of which stands in the title or in the newest text.
    #[serde(default)]
    q: String,
    /// The newsroom's own name for it.
    #[serde(default)]
    external_id: String,
    /// `next` of the page before.
    after: Option<i64>,
    /// At most this many, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Articles, the newest first.
///
/// # Errors
/// 422 if `limit` is out of range or `q` has too many words, 503 if the store cannot be read.
#[utoipa::path(get, path = "/api/v1/articles", tag = "articles", params(Search),
    responses((status = 200, description = "`items` and `next`.", body = Object)))]
pub async fn search(
    State(server): State<Arc<Server>>,
    Query(search): Query<Search>,
) -> Result<Response, Problem> {
    let limit = page_size(search.limit)?;
    let words: Vec<String> = search.q.split_whitespace().map(pattern).collect();
    if words.len() > MOST_WORDS {
        return Err(Problem::field("q", format!("may have {MOST_WORDS} words")));
    }
    let sql = STATEMENTS[words.len()].as_str();
    let words_sought = !words.is_empty();
    let mut values = vec![
        search.after.unwrap_or(i64::MAX).into(),
        search.external_id.into(),
        limit.into(),
    ];
    values.extend(words.into_iter().map(Value::from));
    let rows = if words_sought {
        server.store.search(sql, values).await?
    } else {
        server.store.rows(sql, &values).await?
    };
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let article = Article::of(row)?;
        let mut item = shown(&article);
        item["pending"] = json!(row.get::<i64>(7)?);
        items.push(item);
    }
    let full = rows.len() as i64 == limit;
    let next = items.last().filter(|_| full).map(|last| last["id"].clone());
    Ok(answer(json!({ "items": items, "next": next }).to_string()))
}

/// How many words a search may have.
const MOST_WORDS: usize = 20;

/// The statement for each number of words.
static STATEMENTS: LazyLock<Vec<String>> = LazyLock::new(|| (0..=MOST_WORDS).map(statement).collect());

/// The statement that finds articles by so many words, each in the title or in the newest text. ASCII letters are found in
/// either case.
fn statement(words: usize) -> String {
    let mut sql = "SELECT article.id, title, url, external_id, latest, article.created, updated,
            (SELECT count(*) FROM review WHERE review.article = article.id AND review.revision = article.latest
                AND review.state NOT IN ('done', 'dismissed')) AS pending
        FROM article JOIN revision ON revision.article = article.id AND revision.number = article.latest
        WHERE article.id < $1 AND ($2 = '' OR external_id = $2)"
        .to_owned();
    for place in 4..4 + words {
        let part =
            format!(" AND (lower(title) LIKE ${place} ESCAPE '!' OR lower(text) LIKE ${place} ESCAPE '!')");
        sql.push_str(&part);
    }
    sql + " ORDER BY article.id DESC LIMIT $3"
}

/// The pattern of a text that holds this word.
fn pattern(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    let literal = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
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
            "revision": row.get::<i64>(0)?,
            "published": row.get::<Option<String>>(1)?,
            "author": row.get::<String>(2)?,
            "created": row.get::<String>(3)?,
        }));
    }
    let mut item = shown(&article);
    item["revisions"] = json!(revisions);
    Ok(answer(item.to_string()))
}

/// The article of this number.
///
/// # Errors
/// 404 if there is none.
pub async fn article(server: &Server, id: i64) -> Result<Article, Problem> {
    let found = server.store.get::<Article>(&[id.into()]).await?;
    found.ok_or_else(|| Problem::absent("article"))
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
