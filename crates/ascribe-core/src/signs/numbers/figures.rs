//! Figures at the beginning of a token: *3,000*, *4.5*, *−10*, *3½*, *10-15*, *1/2*.

/// What the figures say and how many bytes they take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// None where separators do not tell: *1,5*, *1.234.567*.
    pub(super) value: Option<f64>,
    /// The second number of *3-1*.
    pub(super) second: Option<f64>,
    /// How many bytes of the token they take.
    pub(super) length: usize,
}

/// The figures that `word` begins with.
pub(super) fn read(word: &str) -> Option<Figures> {
    if let Some(value) = fraction(word) {
        return Some(Figures {
            value: Some(value),
            second: None,
            length: word.len(),
        });
    }
    let (value, length) = single(word)?;
    let rest = &word[length..];
    let Some(mark) = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '–' | '‐' | '‑'))
    else {
        return Some(Figures {
            value,
            second: None,
            length,
        });
    };
    match single(&rest[mark.len_utf8()..]).filter(|_| rest.as_bytes().get(1) != Some(&b'-')) {
        Some((Some(second), more)) => Some(Figures {
            value,
            second: Some(second),
            length: length + mark.len_utf8() + more,
        }),
        _ => Some(Figures {
            value,
            second: None,
            length,
        }),
    }
}

/// *1/2*, *½*: a part of one; not *9/11*.
pub(super) fn fraction(word: &str) -> Option<f64> {
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return vulgar(letter);
    }
    let (over, under) = word.split_once('/')?;
    let (over, under): (u8, u8) = (over.parse().ok()?, under.parse().ok()?);
    (over > 0 && over < under && matches!(under, 2..=6 | 8 | 10)).then(|| f64::from(over) / f64::from(under))
}

fn vulgar(letter: char) -> Option<f64> {
    Some(match letter {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// One number with its sign and separators.
fn single(word: &str) -> Option<(Option<f64>, usize)> {
    let unsigned = word.strip_prefix(['-', '−', '+']).unwrap_or(word);
    let sign = word.len() - unsigned.len();
    let negative = sign > 0 && !word.starts_with('+');
    let mut length = unsigned
        .bytes()
        .position(|byte| !byte.is_ascii_digit() && !matches!(byte, b',' | b'.'))
        .unwrap_or(unsigned.len());
    while length > 0 && !unsigned.as_bytes()[length - 1].is_ascii_digit() {
        length -= 1;
    }
    let digits = &unsigned[..length];
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    // A telephone or part number, not a number of things.
    if digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") && !digits.starts_with("0,") {
        return None;
    }
    let mut value = grouped(digits).map(|value| if negative { -value } else { value });
    if let Some(part) = unsigned[length..].chars().next()
        && let Some(more) = vulgar(part)
    {
        value = value.map(|value| value + more);
        length += part.len_utf8();
    }
    Some((value, sign + length))
}

/// The value of digits with separators: commas part groups of three (or of two before the last, as in India), a point
/// begins the fraction.
fn grouped(digits: &str) -> Option<f64> {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|fraction| fraction.contains(['.', ','])) {
        return None;
    }
    if whole.contains(',') {
        let groups: Vec<&str> = whole.split(',').collect();
        let (first, last) = (groups[0], groups[groups.len() - 1]);
        let inner = &groups[1..groups.len() - 1];
        let of = |length| inner.iter().all(|group| group.len() == length);
        if last.len() != 3 || first.is_empty() || first.len() > 3 || !(of(3) || of(2) && first.len() <= 2) {
            return None;
        }
    }
    let plain: String = digits.chars().filter(|&digit| digit != ',').collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_read_or_left_open() {
        let cases = [
            ("3,000", Some(3000.0), 5),
            ("4.5m", Some(4.5), 3),
            ("1,5", None, 3),
            ("1.234.567", None, 9),
            ("1,00,000", Some(100_000.0), 8),
            ("-10", Some(-10.0), 3),
            ("3½", Some(3.5), 3),
            ("12-day", Some(12.0), 2),
            ("7.", Some(7.0), 1),
        ];
        for (word, value, length) in cases {
            assert_eq!(
                read(word),
                Some(Figures {
                    value,
                    second: None,
                    length
                }),
                "{word}"
            );
        }
        assert_eq!(read("020"), None);
        assert_eq!(read("-day"), None);
    }

    #[test]
    fn pairs_are_read_in_one() {
        assert_eq!(
            read("10-15"),
            Some(Figures {
                value: Some(10.0),
                second: Some(15.0),
                length: 5
            })
        );
        assert_eq!(fraction("3/4"), Some(0.75));
        assert_eq!(fraction("9/11"), None);
    }
}
