//! The sieves, on trees that a test gives.

use super::*;
use crate::signs::quotations;

/// What the word `asked` of a text refers to: names, or the noun in brackets; `-` for nothing. The text is given as
/// `word/TAG/head/relation` items, heads counted from 1 in their sentence.
fn referent(text: &str, asked: &str) -> String {
    let items: Vec<[&str; 4]> = text
        .split(' ')
        .map(|item| {
            let parts: Vec<&str> = item.rsplitn(4, '/').collect();
            [parts[3], parts[2], parts[1], parts[0]]
        })
        .collect();
    let words: Vec<&str> = items.iter().map(|item| item[0]).collect();
    let document = crate::read::document(English::built_in(), &words.join(" "));
    assert_eq!(document.tokens().len(), items.len(), "{words:?}");
    let (mut tags, mut heads, mut relations) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in document.sentences() {
        for token in sentence.tokens.clone() {
            let [_, tag, head, relation] = items[token];
            let head: usize = head.parse().expect("the number of a head");
            tags.push(Tag::from_name(tag).expect("a tag"));
            heads.push(
                head.checked_sub(1)
                    .map_or(token, |head| sentence.tokens.start + head) as u32,
            );
            relations.push(Relation::from_name(relation).expect("a relation"));
        }
    }
    let grammar = Grammar::new(tags, heads, relations);
    let english = English::built_in();
    let mut names = Names::find(english, &document, &grammar);
    let quoted = quotations::inside(&document);
    let mentions = Mentions::find(english, &document, &grammar, &mut names, &quoted);
    let token = words
        .iter()
        .rposition(|&word| word == asked)
        .expect("a word of the text");
    let name = |figure: FigureIndex| document.slice(document.span_of(names.figures[figure].name.clone()));
    match mentions.at(token) {
        Some(Referent::Open(figures)) if figures.len() == 1 => format!("{}?", name(figures[0])),
        Some(Referent::Figure(figure)) => name(*figure).to_owned(),
        Some(Referent::Noun(noun)) => format!("({})", document.word(*noun)),
        Some(Referent::Open(figures)) => {
            let names: Vec<&str> = figures.iter().map(|&figure| name(figure)).collect();
            names.join(" or ")
        }
        None => "-".to_owned(),
    }
}

const MET: &str =
    "Mr/NNP/2/compound Doyle/NNP/3/nsubj met/VBD/0/root Mr/NNP/5/compound Marsh/NNP/3/obj ././3/punct";
const SAID: &str = "He/PRP/2/nsubj said/VBD/0/root so/RB/2/advmod ././2/punct";

#[test]
fn two_who_fit_equally_well_stay_open() {
    assert_eq!(referent(&format!("{MET} {SAID}"), "He"), "Mr Doyle or Mr Marsh");
}

#[test]
fn a_subject_that_goes_on_is_meant() {
    let drove = "Mr/NNP/2/compound Doyle/NNP/3/nsubj drove/VBD/0/root home/RB/3/advmod ././3/punct";
    assert_eq!(referent(&format!("{MET} {drove} {SAID}"), "He"), "Mr Doyle");
}

#[test]
fn gender_is_told_by_titles() {
    let met =
        "Mr/NNP/2/compound Doyle/NNP/3/nsubj met/VBD/0/root Ms/NNP/5/compound Orr/NNP/3/obj ././3/punct";
    assert_eq!(referent(&format!("{met} {SAID}"), "He"), "Mr Doyle");
    let she = SAID.replace("He", "She");
    assert_eq!(referent(&format!("{met} {she}"), "She"), "Ms Orr");
}

#[test]
fn an_opening_pronoun_looks_ahead() {
    let spoke = "Idris/NNP/3/nsubj Halloran/NNP/1/flat spoke/VBD/0/root later/RB/3/advmod ././3/punct";
    assert_eq!(referent(&format!("{SAID} {spoke}"), "He"), "Idris Halloran");
    // Not past somebody who fits.
    assert_eq!(
        referent(
            &format!(
                "{} {SAID} {spoke}",
                MET.replace(
                    "met/VBD/0/root Mr/NNP/5/compound Marsh",
                    "met/VBD/0/root Ms/NNP/5/compound Orr"
                )
            ),
            "He"
        ),
        "Mr Doyle"
    );
}

#[test]
fn roles_find_their_bearers() {
    let spoke = "Gov./NNP/3/compound Marcia/NNP/3/compound Delray/NNP/4/nsubj spoke/VBD/0/root ././4/punct";
    let said = "The/DT/2/det governor/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
    assert_eq!(referent(&format!("{spoke} {said}"), "governor"), "Marcia Delray");
    let former = format!(
        "Former/JJ/4/amod {}",
        spoke
            .replace("/3/", "/4/")
            .replace("/4/nsubj", "/5/nsubj")
            .replace("/4/punct", "/5/punct")
    );
    assert_eq!(referent(&format!("{former} {said}"), "governor"), "(governor)");
}

