//! The copy that somebody gets who asked for their record, made from the command line; and that pictures move
//! along when a network does.

use std::collections::BTreeSet;

use dialogue::{
    Account, Act, Audience, Command as Sent, CommandId, EntryId, FileId, NetworkId, Seat, Told, Who, WordsId,
    case::AccessAsked,
    file::FileAttached,
    guard::Ground,
    line::{DecideLines, Fate, Giving, HarmOpinionGiven},
    words::{Kind, WordsSpoken},
};
use serde_json::Value;
use store::{Config, EngineConfig, Purpose, Store};
use uuid::Uuid;

use super::*;

/// Two pictures of this very program.
const STORY: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pictures/story.png"));
const TODAY: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pictures/today.png"));

/// Idris's network of the made-up service, behind the program's back.
struct Home {
    store: Store,
    network: NetworkId,
}

impl Home {
    async fn open(place: &Place) -> Self {
        let engine = EngineConfig::Sqlite { dir: place.data() };
        let store = Store::open(Config::new(engine, place.key())).await.unwrap();
        let idris = store.account_by_slug("idris").await.unwrap().unwrap().account;
        let Seat::Member(network, _) = idris.seat else { panic!("Idris is a member") };
        Self { store, network }
    }

    async fn account(&self, slug: &str) -> Account {
        self.store.account_by_slug(slug).await.unwrap().unwrap().account
    }

    async fn voice(&self, slug: &str) -> Who {
        self.account(slug).await.voice().unwrap()
    }

    async fn acts(&self, slug: &str, told: Told, act: Act) -> EntryId {
        let command = CommandId(Uuid::now_v7());
        let sent = Sent { id: command, told, act };
        self.store.act(&self.account(slug).await, self.network, sent).await.unwrap();
        EntryId { command, nth: 0 }
    }

    /// Words of a voice, written down by Marged, with a picture.
    async fn says(&self, voice: Who, text: &str, picture: &[u8]) -> (EntryId, FileId) {
        let (words, file) = (WordsId(Uuid::now_v7()), FileId(Uuid::now_v7()));
        let kind = Kind::Telling;
        let spoken = WordsSpoken { words, kind, text: text.into(), in_answer_to: None, thinking_of: None };
        let told = Told { voice: Some(voice), audience: Some(Audience::PersonAndTeam), ..Told::default() };
        let said = self.acts("marged", told, Act::Speak(spoken)).await;
        let permit =
            self.store.permit(&self.account("marged").await, self.network, Purpose::Act).await.unwrap();
        self.store.put_file(&permit, file, picture).await.unwrap();
        let (media_type, bytes) = ("image/png".into(), u64::try_from(picture.len()).unwrap());
        let attached = FileAttached { file, words, media_type, bytes, shows: format!("{text} (a picture)") };
        self.acts("marged", Told::default(), Act::AttachFile(attached)).await;
        (said, file)
    }

    async fn asks(&self, slug: &str) -> EntryId {
        let member = self.voice(slug).await.member().unwrap();
        let on = self.store.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        self.acts(slug, Told::default(), Act::AskAccess(AccessAsked { member, on, words: String::new() }))
            .await
    }

    async fn decides(&self, case: EntryId, lines: Vec<EntryId>, decision: Giving) {
        let act = DecideLines { case, lines, decision, words: "Weighed.".into() };
        self.acts("callum", Told::default(), Act::DecideLines(act)).await;
    }

    /// The records officer keeps these back and gives everything else.
    async fn goes_through(&self, case: EntryId, kept: &[EntryId]) {
        let given_by = self.voice("nasreen").await.practitioner().unwrap();
        let on = self.store.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let words = "I know him well.".into();
        let opinion = HarmOpinionGiven { case, given_by, on, is_harm_likely: false, words };
        self.acts("callum", Told::default(), Act::GiveHarmOpinion(opinion)).await;
        if !kept.is_empty() {
            self.decides(case, kept.to_vec(), Giving::KeepBack(Ground::ThirdParty)).await;
        }
        let callum = self.account("callum").await;
        let permit = self.store.permit(&callum, self.network, Purpose::Duty).await.unwrap();
        let network = self.store.network(&permit).await.unwrap();
        let lines = network.lines(network.case(case).unwrap());
        let open = lines.into_iter().filter(|line| line.fate == Fate::Open).map(|line| line.entry.id);
        self.decides(case, open.collect(), Giving::Give).await;
    }

    async fn picture(&self, slug: &str, file: FileId) -> Vec<u8> {
        let permit = self.store.permit(&self.account(slug).await, self.network, Purpose::Read).await.unwrap();
        self.store.file(&permit, file).await.unwrap()
    }
}

/// What is in a folder that was made as a copy, held against its own manifest and checksums.
struct Copy {
    folder: PathBuf,
    manifest: Value,
    lines: Vec<Value>,
    html: String,
}

