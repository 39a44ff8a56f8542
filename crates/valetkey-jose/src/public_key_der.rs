//! The only DER structure that this crate needs: `RSAPublicKey`, a sequence of two integers (RFC 8017 appendix A.1.1).

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;

/// The modulus and the exponent, big-endian without leading zeros.
pub(crate) struct RsaNumbers {
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
}

impl RsaNumbers {
    /// Writes the structure. Ignores leading zeros of the numbers.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.modulus.len() + self.exponent.len() + 16);
        write_integer(&mut body, &self.modulus);
        write_integer(&mut body, &self.exponent);
        let mut der = Vec::with_capacity(body.len() + 8);
        write_element(&mut der, SEQUENCE, &body);
        der
    }

    /// Reads the structure as the crypto library writes it. Returns `None` for any other input.
    pub(crate) fn from_der(der: &[u8]) -> Option<Self> {
        let (body, rest) = read_element(der, SEQUENCE)?;
        let (modulus, body) = read_element(body, INTEGER)?;
        let (exponent, end) = read_element(body, INTEGER)?;
        (rest.is_empty() && end.is_empty()).then(|| Self {
            modulus: without_leading_zeros(modulus).to_vec(),
            exponent: without_leading_zeros(exponent).to_vec(),
        })
    }

    /// Returns the length of the modulus in bits.
    pub(crate) fn bits(&self) -> usize {
        let modulus = without_leading_zeros(&self.modulus);
        modulus.first().map_or(0, |first| modulus.len() * 8 - first.leading_zeros() as usize)
    }
}

fn write_integer(output: &mut Vec<u8>, number: &[u8]) {
    let number = without_leading_zeros(number);
    let mut content = Vec::with_capacity(number.len() + 1);
    if number.first().is_none_or(|first| first & 0x80 != 0) {
        content.push(0);
    }
    content.extend_from_slice(number);
    write_element(output, INTEGER, &content);
}

fn write_element(output: &mut Vec<u8>, tag: u8, content: &[u8]) {
    output.push(tag);
    let length = content.len().to_be_bytes();
    let length = without_leading_zeros(&length);
    match (content.len(), length.len()) {
        (short @ 0..=127, _) => output.push(short as u8),
        (_, bytes) => {
            output.push(0x80 | bytes as u8);
            output.extend_from_slice(length);
        }
    }
    output.extend_from_slice(content);
}

fn read_element(input: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&seen, rest) = input.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=127 => (usize::from(first), rest),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    (seen == tag).then_some(())?;
    rest.split_at_checked(length)
}

fn without_leading_zeros(number: &[u8]) -> &[u8] {
    let start = number.iter().position(|byte| *byte != 0).unwrap_or(number.len());
    &number[start..]
}
