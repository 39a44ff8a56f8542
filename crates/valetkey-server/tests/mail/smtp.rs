//! The way to an SMTP server.

use std::time::Duration;

use uuid::Uuid;
use valetkey_server::{
    Configuration,
    mail::{MailFailure, OutgoingMail, SharedMailTransport},
};

use crate::{
    fake_smtp::{FakeSmtp, Mood},
    support::transport,
};

fn mail() -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(7),
        to: "alice@example.org".to_owned(),
        subject: "Grüße".to_owned(),
        text: "the text part".to_owned(),
        html: "<p>the html part</p>".to_owned(),
    }
}

fn to(server: &FakeSmtp) -> SharedMailTransport {
    let port = server.port;
    transport(&format!(
        "server = \"127.0.0.1:{port}\"\ntls = \"none\"\nfrom = \"Example <no-reply@id.example>\"\n"
    ))
}

async fn failure(server: &FakeSmtp) -> MailFailure {
    to(server).send(&mail()).await.unwrap_err()
}

#[tokio::test]
async fn a_mail_arrives_with_both_parts_and_what_keeps_others_from_answering() {
    let server = FakeSmtp::start(Mood::Accepts).await;
    let answer = to(&server).send(&mail()).await.unwrap();
    assert!(answer.starts_with("250") && answer.contains("queued as 4711"), "{answer}");
    let mails = server.mails();
    let [arrived] = mails.as_slice() else { panic!("{mails:?}") };
    for part in [
        "From: Example <no-reply@id.example>",
        "To: alice@example.org",
        "Message-ID: <00000000000000000000000000000007@id.example>",
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/alternative",
        "the text part",
        "<p>the html part</p>",
    ] {
        assert!(arrived.contains(part), "{part} is not in\n{arrived}");
    }
    assert!(server.lines().contains(&"EHLO id.example".to_owned()), "{:?}", server.lines());
}

#[tokio::test]
async fn a_refused_address_is_refused_for_good_and_everything_else_may_pass() {
    for (answer, is_refused) in [
        ("550 5.1.1 no such user", true),
        ("550 no such user", true),
        ("451 4.7.1 greylisted, come back in five minutes", false),
        ("550 5.7.1 relaying denied", false),
        ("421 4.3.2 shutting down", false),
    ] {
        let server = FakeSmtp::start(Mood::AnswersRecipient(answer)).await;
        let failure = failure(&server).await;
        assert_eq!(failure.is_refused, is_refused, "{answer}: {failure}");
        assert!(failure.reason.contains(&answer[..3]), "{answer}: {failure}");
        assert_eq!(server.mails(), [] as [&str; 0]);
    }
    let server = FakeSmtp::start(Mood::AnswersData("552 5.3.4 too large")).await;
    assert!(!failure(&server).await.is_refused);
}

#[tokio::test]
async fn a_server_that_closes_or_is_not_there_may_come_back() {
    let server = FakeSmtp::start(Mood::Closes).await;
    assert!(!failure(&server).await.is_refused);
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let gone =
        transport(&format!("server = \"127.0.0.1:{unused}\"\ntls = \"none\"\nfrom = \"a@id.example\"\n"));
    assert!(!gone.send(&mail()).await.unwrap_err().is_refused);
}

