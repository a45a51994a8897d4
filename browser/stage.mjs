// The stage for stories in a real browser: a demonstration on a free port, and people in it.
//
// POLYPHONY names the program, CHROMIUM the browser; `cargo xtask test` sets both.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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

/** Starts a demonstration in a directory of its own; resolves when it listens. */
async function serve(dir) {
  const child = spawn(PROGRAM, ["demo", "--listen", "127.0.0.1:0", "--data", join(dir, "demo")],
    { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = line.match(/Polyphony is at (http:\S+)/);
    if (found) {
      child.stdout.resume();
      return { child, at: found[1] };
    }
  }
  throw new Error("The demonstration ended before it listened.");
}

/** Tells stories, each with the same stage; says which passed; exits with 1 if one did not. */
export async function tell(stories) {
  const dir = mkdtempSync(join(tmpdir(), "polyphony-"));
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: BROWSER, args: root ? [...QUIET, "--no-sandbox"] : QUIET });
  const { child, at } = await serve(dir);
  let passed = 0, failed = 0;
  for (const [name, story] of Object.entries(stories)) {
    const stage = new Stage(browser, at);
    try {
      await story(stage);
      passed += 1;
      console.log(`story ${name} ... ok`);
    } catch (error) {
      failed += 1;
      console.log(`story ${name} ... FAILED`);
      console.log(error);
    }
    await stage.leave();
  }
  await browser.close();
  child.kill("SIGTERM");
  rmSync(dir, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** One story's browsers. */
class Stage {
  #browser; #contexts = [];
  constructor(browser, at) {
    this.#browser = browser;
    this.at = at;
  }

  /** A browser of its own in which somebody walks in; a telephone unless said otherwise. */
  async as(slug, { script = true, width = 390 } = {}) {
    const context = await this.#browser.newContext({
      baseURL: this.at, javaScriptEnabled: script, viewport: { width, height: 844 } });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.outside = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(this.at) && !request.url().startsWith("data:")) page.outside.push(request.url());
    });
    await page.goto("/demo");
    await page.locator(`button[name="as"][value="${slug}"]`).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/demo"));
    return page;
  }

  async leave() {
    for (const context of this.#contexts) await context.close();
  }
}

/** Asks axe-core about the page; throws on anything serious or critical, and on a page wider than its screen. */
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
}
