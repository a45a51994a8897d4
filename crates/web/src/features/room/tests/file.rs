//! Pictures and papers.

use super::*;

const PNG: [u8; 12] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

async fn attach(browser: &Browser, room: &str, fields: &[(&str, &str)], bytes: &[u8]) -> Seen {
    let page = browser.get(room).await;
    let path = format!("{room}/file");
    let hidden = form_of(&page, &path, "");
    let mut all: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend_from_slice(fields);
    browser.post_file(&path, &all, bytes).await
}

fn address(page: &Seen) -> String {
    let from = page.body.find("/file/").expect("a file on the page");
    let start = page.body[..from].rfind('"').unwrap() + 1;
    page.body[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_drawing_is_attached_and_seen_by_those_who_may_read_its_words_and_nobody_else() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let came = format!("came-{}", app.voice("jo"));
    takes(&leila, &room, "came", "", &[(&came, "there")]).await;
    says(&leila, &room, "telling", app.voice("sam"), "I drew it.").await;
    let sent = attach(&leila, &room, &[("shows", "A house with many doors")], &PNG).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = leila.get(&room).await;
    page.shows("A house with many doors");
    let file = address(&page);
    for slug in ["leila", "tom", "sam", "jo"] {
        let seen = app.signed_in(slug).await.get(&file).await;
        assert_eq!(seen.status, 200, "{slug}");
        let header = |name: &str| seen.headers.get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(header("content-disposition"), "inline; filename=\"paper.png\"");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("sandbox"));
        assert!(header("cache-control").contains("no-store"));
    }
    let nothing = app.at(&format!("file/{}", crate::testing::id().as_simple()));
    for slug in ["bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let (there, not_there) = (browser.get(&file).await, browser.get(&nothing).await);
        assert_eq!((there.status, not_there.status), (404, 404), "{slug}");
        there.hides("doors");
    }
}

#[tokio::test]
async fn a_paper_is_saved_and_not_opened_in_the_page() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    says(&leila, &room, "telling", app.voice("sam"), "I wrote it.").await;
    assert_eq!(attach(&leila, &room, &[("shows", "A letter")], b"%PDF-1.7 a letter").await.status, 303);
    let page = leila.get(&room).await;
    page.shows("Paper: A letter");
    let seen = leila.get(&address(&page)).await;
    assert_eq!(seen.headers["content-disposition"], "attachment; filename=\"paper.pdf\"");
    seen.shows("%PDF-1.7 a letter");
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_beside_the_field_with_everything_typed() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    says(&leila, &room, "telling", app.voice("sam"), "I drew it.").await;
    let mut large = vec![0; 12 * 1024 * 1024 + 1];
    large[..8].copy_from_slice(&PNG[..8]);
    let page = b"<html><script>alert(1)</script>";
    let mut twenty = large.clone();
    twenty.resize(20 * 1024 * 1024, 0);
    for (bytes, sentence) in [
        (&large[..], "up to 12 MB"),
        (&twenty[..], "up to 12 MB"),
        (&page[..], "Only pictures"),
        (&[][..], "Choose a picture or paper first"),
    ] {
        let sent = attach(&leila, &room, &[("shows", "A house with many doors")], bytes).await;
        assert_eq!(sent.status, 422, "{sentence}");
        sent.shows(sentence).shows("A house with many doors");
        assert!(sent.body.contains("-file-error\""));
    }
    assert!(!leila.get(&room).await.body.contains("/file/"), "nothing was attached");
}

#[tokio::test]
async fn an_attachment_that_is_refused_can_be_sent_again_once_it_is_put_right() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    says(&leila, &room, "telling", app.voice("sam"), "I drew it.").await;
    let long = "x".repeat(20_001);
    let sent = attach(&leila, &room, &[("shows", &long)], &PNG).await;
    assert_eq!(sent.status, 422);
    sent.shows("longer than one passage");
    assert!(!leila.get(&room).await.body.contains("/file/"), "nothing was attached");
    assert_eq!(attach(&leila, &room, &[("shows", "A house")], &PNG).await.status, 303);
    let page = leila.get(&room).await;
    assert_eq!(leila.get(&address(&page)).await.status, 200);
}