impl Copy {
    fn read(folder: PathBuf) -> Self {
        // As docs/records.md says.
        let sums =
            Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(&folder).output().unwrap();
        assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stderr));
        let data = |name: &str| -> Value {
            serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
        };
        let (manifest, record) = (data("manifest.json"), data("record.json"));
        let lines = record["lines"].as_array().unwrap().clone();
        let html = std::fs::read_to_string(folder.join("record.html")).unwrap();
        let copy = Self { folder, manifest, lines, html };
        copy.is_whole();
        copy
    }

    /// Everything that lies there is listed with its size, and the lines are numbered from 1 without a gap.
    fn is_whole(&self) {
        let listed: BTreeSet<_> = self.manifest["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| {
                let name = file["name"].as_str().unwrap().to_owned();
                let size = std::fs::metadata(self.folder.join(&name)).unwrap().len();
                assert_eq!(file["bytes"].as_u64(), Some(size), "{name}");
                name
            })
            .collect();
        let mut there = BTreeSet::new();
        for folder in [self.folder.clone(), self.folder.join("attachments")] {
            for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
                let name = file.strip_prefix(&self.folder).unwrap().to_str().unwrap().to_owned();
                if file.is_file() && !["manifest.json", "SHA256SUMS"].contains(&name.as_str()) {
                    there.insert(name);
                }
            }
        }
        assert_eq!(listed, there);
        let numbers: Vec<_> = self.lines.iter().map(|line| line["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=self.manifest["lines"].as_u64().unwrap()).collect::<Vec<_>>());
    }

    fn pictures(&self) -> Vec<Vec<u8>> {
        let names = self.lines.iter().filter_map(|line| line.get("attachment")?.as_str());
        names
            .map(|name| {
                assert!(self.html.contains(&format!("\"{name}\"")), "{name} is on the page");
                std::fs::read(self.folder.join(name)).unwrap()
            })
            .collect()
    }

    fn holds(&self, words: &str) -> bool {
        let data = serde_json::to_string(&self.lines).unwrap();
        assert_eq!(data.contains(words), self.html.contains(words), "{words}");
        data.contains(words)
    }
}

/// The person's copy and a member's, each with the pictures that belong to it and with nothing that is not theirs.
#[test]
fn a_copy_is_made_for_the_person_and_for_a_member_with_their_pictures() {
    let place = Place::empty();
    demonstration(&place.data());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (network, idris, sahra) = runtime.block_on(async {
        let home = Home::open(&place).await;
        home.says(home.voice("marged").await, "We drew the boat.", STORY).await;
        let (hers, _) = home.says(home.voice("sahra").await, "I have not told him yet.", TODAY).await;
        let (idris, sahra) = (home.asks("idris").await, home.asks("sahra").await);
        home.goes_through(idris, &[hers]).await;
        (home.network, idris, sahra)
    });
    let copied = |case: EntryId, to: &str| {
        let (network, case, out) = (network.to_string(), case.to_string(), place.dir.path().join(to));
        let words = ["bundle", "--network", &network, "--case", &case, "--out", out.to_str().unwrap()];
        (place.run(&words), out)
    };
    let (made, out) = copied(idris, "idris");
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("Look through record.html before you hand it over."), "{}", made.out);
    let copy = Copy::read(out);
    assert_eq!(copy.manifest["for"], "Idris Warsame");
    assert!(copy.holds("We drew the boat.") && !copy.holds("I have not told him yet."));
    assert_eq!(copy.pictures(), [STORY], "one picture, and it opens as it was put in");
    assert!(copy.folder.join("attachments/001.png").exists());
    // A folder that is there is not written over.
    copied(idris, "idris").0.says(1, "cannot be made");

    // Hers is not gone through yet, and then it is.
    let (early, nothing) = copied(sahra, "sahra");
    early.says(1, "lines wait for a decision.");
    assert!(!nothing.exists());
    runtime.block_on(async { Home::open(&place).await.goes_through(sahra, &[]).await });
    let copy = Copy::read(copied(sahra, "sahra").1);
    assert!(copy.manifest["for"].as_str().unwrap().starts_with("Sahra"), "{}", copy.manifest);
    assert!(copy.holds("I have not told him yet.") && !copy.holds("We drew the boat."));
    assert_eq!(copy.pictures(), [TODAY], "numbered anew: it is the first of hers");
    assert!(copy.folder.join("attachments/001.png").exists());
    copied(EntryId { command: CommandId(Uuid::now_v7()), nth: 0 }, "nobody").0.says(1, "no such request");
}

#[test]
fn pictures_move_along_with_their_network_and_open_in_the_other_place() {
    let (place, other) = (Place::empty(), Place::empty());
    demonstration(&place.data());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (network, file) = runtime.block_on(async {
        let home = Home::open(&place).await;
        let (_, file) = home.says(home.voice("marged").await, "We drew the boat.", STORY).await;
        (home.network.to_string(), file)
    });
    let (out, key) = (place.dir.path().join("network.sealed"), place.dir.path().join("carried.key"));
    let (out, key) = (out.to_str().unwrap(), key.to_str().unwrap());
    let exported = place.run(&["export", "network", &network, "--out", out, "--key", key]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let imported = other.run(&["import", out, "--key", key]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert_eq!(other.run(&["verify"]).code, 0);
    runtime.block_on(async {
        let home = Home::open(&other).await;
        assert_eq!(home.network.to_string(), network);
        for slug in ["marged", "idris"] {
            assert!(home.picture(slug, file).await == STORY, "{slug}");
        }
    });
}
