//! Order and pages of a long record, and that no address is left out of the comparison.

use super::*;

#[test]
fn what_may_stand_in_an_address_is_tried_with_what_is_hidden() {
    let filled = [
        "agreement",
        "circle",
        "decision",
        "entry",
        "file",
        "meeting",
        "member",
        "network",
        "practitioner",
        "promise",
        "question",
        "request",
        "stay",
        "who",
        "words",
    ];
    for pattern in ADDRESSES {
        for name in pattern.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
            let is_tried = filled.contains(&place(name)) || NOBODYS.contains(&name);
            assert!(is_tried, "{name} in {pattern}: fill it in the worlds, or say that it is nobody's");
        }
    }
}

#[tokio::test]
async fn the_pages_of_a_long_story_begin_and_end_at_the_same_words() {
    for viewer in [Viewer::Sam, Viewer::Jo, Viewer::Bern] {
        let (mut fuller, mut poorer) = (World::new(true).await, World::new(false).await);
        for world in [&mut fuller, &mut poorer] {
            world.shared();
            if viewer == Viewer::Bern && world.is_fuller {
                world.hide_kim().await;
            }
            let mut chance = Chance(7);
            for nth in 0..57 {
                world.shared();
                let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
                let said = Act::Speak(spoken(WordsId(id()), format!("Said as number {nth}.")));
                assert!(world.does("leila", told, said).await);
                if nth % 5 == 0 {
                    world.hide(viewer, &mut chance).await;
                }
            }
            ends(world);
        }
        let worlds = [&fuller, &poorer];
        for world in worlds {
            world.app.clock_to(&(world.began + SignedDuration::from_mins(1000)).to_string());
        }
        let browsers = [fuller.app.signed_in(viewer.slug()).await, poorer.app.signed_in(viewer.slug()).await];
        let story = browsers[0].get(&fuller.app.at("story")).await;
        story.shows("Earlier in the story").shows("Said as number 56.").hides("Said as number 0.");
        let mut came = Came::default();
        for query in
            ["story", "story?before=50", "story?before=9", "story?whole=yes", "story?kind=words&before=20"]
        {
            compare_at(&mut came, &fuller.app.at(query), worlds, &browsers).await;
        }
        assert_eq!(came.found, 5, "{viewer:?}");
        // A search tells how many places it found, in which order.
        let mut found = Vec::new();
        for browser in &browsers {
            found.push(browser.post(&fuller.app.at("story/search"), &[("q", "number")]).await);
        }
        assert_eq!(answer(&found[0]), answer(&found[1]), "{viewer:?}");
        found[0].shows("<mark>number</mark>");
    }
}
