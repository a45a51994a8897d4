//! The bounds of what one connection may ask for.

/// The bounds of one connection. Whoever goes past one is told which, and the connection is closed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest frame, in bytes. Seventy-two hours of writing without signal come back in one.
    pub frame: usize,
    /// Documents that it may have asked for at one time.
    pub documents: usize,
    /// The longest name of a document, in bytes.
    pub name: usize,
    /// Frames that wait for leave, over all of its documents.
    pub waiting_frames: usize,
    /// Their bytes.
    pub waiting_bytes: usize,
    /// The longest mark of presence, in bytes.
    pub mark: usize,
    /// Marks of presence that it may hold in one document: its own, and one that it has just come back from.
    pub marks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame: 4 << 20,
            documents: 64,
            name: 256,
            waiting_frames: 256,
            waiting_bytes: 4 << 20,
            mark: 4 << 10,
            marks: 4,
        }
    }
}
