//! nhsuk-frontend's published fixtures: read, filtered by options, and compared as documents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::PathBuf;

use serde_json::Value;

/// One case of a component: what goes in, and the HTML that must come out.
pub struct Case {
    pub name: String,
    pub options: Value,
    pub html: String,
}

/// All cases of a component, from the npm package.
pub fn cases(component: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/node_modules/nhsuk-frontend/dist/nhsuk/components")
        .join(component)
        .join("fixtures.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|cause| {
        panic!("{}: {cause}; run `cargo xtask build` first, it installs the npm packages", path.display())
    });
    let file: Value = serde_json::from_str(&text).expect("fixtures are JSON");
    let list = file["fixtures"].as_array().expect("fixtures are a list");
    list.iter()
        // Cases of Nunjucks call blocks keep their content outside the options.
        .filter(|case| case["callBlock"].is_null() && !case["name"].to_string().contains("call block"))
        .map(|case| Case {
            name: case["name"].as_str().unwrap_or_default().to_owned(),
            options: case["context"].clone(),
            html: case["html"].as_str().unwrap_or_default().to_owned(),
        })
        .collect()
}

/// Every option that a case uses, such as `items[].hint.text`, or `small=true` where the value
/// decides what is asked for.
pub fn used(options: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(value, &path, found);
            }),
            Value::Array(list) => list.iter().for_each(|value| walk(value, &format!("{path}[]"), found)),
            Value::Null => {}
            Value::Bool(said) => found.push(format!("{path}={said}")),
            Value::String(said) if path.ends_with("behaviour") => found.push(format!("{path}={said}")),
            _ => found.push(path.to_owned()),
        }
    }
    let mut found = Vec::new();
    walk(options, "", &mut found);
    found
}

/// Renders each case whose options are all supported and compares; there must be enough of them.
/// `render` gives nothing for a case that leaves out an option which our part demands.
pub fn hold(component: &str, supported: &[&str], at_least: usize, render: impl Fn(&Value) -> Option<String>) {
    let mut held = 0;
    for case in cases(component) {
        if !used(&case.options).iter().all(|option| supported.contains(&option.as_str())) {
            continue;
        }
        let Some(ours) = render(&case.options) else { continue };
        let (ours, theirs) = (normal(&ours), normal(&case.html));
        assert_eq!(ours, theirs, "\n{component}: {}\n{}\n", case.name, case.options);
        held += 1;
    }
    println!("{component}: {held} cases");
    assert!(at_least > 0 && held >= at_least, "{component}: {held} cases compared, expected {at_least}");
}

/// A document as a list of tags and texts: attributes and classes sorted, white space and the
/// spelling of entities made one.
pub fn normal(html: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&mut parts, &rest[..start]);
        let end = tag_end(&rest[start..]) + start;
        parts.push(tag(&rest[start + 1..end]));
        rest = &rest[end + 1..];
    }
    push_text(&mut parts, rest);
    parts
}

fn push_text(parts: &mut Vec<String>, text: &str) {
    let text = entities(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if !text.is_empty() {
        parts.push(text);
    }
}

fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag does not end: {text}");
}

fn tag(inside: &str) -> String {
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start().trim_start_matches('/');
        if rest.is_empty() {
            break;
        }
        let stop = rest.find(|sign: char| sign == '=' || sign.is_whitespace()).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(stop);
        rest = after;
        let Some(quoted) = rest.strip_prefix("=\"") else {
            attributes.push(attribute.to_owned());
            continue;
        };
        let (value, after) = quoted.split_once('"').expect("an attribute ends with a quote");
        rest = after;
        let mut words: Vec<_> = value.split_whitespace().collect();
        if attribute == "class" {
            words.sort_unstable();
        }
        attributes.push(format!("{attribute}=\"{}\"", entities(&words.join(" "))));
    }
    attributes.sort();
    format!("<{name} {}>", attributes.join(" ")).replace(" >", ">")
}

fn entities(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">");
    let plain = plain.replace("&quot;", "\"").replace("&#34;", "\"");
    let plain = plain.replace("&#39;", "'").replace("&#x27;", "'");
    let plain = plain.replace("&#60;", "<").replace("&#62;", ">");
    plain.replace("&#38;", "&").replace("&amp;", "&")
}
