//! Says in one clear sentence what to do when the styles and scripts are not built yet.

use std::path::Path;

fn main() {
    let manifest = Path::new("../../ui/dist/.vite/manifest.json");
    println!("cargo::rerun-if-changed=../../ui/dist");
    println!("cargo::rerun-if-changed=../../locales");
    println!("cargo::rerun-if-changed=build.rs");
    if !manifest.is_file() {
        println!(
            "cargo::error=The styles and scripts in ui/dist are missing. Run `cargo xtask build` \
             (or `npm ci --ignore-scripts && npm run build` in ui/) first."
        );
    }
}
