//! Texts in, records out, on a bounded number of threads of their own: reading an article is work for a processor, and
//! the threads that serve connections never do it.

mod recent;

use std::sync::Arc;

use ascribe_core::attribution::label::Labeller;
use ascribe_core::report::json;
use ascribe_core::revision::Revision;
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::problem::{FieldError, Problem};
use recent::Recent;

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
    /// Who labels: `fast`, or `careful`, which finds more and takes ten times as long.
    pub engine: Option<String>,
}

/// A text with what is known about it, ready to be read.
#[derive(Clone)]
pub struct Article {
    /// The text that all offsets count in.
    pub text: String,
    /// Its title.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Who is to label it, where that is known.
    labeller: Option<&'static dyn Labeller>,
}

/// Who labels attributions where a request does not say it.
#[derive(Clone, Copy)]
pub struct Engines {
    /// Reads an article in the time of a key press: for answers of which nothing is kept, and for long texts.
    pub fast: &'static dyn Labeller,
    /// Finds more and takes ten times as long: for articles that are kept.
    pub careful: &'static dyn Labeller,
}

impl Engines {
    /// One engine for everything.
    pub fn one(labeller: &'static dyn Labeller) -> Self {
        Self {
            fast: labeller,
            careful: labeller,
        }
    }
}

/// What a text is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To answer with what is found; somebody waits for it, perhaps at every pause of typing.
    Answer,
    /// To keep what is found, for people to work on.
    Store,
}

/// Texts of more bytes than this, some ten thousand words, are read by the fast engine: careful would take seconds for them,
/// and somebody waits.
pub const LONGEST_ARTICLE: usize = 60_000;

/// Reads articles.
pub struct Reader {
    engines: Engines,
    recent: Arc<Recent>,
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

/// How many articles may wait to be read.
const WAITING: usize = 128;

impl Reader {
    /// A reader with these engines.
    pub fn new(engines: Engines) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            engines,
            recent: Arc::default(),
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
        let labeller = source.engine.as_deref().map(|engine| self.named(engine));
        if let Some(None) = labeller {
            let names = [self.engines.fast, self.engines.careful].map(Labeller::name);
            errors.push(field("engine", format!("has to be {} or {}", names[0], names[1])));
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
                article.text = match text.strip_prefix('\u{feff}') {
                    Some(rest) => rest.to_owned(),
                    None => text,
                };
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

    /// Reads an article through all stages, and makes of it what `make` does.
    ///
    /// # Errors
    /// As [`work`](Self::work).
    pub async fn read<T: Send + 'static>(
        &self,
        article: Article,
        purpose: Purpose,
        make: impl FnOnce(&Revision) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let labeller = article.labeller;
        let labeller = labeller.unwrap_or_else(|| self.usual(purpose, article.text.len()));
        let recent = self.recent(purpose);
        self.work(move || make(&recent.read(&article, labeller))).await
    }

    /// Reads two states of an article, both by the same engine (two would differ where the texts do not): that of the new
    /// one, else that of the old one. Makes of them what `make` does.
    ///
    /// # Errors
    /// As [`work`](Self::work).
    pub async fn pair<T: Send + 'static>(
        &self,
        old: Article,
        new: Article,
        purpose: Purpose,
        make: impl FnOnce(&Revision, &Revision) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let longer = old.text.len().max(new.text.len());
        let before = old.labeller.filter(|_| longer <= LONGEST_ARTICLE);
        let labeller = new.labeller.or(before);
        let labeller = labeller.unwrap_or_else(|| self.usual(purpose, longer));
        let recent = self.recent(purpose);
        self.work(move || make(&recent.read(&old, labeller), &recent.read(&new, labeller)))
            .await
    }

    /// What was read lately, where it is worth knowing: what is not kept does not come again.
    fn recent(&self, purpose: Purpose) -> Arc<Recent> {
        match purpose {
            Purpose::Store => Arc::clone(&self.recent),
            Purpose::Answer => Arc::default(),
        }
    }

    /// Who labels a text of `length` bytes that nothing else is said about.
    fn usual(&self, purpose: Purpose, length: usize) -> &'static dyn Labeller {
        match purpose {
            Purpose::Store if length <= LONGEST_ARTICLE => self.engines.careful,
            _ => self.engines.fast,
        }
    }

    /// An article out of the store, which took nothing that cannot be read, to be read again by the engine of this name.
    pub fn stored(&self, text: String, published: Option<&str>, engine: &str) -> Article {
        Article {
            text,
            title: None,
            published: published.and_then(|it| date(it).ok()),
            labeller: self.named(engine),
        }
    }

    /// The engine of this name, with its number or without.
    fn named(&self, engine: &str) -> Option<&'static dyn Labeller> {
        let all = [self.engines.fast, self.engines.careful];
        all.into_iter().find(|labeller| {
            let name = labeller.name();
            name == engine || name.split('-').next() == Some(engine)
        })
    }
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

/// 413 with the limit in words.
pub fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("The body of this request may have at most {} KB.", limit / 1024),
    )
}

#[cfg(test)]
mod tests {
    use ascribe_core::attribution::label::Look;
    use ascribe_core::document::Document;
    use ascribe_core::grammar::Grammar;
    use ascribe_core::revision::fast;

    use super::*;

    /// The fast engine under another name.
    struct Renamed;

    impl Labeller for Renamed {
        fn name(&self) -> &'static str {
            "careful-12"
        }

        fn look<'a>(&'a self, document: &'a Document, grammar: Grammar) -> Look<'a> {
            fast().look(document, grammar)
        }
    }

    #[tokio::test]
    async fn what_is_kept_is_read_carefully_and_a_pair_by_one_engine() {
        let reader = Reader::new(Engines {
            fast: fast(),
            careful: &Renamed,
        });
        let source = |length: usize, engine: Option<&str>| Source {
            text: Some("Rain fell, he said. ".repeat(length / 20)),
            engine: engine.map(str::to_owned),
            ..Source::default()
        };
        let short = reader.article(source(100, None), "").await.expect("an article");
        let long = reader
            .article(source(LONGEST_ARTICLE + 40, None), "")
            .await
            .expect("an article");
        let asked = reader
            .article(source(100, Some("fast")), "")
            .await
            .expect("an article");
        let stored = reader.stored("Rain fell, he said.".to_owned(), None, "careful-12");
        let engine = |revision: &Revision| revision.engine.clone();
        for (article, purpose, wanted) in [
            (&short, Purpose::Answer, fast().name()),
            (&short, Purpose::Store, "careful-12"),
            (&long, Purpose::Store, fast().name()),
            (&asked, Purpose::Store, fast().name()),
            (&stored, Purpose::Answer, "careful-12"),
        ] {
            let read = reader.read(article.clone(), purpose, engine).await;
            assert_eq!(read.expect("read"), wanted);
        }
        let engines = |old: &Revision, new: &Revision| [old.engine.clone(), new.engine.clone()];
        for (old, new, wanted) in [
            (&stored, &asked, fast().name()),
            (&stored, &short, "careful-12"),
            (&stored, &long, fast().name()),
        ] {
            let read = reader
                .pair(old.clone(), new.clone(), Purpose::Answer, engines)
                .await;
            assert_eq!(read.expect("read"), [wanted, wanted]);
        }
        let unknown = reader.article(source(100, Some("oracle")), "").await;
        assert!(unknown.is_err());
    }
}
