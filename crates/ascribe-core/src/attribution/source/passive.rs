//! Who is no source, since the verb is in the passive or the cue an adverb: ***A church** is said to have collapsed*, ***Firm** accused of
//! hiding leak*, ***He** allegedly lied*; and who is one behind *by*.

use std::ops::Range;

use crate::attribution::label::Label;
use crate::document::{Document, TokenIndex};
use crate::english::English;
use crate::grammar::Grammar;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// Verbs whose passive says something of its subject: *is said to*, *is believed to*.
const TOLD: [&str; 16] = [
    "allege",
    "assume",
    "believe",
    "deem",
    "estimate",
    "expect",
    "know",
    "presume",
    "report",
    "rumor",
    "rumour",
    "say",
    "see",
    "suppose",
    "think",
    "understand",
];

/// Verbs whose passive names the one who hears it: *was told*, *had been warned*.
const ADDRESSED: [&str; 16] = [
    "advise",
    "alert",
    "ask",
    "assure",
    "brief",
    "caution",
    "encourage",
    "inform",
    "instruct",
    "notify",
    "order",
    "remind",
    "tell",
    "tip",
    "urge",
    "warn",
];

/// Verbs whose passive names the one who is accused: *could be charged with fraud*.
const ACCUSED: [&str; 6] = ["accuse", "acquit", "charge", "convict", "indict", "suspect"];

/// Verbs that need whom they are about, so that *of* or *to* right behind them shows a passive without its helper: *Firm **accused of**
/// hiding leak*, *Residents **told to** leave*. Not *asked to see*, *warned of more rain*.
const BARE: [&str; 12] = [
    "accuse",
    "advise",
    "blame",
    "criticise",
    "criticize",
    "encourage",
    "instruct",
    "praise",
    "remind",
    "suspect",
    "tell",
    "urge",
];

/// The label without a source that only suffers the verb, which belongs to what is said if nobody else is named; with the one behind *by*.
pub fn mend(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) {
    let passive = grammar.child(label.head, Relation::AuxPass).is_some();
    if passive {
        // *is expected **in the new year***: neither a time nor a place speaks.
        let speaks = |run: &Range<TokenIndex>| {
            english
                .sources
                .kind(&document.word(run.end - 1).to_lowercase())
                .is_some()
        };
        let is_agent = |run: &Range<TokenIndex>| {
            let before = document.word(run.start - 1);
            run.start < label.head || grammar.tag(run.start - 1) != Tag::In || before == "by" || speaks(run)
        };
        label.source.retain(|run| run.start == 0 || is_agent(run));
        let sentence = document.sentence_of(label.head);
        label
            .source
            .retain(|run| document.sentence_of(run.start) == sentence);
    }
    let suffers =
        || is_told_of(english, document, grammar, label) || is_bare(english, document, grammar, label);
    if grammar.tag(label.head) == Tag::Rb || suffers() {
        for run in std::mem::take(&mut label.source) {
            let at = label.content.partition_point(|content| content.start < run.start);
            label.content.insert(at, run);
        }
    }
    if is_addressed(english, document, grammar, label)
        || is_of_other_clause(english, document, grammar, label)
    {
        label.source.clear();
    }
    without_hearer(english, document, grammar, label);
    if let Some(subject) = raised_subject(english, document, grammar, label) {
        label.content.insert(0, subject);
    }
    name_agent(document, grammar, label);
}

/// Whether the source is the subject of a passive that nobody is named for.
fn is_told_of(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let lemma = english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    TOLD.contains(&&*lemma)
        && is_passive_subject(grammar, label)
        && grammar.child(label.head, Relation::OblAgent).is_none()
}

/// *Scientists at **the institute** agree, and a trial **is expected***, *It is thought to affect many, **most of whom** never know*: who stands in
/// front of the subject, or behind as the head of a relative clause, speaks in another clause.
fn is_of_other_clause(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let lemma = || english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    let subject = grammar
        .child(label.head, Relation::NsubjPass)
        .map(|subject| grammar.subtree(subject).start);
    let is_before = |start: TokenIndex| label.source.iter().all(|source| source.end < start);
    let is_relative = |run: &Range<TokenIndex>| {
        run.start > label.head
            && run
                .clone()
                .any(|token| matches!(grammar.tag(token), Tag::Wp | Tag::Wdt))
            && document.word(run.start - 1) != "by"
    };
    grammar.child(label.head, Relation::AuxPass).is_some()
        && grammar.child(label.head, Relation::OblAgent).is_none()
        && (subject.is_some_and(is_before)
            || !label.source.is_empty() && label.source.iter().all(is_relative))
        && TOLD.contains(&&*lemma())
}