#[tokio::test]
async fn a_server_that_hangs_is_left_after_a_minute_at_most() {
    let server = FakeSmtp::start(Mood::Hangs).await;
    let transport = to(&server);
    // The listener needs the real clock until the connection is there.
    let sending = tokio::spawn(async move { transport.send(&mail()).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    let failure = sending.await.unwrap().unwrap_err();
    assert!(!failure.is_refused, "{failure}");
}

#[tokio::test]
async fn a_password_is_sent_where_it_is_configured_and_a_wrong_one_is_no_wrong_address() {
    let server = FakeSmtp::start(Mood::WantsPassword).await;
    let port = server.port;
    let with = |password: &str| {
        let file =
            std::env::temp_dir().join(format!("valetkey-mail-{}-{port}-{password}", std::process::id()));
        std::fs::write(&file, format!("{password}\n")).unwrap();
        let opened = transport(&format!(
            "server = \"127.0.0.1:{port}\"\ntls = \"none\"\nusername = \"ada\"\npassword_file = {file:?}\nfrom = \"a@id.example\"\n"
        ));
        std::fs::remove_file(file).unwrap();
        opened
    };
    assert!(with("secret").send(&mail()).await.is_ok());
    let failure = with("wrong").send(&mail()).await.unwrap_err();
    assert!(!failure.is_refused && failure.reason.contains("535"), "{failure}");
    assert!(!failure.reason.contains("wrong\n"), "{failure}");
}

#[tokio::test]
async fn fo1_a_server_without_starttls_gets_nothing_when_tls_is_configured() {
    let server = FakeSmtp::start(Mood::HasNoTls).await;
    let port = server.port;
    let opened =
        transport(&format!("server = \"127.0.0.1:{port}\"\ntls = \"starttls\"\nfrom = \"a@id.example\"\n"));
    assert!(!opened.send(&mail()).await.unwrap_err().is_refused);
    let lines = server.lines();
    assert!(lines.iter().all(|line| line.starts_with("EHLO") || line.starts_with("QUIT")), "{lines:?}");
}

#[tokio::test]
async fn al3_an_address_that_is_two_reaches_no_server() {
    let server = FakeSmtp::start(Mood::Accepts).await;
    let transport = to(&server);
    for address in
        ["alice@example.org, eve@example.com", "alice@example.org\r\nRCPT TO:<eve@example.com>", "alice"]
    {
        let failure = transport.send(&OutgoingMail { to: address.to_owned(), ..mail() }).await.unwrap_err();
        assert!(failure.is_refused, "{address:?}");
    }
    assert_eq!(server.lines(), [] as [&str; 0]);
}

#[test]
fn fo2_a_mail_table_that_contradicts_itself_stops_the_start() {
    let complaints = |table: &str| -> Vec<String> {
        let configuration: Configuration = toml::from_str(&format!("[mail]\n{table}")).unwrap();
        configuration.check().into_iter().map(|problem| problem.key).collect()
    };
    let from = "from = \"a@id.example\"\n";
    for (table, key) in [
        ("server = \"smtp.example\"\n".to_owned(), "mail.from"),
        ("server = \"smtp.example\"\nfrom = \"a@b@c\"\n".to_owned(), "mail.from"),
        (format!("server = \"smtp.example\"\ntls = \"none\"\n{from}"), "mail.tls"),
        (format!("server = \"smtp.example\"\ndanger_without_tls = true\n{from}"), "mail.danger_without_tls"),
        (format!("server = \"user:password@smtp.example\"\n{from}"), "mail.server"),
        (format!("server = \"smtp.example/path\"\n{from}"), "mail.server"),
        (format!("server = \"smtp.example\"\nusername = \"ada\"\n{from}"), "mail.password_file"),
        (format!("server = \"smtp.example\"\npassword_file = \"x\"\n{from}"), "mail.username"),
        (format!("server = \"smtp.example\"\nfolder = \"x\"\n{from}"), "mail.folder"),
        (format!("folder = \"no/such/folder\"\n{from}"), "mail.folder"),
        (from.to_owned(), "mail.from"),
    ] {
        assert_eq!(complaints(&table), [key], "{table}");
    }
    let fine =
        "server = \"smtp.example:2525\"\ntls = \"starttls\"\nusername = \"ada\"\npassword_file = \"x\"\n";
    assert_eq!(complaints(&format!("{fine}{from}")), [] as [&str; 0]);
    assert!(toml::from_str::<Configuration>("[mail]\npassword = \"secret\"\n").is_err(), "not in a file");
}
