//! Who has a role: *the governor*, *the company*, *the council*.
//!
//! A role fits whoever the text gives it to (*Gov. Marcia Delray*; *Hollin Carbon, a mining company*), under a broader word
//! too (*the lawmaker* is a senator), and an organisation whose name has the word (*the council* is *Leeds City Council*).
//! What stands in front must agree: *the deputy governor* is not the governor, *the minister* is not the former minister.

use std::collections::HashMap;

use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::english::names::Facts;
use crate::signs::names::roles::Role;
use crate::signs::names::{FigureIndex, Names};
use crate::vocabulary::{EntityKind, Place};

/// No more bearers of one role are told apart.
const MOST: usize = 12;

/// Bearers by role.
pub struct RoleNouns {
    bearers: HashMap<u64, Vec<FigureIndex>>,
}

impl RoleNouns {
    /// Collects the roles of all figures.
    pub fn of(english: &English, document: &Document, names: &Names) -> Self {
        let mut bearers: HashMap<u64, Vec<FigureIndex>> = HashMap::new();
        let mut add = |role, figure| {
            let list = bearers.entry(role).or_default();
            if list.len() < MOST && !list.contains(&figure) {
                list.push(figure);
            }
        };
        for (number, figure) in names.figures.iter().enumerate() {
            for role in figure.roles.iter().filter(|role| !role.past) {
                add(role.head, number);
            }
            if figure.kind == EntityKind::Organisation {
                for token in figure.core.clone() {
                    let word = document.word(token);
                    if english
                        .names
                        .facts(word)
                        .any(Facts::ORGANISATION.or(Facts::MEDIA))
                    {
                        add(english.names.role(word), number);
                    }
                }
            }
        }
        Self { bearers }
    }

    /// Whom a definite noun with this role can mean.
    pub fn bearers(
        &self,
        english: &English,
        document: &Document,
        names: &Names,
        role: &Role,
    ) -> Vec<FigureIndex> {
        if role.past || role.plural {
            return Vec::new();
        }
        let mut fits: Vec<FigureIndex> = Vec::new();
        // *The official* may be anybody: only whom the text itself calls an official.
        let generic = english.sources.is_generic(document.word(role.token));
        let narrower = english.names.narrower(role.head);
        for head in std::iter::once(&role.head).chain(narrower.iter().filter(|_| !generic)) {
            for &figure in self.bearers.get(head).map_or(&[][..], Vec::as_slice) {
                let known = &names.figures[figure];
                let by_role = known.roles.iter().any(|other| {
                    !other.past
                        && other.head == *head
                        && role.words.iter().all(|word| other.words.contains(word))
                        && !is_lower(english, role, other)
                });
                let by_name = known.kind == EntityKind::Organisation
                    && role.words.iter().all(|word| {
                        known
                            .core
                            .clone()
                            .any(|token| english.names.role(document.word(token)) == *word)
                    });
                if (by_role || by_name) && !fits.contains(&figure) && fits.len() < MOST {
                    fits.push(figure);
                }
            }
            // The very word decides before broader ones do.
            if !fits.is_empty() {
                break;
            }
        }
        let before: Vec<FigureIndex> = fits
            .iter()
            .copied()
            .filter(|&figure| names.figures[figure].first < role.token)
            .collect();
        if before.is_empty() {
            fits.retain(|&figure| is_soon_named(document, role.token, names.figures[figure].first));
            fits
        } else {
            before
        }
    }
}

/// Whether a role may point ahead to a name: from the top of an article, or to the next sentence. *The president would sign … Union president
/// Dale Roe warned …* much later is somebody else.
fn is_soon_named(document: &Document, role: TokenIndex, name: TokenIndex) -> bool {
    let place = document.paragraphs()[document.paragraph_of(role)].place;
    place != Place::Body || document.sentence_of(name) <= document.sentence_of(role) + 1
}

/// Whether the bearer's office is a lesser one than its noun says: *deputy*, *vice*, *assistant*.
fn is_lower(english: &English, role: &Role, bearer: &Role) -> bool {
    ["deputy", "vice", "assistant", "shadow"].iter().any(|word| {
        let word = english.names.role(word);
        bearer.words.contains(&word) && !role.words.contains(&word)
    })
}
