//! F11: ID tokens had ES256 where nobody asked for it, and many libraries could not verify them.

use crate::support::deployment::{Deployment, text};

#[test]
fn f11_id_tokens_are_signed_with_rs256_unless_another_algorithm_was_chosen() {
    let server = Deployment::start();
    let usual = server.add_client(&["--redirect-uri", &server.landing()]);
    let chosen = server.add_client(&["--redirect-uri", &server.landing(), "--id-token-algorithm", "ES256"]);
    for (client, algorithm) in [(usual, "RS256"), (chosen, "ES256")] {
        assert_eq!(text(&client, "id_token_signed_response_alg"), algorithm);
        let tokens = server.tokens(&client, &[]);
        let id_token = valetkey_jose::decode_unverified(text(&tokens, "id_token")).expect("a JWT");
        assert_eq!(id_token.header["alg"], algorithm);
    }
}
