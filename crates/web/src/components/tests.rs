//! Our macros and widgets give the same document as nhsuk-frontend's own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use askama::Template;
use serde_json::Value;

use super::date::Part;
use super::fixtures::{hold, normal};
use super::{Area, Choice, Choices, DateInput, ErrorSummary, Face, Input, Pick};
use crate::form::{FieldError, Form};
use crate::page::{NavItem, Page};

/// A text option, given as a string or as `{ "text": … }`.
fn text(value: &Value) -> String {
    let value = if value.is_object() { &value["text"] } else { value };
    value.as_str().unwrap_or_default().to_owned()
}

fn word(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Label and legend: `"…"`, `{ "text": … }` or `{ "heading": …, "size": … }`.
fn face(options: &Value, question: &Value, id: &str) -> Face {
    let heading = word(&question["heading"]);
    Face {
        id: id.to_owned(),
        name: word(&options["name"]),
        is_heading: !heading.is_empty(),
        label: if heading.is_empty() { text(question) } else { heading },
        size: word(&question["size"]),
        hint: text(&options["hint"]),
        error: text(&options["errorMessage"]),
        error_word: "Error:".to_owned(),
    }
}

fn id_or_name(options: &Value) -> String {
    let id = word(&options["id"]);
    if id.is_empty() { word(&options["name"]) } else { id }
}

const LABEL: &[&str] = &[
    "id",
    "name",
    "label",
    "label.text",
    "label.heading",
    "label.size",
    "hint",
    "hint.text",
    "errorMessage",
    "errorMessage.text",
    "value",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    LABEL.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_line_of_text_is_nhsuk_frontends_input() {
    let more = [
        "width",
        "code=true",
        "inputmode",
        "spellcheck=true",
        "spellcheck=false",
        "type",
        "autocomplete",
        "prefix",
        "prefix.text",
    ];
    let more = [&more[..], &["suffix", "suffix.text"]].concat();
    hold("input", &with(&more), 25, |options| {
        let mut input = Input {
            face: face(options, &options["label"], &id_or_name(options)),
            kind: options["type"].as_str().unwrap_or("text").to_owned(),
            value: word(&options["value"]),
            autocomplete: word(&options["autocomplete"]),
            inputmode: word(&options["inputmode"]),
            prefix: text(&options["prefix"]),
            suffix: text(&options["suffix"]),
            spellcheck: options["spellcheck"].as_bool(),
            ..Input::default()
        };
        let width = word(&options["width"]);
        if let Ok(characters) = width.parse() {
            input = input.width(characters);
        } else if !width.is_empty() {
            input = input.class(&format!("nhsuk-u-width-{width}"));
        }
        if options["code"] == true {
            input = input.class("nhsuk-input--code");
        }
        input.to_string().into()
    });
}

#[test]
fn several_lines_are_nhsuk_frontends_textarea() {
    hold(
        "textarea",
        &with(&["rows", "autocomplete", "spellcheck=true", "spellcheck=false"]),
        10,
        |options| {
            let area = Area {
                face: face(options, &options["label"], &id_or_name(options)),
                value: word(&options["value"]),
                rows: word(&options["rows"]).parse().unwrap_or(5),
                autocomplete: word(&options["autocomplete"]),
                spellcheck: options["spellcheck"].as_bool(),
            };
            area.to_string().into()
        },
    );
}

fn choices_of(options: &Value) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut divider = String::new();
    for item in options["items"].as_array().expect("items") {
        if item["divider"].is_string() {
            divider = word(&item["divider"]);
            continue;
        }
        choices.push(Choice {
            value: word(&item["value"]),
            label: text(&item["text"]),
            hint: text(&item["hint"]),
            reveals: word(&item["conditional"]["html"]),
            divider: std::mem::take(&mut divider),
            is_exclusive: item["behaviour"] == "exclusive",
        });
    }
    choices
}

#[test]
fn one_of_a_long_list_is_nhsuk_frontends_select() {
    hold("select", &with(&["items[].value", "items[].text"]), 8, |options| {
        let pick = Pick {
            face: face(options, &options["label"], &id_or_name(options)),
            value: word(&options["value"]),
            options: choices_of(options),
        };
        pick.to_string().into()
    });
}

const CHOICES: &[&str] = &[
    "name",
    "idPrefix",
    "fieldset",
    "fieldset.legend",
    "fieldset.legend.text",
    "fieldset.legend.heading",
    "fieldset.legend.size",
    "hint",
    "hint.text",
    "errorMessage",
    "errorMessage.text",
    "items[].value",
    "items[].text",
    "items[].hint",
    "items[].hint.text",
    "items[].divider",
    "items[].behaviour=exclusive",
    "items[].conditional.html",
    "inline=true",
    "small=true",
    "value",
    "values[]",
];

fn choices(options: &Value, block: &'static str, kind: &'static str) -> String {
    let prefix = word(&options["idPrefix"]);
    let id = if prefix.is_empty() { word(&options["name"]) } else { prefix };
    let mut chosen = vec![word(&options["value"])];
    chosen.extend(options["values"].as_array().into_iter().flatten().map(word));
    let choices = Choices {
        face: face(options, &options["fieldset"]["legend"], &id),
        block,
        kind,
        chosen,
        options: choices_of(options),
        is_inline: options["inline"] == true,
        is_small: options["small"] == true,
    };
    choices.to_string()
}

#[test]
fn one_of_a_few_is_nhsuk_frontends_radios() {
    hold("radios", CHOICES, 30, |options| Some(choices(options, "radios", "radio")));
}

#[test]
fn any_of_a_few_is_nhsuk_frontends_checkboxes() {
    hold("checkboxes", CHOICES, 30, |options| Some(choices(options, "checkboxes", "checkbox")));
}

#[test]
fn a_remembered_date_is_nhsuk_frontends_date_input() {
    let more = ["fieldset.legend", "fieldset.legend.text", "fieldset.legend.heading", "fieldset.legend.size"];
    let supported = with(&[&more[..], &["namePrefix", "values.day", "values.month", "values.year"]].concat());
    hold("date-input", &supported, 10, |options| {
        let prefix = word(&options["namePrefix"]);
        let part = |part: &str, label: &str, width| Part {
            id: format!("{}-{part}", word(&options["id"])),
            name: if prefix.is_empty() { part.to_owned() } else { format!("{prefix}[{part}]") },
            label: label.to_owned(),
            value: word(&options["values"][part]),
            width,
        };
        let date = DateInput {
            face: face(options, &options["fieldset"]["legend"], &word(&options["id"])),
            parts: vec![part("day", "Day", 2), part("month", "Month", 2), part("year", "Year", 4)],
        };
        date.to_string().into()
    });
}

#[test]
fn all_mistakes_are_nhsuk_frontends_error_summary() {
    let supported = ["heading", "heading.text", "errorList[].text", "errorList[].href"];
    hold("error-summary", &supported, 1, |options| {
        let list = options["errorList"].as_array().into_iter().flatten();
        let heading = text(&options["heading"]);
        let summary = ErrorSummary {
            heading: if heading.is_empty() { "There is a problem".to_owned() } else { heading },
            errors: list
                .map(|error| FieldError {
                    name: String::new(),
                    message: text(&error["text"]),
                    anchor: word(&error["href"]).trim_start_matches('#').to_owned(),
                })
                .collect(),
        };
        summary.to_string().into()
    });
}

/// A macro under test, called as pages call it.
macro_rules! probe {
    ($name:ident, $source:expr, { $($field:ident: $kind:ty),* }) => {
        #[derive(Template)]
        #[template(source = $source, ext = "html")]
        // Only some parts say fixed words; pages have the field all the same.
        #[allow(dead_code)]
        struct $name { page: Page, $($field: $kind),* }
    };
}

probe!(Button, r#"{% import "components/macros.html" as ui %}{% if href.is_empty() %}{{ ui::button(words, variant, small, name, value) }}{% else %}{{ ui::button_link(words, href, variant, small) }}{% endif %}"#, { words: String, href: String, variant: String, small: bool, name: String, value: String });

#[test]
fn buttons() {
    let supported = ["text", "variant", "small=true", "href", "name", "value"];
    hold("button", &supported, 10, |options| {
        let button = Button {
            page: Page::default(),
            words: text(&options["text"]),
            href: word(&options["href"]),
            variant: word(&options["variant"]),
            small: options["small"] == true,
            name: word(&options["name"]),
            value: word(&options["value"]),
        };
        button.render().ok()
    });
}

probe!(Tag, r#"{% import "components/macros.html" as ui %}{{ ui::tag(words, colour) }}"#, { words: String, colour: String });

#[test]
fn tags() {
    hold("tag", &["text", "colour"], 10, |options| {
        let colour = word(&options["colour"]);
        Tag { page: Page::default(), words: text(&options["text"]), colour }.render().ok()
    });
}

probe!(Hint, r#"{% import "components/macros.html" as ui %}{{ ui::hint(words) }}"#, { words: String });
probe!(Mistake, r#"{% import "components/macros.html" as ui %}{{ ui::error_message(words) }}"#, { words: String });
probe!(Inset, r#"{% import "components/macros.html" as ui %}{% call ui::inset() %}<p>{{ words }}</p>{% endcall %}"#, { words: String });
probe!(Warning, r#"{% import "components/macros.html" as ui %}{% call ui::warning(heading) %}<p class="nhsuk-card__description">{{ words }}</p>{% endcall %}"#, { heading: String, words: String });
probe!(Details, r#"{% import "components/macros.html" as ui %}{% if wide %}{% call ui::expander(summary, open) %}{{ words }}{% endcall %}{% else %}{% call ui::details(summary, open) %}{{ words }}{% endcall %}{% endif %}"#, { summary: String, words: String, open: bool, wide: bool });
probe!(Card, r#"{% import "components/macros.html" as ui %}{% call ui::card(heading, level, href) %}<p class="nhsuk-card__description">{{ words }}</p>{% endcall %}"#, { heading: String, level: u8, href: String, words: String });
probe!(Banner, r#"{% import "components/macros.html" as ui %}{% call ui::banner(title, kind) %}<p class="nhsuk-notification-banner__heading">{{ words }}</p>{% endcall %}"#, { title: String, kind: String, words: String });
probe!(Skip, r#"{% import "components/macros.html" as ui %}{{ ui::skip_link(words, href) }}"#, { words: String, href: String });
probe!(Back, r#"{% import "components/macros.html" as ui %}{{ ui::back_link(words, href) }}"#, { words: String, href: String });
probe!(Legend, r#"{% import "components/macros.html" as ui %}{% call ui::fieldset(words, size, heading) %}{% endcall %}"#, { words: String, size: String, heading: bool });
probe!(Crumbs, r#"{% import "components/macros.html" as ui %}{{ ui::breadcrumb(items) }}"#, { items: Vec<NavItem> });
probe!(Summary, r#"{% import "components/macros.html" as ui %}{% call ui::summary(border) %}{% for row in rows %}{% if row.2.is_empty() %}{% call ui::row(row.0) %}{{ row.1|safe }}{% endcall %}{% else %}{% call ui::row_change(row.0, row.3, row.2, row.4) %}{{ row.1|safe }}{% endcall %}{% endif %}{% endfor %}{% endcall %}"#, { border: bool, rows: Vec<(String, String, String, String, String)> });
probe!(Table, r#"{% import "components/macros.html" as ui %}{{ ui::table_top(caption, heads) }}{% for row in rows %}<tr class="nhsuk-table__row">{% for words in row %}{% if loop.first %}{{ ui::row_head(words) }}{% else %}{% call ui::cell() %}{{ words }}{% endcall %}{% endif %}{% endfor %}</tr>{% endfor %}</tbody></table>"#, { caption: String, heads: Vec<String>, rows: Vec<Vec<String>> });

#[test]
fn hints_and_error_messages() {
    let page = Page::default;
    hold("hint", &["text"], 1, |options| Hint { page: page(), words: text(&options["text"]) }.render().ok());
    hold("error-message", &["text"], 1, |options| {
        Mistake { page: page(), words: text(&options["text"]) }.render().ok()
    });
}

#[test]
fn quiet_boxes() {
    let page = Page::default;
    hold("inset-text", &["text"], 1, |options| {
        Inset { page: page(), words: text(&options["text"]) }.render().ok()
    });
    hold("warning-callout", &["heading", "heading.text", "text"], 1, |options| {
        // nhsuk-frontend leaves out its own "Important" where the heading has it.
        if text(&options["heading"]).to_lowercase().contains("important") {
            return None;
        }
        Warning { page: page(), heading: text(&options["heading"]), words: text(&options["text"]) }
            .render()
            .ok()
    });
    hold(
        "details",
        &["summary.text", "summary", "text", "open=true", "open=false", "classes"],
        2,
        |options| {
            let classes = word(&options["classes"]);
            assert!(classes.is_empty() || classes == "nhsuk-expander", "{options}");
            let details = Details {
                page: page(),
                summary: text(&options["summary"]),
                words: text(&options["text"]),
                open: options["open"] == true,
                wide: !classes.is_empty(),
            };
            details.render().ok()
        },
    );
}

#[test]
fn cards_and_banners() {
    let page = Page::default;
    hold(
        "card",
        &["heading", "heading.text", "heading.level", "description", "description.text", "href"],
        1,
        |options| {
            let card = Card {
                page: page(),
                heading: text(&options["heading"]),
                level: word(&options["heading"]["level"]).parse().unwrap_or(2),
                href: word(&options["href"]),
                words: text(&options["description"]),
            };
            card.render().ok()
        },
    );
    hold(
        "notification-banner",
        &["title", "title.text", "text", "heading", "heading.text", "variant"],
        2,
        |options| {
            let kind = word(&options["variant"]);
            let title = text(&options["title"]);
            let usual = if kind == "success" { "Success" } else { "Important" };
            let heading = text(&options["heading"]);
            let banner = Banner {
                page: page(),
                title: if title.is_empty() { usual.to_owned() } else { title },
                kind,
                words: if heading.is_empty() { text(&options["text"]) } else { heading },
            };
            banner.render().ok()
        },
    );
}

#[test]
fn ways_back() {
    let page = Page::default;
    let or = |words: String, usual: &str| if words.is_empty() { usual.to_owned() } else { words };
    hold("skip-link", &["text", "href"], 1, |options| {
        let words = or(text(&options["text"]), "Skip to main content");
        Skip { page: page(), words, href: or(word(&options["href"]), "#maincontent") }.render().ok()
    });
    hold("back-link", &["text", "href"], 1, |options| {
        options["href"].as_str()?;
        let words = or(text(&options["text"]), "Back");
        Back { page: page(), words, href: or(word(&options["href"]), "#") }.render().ok()
    });
    hold("breadcrumb", &["items[].href", "items[].text"], 1, |options| {
        let items = options["items"].as_array().expect("items");
        let items = items.iter().map(|item| NavItem::new(word(&item["href"]), text(&item["text"])));
        Crumbs { page: page(), items: items.collect() }.render().ok()
    });
    hold("fieldset", &["legend", "legend.text", "legend.heading", "legend.size"], 2, |options| {
        let face = face(options, &options["legend"], "");
        Legend { page: page(), words: face.label, size: face.size, heading: face.is_heading }.render().ok()
    });
}

#[test]
fn summary_lists() {
    let row =
        ["rows[].key.text", "rows[].key", "rows[].value.text", "rows[].value.html", "lastRowBorder=false"];
    let action = [
        "rows[].actions.items[].text",
        "rows[].actions.items[].href",
        "rows[].actions.items[].visuallyHiddenText",
    ];
    hold("summary-list", &[&row[..], &action[..]].concat(), 4, |options| {
        let rows = options["rows"].as_array().expect("rows");
        // One action for each row.
        if rows.iter().any(|row| row["actions"]["items"][1].is_object()) {
            return None;
        }
        let rows = rows.iter().map(|row| {
            let value = &row["value"];
            let html = if value["html"].is_string() { word(&value["html"]) } else { text(value) };
            let action = &row["actions"]["items"][0];
            let hidden = word(&action["visuallyHiddenText"]);
            (text(&row["key"]), html, word(&action["href"]), word(&action["text"]), hidden)
        });
        let border = options["lastRowBorder"] != false;
        Summary { page: Page::default(), border, rows: rows.collect() }.render().ok()
    });
}

#[test]
fn tables() {
    let supported =
        ["caption.text", "caption.size", "head[].text", "rows[][].text", "firstCellIsHeader=true"];
    hold("tables", &supported, 1, |options| {
        let texts = |list: &Value| list.as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
        let table = Table {
            page: Page::default(),
            caption: word(&options["caption"]["text"]),
            heads: texts(&options["head"]),
            rows: options["rows"].as_array().expect("rows").iter().map(texts).collect(),
        };
        table.render().ok()
    });
}

#[test]
fn what_was_typed_is_shown_again_and_escaped() {
    let mut form = Form::parse(b"what=%3Cb%3E%22me%22&who=ann&who=bo&when-day=31");
    form.fail("what", "Say what <happened>");
    form.fail_date("when", "Say which day");
    let html = form.text("what", "What?").hint("In your words").to_string();
    let parts = normal(&html);
    assert!(parts.iter().any(|part| part.contains(r#"value="<b>"me"""#)), "{html}");
    assert!(parts.contains(&"Say what <happened>".to_owned()), "{html}");
    assert!(html.contains(r#"aria-describedby="what-hint what-error""#), "{html}");
    assert!(!html.contains("<b>"), "{html}");
    let options = [Choice::new("ann", "Ann"), Choice::new("bo", "Bo"), Choice::new("cy", "Cy")];
    let html = form.ticks("who", "Who?", &options).to_string();
    let ticked = normal(&html).iter().filter(|part| part.contains(" checked")).count();
    assert_eq!(ticked, 2, "{html}");
    assert!(form.date("when", "When?").to_string().contains(r#"value="31""#));
    let summary = form.summary().to_string();
    assert!(summary.contains("href=\"#when-day\"") && summary.contains("href=\"#what\""), "{summary}");
    assert_eq!(Form::new().summary().to_string(), "");
}

#[test]
fn a_first_empty_line_survives_a_text_area() {
    let form = Form::new().with("words", "\nafter an empty line");
    assert!(form.area("words", "Words").to_string().contains(">\n\nafter an empty line</textarea>"));
}
