//! Polyphony, the binary: command line, configuration, wiring.

fn main() -> std::process::ExitCode {
    polyphony::cli::run()
}
