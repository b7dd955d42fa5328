//! What asserts nothing: questions, orders, greetings, invitations, credits.

use super::{is_indirect, senses};
use crate::claims::boundaries::Boundary;
use crate::claims::statement::Statement;
use crate::document::TokenIndex;
use crate::english::claim_words::CheckSense;
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::vocabulary::{Place, Stance};

/// *Who ordered the radios?*, *Call the harbour office*, *Good morning*, *Photograph: Joe Fenner*, *asked **who had ordered
/// them***, *What happens now* over a paragraph, *Arrests after the vote*, which has no verb.
///
/// Not: *a request which the ministry declined* (a relative clause), *What the council paid was £3m* (the clause is subject).
pub(super) fn is_no_assertion(statement: &Statement<'_>) -> bool {
    let has_verb = || statement.tokens().any(|token| statement.tag(token).is_verb());
    statement.boundary == Some(Boundary::Fragment) && !has_verb() && !leaves_verb_out(statement)
        || names_thing(statement)
        || asks(statement)
        || wonders(statement)
        || orders(statement)
        || greets(statement)
        || invites(statement)
        || presents(statement)
        || credits(statement)
}

/// *Norvale **in lockdown** over new cases*, *No survivors from crash*, *Wildfire rages **near** park*: news in a headline that leaves *is* or *there are*
/// out, or whose verb is taken for a noun.
///
/// Not: *The long road to the vote* (an article in front), *Six rescues after the quake* (a list), *Results: the winners in full*, *How to vote*,
/// *Ana Roe on being mayor* (a title).
fn leaves_verb_out(statement: &Statement<'_>) -> bool {
    const TITLED: [&str; 12] = [
        "a", "an", "how", "inside", "my", "quiz", "the", "what", "when", "where", "why", "your",
    ];
    let first = statement.first();
    let is_whole = first == statement.sentence.start && statement.chain.is_empty();
    let places = |token: TokenIndex| {
        statement.tag(token) == Tag::In
            && !statement.is(token, &["of"])
            && !(token + 1 < statement.sentence.end && statement.tag(token + 1) == Tag::Vbg)
    };
    statement.place == Place::Headline
        && is_whole
        && !statement.is(first, &TITLED)
        && statement.tag(first) != Tag::Cd
        && statement.tokens().skip(1).any(places)
        && !statement.tokens().any(|token| statement.is(token, &[":"]))
}

/// ***The writer** who emerged from hiding* over or under a headline, ***A guide** to the vote*: a thing with its article and what tells which it
/// is, without a full stop and without a verb.
///
/// Not: *Portrait of the queen sold* (headlines leave the article out), *The pond a lake again* (a verb is left out), *The deadline passed on
/// Friday.* (a verb that looks like a participle).
fn names_thing(statement: &Statement<'_>) -> bool {
    let (noun, end) = (statement.predicate, statement.sentence.end);
    let is_title = statement.chain.is_empty()
        && statement.runs.len() == 1
        && statement.runs[0] == statement.sentence
        && statement.document.word(end - 1).ends_with(char::is_alphanumeric);
    let is_article = statement.is(statement.first(), &["a", "an", "the"]);
    // Every verb stands below the noun, in a clause or phrase that tells which it is.
    let tells = |token: TokenIndex| {
        let up = |&at: &TokenIndex| statement.grammar.head(at).filter(|&head| head != noun);
        let top = std::iter::successors(Some(token), up).take(DEPTH).last();
        top.is_some_and(|top| {
            let relation = statement.grammar.relation(top);
            matches!(relation, Relation::AclRelcl | Relation::Acl | Relation::Nmod)
        })
    };
    is_title
        && is_article
        && statement.grammar.head(statement.first()) == Some(noun)
        && statement.tag(noun).is_noun()
        && !statement.is_copular()
        && statement.subject.is_none()
        && statement
            .tokens()
            .filter(|&token| statement.tag(token).is_finite())
            .all(tells)
}

/// So many tokens the label of a headline has, with its colon.
const LABEL: usize = 5;

/// How many heads upwards are looked at.
const DEPTH: usize = 8;

