// A demonstration with open meetings, which can be killed and come back at the same address.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = process.env.POLYPHONY ?? "target/debug/polyphony";

export class Server {
  #dir = mkdtempSync(join(tmpdir(), "polyphony-live-"));
  #child;

  /** Starts it; comes back when it listens. What was refused is found in `told`. */
  async start() {
    const fixture = join(this.#dir, "fixture.json");
    const words = ["demo", "--listen", this.host ?? "127.0.0.1:0", "--data", join(this.#dir, "demo"),
      "--live-fixture", fixture, "--meetings", "3", "--voices", "2"];
    const env = { POLYPHONY_LOG: "warn", ...process.env };
    this.#child = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"], env });
    this.told = [];
    createInterface({ input: this.#child.stderr }).on("line", (line) => this.told.push(line));
    const lines = createInterface({ input: this.#child.stdout });
    await new Promise((listens, fails) => {
      lines.on("line", (line) => {
        const found = line.match(/Polyphony is at http:\/\/(\S+)/);
        if (found) { this.host = found[1]; listens(); }
      });
      this.#child.once("exit", (code) => fails(new Error(`It ended with ${code}: ${this.told.join("\n")}`)));
    });
    this.url = `ws://${this.host}/live`;
    this.meetings = JSON.parse(readFileSync(fixture, "utf8"));
  }

  /** Ends it; comes back when it is gone. */
  async kill(signal = "SIGKILL") {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill(signal);
    await gone;
  }

  async remove() {
    await this.kill("SIGTERM");
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
