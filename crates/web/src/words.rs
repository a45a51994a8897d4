//! Words on screen: Fluent messages from `locales/<language>/*.ftl`, embedded in the binary.
//!
//! Each `.ftl` file is named after the feature whose words it holds. Pages call
//! `t.say("today-title")`; a key that is chosen at run time is named once with [`key`], so that
//! the test that looks for missing and unused keys can see it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[cfg(test)]
mod tests;

/// The language that is always complete, and stands in where another lacks a message.
pub const FALLBACK: &str = "en";

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

type Bundle = FluentBundle<FluentResource>;

/// All words of one language. Copying it is free.
#[derive(Clone, Copy)]
pub struct Words {
    language: &'static str,
    bundle: &'static Bundle,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language)
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::of(FALLBACK)
    }
}

/// Names a key that is passed on as a value, for the test that looks for unused keys.
#[must_use]
pub const fn key(name: &'static str) -> &'static str {
    name
}

impl Words {
    /// The words of a language, by its folder in `locales/`; English where there is none.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let (language, bundle) = match all().get_key_value(language) {
            Some((language, bundle)) => (language.as_str(), bundle),
            None => (FALLBACK, fallback()),
        };
        Self { language, bundle }
    }

    /// The language's own code, for `<html lang>`.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// Whether there is such a message, for names that come from elsewhere.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        [self.bundle, fallback()].iter().any(|bundle| bundle.has_message(key))
    }

    /// One message. A missing key comes back as `⟦key⟧` and is logged once.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// One message with values: `t.say_with("signed-in", ("name", &name))`, or several:
    /// `t.say_with("held", (("name", &name), ("count", &count)))`. A list of like values will do
    /// as well: `[("name", &name)]`.
    #[must_use]
    pub fn say_with(&self, key: &str, values: impl Values) -> String {
        let mut args = FluentArgs::new();
        values.fill(&mut |name, value| args.set(name.to_owned(), value));
        self.format(key, Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        for bundle in [self.bundle, fallback()] {
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
            if !errors.is_empty() {
                warn_once(key, "a message lacks a value or is malformed");
            }
            return said;
        }
        warn_once(key, "a message is missing");
        format!("⟦{key}⟧")
    }
}

/// What a message may be filled with: text, and numbers (which choose the plural).
pub trait Value {
    /// The value as Fluent takes it.
    fn to_fluent(&self) -> FluentValue<'static>;
}

impl Value for str {
    fn to_fluent(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Value for String {
    fn to_fluent(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn to_fluent(&self) -> FluentValue<'static> {
        (**self).to_fluent()
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Value for $kind {
            fn to_fluent(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )*};
}
numbers!(i8, i16, i32, i64, u8, u16, u32, u64, usize, f64);

/// Names and values that a message is filled with.
pub trait Values {
    /// Gives each name with its value.
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>));
}

impl<V: Values + ?Sized> Values for &V {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        (**self).fill(set);
    }
}

impl<A: Value> Values for (&str, A) {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        set(self.0, self.1.to_fluent());
    }
}

impl<A: Value> Values for [(&str, A)] {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        self.iter().for_each(|one| one.fill(set));
    }
}

impl<A: Value, const N: usize> Values for [(&str, A); N] {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        self.as_slice().fill(set);
    }
}

impl<A: Value, B: Value> Values for ((&str, A), (&str, B)) {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        self.0.fill(set);
        self.1.fill(set);
    }
}

impl<A: Value, B: Value, C: Value> Values for ((&str, A), (&str, B), (&str, C)) {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        self.0.fill(set);
        self.1.fill(set);
        self.2.fill(set);
    }
}

impl<A: Value, B: Value, C: Value, D: Value> Values for ((&str, A), (&str, B), (&str, C), (&str, D)) {
    fn fill(&self, set: &mut dyn FnMut(&str, FluentValue<'static>)) {
        self.0.fill(set);
        self.1.fill(set);
        self.2.fill(set);
        self.3.fill(set);
    }
}

fn all() -> &'static BTreeMap<String, Bundle> {
    static ALL: OnceLock<BTreeMap<String, Bundle>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files: Vec<_> = Locales::iter().collect();
        let languages: BTreeSet<_> =
            files.iter().filter_map(|file| file.split_once('/')).map(|(language, _)| language).collect();
        languages.into_iter().map(|language| (language.to_owned(), read(language))).collect()
    })
}

fn fallback() -> &'static Bundle {
    static EMPTY: OnceLock<Bundle> = OnceLock::new();
    all().get(FALLBACK).unwrap_or_else(|| EMPTY.get_or_init(|| Bundle::new_concurrent(vec![])))
}

fn read(language: &str) -> Bundle {
    let id: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks that isolate a value's writing direction appear as boxes in mail subjects and
    // calendars, and English with Latin names does not need them. To be decided again for the
    // first language that is written from right to left.
    bundle.set_use_isolating(false);
    let own =
        |file: &str| file.ends_with(".ftl") && file.split_once('/').is_some_and(|(of, _)| of == language);
    for file in Locales::iter().filter(|file| own(file)) {
        let Some(content) = Locales::get(&file) else { continue };
        let text = String::from_utf8_lossy(&content.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%file, ?errors, "a file of words has malformed messages");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%file, ?errors, "a file of words repeats a key");
        }
    }
    bundle
}

fn warn_once(key: &str, what: &str) {
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut told = TOLD.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if told.insert(key.to_owned()) {
        tracing::warn!(key, "{what}");
    }
}
