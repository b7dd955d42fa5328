//! Random bytes, and what is kept of a password or key.

use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::store::values::hex;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// `bytes` from the operating system's source of chance.
///
/// # Panics
/// If the system has none, in which case nothing here is safe.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// SHA-256 of a secret that is long and random itself.
pub fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Salt and Argon2id of a password. Takes tens of milliseconds and 19 MiB.
pub fn hashed(password: &str) -> String {
    let salt = random::<SALT_BYTES>();
    format!("{}{}", hex(&salt), hex(&argon2id(password, &salt)))
}

/// Whether `password` is the one that `stored` was made from. Takes as long for no stored one as for any other.
pub fn fits(password: &str, stored: Option<&str>) -> bool {
    let bytes = stored.and_then(unhex).unwrap_or_default();
    let known = bytes.len() == SALT_BYTES + HASH_BYTES;
    let (salt, hash) = if known {
        bytes.split_at(SALT_BYTES)
    } else {
        (&[0; SALT_BYTES][..], &[0; HASH_BYTES][..])
    };
    let equal = bool::from(argon2id(password, salt).ct_eq(hash));
    known && equal
}

fn argon2id(password: &str, salt: &[u8]) -> [u8; HASH_BYTES] {
    let cost = Params::new(19 * 1024, 2, 1, Some(HASH_BYTES)).expect("the cost is within the bounds");
    let mut hash = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password_into(password.as_bytes(), salt, &mut hash)
        .expect("salt and hash are of allowed length");
    hash
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| digit.to_digit(16).map(|it| it as u8))
        .collect();
    let (pairs, rest) = digits.as_ref()?.as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high * 16 + low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = hashed("correct horse battery");
        assert!(fits("correct horse battery", Some(&stored)));
        assert!(!fits("correct horse batterz", Some(&stored)));
        assert!(!fits("correct horse battery", None));
        assert!(!fits("correct horse battery", Some("not hexadecimal")));
        assert_ne!(stored, hashed("correct horse battery"), "the salt differs");
    }
}
