//! Detects RSA keys of the broken generator known as ROCA (CVE-2017-15361). Their primes are powers of 65537 modulo every small
//! prime, and so is the modulus. This is also true for about one of 2^27 normal keys.

const SMALL_PRIMES: [u32; 38] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];
const GENERATOR: u32 = 65537;

/// Returns `true` if the modulus (big-endian) is from the broken generator. Attackers can then compute the private key.
pub(crate) fn is_roca(modulus: &[u8]) -> bool {
    SMALL_PRIMES.iter().all(|prime| is_power_of_generator(remainder(modulus, *prime), *prime))
}

fn remainder(number: &[u8], prime: u32) -> u32 {
    number.iter().fold(0, |remainder, byte| (remainder * 256 + u32::from(*byte)) % prime)
}

fn is_power_of_generator(residue: u32, prime: u32) -> bool {
    let mut power = 1;
    for _ in 0..prime {
        if power == residue {
            return true;
        }
        power = power * (GENERATOR % prime) % prime;
    }
    false
}
