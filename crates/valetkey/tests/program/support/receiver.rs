//! A receiver of webhooks. It accepts every message and remembers it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// The time before an answer, so that a server that is killed has often sent a message and does not know that it arrived.
const PAUSE: Duration = Duration::from_millis(400);

/// Each message that arrived: the webhook, and the identifier of the event.
type Messages = Arc<Mutex<Vec<(String, String)>>>;

/// The receiver.
pub(crate) struct Receiver {
    origin: String,
    messages: Messages,
}

impl Receiver {
    /// Starts a receiver.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let messages = Messages::default();
        let arrived = Arc::clone(&messages);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let arrived = Arc::clone(&arrived);
                // A server that is killed leaves half a request.
                thread::spawn(move || receive(stream, &arrived));
            }
        });
        Self { origin, messages }
    }

    /// The address for a webhook.
    pub(crate) fn url(&self, webhook: &str) -> String {
        format!("{}/{webhook}", self.origin)
    }

    /// Every message that arrived, as often as it arrived.
    pub(crate) fn messages(&self) -> Vec<(String, String)> {
        self.messages.lock().expect("the messages").clone()
    }
}

/// Answers the requests of one connection.
fn receive(mut stream: TcpStream, messages: &Messages) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let webhook = head.split(' ').nth(1)?.trim_start_matches('/').to_owned();
        let field = |name: &str| {
            let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
            line.split_once(':').map(|(_, value)| value.trim().to_owned())
        };
        let mut body = vec![0; field("content-length:")?.parse().ok()?];
        reader.read_exact(&mut body).ok()?;
        messages.lock().expect("the messages").push((webhook, field("webhook-id:")?));
        thread::sleep(PAUSE);
        stream.write_all(b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n").ok()?;
    }
}
