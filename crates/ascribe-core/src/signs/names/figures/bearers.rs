//! Whom a name belongs to: somebody known by it, by a longer or a shorter one, or somebody new.

use std::ops::Range;

use super::{Collector, Found, Index, MOST};
use crate::document::TokenIndex;
use crate::english::names::Facts;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::signs::names::runs::PARTICLES;
use crate::signs::names::{Figure, FigureIndex, Gender};
use crate::vocabulary::{EntityKind, Place};

/// How many sentences back a name counts as just given.
const NEAR: usize = 2;

impl Collector<'_> {
    fn new_figure(&mut self, name: &Found) -> FigureIndex {
        let figure = self.figures.len();
        self.figures.push(Figure {
            kind: name.kind,
            sure: name.sure,
            name: name.run.name.clone(),
            core: name.run.core.clone(),
            gender: name.gender,
            unlikely: name.unlikely,
            roles: name.roles.clone(),
            first: name.run.tokens.start,
            short_since: None,
        });
        self.last_seen.push(usize::MAX);
        let core = &name.run.core;
        self.enter(core, figure);
        let long = core.len() > 1;
        if long && name.kind != EntityKind::Person {
            self.add_initials(self.initials(core), figure);
        }
        if !long && self.is_initials(name.run.core.start) {
            let own = self.core_key(&name.run.core);
            self.add_initials(own, figure);
        }
        figure
    }

    /// Makes a name lead to its figure.
    pub(super) fn enter(&mut self, core: &Range<TokenIndex>, figure: FigureIndex) {
        let (first, last) = (self.key_at(core.start), self.last_key(core));
        let add = |index: &mut Index, key| {
            let bearers = index.entry(key).or_default();
            if bearers.len() < MOST && !bearers.contains(&figure) {
                bearers.push(figure);
            }
        };
        add(&mut self.by_last, last);
        add(&mut self.by_first, first);
    }

    /// The last word of a name, without what only tells a firm's form in law: *Halden Water **Ltd***.
    pub(super) fn last_key(&self, core: &Range<TokenIndex>) -> u64 {
        const FORMS: [&str; 14] = [
            "ag", "asa", "bv", "co", "corp", "gmbh", "inc", "limited", "llc", "llp", "ltd", "nv", "oyj",
            "plc",
        ];
        let is_form = |token: TokenIndex| {
            let word = self.document.word(token).trim_end_matches('.');
            FORMS.iter().any(|form| word.eq_ignore_ascii_case(form))
        };
        let forms = core
            .clone()
            .skip(1)
            .rev()
            .take_while(|&token| is_form(token))
            .count();
        self.key_at(core.end - 1 - forms)
    }

    /// What one more mention tells of its figure.
    pub(super) fn learn(&mut self, figure: FigureIndex, name: &Found) {
        let known = &mut self.figures[figure];
        if name.sure && !known.sure {
            known.kind = name.kind;
            known.sure = true;
        }
        known.gender = known.gender.or(name.gender);
        known.unlikely = known.unlikely.or(name.unlikely);
        known.first = known.first.min(name.run.tokens.start);
        if known.roles.len() < MOST {
            known.roles.extend(name.roles.iter().cloned());
        }
        let fuller = name.run.core.len().cmp(&known.core.len());
        let titled = name.run.name.len().cmp(&known.name.len());
        let given = |core: &Range<TokenIndex>| {
            self.english
                .names
                .facts(self.document.word(core.start))
                .any(Facts::GIVEN)
        };
        let fuller = if given(&known.core) && !given(&name.run.core) {
            std::cmp::Ordering::Less
        } else {
            fuller
        };
        if !name.heading && (fuller.is_gt() || fuller.is_eq() && titled.is_gt() && name.run.core.len() == 1) {
            known.name = name.run.name.clone();
            known.core = name.run.core.clone();
        }
    }

    pub(super) fn agrees(&self, figure: FigureIndex, name: &Found) -> bool {
        let known = &self.figures[figure];
        let differs = |one: Option<Gender>, other: Option<Gender>| matches!((one, other), (Some(one), Some(other)) if one != other);
        let ruled_out =
            |gender: Option<Gender>, unlikely: Option<Gender>| gender.is_some() && gender == unlikely;
        let kinds = known.kind == name.kind || !known.sure || !name.sure;
        kinds
            && !differs(known.gender, name.gender)
            && !ruled_out(name.gender, known.unlikely)
            && !ruled_out(known.gender, name.unlikely)
    }

    /// Whether an office alone is somebody's last name here: *Dean* after *Howard Dean*.
    pub(super) fn is_called_so(&self, name: &Found) -> bool {
        let start = name.run.tokens.start;
        let article = start > 0
            && matches!(
                self.grammar.tag(start - 1),
                Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj | Tag::Nn | Tag::Nnp
            );
        let core = &name.run.core;
        core.len() == 1 && !article && self.is_last_name(core.start)
    }

    /// *Paris* as the subject of a verb after *Valeska Paris*, though it is a town as well.
    pub(super) fn is_called_like_a_place(&self, name: &Found) -> bool {
        let core = &name.run.core;
        let subject = matches!(
            self.grammar.relation(core.start),
            Relation::Nsubj | Relation::NsubjPass
        );
        core.len() == 1 && name.kind == EntityKind::Place && subject && self.is_last_name(core.start)
    }

    /// Whether somebody has the word for a last name.
    fn is_last_name(&self, token: TokenIndex) -> bool {
        let bearers = self.by_last.get(&self.key_at(token));
        bearers.is_some_and(|list| {
            list.iter()
                .map(|&figure| &self.figures[figure])
                .any(|known| known.kind == EntityKind::Person && known.core.len() > 1)
        })
    }

    /// The figure of a name of several words.
    pub(super) fn long(&mut self, name: &Found) -> Vec<FigureIndex> {
        let core = &name.run.core;
        if let Some(&figure) = self.by_second.get(&self.core_key(core)) {
            return vec![figure];
        }
        let last = self.last_key(core);
        let same = self.by_last.get(&last).and_then(|list| {
            list.iter().copied().find(|&figure| {
                self.figures[figure].core.len() > 1
                    && self.agrees(figure, name)
                    && self.is_same(&self.figures[figure].core, core)
            })
        });
        let figure = match same {
            Some(figure) => {
                self.learn(figure, name);
                figure
            }
            None => self.new_figure(name),
        };
        vec![figure]
    }

    /// *Donald Trump* and *Donald J. Trump*, *J. Roe* and *Jane Roe*; of organisations the one name at the other's end.
    fn is_same(&self, one: &Range<TokenIndex>, other: &Range<TokenIndex>) -> bool {
        let (short, long) = if one.len() <= other.len() {
            (one, other)
        } else {
            (other, one)
        };
        let mut rest = long.clone();
        let first = |token: TokenIndex| self.document.word(token);
        let initial_of = |initial: &str, word: &str| {
            initial.len() == 2 && initial.ends_with('.') && word.starts_with(&initial[..initial.len() - 1])
        };
        // *Crooked Hillary Clinton* is Hillary Clinton, as long as that is a whole name itself.
        let tail = long.end - short.len()..long.end;
        if short.len() > 1
            && self.facts(short.start).any(Facts::GIVEN)
            && self.words(&tail).eq(self.words(short))
        {
            return true;
        }
        // *Van Rijn* is Pieter van Rijn.
        let is_particle = || {
            PARTICLES
                .iter()
                .any(|word| first(short.start).eq_ignore_ascii_case(word))
        };
        if short.len() > 1
            && is_particle()
            && self
                .words(&tail)
                .zip(self.words(short))
                .all(|(one, other)| one.eq_ignore_ascii_case(other))
        {
            return true;
        }
        let starts_alike = first(short.start) == first(long.start)
            || initial_of(first(short.start), first(long.start))
            || initial_of(first(long.start), first(short.start));
        starts_alike
            && short
                .clone()
                .skip(1)
                .all(|token| rest.any(|word| self.document.word(word) == self.document.word(token)))
    }

    /// Whom a single word, or a name in a heading, may stand for.
    pub(super) fn short(&mut self, name: &Found) -> Vec<FigureIndex> {
        let core = name.run.core.clone();
        if core.len() > 1 {
            let list = self
                .by_last
                .get(&self.last_key(&core))
                .cloned()
                .unwrap_or_default();
            return list
                .into_iter()
                .find(|&figure| self.is_same(&self.figures[figure].core, &core))
                .into_iter()
                .collect();
        }
        if self.is_initials(core.start) {
            let known = self
                .by_initials
                .get(&self.core_key(&core))
                .cloned()
                .unwrap_or_default();
            match known[..] {
                [] => {}
                [one] => {
                    self.learn(one, name);
                    return vec![one];
                }
                _ => return known,
            }
        }
        let mut fits = self.bearers(name);
        if fits.len() > 1 {
            fits = self.established(fits, name);
        }
        if fits.is_empty() && !name.heading {
            fits = vec![self.new_figure(name)];
        }
        if let [one] = fits[..] {
            self.learn(one, name);
            let since = &mut self.figures[one].short_since;
            *since = Some(since.map_or(core.start, |since| since.min(core.start)));
        }
        fits
    }

    /// Those who have the word as their last name, or else as their first.
    fn bearers(&self, name: &Found) -> Vec<FigureIndex> {
        let core = &name.run.core;
        let word = self.key_at(core.start);
        let people = matches!(name.kind, EntityKind::Person | EntityKind::Other) || !name.sure;
        // *to Lockhart* may well be somebody; *in Lockhart* is a town.
        let before = name.run.tokens.start.checked_sub(1);
        let is_sent = before.is_some_and(|before| matches!(self.document.word(before), "at" | "from" | "to"));
        let place = name.kind == EntityKind::Place && (name.sure || !is_sent);
        let in_body = self.document.paragraphs()[self.document.paragraph_of(core.start)].place == Place::Body;
        let list = |index: &Index, first: bool| -> Vec<FigureIndex> {
            let Some(list) = index.get(&word) else {
                return Vec::new();
            };
            list.iter()
                .copied()
                .filter(|&figure| {
                    let known = &self.figures[figure];
                    let town = known.kind == EntityKind::Place && known.sure;
                    let one_word = known.core.len() == 1 && !(town && name.kind == EntityKind::Person);
                    let by_part = match known.kind {
                        EntityKind::Person => people && !(place && known.sure),
                        // The first word of an organisation stands for it, the last does not.
                        // Nor before it has been named, but in what stands over the text: *Stoke* is no *Stoke Observer* of the last paragraph.
                        EntityKind::Organisation | EntityKind::Other => {
                            first && !place && (known.first < core.start || !in_body)
                        }
                        _ => false,
                    };
                    (one_word || by_part) && self.agrees(figure, name)
                })
                .collect()
        };
        let exact: Vec<FigureIndex> = list(&self.by_last, false);
        if !exact.is_empty() {
            return exact;
        }
        // *Dame Rosalind*, *Sir Keir*: with these titles, and no others, the first name is given alone.
        let by_first_name = [
            "Brother", "Dame", "Father", "King", "Prince", "Princess", "Queen", "Sir", "Sister",
        ];
        let title = name.run.tokens.start..core.start;
        if !title.is_empty()
            && !title
                .clone()
                .all(|token| by_first_name.contains(&self.document.word(token)))
        {
            return Vec::new();
        }
        list(&self.by_first, true)
    }

    /// Of several bearers of a name the one who is meant: by a title, or because the name alone has been given to one of them
    /// before or one of them has just been named; if those two differ, it stays open.
    fn established(&self, fits: Vec<FigureIndex>, name: &Found) -> Vec<FigureIndex> {
        let at = name.run.core.start;
        let sentence = self.document.sentence_of(at);
        let titles: Vec<u64> = name.roles.iter().map(|role| role.head).collect();
        let only = |test: &dyn Fn(FigureIndex) -> bool| {
            let mut passing = fits.iter().copied().filter(|&figure| test(figure));
            passing.next().filter(|_| passing.next().is_none())
        };
        let by_title = only(&|figure| {
            let roles = &self.figures[figure].roles;
            roles.iter().any(|role| titles.contains(&role.head))
        });
        if let Some(one) = by_title {
            return vec![one];
        }
        let before = only(&|figure| self.figures[figure].short_since.is_some_and(|since| since < at))
            .or_else(|| only(&|figure| self.figures[figure].first < at));
        let near = only(&|figure| {
            let seen = self.last_seen[figure];
            seen <= sentence && seen + NEAR >= sentence
        });
        match (before, near) {
            (Some(one), Some(other)) if one != other => fits,
            (Some(one), _) | (None, Some(one)) => vec![one],
            (None, None) => fits,
        }
    }
}
