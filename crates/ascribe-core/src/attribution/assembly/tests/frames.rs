//! Sources and cues, and which of them the rules find for themselves.

use super::attributions;

#[test]
fn a_source_has_all_of_its_name_and_noun() {
    let found = attributions(
        "Simon Achebe KC told the jury that she lied.",
        &[("Simon Achebe", "told", &["she lied"])],
    );
    assert_eq!(found, ["Simon Achebe KC | told | she lied"]);
    let found = attributions(
        "There were warnings from the sheriff that the jail was full.",
        &[("sheriff", "warnings", &["the jail was full"])],
    );
    assert_eq!(found, ["the sheriff | warnings | the jail was full"]);
}

#[test]
fn an_opening_participle_does_not_speak() {
    let found = attributions(
        "Questioning Mrs Frost, Adaeze Bell, defending, suggested that she had lied.",
        &[("Questioning Mrs Frost", "suggested", &["she had lied"])],
    );
    assert_eq!(found, ["Adaeze Bell | suggested | she had lied"]);
    let found = attributions(
        "Boeing, the planemaker, said the wing was sound.",
        &[("Boeing, the planemaker", "said", &["the wing was sound"])],
    );
    assert_eq!(found, ["Boeing, the planemaker | said | the wing was sound"]);
}

#[test]
fn of_joined_clauses_the_last_speaks() {
    let found = attributions(
        "A third chose the mayor and 38 per cent said they were not sure.",
        &[(
            "A third chose the mayor and 38 per cent",
            "said",
            &["they were not sure"],
        )],
    );
    assert_eq!(found, ["38 per cent | said | they were not sure"]);
}

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    let found = attributions(
        "The minister is nervous about the vote and has asked officials to draw up a plan.",
        &[("", "asked", &["officials to draw up a plan"])],
    );
    assert_eq!(found, ["The minister | has asked | officials to draw up a plan"]);
    let found = attributions(
        "The firm was accused of hiding leaks.",
        &[("", "accused", &["of hiding leaks"])],
    );
    assert!(found[0].starts_with(" | "), "{found:?}");
}

#[test]
fn a_cue_has_the_phrase_that_it_begins() {
    let found = attributions(
        "It said in a statement on Monday that the depot was empty.",
        &[("It", "said in", &["the depot was empty"])],
    );
    assert_eq!(found, ["It | said in a statement | the depot was empty"]);
    let found = attributions(
        "She called for the release of the files.",
        &[("She", "called for", &["the release of the files"])],
    );
    assert_eq!(found, ["She | called for | the release of the files"]);
}

#[test]
fn a_cue_has_nothing_of_what_is_said() {
    let found = attributions(
        "The ministry denied targeting the camp.",
        &[("The ministry", "denied targeting", &["the camp"])],
    );
    assert_eq!(found, ["The ministry | denied | targeting the camp"]);
}

#[test]
fn a_mere_preposition_is_no_cue() {
    let found = attributions(
        "Coastguards are searching for a man in his thirties.",
        &[("Coastguards", "for", &["a man in his thirties"])],
    );
    assert!(found.is_empty(), "{found:?}");
    let found = attributions(
        "Prices rose according to the ministry.",
        &[("the ministry", "according to", &["Prices rose"])],
    );
    assert_eq!(found, ["the ministry | according to | Prices rose"]);
}

#[test]
fn no_content_breaks_into_another_sentence() {
    let found = attributions(
        "Police said the man was dead at the scene. His family have been told, the force added.",
        &[
            (
                "Police",
                "said",
                &["the man was dead at the scene. His family have been"],
            ),
            ("the force", "added", &["His family have been told"]),
        ],
    );
    assert_eq!(
        found,
        [
            "Police | said | the man was dead at the scene",
            "the force | added | His family have been told",
        ]
    );
}

#[test]
fn a_clause_behind_a_colon_may_be_the_papers() {
    let found = attributions(
        "The regulator blamed the company: its pumps were old and its staff were tired.",
        &[(
            "The regulator",
            "blamed",
            &["the company: its pumps were old and its staff were tired"],
        )],
    );
    assert_eq!(found, ["The regulator | blamed | the company"]);
    let found = attributions(
        "The regulator said this: its pumps were old.",
        &[("The regulator", "said", &["this: its pumps were old"])],
    );
    assert_eq!(found, ["The regulator | said | this: its pumps were old"]);
}

#[test]
fn a_content_has_all_of_its_noun_phrase() {
    let found = attributions(
        "He refused to talk about the deal after the defeat by Weston on Saturday.",
        &[("He", "refused", &["to talk about the deal after the defeat"])],
    );
    assert_eq!(
        found,
        ["He | refused | to talk about the deal after the defeat by Weston"]
    );
}

#[test]
fn a_content_in_front_has_all_of_its_clause() {
    let found = attributions(
        "Rovers are about to sign him after agreeing a fee, sources said.",
        &[("sources", "said", &["after agreeing a fee"])],
    );
    assert_eq!(
        found,
        ["sources | said | Rovers are about to sign him after agreeing a fee"]
    );
}

#[test]
fn things_do_not_accuse() {
    let found = attributions(
        "He said the system was old and accused suppliers of hiding profits.",
        &[(
            "He",
            "said",
            &["the system was old and accused suppliers of hiding profits"],
        )],
    );
    assert_eq!(
        found,
        [
            "He | said | the system was old",
            "He | accused | suppliers of hiding profits",
        ]
    );
    let found = attributions(
        "He said the minister was tired and accused suppliers of hiding profits.",
        &[(
            "He",
            "said",
            &["the minister was tired and accused suppliers of hiding profits"],
        )],
    );
    assert_eq!(
        found,
        ["He | said | the minister was tired and accused suppliers of hiding profits"]
    );
}

#[test]
fn the_subject_behind_the_verb_speaks() {
    let found = attributions(
        "Oil firms have known of it for years, said Greta Holm, and did nothing.",
        &[("Oil firms", "said", &["and did nothing"])],
    );
    assert_eq!(
        found,
        ["Greta Holm | said | Oil firms have known of it for years + and did nothing"]
    );
}

#[test]
fn what_somebody_says_may_be_an_attribution() {
    let found = attributions(
        "Two of them said they had room, he added.",
        &[
            ("Two of them", "said", &["they had room"]),
            ("he", "added", &["Two of them"]),
        ],
    );
    assert_eq!(
        found,
        [
            "Two of them | said | they had room",
            "he | added | Two of them said they had room",
        ]
    );
}

#[test]
fn a_comma_says_nothing() {
    let found = attributions(
        "One of them, identified in court as Linda Marsh, left.",
        &[(",", "identified", &["One of them"])],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn who_stands_in_a_relative_clause_does_not_hold_it() {
    let found = attributions(
        "Asthma is thought to affect one in ten adults, many of whom do not know it.",
        &[("many of whom", "thought", &["to affect one in ten adults"])],
    );
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(" | is thought | Asthma"), "{found:?}");
}
