//! A page that asks for one thing: what it is about, its fields, who will read it, and one button.

use askama::{Template, filters::HtmlSafe};
use axum::response::Response;

use crate::{
    form::Form,
    http::Visit,
    page::{Page, show, show_again},
    show::{Known, audiences::Readers},
};

/// One part of such a page, from top to bottom.
enum Part {
    Heading(String),
    Text(String),
    Care(String),
    Words { label: String, words: String, by: String },
    Field(String),
    Link { words: String, href: String },
    Audience(Readers),
    Note,
}

/// A page that asks for one thing.
#[derive(Template)]
#[template(path = "features/network/ask.html")]
pub(crate) struct Ask {
    page: Page,
    form: Form,
    about: String,
    back: String,
    back_words: String,
    parts: Vec<Part>,
    readers: String,
    send: String,
    draft: String,
}

impl Ask {
    /// A page with its heading, which leads back to the network.
    pub(crate) fn new(visit: &Visit, known: &Known, title: String, form: Form) -> Self {
        let back_words = known.way_back();
        Self {
            page: visit.page(title),
            form,
            about: String::new(),
            back: known.href(""),
            back_words,
            parts: Vec::new(),
            readers: String::new(),
            send: known.t.say("network-keep"),
            draft: String::new(),
        }
    }

    /// Whom or what it is about, above the heading; never in the title.
    pub(crate) fn about(mut self, name: String) -> Self {
        self.about = name;
        self
    }

    /// Leads back to somewhere else.
    pub(crate) fn back(mut self, href: String, words: String) -> Self {
        (self.back, self.back_words) = (href, words);
        self
    }

    /// A heading between the parts.
    pub(crate) fn heading(mut self, words: String) -> Self {
        self.parts.push(Part::Heading(words));
        self
    }

    /// A sentence, if there is one to say.
    pub(crate) fn text(mut self, words: String) -> Self {
        if !words.is_empty() {
            self.parts.push(Part::Text(words));
        }
        self
    }

    /// A sentence to take care of, if there is one to say.
    pub(crate) fn care(mut self, words: String) -> Self {
        if !words.is_empty() {
            self.parts.push(Part::Care(words));
        }
        self
    }

    /// What stands in the record now, if anything does.
    pub(crate) fn words(mut self, label: String, words: String, by: String) -> Self {
        if !words.is_empty() {
            self.parts.push(Part::Words { label, words, by });
        }
        self
    }

    /// A field of the form.
    pub(crate) fn field(mut self, widget: impl HtmlSafe) -> Self {
        self.parts.push(Part::Field(widget.to_string()));
        self
    }

    /// A way to somewhere else.
    pub(crate) fn link(mut self, words: String, href: String) -> Self {
        self.parts.push(Part::Link { words, href });
        self
    }

    /// Who reads what stands in the record, with every choice of its voice.
    pub(crate) fn audience(mut self, readers: Readers) -> Self {
        self.parts.push(Part::Audience(readers));
        self
    }

    /// When words are read, and what is passed on all the same.
    pub(crate) fn note(mut self) -> Self {
        self.parts.push(Part::Note);
        self
    }

    /// Says above the page what has been done.
    pub(crate) fn notice(mut self, words: String) -> Self {
        self.page.notice = Some(words);
        self
    }

    /// Who will read what is kept, in a sentence.
    pub(crate) fn readers(mut self, words: String) -> Self {
        self.readers = words;
        self
    }

    /// What the button says.
    pub(crate) fn send(mut self, words: String) -> Self {
        self.send = words;
        self
    }

    /// Saves what is being typed as one goes.
    pub(crate) fn draft(mut self, key: String) -> Self {
        self.draft = key;
        self
    }

    /// The page, opened.
    pub(crate) fn show(self) -> Response {
        show(self)
    }

    /// The page, given back with what is to be put right.
    pub(crate) fn again(self) -> Response {
        show_again(self)
    }
}