/// Whether the source stands in front of a passive that has no helper.
fn is_bare(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let ([source], verb) = (&label.source[..], label.head) else {
        return false;
    };
    let lemma = english.lemmas.lemma(document.word(verb), Tag::Vbn);
    let follows = (document.tokens().get(verb + 1)).map(|_| document.word(verb + 1));
    let is_participle = matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbn);
    let is_helped = grammar.child(verb, Relation::Aux).is_some();
    let lacks_object = follows.is_some_and(|word| matches!(word, "for" | "of" | "over" | "to"));
    let suffers = lacks_object && BARE.contains(&&*lemma)
        || is_described(document, grammar, verb + 1) && TOLD.contains(&&*lemma);
    source.end <= verb && is_participle && !is_helped && suffers
}

/// *Two feared **dead***: an adjective or participle that no noun follows.
fn is_described(document: &Document, grammar: &Grammar, at: TokenIndex) -> bool {
    let tokens = document.tokens().len();
    let describes = at < tokens && matches!(grammar.tag(at), Tag::Jj | Tag::Vbn);
    describes && (at + 1 == tokens || !grammar.tag(at + 1).is_noun())
}

/// ***The regulator** is understood to be looking into it*, ***Residents** were told to leave*: the subject of such a passive, where the
/// content lacks it.
fn raised_subject(
    english: &English,
    document: &Document,
    grammar: &Grammar,
    label: &Label,
) -> Option<Range<TokenIndex>> {
    let [content] = &label.content[..] else {
        return None;
    };
    let begins =
        label.source.is_empty() && content.start >= label.cue.end && grammar.tag(content.start) == Tag::To;
    let is_passive = grammar.child(label.head, Relation::AuxPass).is_some();
    // *It is thought to work by …*: with an infinitive the pronoun is somebody or something.
    let others = [Relation::Nsubj, Relation::Expl];
    let other = || {
        others
            .iter()
            .find_map(|&relation| grammar.child(label.head, relation))
    };
    let subject = grammar
        .child(label.head, Relation::NsubjPass)
        .or_else(|| other().filter(|_| is_passive))
        .filter(|_| begins)?;
    let phrase = grammar.subtree(subject);
    let lemma = english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    let hears = TOLD.contains(&&*lemma) || ADDRESSED.contains(&&*lemma);
    (hears && phrase.end <= label.cue.start).then_some(phrase)
}

/// Whether the source is the subject of a cue in the passive.
fn is_passive_subject(grammar: &Grammar, label: &Label) -> bool {
    let [source] = &label.source[..] else { return false };
    let verb = label.head;
    let subject = grammar
        .child(verb, Relation::NsubjPass)
        .or_else(|| grammar.child(verb, Relation::Nsubj));
    source.end <= verb
        && grammar.tag(verb) == Tag::Vbn
        && grammar.child(verb, Relation::AuxPass).is_some()
        && subject.is_some_and(|subject| source.contains(&subject))
}

/// *Managers **had been warned** about the backlog*, *Roe **was charged** with fraud*: who is spoken to or accused vouches for nothing.
fn is_addressed(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let lemma = english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    // *complained **but were told** …*: the subject may stand with the verb before.
    let goes_on = || {
        let is_in_front = label.source.iter().all(|source| source.end <= label.head);
        is_in_front
            && grammar.relation(label.head) == Relation::Conj
            && grammar.child(label.head, Relation::AuxPass).is_some()
    };
    (ADDRESSED.contains(&&*lemma) || ACCUSED.contains(&&*lemma))
        && (is_passive_subject(grammar, label) || goes_on())
}

/// *He died at noon, **the hearing at Marl Court** was told*: nor is who is spoken to any of what is said in front.
fn without_hearer(english: &English, document: &Document, grammar: &Grammar, label: &mut Label) {
    let lemma = english.lemmas.lemma(document.word(label.head), Tag::Vbn);
    let subject = grammar
        .child(label.head, Relation::NsubjPass)
        .filter(|_| ADDRESSED.contains(&&*lemma) && grammar.tag(label.head) == Tag::Vbn);
    let Some(hearer) = subject
        .map(|subject| grammar.subtree(subject))
        .filter(|hearer| hearer.end == label.cue.start)
    else {
        return;
    };
    let Some(comma) = hearer
        .start
        .checked_sub(1)
        .filter(|&comma| document.word(comma) == ",")
    else {
        return;
    };
    let is_clause = |run: &Range<TokenIndex>| {
        run.start < comma && (run.start..comma.min(run.end)).any(|token| grammar.tag(token).is_finite())
    };
    if label.content.iter().any(is_clause) {
        label.source.retain(|run| run.start < hearer.start);
        label
            .content
            .retain(|run| run.start < comma || run.start >= hearer.end);
        for run in label.content.iter_mut().filter(|run| run.start < comma) {
            run.end = run.end.min(comma);
        }
    }
}

