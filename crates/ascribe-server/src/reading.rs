//! Texts in, records out, on a bounded number of threads of their own: reading an article is work for a processor, and
//! the threads that serve connections never do it.

use std::sync::Arc;

use ascribe_core::attribution::label::Labeller;
use ascribe_core::english::English;
use ascribe_core::report::json;
use ascribe_core::revision::{Reading, Revision};
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::problem::{FieldError, Problem};

/// A text as a request gives it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The text of the article.
    pub text: Option<String>,
    /// A page, of which the article's text is taken. Give this or `text`.
    pub html: Option<String>,
    /// The title, where it does not stand in the text.
    pub title: Option<String>,
    /// The day of publication, as in `2025-07-19`.
    pub published: Option<String>,
    /// Who labels: `fast` or `careful`, where the server has it.
    pub engine: Option<String>,
}

/// A text with what is known about it, ready to be read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text that all offsets count in.
    pub text: String,
    /// Its title.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    labeller: Option<&'static str>,
}

/// Reads articles.
pub struct Reader {
    labellers: Vec<&'static dyn Labeller>,
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

/// How many articles may wait to be read.
const WAITING: usize = 128;

impl Reader {
    /// A reader with these labellers, the first of which is used unless a request names another.
    ///
    /// # Panics
    /// If there is none.
    pub fn new(labellers: Vec<&'static dyn Labeller>) -> Self {
        assert!(!labellers.is_empty(), "somebody has to label");
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            labellers,
            running: Arc::new(Semaphore::new(cores)),
            waiting: Semaphore::new(WAITING),
        }
    }

    /// Runs `work` on a thread for reading.
    ///
    /// # Errors
    /// 503 if too much waits already; 500 if the work panics.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let Ok(_waits) = self.waiting.try_acquire() else {
            return Err(Problem::busy());
        };
        let running = Arc::clone(&self.running);
        let permit = running.acquire_owned().await.map_err(|_| Problem::busy())?;
        let done = tokio::task::spawn_blocking(move || {
            // Held by the thread, not by the request: a request that was given up still keeps its processor.
            let _permit = permit;
            work()
        });
        done.await.map_err(|error| {
            tracing::error!(panicked = error.is_panic(), "reading an article failed");
            Problem::internal()
        })
    }

    /// What a request gives as an article, or which fields have to be mended.
    ///
    /// # Errors
    /// 422 with the fields, each below `prefix`.
    pub async fn article(&self, source: Source, prefix: &str) -> Result<Article, Problem> {
        let mut errors = Vec::new();
        let field = |name: &str, message: String| FieldError {
            field: format!("{prefix}{name}"),
            message,
        };
        let published = source.published.as_deref().map(date).transpose();
        if published.is_err() {
            errors.push(field(
                "published",
                "has to be a day written as YYYY-MM-DD".to_owned(),
            ));
        }
        let labeller = source.engine.as_deref().map(|engine| self.labeller(engine));
        if labeller == Some(None) {
            let names: Vec<&str> = self.labellers.iter().map(|it| it.name()).collect();
            errors.push(field("engine", format!("has to be one of {}", names.join(", "))));
        }
        for (name, text) in [
            ("text", &source.text),
            ("html", &source.html),
            ("title", &source.title),
        ] {
            if text.as_deref().is_some_and(|it| it.contains('\0')) {
                errors.push(field(name, "must not hold the character U+0000".to_owned()));
            }
        }
        match (&source.text, &source.html) {
            (Some(text), None) if text.trim().is_empty() => {
                errors.push(field(
                    "text",
                    "is empty; give it the text of the article".to_owned(),
                ));
            }
            (None, None) => errors.push(field("text", "is missing; give `text` or `html`".to_owned())),
            (Some(_), Some(_)) => {
                errors.push(field("html", "stands beside `text`; give one of them".to_owned()));
            }
            _ => {}
        }
        let (Ok(published), true) = (published, errors.is_empty()) else {
            return Err(Problem::fields(errors));
        };
        let mut article = Article {
            text: String::new(),
            title: source.title,
            published,
            labeller: labeller.flatten(),
        };
        match (source.text, source.html) {
            (Some(text), _) => {
                article.text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
            }
            (None, html) => {
                let page = html.unwrap_or_default();
                let Ok(taken) = self.work(move || ascribe_extract::html(&page)).await? else {
                    let message = "has no article's text that could be found; give `text`";
                    return Err(Problem::field(format!("{prefix}html"), message));
                };
                article.text = taken.text;
                article.title = article.title.or(taken.title);
                article.published = article.published.or(taken.published);
            }
        }
        Ok(article)
    }

    /// Reads an article through all stages.
    ///
    /// # Errors
    /// As [`work`](Self::work).
    pub async fn revision(&self, article: Article) -> Result<Arc<Revision>, Problem> {
        let labeller = self.chosen(&article);
        self.work(move || Arc::new(read(&article, labeller))).await
    }

    /// The record of an article's claims.
    ///
    /// # Errors
    /// As [`work`](Self::work).
    pub async fn record(&self, article: Article, name: String) -> Result<String, Problem> {
        let labeller = self.chosen(&article);
        self.work(move || {
            let revision = read(&article, labeller);
            record(&revision, &name, article.title.as_deref(), false)
        })
        .await
    }

    fn labeller(&self, engine: &str) -> Option<&'static str> {
        let labeller = self.labellers.iter().find(|labeller| {
            let name = labeller.name();
            name == engine || name.split('-').next() == Some(engine)
        });
        labeller.map(|labeller| labeller.name())
    }

    fn chosen(&self, article: &Article) -> &'static dyn Labeller {
        let named = self
            .labellers
            .iter()
            .find(|it| Some(it.name()) == article.labeller);
        *named.unwrap_or(&self.labellers[0])
    }
}

fn read(article: &Article, labeller: &'static dyn Labeller) -> Revision {
    let reading = Reading {
        published: article.published,
        labeller,
    };
    Revision::read(English::built_in(), &article.text, &reading)
}

/// The record of a revision; with `all` also what cannot be checked.
///
/// # Panics
/// Never: memory takes all that is written, and JSON is UTF-8.
pub fn record(revision: &Revision, name: &str, title: Option<&str>, all: bool) -> String {
    let options = json::Options {
        name,
        title,
        with_text: false,
        all,
    };
    let mut out = Vec::new();
    json::write(&mut out, revision, &options).expect("memory takes all");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// A day written as in `2025-07-19`.
fn date(text: &str) -> Result<Date, ()> {
    match text.parse::<Date>() {
        Ok(date) if date.to_string() == text => Ok(date),
        _ => Err(()),
    }
}

/// An article out of the store, which took nothing that cannot be read.
pub fn stored(text: String, published: Option<&str>) -> Article {
    Article {
        text,
        title: None,
        published: published.and_then(|it| date(it).ok()),
        labeller: None,
    }
}

/// 413 with the limit in words.
pub fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("The body of this request may have at most {} KB.", limit / 1024),
    )
}
