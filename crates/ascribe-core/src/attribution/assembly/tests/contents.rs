//! Where contents begin and end.

use super::attributions;

#[test]
fn two_do_not_hold_each_other() {
    let found = attributions(
        "Ms Romero accused him of lying, noting that pay fell, according to the report.",
        &[
            ("Ms Romero", "noting", &["pay fell, according to the report"]),
            (
                "the report",
                "according to",
                &["Ms Romero accused him of lying, noting that pay fell"],
            ),
        ],
    );
    assert_eq!(
        found,
        [
            "Ms Romero | noting | pay fell",
            "the report | according to | Ms Romero accused him of lying, noting that pay fell",
        ]
    );
}

#[test]
fn a_clause_that_keeps_a_name_back_is_not_said() {
    let found = attributions(
        "She has placed him on leave, an aide said, speaking on condition of anonymity because talks go on.",
        &[(
            "an aide",
            "said",
            &[
                "She has placed him on leave",
                "speaking on condition of anonymity because talks go on",
            ],
        )],
    );
    assert_eq!(found, ["an aide | said | She has placed him on leave"]);
}

#[test]
fn what_is_told_of_somebody_has_them_as_subject() {
    let found = attributions(
        "Ofwat is understood to be considering a fine.",
        &[("", "understood", &["to be considering a fine"])],
    );
    assert_eq!(found, [" | is understood | Ofwat + to be considering a fine"]);
}

#[test]
fn a_noun_phrase_behind_the_verb_is_who_speaks() {
    let found = attributions(
        "Talks broke down on Monday, said one source in the room.",
        &[("Talks broke down on Monday", "said", &["one source in the room"])],
    );
    assert_eq!(
        found,
        ["one source in the room | said | Talks broke down on Monday"]
    );
}

#[test]
fn no_content_ends_in_front_of_its_verb() {
    let found = attributions(
        "The ministry said steel would cost more, a move that makers have lobbied for.",
        &[(
            "The ministry",
            "said",
            &["steel would cost more, a move that makers have"],
        )],
    );
    assert_eq!(
        found,
        ["The ministry | said | steel would cost more, a move that makers have lobbied for"]
    );
}

#[test]
fn a_content_has_what_its_frame_cuts_off() {
    let found = attributions(
        "The second ledger, she told the court, was found behind a boiler by officers.",
        &[("she", "told", &["The second ledger"])],
    );
    assert_eq!(
        found,
        ["she | told | The second ledger + was found behind a boiler by officers"]
    );
    let found = attributions(
        "In the north, witnesses said, lorries began to arrive at the camp.",
        &[("witnesses", "said", &["lorries began to arrive at the camp"])],
    );
    assert_eq!(
        found,
        ["witnesses | said | In the north + lorries began to arrive at the camp"]
    );
    let found = attributions(
        "However, she said, lorries began to arrive at the camp.",
        &[("she", "said", &["lorries began to arrive at the camp"])],
    );
    assert_eq!(found, ["she | said | lorries began to arrive at the camp"]);
    let found = attributions(
        "He denies 14 counts of fraud and one of false accounting.",
        &[("He", "denies", &["14 counts of fraud"])],
    );
    assert_eq!(
        found,
        ["He | denies | 14 counts of fraud and one of false accounting"]
    );
    let found = attributions(
        "Belmar has asked its neighbours for helicopters, according to an official.",
        &[
            ("Belmar", "asked", &["for helicopters"]),
            ("an official", "according to", &["Belmar"]),
        ],
    );
    assert_eq!(
        found[1],
        "an official | according to | Belmar has asked its neighbours for helicopters"
    );
}

#[test]
fn whoever_spoke_speaks_on() {
    let found = attributions(
        "Six beds had to close, Dr Amin said. “Families were turned away.”",
        &[("Dr Amin", "said", &["Six beds had to close"])],
    );
    assert_eq!(
        found,
        ["Dr Amin | said | Six beds had to close + “Families were turned away.”"]
    );
    let found = attributions(
        "Dr Amin said it was safe, but Mr Pym said it was not. “Families were turned away.”",
        &[
            ("Dr Amin", "said", &["it was safe"]),
            ("Mr Pym", "said", &["it was not"]),
        ],
    );
    assert_eq!(
        found,
        ["Dr Amin | said | it was safe", "Mr Pym | said | it was not"]
    );
}

#[test]
fn who_is_spoken_to_is_not_said() {
    let found = attributions(
        "The councillor told the meeting the road would flood.",
        &[("The councillor", "told", &["the meeting the road would flood"])],
    );
    assert_eq!(found, ["The councillor | told | the road would flood"]);
}

#[test]
fn a_subject_stays_with_its_verb() {
    let found = attributions(
        "He said work could start in May, although the council refused to confirm it.",
        &[("He", "said", &["work could start in May, although the council"])],
    );
    assert_eq!(found, ["He | said | work could start in May"]);
    let found = attributions(
        "Mr Weir said Lyle, who earned £24,000 a year, had kept the money.",
        &[("Mr Weir", "said", &["£24,000 a year, had kept the money"])],
    );
    assert_eq!(
        found,
        ["Mr Weir | said | Lyle, who earned £24,000 a year, had kept the money"]
    );
}

#[test]
fn scraps_in_front_of_a_source_are_a_clause() {
    let found = attributions(
        "It emerged that the firm had received two letters last month, a source told the Mail.",
        &[("a source", "told", &["that", "month"])],
    );
    assert_eq!(
        found,
        ["a source | told | It emerged that the firm had received two letters last month"]
    );
}

#[test]
fn one_frame_is_one_attribution() {
    let found = attributions(
        "He told the court: “This was a fraud.”",
        &[("He", "told", &["was a fraud"]), ("He", ":", &["This"])],
    );
    assert_eq!(found, ["He | told | “This was a fraud.”"]);
}

#[test]
fn what_somebody_is_jailed_for_is_not_said() {
    let found = attributions(
        "The clerk was jailed for stealing £310,000.",
        &[("The clerk", "jailed", &["for stealing £310,000"])],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_content_ends_in_front_of_its_noun() {
    let found = attributions(
        "Studies suggest it may help people with an inherited condition.",
        &[("Studies", "suggest", &["it may help people with an inherited"])],
    );
    assert_eq!(
        found,
        ["Studies | suggest | it may help people with an inherited condition"]
    );
}
