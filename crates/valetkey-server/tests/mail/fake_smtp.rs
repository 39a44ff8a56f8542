//! A small SMTP server that does as it is told.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// What the server does with mails.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mood {
    /// It accepts every mail.
    Accepts,
    /// It answers `RCPT` with this line.
    AnswersRecipient(&'static str),
    /// It answers the end of the mail with this line.
    AnswersData(&'static str),
    /// It greets and never answers again.
    Hangs,
    /// It closes the connection after the greeting.
    Closes,
    /// It wants a username and a password, and takes only `ada` with `secret`.
    WantsPassword,
    /// It offers no `STARTTLS`.
    HasNoTls,
}

/// A running server.
pub(crate) struct FakeSmtp {
    pub(crate) port: u16,
    state: Arc<State>,
}

struct State {
    mood: Mutex<Mood>,
    mails: Mutex<Vec<String>>,
    lines: Mutex<Vec<String>>,
}

impl FakeSmtp {
    pub(crate) async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state =
            Arc::new(State { mood: Mutex::new(mood), mails: Mutex::default(), lines: Mutex::default() });
        let of_task = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&of_task);
                tokio::spawn(async move {
                    let _ = serve(stream, &state).await;
                });
            }
        });
        Self { port, state }
    }

    /// The mails that were accepted, with their headers.
    pub(crate) fn mails(&self) -> Vec<String> {
        self.state.mails.lock().unwrap().clone()
    }

    /// Every command that came.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.state.lines.lock().unwrap().clone()
    }
}

async fn serve(stream: TcpStream, state: &State) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mood = || *state.mood.lock().unwrap();
    writer.write_all(b"220 fake.example ESMTP\r\n").await?;
    if matches!(mood(), Mood::Closes) {
        return Ok(());
    }
    while let Some(line) = lines.next_line().await? {
        if matches!(mood(), Mood::Hangs) {
            std::future::pending::<()>().await;
        }
        state.lines.lock().unwrap().push(line.clone());
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (verb.as_str(), mood()) {
            ("EHLO", Mood::WantsPassword) => "250-fake.example\r\n250 AUTH PLAIN\r\n".to_owned(),
            ("EHLO", _) => "250-fake.example\r\n250 8BITMIME\r\n".to_owned(),
            ("AUTH", _) if line == "AUTH PLAIN AGFkYQBzZWNyZXQ=" => "235 2.7.0 welcome\r\n".to_owned(),
            ("AUTH", _) => "535 5.7.8 wrong username or password\r\n".to_owned(),
            ("RCPT", Mood::AnswersRecipient(answer)) => format!("{answer}\r\n"),
            ("DATA", _) => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                match mood() {
                    Mood::AnswersData(answer) => format!("{answer}\r\n"),
                    _ => {
                        state.mails.lock().unwrap().push(mail);
                        "250 2.0.0 queued as 4711\r\n".to_owned()
                    }
                }
            }
            ("QUIT", _) => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 2.1.0 fine\r\n".to_owned(),
        };
        writer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}