fn asks(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let end = statement.sentence.end;
    // *“Is it over?” asked the mayor on Friday*: the mark may stand within the sentence.
    let closes = |at: TokenIndex| at < end && statement.document.word(at).starts_with('?');
    let here = statement
        .runs
        .last()
        .is_some_and(|run| closes(run.end) || closes(run.end - 1));
    let marked = here
        || (end.saturating_sub(3).max(statement.sentence.start)..end)
            .any(|token| statement.document.word(token).starts_with('?'));
    let embedded = matches!(
        statement.boundary,
        Some(Boundary::Relative | Boundary::Participle)
    );
    // *asked who had ordered them*, *What happens now* as a heading; not *When the storm struck, …*, *What he paid was …*
    let governs = governs(statement, first);
    // *How politics shapes dating*: what the article under it explains.
    let heads = statement.place == Place::Headline && first == statement.sentence.start;
    let alone =
        !statement.chain.is_empty() && !statement.is_quoted() || statement.place == Place::Heading || heads;
    let question_word = statement.is(first, &["how", "what", "who", "whom", "whose", "why"])
        && statement.grammar.relation(statement.predicate) != Relation::AclRelcl
        || statement.is(first, &["whether"]);
    // *asked **how many** people use it*
    let is_asked = statement.stance() == Some(Stance::Ask)
        && statement.is(
            first,
            &[
                "how", "what", "when", "where", "which", "who", "whom", "whose", "why",
            ],
        );
    // *…, whose brother is underground*: it tells of the noun in front of it.
    let goes_on = first > statement.sentence.start
        && statement.is(first, &["who", "whom", "whose"])
        && (statement.tag(first - 1) == Tag::Comma || statement.tag(first - 1).is_noun());
    let begins_with_question_word = (question_word && governs || is_asked)
        && !embedded
        && !goes_on
        && alone
        && !is_recounted(statement)
        && !is_cleft(statement);
    // *Q: Will there be sanctions?*
    let in_transcript = statement.cue().any(|token| statement.is(token, &[":"]));
    // *Did the council know* over a paragraph
    let is_turned = || {
        let begins = first == statement.sentence.start && statement.tag(first) != Tag::Md;
        let is_helper = statement.grammar.head(first) == Some(statement.predicate)
            && (statement.grammar.relation(first).is_helper()
                || statement.grammar.relation(first) == Relation::Cop);
        let has_subject = statement
            .subject
            .is_some_and(|subject| subject < statement.predicate && subject > first);
        begins && is_helper && has_subject && matches!(statement.place, Place::Headline | Place::Heading)
    };
    // *Analysis: **why** the plan could fail*
    let is_labelled = || {
        let words = statement.sentence.start..statement.sentence.end.min(statement.sentence.start + LABEL);
        let colon = words.clone().find(|&token| statement.is(token, &[":"]));
        colon.is_some_and(|colon| {
            colon + 1 < statement.sentence.end && statement.is(colon + 1, &["how", "what", "where", "why"])
        }) && matches!(statement.place, Place::Headline | Place::Heading)
    };
    is_turned()
        || is_labelled()
        || (marked && !embedded && (statement.chain.is_empty() || !is_indirect(statement) || in_transcript))
        || begins_with_question_word
        || statement.stance() == Some(Stance::Ask) && statement.is(first, &["if"])
}

/// *described **how he had hidden** for two days*: that he had is told.
///
/// Not: *described how the scheme works* (how, and not that it does), *asked how he had hidden*, *revealed how many came*.
fn is_recounted(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let recounts = |token: TokenIndex| {
        [
            "describe", "detail", "recall", "recount", "relate", "remember", "reveal", "show", "tell",
        ]
        .contains(&&*statement.lemma(token))
    };
    let mut cue = statement.cue();
    statement.is(first, &["how"])
        && statement.is_past()
        && statement.subject.is_some_and(|subject| {
            // *how many came* asks for the number.
            (first + 1..=subject).all(|token| !matches!(statement.tag(token), Tag::Jj | Tag::Rb))
        })
        && cue.any(recounts)
}

/// ***What** the engineers **found was** a crack*: the clause is the subject of *was*.
fn is_cleft(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    let Some(copula) = statement.child(Relation::Cop) else {
        return false;
    };
    statement.is(first, &["what"])
        && (first + 1..copula).any(|token| {
            statement.tag(token).is_finite()
                && statement
                    .grammar
                    .child(token, Relation::Nsubj)
                    .is_some_and(|subject| subject < token)
        })
}

/// Whether the question word stands in the subject or object of the predicate: *how many people use it*.
fn governs(statement: &Statement<'_>, question_word: TokenIndex) -> bool {
    const DEEPEST: usize = 4;
    let mut at = question_word;
    for _ in 0..DEEPEST {
        match statement.grammar.head(at) {
            None => return true,
            Some(head) if head == statement.predicate => return true,
            Some(head) if head < statement.predicate => at = head,
            Some(_) => return false,
        }
    }
    false
}

/// ***You may wonder why** a man would hide it*: a question in the form of a statement.
fn wonders(statement: &Statement<'_>) -> bool {
    let asks_who = |token: TokenIndex| {
        statement
            .grammar
            .children(token)
            .chain([token])
            .any(|child| statement.is(child, &["how", "what", "whether", "who", "why"]))
    };
    statement.is(statement.predicate, &["ask", "wonder"])
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["I", "we", "you"]))
        && statement
            .children()
            .any(|child| child > statement.predicate && asks_who(child))
}

