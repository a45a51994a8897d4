//! The service key: made once, private, and belonging to one database.

use std::os::unix::fs::PermissionsExt;

use store::{Missing, Store, StoreError};

use crate::{engines::on_both, people::People, world::World};

on_both! {
    a_key_is_made_once_and_private,
    a_key_that_others_can_read_is_refused,
    a_missing_or_wrong_key_is_refused,
    a_newer_schema_is_refused,
    a_missing_database_is_said,
}

fn refused(opened: Result<Store, StoreError>) -> StoreError {
    match opened {
        Ok(_) => panic!("it opened"),
        Err(error) => error,
    }
}

async fn a_key_is_made_once_and_private(world: World) {
    let store = world.open().await;
    let file = std::fs::metadata(world.key_file()).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    let key = std::fs::read_to_string(world.key_file()).unwrap();
    let sheet = store.recovery_sheet().unwrap().text().replace(' ', "");
    let on_sheet: String = (1..=4)
        .map(|line| sheet.lines().find_map(|text| text.strip_prefix(&format!("{line}:"))).unwrap().to_owned())
        .collect();
    assert_eq!(on_sheet, key.trim());
    drop(store);
    assert!(world.open().await.recovery_sheet().is_none());
    assert_eq!(std::fs::read_to_string(world.key_file()).unwrap(), key);
}

async fn a_key_that_others_can_read_is_refused(world: World) {
    drop(world.open().await);
    std::fs::set_permissions(world.key_file(), std::fs::Permissions::from_mode(0o640)).unwrap();
    let error = refused(world.try_open().await);
    assert!(matches!(error, StoreError::OpenKey { mode: 0o640, .. }));
    assert!(error.to_string().contains("chmod 600") && error.exit_code() == 17);
}

async fn a_missing_or_wrong_key_is_refused(world: World) {
    let people = People::new();
    people.begin(&world, &world.open().await).await;
    let key = std::fs::read_to_string(world.key_file()).unwrap();
    std::fs::remove_file(world.key_file()).unwrap();
    assert!(matches!(refused(world.try_open().await), StoreError::MissingKey { .. }));
    assert!(!world.key_file().exists());
    let other = key.chars().rev().collect::<String>();
    for (content, is_key) in [(other.trim(), true), ("not a key", false)] {
        std::fs::write(world.key_file(), content).unwrap();
        std::fs::set_permissions(world.key_file(), std::fs::Permissions::from_mode(0o600)).unwrap();
        let error = refused(world.try_open().await);
        assert_eq!(matches!(error, StoreError::WrongKey { .. }), is_key);
        assert_eq!(matches!(error, StoreError::NotAKey { .. }), !is_key);
    }
}

async fn a_newer_schema_is_refused(world: World) {
    drop(world.open().await);
    world.meddle("INSERT INTO schema_version (version) VALUES (999)").await;
    let error = refused(world.try_open().await);
    assert!(matches!(error, StoreError::NewerSchema { found: 999, .. }));
    assert_eq!(error.exit_code(), 11);
}

async fn a_missing_database_is_said(world: World) {
    let mut config = world.config();
    config.missing = Missing::Refuse;
    let error = refused(Store::open(config).await);
    assert!(matches!(&error, StoreError::MissingDatabase { place } if !place.is_empty()));
    assert_eq!(error.exit_code(), 10);
    assert!(!world.key_file().exists());
}
