//! Fields with one value: a line, several lines, one of a list.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Choice;

/// What every field shows around itself. An empty text means that there is none.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// The element's id; mistakes and hints derive theirs from it.
    pub id: String,
    /// The name that is sent.
    pub name: String,
    /// The question.
    pub label: String,
    /// The label's size: empty, `s`, `m`, `l` or `xl`.
    pub size: String,
    /// Whether the question is the page's heading.
    pub is_heading: bool,
    /// What helps to answer.
    pub hint: String,
    /// What to put right.
    pub error: String,
    /// What a screen reader says before a mistake.
    pub error_word: String,
}

impl Face {
    /// The ids of hint and error, for `aria-describedby`.
    #[must_use]
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.id));
        }
        if !self.error.is_empty() {
            ids.push(format!("{}-error", self.id));
        }
        ids.join(" ")
    }
}

/// The builder methods that all widgets share.
macro_rules! face {
    () => {
        /// Says below the question what helps to answer it.
        #[must_use]
        pub fn hint(mut self, hint: impl Into<String>) -> Self {
            self.face.hint = hint.into();
            self
        }

        /// Makes the question the page's heading: one question per page.
        #[must_use]
        pub fn heading(mut self) -> Self {
            self.face.is_heading = true;
            self.face.size = "l".to_owned();
            self
        }

        /// The question's size: `s`, `m`, `l` or `xl`.
        #[must_use]
        pub fn size(mut self, size: &str) -> Self {
            self.face.size = size.to_owned();
            self
        }
    };
}
pub(super) use face;

/// One line of text.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/input.html")]
pub struct Input {
    pub(super) face: Face,
    pub(super) value: String,
    pub(super) kind: String,
    pub(super) classes: String,
    pub(super) autocomplete: String,
    pub(super) inputmode: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) spellcheck: Option<bool>,
}

impl HtmlSafe for Input {}

impl Input {
    face!();

    /// The input's type: `email`, `tel`, `time`, `date`, `password`, `search`, …
    #[must_use]
    pub fn kind(mut self, kind: &str) -> Self {
        self.kind = kind.to_owned();
        self
    }

    /// Room for so many characters: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.classes.push_str(&format!(" nhsuk-input--width-{characters}"));
        self
    }

    /// A class of our own.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        self.classes.push(' ');
        self.classes.push_str(class);
        self
    }

    /// What the browser may fill in, such as `name`, `email`, `tel`, `one-time-code`.
    #[must_use]
    pub fn autocomplete(mut self, token: &str) -> Self {
        self.autocomplete = token.to_owned();
        self
    }

    /// Which keyboard a phone shows: `numeric`, `decimal`, `tel`, `email`.
    #[must_use]
    pub fn inputmode(mut self, mode: &str) -> Self {
        self.inputmode = mode.to_owned();
        self
    }

    /// Whether spelling is checked.
    #[must_use]
    pub fn spellcheck(mut self, checked: bool) -> Self {
        self.spellcheck = Some(checked);
        self
    }

    /// A sign before the field. Screen readers skip it: say it in the label too.
    #[must_use]
    pub fn prefix(mut self, sign: impl Into<String>) -> Self {
        self.prefix = sign.into();
        self
    }

    /// A sign after the field. Screen readers skip it: say it in the label too.
    #[must_use]
    pub fn suffix(mut self, sign: impl Into<String>) -> Self {
        self.suffix = sign.into();
        self
    }
}

/// Several lines of text.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/area.html")]
pub struct Area {
    pub(super) face: Face,
    pub(super) value: String,
    pub(super) rows: u8,
    pub(super) autocomplete: String,
    pub(super) spellcheck: Option<bool>,
}

impl HtmlSafe for Area {}

impl Area {
    face!();

    /// How many lines are seen at first.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Whether spelling is checked.
    #[must_use]
    pub fn spellcheck(mut self, checked: bool) -> Self {
        self.spellcheck = Some(checked);
        self
    }
}

/// One of a long list. For up to seven answers, a choice is kinder.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/pick.html")]
pub struct Pick {
    pub(super) face: Face,
    pub(super) value: String,
    pub(super) options: Vec<Choice>,
}

impl HtmlSafe for Pick {}

impl Pick {
    face!();
}
