import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { run } from "../command.ts";
import { ROOM, temporaryFolder } from "../room.ts";
import { startViewer, type Viewer } from "../viewer.ts";
import { launch, open, SKIPPED } from "./chromium.ts";
import { HOSTILE, makeHostile } from "./hostile.ts";

const SAMPLES = ["--limit", "8", "--traces", "all"];

describe.skipIf(SKIPPED !== null)(`view in a browser ${SKIPPED ?? ""}`, () => {
  let browser: Browser;
  let folder: string;
  let viewer: Viewer;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const out = (name: string) => ["--out", path.join(folder, name)];
    [browser] = await Promise.all([
      launch(),
      run(["bench", "run", "synth", ...SAMPLES, ...out("exact")]),
      run(["ask", "How tall is the door?", "-i", ROOM, ...out("alone")]),
    ]);
    // A second run over the same questions, worse at all that the first was right about but one.
    cpSync(path.join(folder, "exact"), path.join(folder, "worse"), { recursive: true });
    const rows = rowsOf("exact");
    const kept = rows.find(({ correct }) => correct);
    const worse = rows.map((row) => (row === kept ? row : { ...row, correct: false, score: 0, answer: "Z" }));
    writeFileSync(path.join(folder, "worse", "rows.jsonl"), worse.map((row) => `${JSON.stringify(row)}\n`).join(""));
    viewer = await startViewer(folder);
  });
  afterAll(async () => {
    await viewer?.stop();
    await browser?.close();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  const rowsOf = (name: string) =>
    readFileSync(path.join(folder, name, "rows.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { correct: boolean });
  const count = (page: Page) => page.locator(".count strong").textContent();

  it("lists all runs, and filters them as one types and chooses, which the address remembers", async () => {
    const { page, complaints } = await open(browser, viewer.url);
    expect(await count(page)).toBe("17 runs");
    await page.getByLabel("Search").fill("How tall is the door");
    await expect.poll(() => count(page)).toBe("1 run");
    await page.getByLabel("Search").fill("");
    await page.getByLabel("Run", { exact: true }).selectOption("exact");
    await expect.poll(() => count(page)).toBe("8 runs");
    await page.getByLabel("Right or wrong").selectOption("wrong");
    await expect.poll(() => page.locator(".runs .status").allInnerTexts()).not.toContain("right");
    const wrong = await count(page);
    expect(wrong).toMatch(/^[1-9] runs?$/);
    await page.reload();
    expect(await count(page)).toBe(wrong);
    await page.getByText("Charts").click();
    expect(await page.locator(".chart h2:visible").allInnerTexts()).toContain("Steps");
    expect(complaints).toEqual([]);
  });

  it("is worked by keyboard: search, down, open, and back to the list", async () => {
    const { page } = await open(browser, viewer.url);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(page.locator(".runs tbody tr").nth(1).getAttribute("class")).resolves.toBe("selected");
    await page.keyboard.press("/");
    await page.keyboard.type("how tall is the door");
    await expect.poll(() => count(page)).toBe("1 run");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    const question = await page.locator("tr.selected a.open").textContent();
    await page.keyboard.press("Enter");
    await page.waitForSelector("h1");
    expect(await page.locator("h1").textContent()).toBe(question);
    await page.getByRole("link", { name: "All runs" }).click();
    expect(await page.locator("h1").textContent()).toBe("Runs");
  });

  it("puts two runs side by side on the questions where they differ", async () => {
    const { page } = await open(browser, viewer.url, { viewport: { width: 400, height: 700 } });
    await page.getByLabel("Run A").selectOption("exact");
    await page.getByLabel("Run B").selectOption("worse");
    await page.getByRole("button", { name: "Side by side" }).click();
    await page.waitForSelector(".tally");
    const alone = rowsOf("exact").filter(({ correct }) => correct).length - 1;
    expect(alone).toBeGreaterThan(0);
    const shown = page.locator("section", { hasText: "Only A is right" }).locator("tbody tr");
    expect(await shown.count()).toBe(alone);
    expect(await shown.first().locator(".status").allInnerTexts()).toEqual(["right", "wrong"]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  it("is live: a run shows while it goes on, and its answer when it has one", async () => {
    const { page } = await open(browser, `${viewer.url}?q=going`);
    expect(await count(page)).toBe("0 runs");
    const lines = readFileSync(path.join(folder, "alone", "trace.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    const [start = "", ...rest] = lines;
    const fresh = path.join(folder, "fresh");
    mkdirSync(fresh);
    const trace = path.join(fresh, "trace.jsonl");
    writeFileSync(trace, `${start.replace("How tall is the door?", "Is it going on?")}\n`);
    await expect.poll(() => page.locator(".runs .status").allInnerTexts(), { timeout: 15_000 }).toEqual(["running"]);
    appendFileSync(trace, rest.map((line) => `${line}\n`).join(""));
    await expect.poll(() => page.locator(".runs .status").allInnerTexts(), { timeout: 15_000 }).toEqual(["answered"]);
  });

  it("runs nothing of a hostile trace, in the list and on its page", async () => {
    const hostile = path.join(folder, "hostile");
    cpSync(path.join(folder, "alone"), hostile, { recursive: true });
    await makeHostile(hostile);
    const { page, complaints } = await open(browser, `${viewer.url}?q=onerror`);
    await expect.poll(() => page.locator("a.open").allInnerTexts(), { timeout: 15_000 }).toEqual([HOSTILE]);
    await page.locator("a.open").click();
    await page.waitForSelector("#scene[data-state=ready]");
    expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
    expect(complaints).toEqual([]);
  });
});
