// The stage for stories in a real browser: a demonstration on a free port, and people in it.
//
// POLYPHONY names the program, CHROMIUM the browser; `cargo xtask test` sets both.
// Nothing here waits for time to pass: every wait is for something that is seen.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const fromUi = createRequire(new URL("../ui/package.json", import.meta.url));
const { chromium } = fromUi("playwright-core");
const axe = readFileSync(fromUi.resolve("axe-core/axe.min.js"), "utf8");

const PROGRAM = process.env.POLYPHONY ?? "target/debug/polyphony";
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** A demonstration in a directory of its own, which can be killed and come back. */
class Server {
  #dir = mkdtempSync(join(tmpdir(), "polyphony-"));
  #child;

  /** Starts it, at the same address if it ran before; comes back when it listens. */
  async start() {
    const listen = this.at ? new URL(this.at).host : "127.0.0.1:0";
    const words = ["demo", "--listen", listen, "--data", join(this.#dir, "demo")];
    const env = { POLYPHONY_LOG: "warn", ...process.env };
    this.#child = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "inherit"], env });
    const lines = createInterface({ input: this.#child.stdout });
    this.at = await new Promise((listens, fails) => {
      lines.on("line", (line) => {
        const found = line.match(/Polyphony is at (http:\S+)/);
        if (found) listens(found[1]);
      });
      this.#child.once("error", fails);
      this.#child.once("exit", (code) => fails(new Error(`The demonstration ended with ${code} before it listened.`)));
    });
  }

  /** Kills it as a power cut would; comes back when it is gone. */
  async kill(signal = "SIGKILL") {
    if (this.#child?.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill(signal);
    await gone;
  }

  /** The bytes of the database as they lie on the disk, its log beside it included. */
  database() {
    const all = readdirSync(this.#dir, { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile() && one.name.startsWith("polyphony.db"));
    return Buffer.concat(files.map((one) => readFileSync(join(one.parentPath, one.name))));
  }

  remove() {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/**
 * Tells stories, each with the same service; says which passed; exits with 1 if one did not.
 * Words after the script's name choose the stories whose names hold one of them.
 */
export async function tell(stories) {
  const chosen = process.argv.slice(2);
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: BROWSER, args: root ? [...QUIET, "--no-sandbox"] : QUIET });
  const server = new Server();
  let passed = 0, failed = 0;
  try {
    await server.start();
    for (const [name, story] of Object.entries(stories)) {
      if (chosen.length > 0 && !chosen.some((word) => name.includes(word))) continue;
      const stage = new Stage(browser, server);
      const begun = performance.now();
      try {
        await story(stage);
        passed += 1;
        console.log(`story ${name} ... ok (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`story ${name} ... FAILED`);
        console.log(error);
      }
      await stage.leave();
    }
  } finally {
    await browser.close();
    await server.kill("SIGTERM");
    server.remove();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** One story's browsers. */
class Stage {
  #browser; #server; #contexts = []; #afterwards = [];
  constructor(browser, server) {
    this.#browser = browser;
    this.#server = server;
  }

  /** Where the server listens; what stands before it may be named in its place. */
  get at() {
    return this.#server.at;
  }

  /** A browser of its own in which somebody walks in; a telephone by daylight unless said otherwise. */
  async as(slug, { script = true, width = 390, dark = false, at = this.at } = {}) {
    const page = await this.nobody({ script, width, dark, at });
    await page.goto("/demo");
    await page.locator(`button[name="as"][value="${slug}"]`).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/demo"));
    return page;
  }

  /** A browser of its own in which nobody is signed in. */
  async nobody({ script = true, width = 390, dark = false, at = this.at } = {}) {
    const context = await this.#browser.newContext({
      baseURL: at,
      javaScriptEnabled: script,
      viewport: { width, height: 844 },
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.outside = [];
    page.broken = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(at) && !request.url().startsWith("data:")) page.outside.push(request.url());
    });
    page.on("pageerror", (error) => page.broken.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 500) page.broken.push(`${response.status()} ${response.url()}`);
    });
    return page;
  }

  /** Kills the server as a power cut would, and starts it again on the same data, at the same address. */
  async powerCut() {
    await this.#server.kill();
    await this.#server.start();
  }

  /** What whoever takes the database file away holds in their hands. */
  database() {
    return this.#server.database();
  }

  /** Does something when the story is over. */
  after(work) {
    this.#afterwards.push(work);
  }

  async leave() {
    for (const context of this.#contexts) await context.close();
    for (const work of this.#afterwards) await work();
  }
}

/**
 * Asks axe-core about the page; throws on anything serious or critical, on a page wider than its screen,
 * on a request that went outside, and on a fault of a script or of the server.
 */
export async function accessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  if (serious.length > 0) {
    const said = serious.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.target.join(" ")).join("\n  ")}`);
    throw new Error(`${page.url()} is not accessible:\n${said.join("\n")}`);
  }
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) throw new Error(`${page.url()} is ${wider} px wider than its screen.`);
  if (page.outside.length > 0) throw new Error(`${page.url()} asked outside: ${page.outside.join(", ")}`);
  if (page.broken.length > 0) throw new Error(`${page.url()} broke: ${page.broken.join(", ")}`);
}
