//! The program itself, serving, in a process of its own; and a small client that keeps its connection.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

/// Where cargo has put the program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_polyphony");

/// A serving process; it ends with this.
pub struct Served {
    child: Child,
    at: String,
}

impl Served {
    pub fn start(data: &Path) -> Self {
        let mut serve = Command::new(PROGRAM);
        serve.arg("serve").arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]);
        let mut child = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let at = line.trim().rsplit_once("http://").expect("where it listens").1.to_owned();
        Self { child, at }
    }

    /// The most memory that the process has held so far, in MiB (`VmHWM`, proc(5)).
    pub fn peak_mib(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }

    pub fn client(&self) -> Client {
        let stream = TcpStream::connect(&self.at).unwrap();
        stream.set_nodelay(true).unwrap();
        Client { reader: BufReader::with_capacity(1 << 16, stream), body: Vec::new() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// One connection.
pub struct Client {
    reader: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Client {
    /// Asks for a page with a session's cookie, and gives its body.
    pub fn get(&mut self, path: &str, session: &str) -> &[u8] {
        let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: polyphony={session}\r\n\r\n");
        self.reader.get_mut().write_all(asked.as_bytes()).unwrap();
        let (mut line, mut length) = (String::new(), 0);
        self.reader.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
        while line != "\r\n" {
            line.clear();
            self.reader.read_line(&mut line).unwrap();
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        assert!(length > 0, "{path} says no length");
        self.body.resize(length, 0);
        self.reader.read_exact(&mut self.body).unwrap();
        &self.body
    }
}
