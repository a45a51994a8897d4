//! A sheet: a page that tells what is noted about one thing, section by section, with the ways to say more.

use askama::Template;
use axum::response::Response;

use super::{Page, show};
use crate::{http::Visit, show::Known};

/// A way to somewhere else.
pub struct Way {
    href: String,
    words: String,
    /// What it is about, for those who hear the links alone.
    about: String,
}

/// Something that is noted.
#[derive(Default)]
pub struct Item {
    heading: String,
    lines: Vec<(String, String)>,
    by: String,
    ways: Vec<Way>,
}

impl Item {
    /// Something with its heading.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }
    /// A name and what stands under it; nothing where there are no words.
    #[must_use]
    pub fn line(mut self, name: String, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.lines.push((name, words));
        }
        self
    }
    /// Who noted it, and when.
    #[must_use]
    pub fn by(mut self, words: String) -> Self {
        self.by = words;
        self
    }
    /// What can be done about it.
    #[must_use]
    pub fn way(mut self, href: String, words: String) -> Self {
        self.ways.push(Way { href, words, about: self.heading.clone() });
        self
    }
}

/// A section of a sheet.
#[derive(Default)]
pub struct Section {
    id: &'static str,
    heading: String,
    texts: Vec<String>,
    points: Vec<String>,
    items: Vec<Item>,
    empty: String,
    button: Option<Way>,
    ways: Vec<Way>,
}

impl Section {
    /// A section with the name that addresses use for it.
    pub fn new(id: &'static str, heading: String) -> Self {
        Self { id, heading, ..Self::default() }
    }
    /// A sentence.
    #[must_use]
    pub fn text(mut self, words: String) -> Self {
        self.texts.push(words);
        self
    }
    /// Points of a list.
    #[must_use]
    pub fn points(mut self, points: impl IntoIterator<Item = String>) -> Self {
        self.points.extend(points);
        self
    }
    /// What is noted, and what is said where nothing is.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = Item>, empty: String) -> Self {
        self.items.extend(items);
        self.empty = empty;
        self
    }
    /// The first thing to do here.
    #[must_use]
    pub fn button(mut self, href: String, words: String) -> Self {
        self.button = Some(Way { href, words, about: String::new() });
        self
    }
    /// A way to somewhere else.
    #[must_use]
    pub fn way(mut self, href: String, words: String) -> Self {
        self.ways.push(Way { href, words, about: String::new() });
        self
    }
}

/// A page that tells what is noted about one thing.
#[derive(Template)]
#[template(path = "page/sheet.html")]
pub struct Sheet {
    page: Page,
    about: String,
    back: String,
    back_words: String,
    lead: Vec<String>,
    care: Vec<String>,
    sections: Vec<Section>,
}

impl Sheet {
    /// A page with its heading, which leads back to the network.
    pub fn new(visit: &Visit, known: &Known, title: String) -> Self {
        Self {
            page: visit.page(title),
            about: String::new(),
            back: known.href(""),
            back_words: known.way_back(),
            lead: Vec::new(),
            care: Vec::new(),
            sections: Vec::new(),
        }
    }
    /// Whom or what it is about, above the heading; never in the title.
    #[must_use]
    pub fn about(mut self, words: String) -> Self {
        self.about = words;
        self
    }
    /// Leads back to somewhere else.
    #[must_use]
    pub fn back(mut self, href: String, words: String) -> Self {
        (self.back, self.back_words) = (href, words);
        self
    }
    /// A sentence under the heading.
    #[must_use]
    pub fn lead(mut self, words: String) -> Self {
        self.lead.push(words);
        self
    }
    /// A sentence to take care of.
    #[must_use]
    pub fn care(mut self, words: String) -> Self {
        self.care.push(words);
        self
    }
    /// A section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }
    /// The page.
    pub fn show(self) -> Response {
        show(self)
    }
}