#[test]
fn a_verb_of_speech_alone_puts_nobody_first() {
    let wrote = "Mr/NNP/2/compound Doyle/NNP/3/nsubj wrote/VBD/0/root to/IN/6/case Mr/NNP/6/compound Marsh/NNP/3/obl ././3/punct";
    assert_eq!(referent(&format!("{wrote} {SAID}"), "He"), "Mr Doyle or Mr Marsh");
    // What he told him is content, and whoever speaks goes on speaking.
    let told = "Mr/NNP/2/compound Doyle/NNP/3/nsubj told/VBD/0/root Mr/NNP/5/compound Marsh/NNP/3/obj Leeds/NNP/7/nsubj won/VBD/3/ccomp ././3/punct";
    assert_eq!(referent(&format!("{told} {SAID}"), "He"), "Mr Doyle");
}

#[test]
fn somebody_introduced_without_a_name_stays_without_one() {
    let official = "Petra/NNP/2/compound Quill/NNP/6/nsubj ,/,/2/punct an/DT/5/det official/NN/2/appos spoke/VBD/0/root ././6/punct";
    let another = "An/DT/2/det official/NN/3/nsubj left/VBD/0/root ././3/punct";
    let said = "The/DT/2/det official/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
    assert_eq!(
        referent(&format!("{official} {another} {said}"), "official"),
        "(official)"
    );
    assert_eq!(referent(&format!("{official} {said}"), "official"), "Petra Quill");
    let minister = official.replace("official", "minister");
    assert_eq!(referent(&format!("{minister} {said}"), "official"), "(official)");
}

#[test]
fn the_minister_of_the_day_is_another() {
    let minister = "Piers/NNP/2/compound Vale/NNP/6/nsubj ,/,/2/punct the/DT/5/det minister/NN/2/appos spoke/VBD/0/root ././6/punct";
    let said = "The/DT/2/det minister/NN/3/nsubj said/VBD/0/root so/RB/3/advmod ././3/punct";
    assert_eq!(referent(&format!("{minister} {said}"), "minister"), "Piers Vale");
    let of_the_day = "The/DT/2/det minister/NN/6/nsubj of/IN/5/case the/DT/5/det day/NN/2/nmod said/VBD/0/root so/RB/6/advmod ././6/punct";
    assert_eq!(
        referent(&format!("{minister} {of_the_day}"), "minister"),
        "(minister)"
    );
}

#[test]
fn it_needs_a_subject_just_before_and_no_other() {
    let company = "Brayford/NNP/2/compound Water/NNP/3/nsubj met/VBD/0/root ././3/punct";
    let rose = "The/DT/2/det river/NN/3/nsubj rose/VBD/0/root ././3/punct";
    let said = SAID.replace("He", "It");
    assert_eq!(referent(&format!("{company} {said}"), "It"), "Brayford Water");
    assert_eq!(
        referent(&format!("{company} {rose} {said}"), "It"),
        "Brayford Water?"
    );
}

#[test]
fn an_empty_it_refers_to_nothing() {
    let company = "Brayford/NNP/2/compound Water/NNP/3/nsubj met/VBD/0/root ././3/punct";
    let believed = "It/PRP/3/expl is/VBZ/3/aux:pass believed/VBN/0/root ././3/punct";
    assert_eq!(referent(&format!("{company} {believed}"), "It"), "-");
    assert_eq!(
        referent(&format!("{company} {}", SAID.replace("He", "It")), "It"),
        "Brayford Water"
    );
}

#[test]
fn a_body_is_not_they_where_somebody_else_speaks() {
    let advises = "Halden/NNP/2/compound Agency/NNP/3/nsubj advises/VBZ/0/root towns/NNS/3/obj ././3/punct";
    let said =
        "Dr/NNP/2/compound Roe/NNP/3/nsubj said/VBD/0/root they/PRP/5/nsubj left/VBD/3/ccomp ././3/punct";
    assert_eq!(referent(&format!("{advises} {said}"), "they"), "Halden Agency?");
    let left = "Then/RB/3/advmod they/PRP/3/nsubj left/VBD/0/root ././3/punct";
    assert_eq!(referent(&format!("{advises} {left}"), "they"), "Halden Agency");
}

#[test]
fn he_or_she_is_anybody() {
    let either = "He/PRP/4/nsubj or/CC/3/cc she/PRP/1/conj spoke/VBD/0/root ././4/punct";
    assert_eq!(referent(&format!("{MET} {either}"), "He"), "-");
    assert_eq!(referent(&format!("{MET} {either}"), "she"), "-");
}