/// An imperative: a bare verb that nobody is the subject of, in a sentence or quotation of its own.
fn orders(statement: &Statement<'_>) -> bool {
    let verb = statement.predicate;
    let begins = statement.first() == verb
        || statement.is(
            statement.first(),
            &["please", "do", "don't", "never", "let", "just"],
        )
        || statement.children().next() == Some(verb)
        || follows_purpose(statement)
        // *If you are told to leave, **please** leave*
        || verb > statement.sentence.start && statement.is(verb - 1, &["please"]);
    statement.tag(verb) == Tag::Vb
        && begins
        && statement.subject.is_none()
        // *Revenue fell*: the tagger may take a noun at the beginning for a verb.
        && !statement.tokens().any(|token| statement.tag(token) == Tag::Vbd)
        && statement.auxiliaries().all(|token| statement.is(token, &["do"]))
        && statement.child(Relation::Mark).is_none()
        && matches!(
            statement.grammar.relation(verb),
            Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis
        )
        && !matches!(statement.stance(), Some(Stance::Intend))
}

/// ***For details**, contact the office*: a phrase with *for* and a comma in front of the verb.
fn follows_purpose(statement: &Statement<'_>) -> bool {
    let (first, verb) = (statement.first(), statement.predicate);
    first == statement.sentence.start
        && statement.is(first, &["for"])
        && verb > first
        && (statement.tag(verb - 1) == Tag::Comma || statement.is(verb - 1, &["please"]))
}

fn greets(statement: &Statement<'_>) -> bool {
    let first = statement.first();
    // *No deaths were reported* answers nothing.
    let counts = statement.is(first, &["no"])
        && first + 1 < statement.sentence.end
        && (statement.tag(first + 1).is_noun() || matches!(statement.tag(first + 1), Tag::Jj | Tag::Cd));
    if counts {
        return false;
    }
    let says = |token: TokenIndex| senses(statement, token).has(CheckSense::Greeting as usize);
    // *Yes, we pay for it*, *I am not okay with that*: more than an answer.
    let answers = |token: TokenIndex| statement.is(token, &["no", "ok", "okay", "yes"]);
    (says(first) && (statement.subject.is_none() || statement.is_first_person() && !answers(first)))
        || statement.is(first, &["good"])
            && first + 1 < statement.sentence.end
            && statement.is(first + 1, &["morning", "afternoon", "evening", "night"])
        || statement.is_first_person() && says(statement.predicate) && !answers(statement.predicate)
}

/// ***You can email** me*, *You can follow our live blog here*: how to reach whoever writes.
fn invites(statement: &Statement<'_>) -> bool {
    let reaches = || {
        statement.is(
            statement.predicate,
            &["contact", "email", "follow", "message", "read", "tweet", "watch"],
        )
    };
    let is_ours = |token: TokenIndex| statement.is(token, &["here", "me", "us", "our", "my"]);
    statement.chain.is_empty()
        && statement.has_modal(&["can"])
        && statement
            .subject
            .is_some_and(|subject| statement.is(subject, &["you"]))
        && reaches()
        && statement.tokens().any(is_ours)
}

/// ***Here is** what we know so far*, ***We** are closing **our live coverage***, ***That's all** from us*: the writer shows readers round.
///
/// Not: *Here lies the problem*, *We are closing our doors*.
fn presents(statement: &Statement<'_>) -> bool {
    const BE: [&str; 4] = ["are", "is", "'s", "’s"];
    let first = statement.first();
    let next = |step: usize, words: &[&str]| {
        first + step < statement.sentence.end && statement.is(first + step, words)
    };
    let is_ours = |noun: TokenIndex| {
        statement
            .grammar
            .children(noun)
            .any(|child| statement.is(child, &["our", "this"]))
    };
    let is_page = |token: TokenIndex| statement.is(token, &["blog", "coverage", "page"]) && is_ours(token);
    statement.chain.is_empty()
        && (statement.is(first, &["here"]) && next(1, &BE)
            || statement.is(first, &["that"]) && next(1, &BE) && next(2, &["all", "it"])
            || statement.is_first_person() && statement.child(Relation::Obj).is_some_and(is_page))
}

/// *Photograph:*, *Image:*, *Reporting by …*, *Categories:* and what follows.
fn credits(statement: &Statement<'_>) -> bool {
    let first = statement.sentence.start;
    senses(statement, first).has(CheckSense::Credit as usize)
        && first + 1 < statement.sentence.end
        && statement.is(first + 1, &[":", "by"])
}
