//! Bytes to text: by their byte order mark, as UTF-8, or as the encoding that they look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a text: it has bytes that no text has")]
pub struct Binary;

/// The text of `bytes`, without a byte order mark.
///
/// UTF-8 and, with a byte order mark, UTF-16 are certain; any other encoding is the likeliest one, and bytes that it does
/// not have become U+FFFD.
///
/// # Errors
/// If the bytes are those of an image, an archive or the like: they have NUL bytes.
pub fn decode(bytes: Vec<u8>) -> Result<String, Binary> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        return without_nul(text.into_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => without_nul(text),
        Err(error) => {
            let bytes = error.into_bytes();
            if bytes.contains(&0) {
                return Err(Binary);
            }
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
        }
    }
}

fn without_nul(text: String) -> Result<String, Binary> {
    if text.contains('\0') {
        Err(Binary)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_removed_and_encodings_found() {
        let text = |bytes: &[u8]| decode(bytes.to_vec());
        assert_eq!(text(b"caf\xc3\xa9"), Ok("café".into()));
        assert_eq!(text(b"\xef\xbb\xbfcaf\xc3\xa9"), Ok("café".into()));
        assert_eq!(text(b"\xff\xfec\0a\0f\0\xe9\0"), Ok("café".into()));
        assert_eq!(text(b"\xfe\xff\0c\0a\0f\0\xe9"), Ok("café".into()));
        assert_eq!(
            text(b"The caf\xe9 said it was \x93shut\x94."),
            Ok("The café said it was “shut”.".into())
        );
        assert_eq!(text(b""), Ok(String::new()));
    }

    #[test]
    fn an_image_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), Err(Binary));
        assert_eq!(decode(b"a\0b".to_vec()), Err(Binary));
    }
}
