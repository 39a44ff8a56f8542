//! An application and a person signed in at it: what both ask of a server. An answer is missing where none came whole.

use super::{
    browser::{Browser, Page},
    http::{Answer, try_get_with, try_post_form},
    nodes::Nodes,
    program::run_with_input,
};

/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const PASSWORD: &str = "correct horse battery";

/// Alice, the browser she is signed in with, and a trusted application.
pub(crate) struct Account {
    issuer: String,
    client: String,
    cookies: String,
}

impl Account {
    /// Registers the application, adds Alice and signs her in.
    pub(crate) fn new(nodes: &Nodes) -> Self {
        let issuer = nodes.issuer().to_owned();
        // The ES256 key is there from the start; an RSA key is made a moment later.
        let landing = format!("{issuer}/landing");
        let words = ["--redirect-uri", &landing, "--trusted", "--id-token-algorithm", "ES256"];
        let client = nodes.add_client(&words);
        let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
        let words = [&add[..], &["--database", &nodes.database]].concat();
        assert_eq!(run_with_input(&nodes.folder, &words, &format!("{PASSWORD}\n")).code, 0);
        let mut account = Self { issuer, client, cookies: String::new() };
        let mut browser = Browser::default();
        let login = account.open_login(&mut browser);
        let landed = account.sign_in(&mut browser, &login);
        assert!(landed.url.starts_with(&account.landing()), "{}", landed.url);
        account.cookies = browser.cookies("127.0.0.1");
        account
    }

    /// The page that asks a stranger to sign in.
    pub(crate) fn open_login(&self, browser: &mut Browser) -> Page {
        browser.open(&self.request(&self.issuer))
    }

    /// What comes of the right password.
    pub(crate) fn sign_in(&self, browser: &mut Browser, login: &Page) -> Page {
        browser.press(login, "sign-in", &[("username", "alice"), ("password", PASSWORD)])
    }

    /// Alice signs in with a new browser at this address; the code that the application gets.
    pub(crate) fn sign_in_at(&self, node: &str) -> String {
        let mut browser = Browser::default();
        let login = browser.open(&self.request(node));
        code_of(&self.sign_in(&mut browser, &login).url)
    }

    /// The `client_id` of the application.
    pub(crate) fn client_id(&self) -> &str {
        let id = self.client.split('&').next().expect("an id");
        id.trim_start_matches("client_id=")
    }

    /// Where the browser ends up with a code.
    pub(crate) fn landing(&self) -> String {
        format!("{}/landing", self.issuer)
    }

    /// The application's request, and the browser with its session.
    pub(crate) fn authorize(&self, node: &str) -> Option<Answer> {
        try_get_with(&self.request(node), &[("accept", "text/html"), ("cookie", &self.cookies)])
    }

    pub(crate) fn redeem(&self, node: &str, code: &str) -> Option<Answer> {
        let proof = format!("redirect_uri={}&code_verifier={VERIFIER}", self.landing());
        self.post(node, "token", &format!("grant_type=authorization_code&code={code}&{proof}"))
    }

    pub(crate) fn refresh(&self, node: &str, token: &str) -> Option<Answer> {
        self.post(node, "token", &format!("grant_type=refresh_token&refresh_token={token}"))
    }

    pub(crate) fn revoke(&self, node: &str, token: &str) -> Option<Answer> {
        self.post(node, "revoke", &format!("token={token}"))
    }

    /// Whether a token is good.
    pub(crate) fn is_active(&self, node: &str, token: &str) -> bool {
        let answer = self.post(node, "introspect", &format!("token={token}")).expect("an answer");
        answer.json()["active"].as_bool().unwrap_or_else(|| panic!("{} {}", answer.status, answer.body))
    }

    pub(crate) fn userinfo(&self, node: &str, token: &str) -> Option<Answer> {
        let header = format!("Bearer {token}");
        try_get_with(&format!("{node}/userinfo"), &[("authorization", &header)])
    }

    fn request(&self, node: &str) -> String {
        let id = self.client.split('&').next().expect("an id");
        format!(
            "{node}/authorize?response_type=code&scope=openid&{id}&redirect_uri={}\
             &code_challenge={CHALLENGE}&code_challenge_method=S256",
            self.landing()
        )
    }

    fn post(&self, node: &str, path: &str, form: &str) -> Option<Answer> {
        try_post_form(&format!("{node}/{path}"), &format!("{form}&{}", self.client))
    }
}

/// The code of a redirect to the application.
pub(crate) fn code_in(answer: &Answer) -> String {
    let location = answer.header("location").unwrap_or_else(|| panic!("{} {}", answer.status, answer.body));
    code_of(location)
}

fn code_of(location: &str) -> String {
    let query = location.split_once('?').map_or("", |(_, query)| query);
    let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
    code.unwrap_or_else(|| panic!("no code in {location}")).to_owned()
}

/// A token of a token answer.
pub(crate) fn token_in(answer: &Answer, name: &str) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", answer.body)).to_owned()
}
