//! Beside every box where words are written stands who reads them, when, and what is passed on all the same:
//! held against every template, and against every page as it is sent.

use super::*;

/// What of the sources needs no such words: the service's own record, and what is only read or copied.
const NOT_OF_A_NETWORK: [&str; 3] =
    ["features/service/one.html", "features/service/me.html", "features/retention/destroy.html"];
/// Parts of forms: the form that holds them says it.
const PARTS: [&str; 3] =
    ["features/bundle/decide.rs", "features/guarding/hold.rs", "features/open/outcome.rs"];

/// Where a form says or asks who reads it.
const NAMED: [&str; 4] = ["class=\"audience\"", "name=\"audience\"", "name=\"readers\"", "name=\"hold\""];

/// All sources of pages: their name below `src`, and their text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.join("features")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_source = path.extension().is_some_and(|end| end == "rs" || end == "html");
            if path.is_dir() {
                folders.push(path);
            } else if is_source && !path.components().any(is_of_tests) {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The forms of a template, from where each begins to where it ends.
fn forms(template: &str) -> Vec<&str> {
    let begins = ["<form", "room::begin(", "{{ begin("];
    let ends = ["</form>", "room::end(", "{{ end("];
    let starts: BTreeSet<_> =
        begins.iter().flat_map(|word| template.match_indices(word)).map(|(at, _)| at).collect();
    starts
        .into_iter()
        .map(|at| {
            let rest = &template[at..];
            let end = ends.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

#[test]
fn every_form_with_a_box_for_words_says_who_reads_them() {
    let mut boxes = 0;
    for (name, text) in sources() {
        if NOT_OF_A_NETWORK.contains(&name.as_str()) || PARTS.contains(&name.as_str()) {
            continue;
        }
        if name.ends_with(".rs") {
            let asks = text.matches(".area(").count();
            let says = [".readers(", ".note()"].iter().any(|word| text.contains(word));
            assert!(asks == 0 || says, "{name} asks for words and does not say who reads them");
            boxes += asks;
        }
        for form in forms(&text).iter().filter(|form| form.contains(".area(")) {
            let says = ["who::beside(", "who::note("].iter().any(|word| form.contains(word));
            assert!(says, "{name} has a form that does not say who reads what is written in it:\n{form}");
            boxes += form.matches(".area(").count();
        }
        let outside = text.matches(".area(").count();
        let inside: usize = forms(&text).iter().map(|form| form.matches(".area(").count()).sum();
        assert!(name.ends_with(".rs") || outside == inside, "{name} has a box outside its forms");
    }
    assert!(boxes > 90, "{boxes} boxes");
}

#[tokio::test]
async fn on_every_page_that_is_sent_it_stands_in_the_form_itself() {
    let (app, real) = furnished().await;
    let mut ahead = real.clone();
    ahead.insert("meeting", real["meeting ahead"].clone());
    let (mut boxes, mut silent) = (BTreeSet::new(), BTreeSet::new());
    for who in ["sam", "jo", "leila", "ines", "ada"] {
        let browser = app.signed_in(who).await;
        for pattern in ADDRESSES.iter().filter(|pattern| !pattern.starts_with("/service")) {
            for ids in [&real, &ahead] {
                let page = browser.get(&address(pattern, ids)).await.body;
                for form in page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
                    if form.contains("<textarea") {
                        let says =
                            form.contains("readers__note") && NAMED.iter().any(|name| form.contains(name));
                        boxes.insert(pattern);
                        silent.extend((!says).then(|| format!("{pattern} as {who}")));
                    }
                }
            }
        }
    }
    assert!(silent.is_empty(), "boxes without who reads them: {silent:#?}");
    assert!(boxes.len() > 40, "{}", boxes.len());
}