/// *was blamed for the flood **by residents***: who stands behind *by* says it, and is nothing of what is said.
fn name_agent(document: &Document, grammar: &Grammar, label: &mut Label) {
    let is_by = |token: &TokenIndex| {
        grammar
            .child(*token, Relation::Case)
            .is_some_and(|case| document.word(case) == "by")
    };
    if !label.source.is_empty() || grammar.tag(label.head) != Tag::Vbn {
        return;
    }
    // *Asked **by Castellano** whether …*: in front of the content.
    let next = grammar
        .children(label.head)
        .filter(is_by)
        .map(|agent| grammar.subtree(agent))
        .find(|phrase| phrase.start == label.head + 1 && phrase.len() > 1);
    if let Some(phrase) = next
        && label.cue.end == phrase.start
        && label.content.iter().all(|run| phrase.end <= run.start)
    {
        let agent = phrase.start + 1..phrase.end;
        label.source = vec![agent];
        return;
    }
    let agent = grammar
        .children(label.head)
        .filter(|&child| matches!(grammar.relation(child), Relation::OblAgent | Relation::Obl))
        .find(is_by);
    let Some(phrase) = agent.map(|agent| grammar.subtree(agent)) else {
        return;
    };
    let Some(content) = (label.content.iter_mut())
        .find(|content| content.start <= phrase.start && phrase.end <= content.end)
        .filter(|content| phrase.len() > 1 && content.end == phrase.end && content.start < phrase.start)
    else {
        return;
    };
    content.end = phrase.start;
    let agent = phrase.start + 1..phrase.end;
    label.source = vec![agent];
}

/// Verbs of courts and authorities that need whom they are about.
const PUNISHING: [&str; 5] = ["ban", "charge", "convict", "indict", "sentence"];

/// *Bookkeeper jailed **for** stealing*, *Rider banned **over** missed tests*: in the passive without a helper of headlines, a verb that is
/// no verb of attributing. *Forty were denied **boarding***: nor is one that withholds a thing, or that tells a state, *two feared **dead***.
pub fn is_suffered(english: &English, document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let verb = label.head;
    let Some(follows) = (document.tokens().get(verb + 1)).map(|_| document.word(verb + 1)) else {
        return false;
    };
    let lemma = english.lemmas.lemma(document.word(verb), Tag::Vbn);
    let first = label.content.iter().find(|run| run.start > verb);
    let is_punished = match english.stances.verbs.get(&lemma) {
        None => {
            follows == "for" && first.is_some_and(|run| run.start == label.cue.end && run.start == verb + 1)
        }
        Some(_) => matches!(follows, "for" | "over" | "after") && PUNISHING.contains(&&*lemma),
    };
    let is_withheld = &*lemma == "deny"
        && grammar.child(verb, Relation::AuxPass).is_some()
        && first.is_some_and(|run| {
            run.start == verb + 1
                && run
                    .clone()
                    .all(|token| !grammar.tag(token).is_finite() && document.word(token) != "that")
        });
    // *Two **feared dead***: what has become of them, not what somebody says.
    let is_state = matches!(&*lemma, "fear" | "presume")
        && matches!(grammar.tag(verb), Tag::Vbd | Tag::Vbn)
        && label.source.iter().all(|source| source.end <= verb)
        && is_described(document, grammar, verb + 1);
    grammar.tag(verb).is_verb()
        && (is_punished || is_withheld || is_state || is_named(document, grammar, label))
}

/// *a dog **called Biscuit***: bears that name; not *Roe called Biscuit his best friend*.
fn is_named(document: &Document, grammar: &Grammar, label: &Label) -> bool {
    let ([source], [content]) = (&label.source[..], &label.content[..]) else {
        return false;
    };
    let is_indefinite = matches!(document.word(source.start), "a" | "an" | "A" | "An");
    document.word(label.head) == "called"
        && is_indefinite
        && source.end == label.head
        && content.start == label.head + 1
        && content.clone().all(|token| grammar.tag(token).is_name())
}
