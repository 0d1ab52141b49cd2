import { cpSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { run } from "../command.ts";
import { temporaryFolder } from "../room.ts";
import { launch, open, SKIPPED } from "./chromium.ts";
import { HOSTILE, makeHostile } from "./hostile.ts";
import { drawn } from "./pixels.ts";

const SEGMENT = [237, 26, 71] as const;
const READY = "#scene[data-state=ready]";

describe.skipIf(SKIPPED !== null)(`a report in a browser ${SKIPPED ?? ""}`, () => {
  let browser: Browser;
  let folder: string;
  let answer: string;
  beforeAll(async () => {
    const cwd = await temporaryFolder();
    const [started, demo] = await Promise.all([launch(), run(["demo"], { cwd })]);
    browser = started;
    answer = demo.stdout.trim();
    const runs = path.join(cwd, "spatialclaw-runs");
    folder = path.join(runs, readdirSync(runs)[0] ?? "");
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  const labels = () => [`heater – door: ${answer}`, "heater", "door", "up", "camera forward"];
  const page = () => pathToFileURL(path.join(folder, "report.html")).href;

  it("opens from disk, asks for nothing else and complains about nothing", async () => {
    const { page: opened, requests, complaints } = await open(browser, page());
    await opened.waitForSelector(READY);
    expect(await opened.locator(".value").textContent()).toBe(answer);
    // Pictures that nobody has scrolled to yet.
    await opened.locator("#input").scrollIntoViewIfNeeded();
    const sizes = () =>
      opened.locator("#input img").evaluateAll((all) => all.map((img) => "naturalWidth" in img && img.naturalWidth));
    await expect.poll(sizes).toEqual(Array.from({ length: 12 }, () => 480));
    expect({ requests, complaints }).toEqual({ requests: [page()], complaints: [] });
  });

  it("shows the scene: the segment with the answer's length, and the objects by name", async () => {
    const { page: opened } = await open(browser, page());
    await opened.waitForSelector(READY);
    expect(await opened.locator(".label:visible").allInnerTexts()).toEqual(expect.arrayContaining(labels()));
    const scene = await drawn(opened);
    expect(scene.filled).toBeGreaterThan(0.3);
    expect(scene.colours).toBeGreaterThan(60);
    expect(scene.count(SEGMENT)).toBeGreaterThan(30);
    await opened.getByLabel(/heater – door/).uncheck();
    await expect.poll(async () => (await drawn(opened)).count(SEGMENT)).toBe(0);
  });

  it("fits 400 pixels, in the dark, with the same labels", async () => {
    const narrow = { viewport: { width: 400, height: 700 }, colorScheme: "dark" } as const;
    const { page: opened, complaints } = await open(browser, page(), narrow);
    await opened.waitForSelector(READY);
    expect(await opened.locator(".label:visible").allInnerTexts()).toEqual(expect.arrayContaining(labels()));
    expect(await opened.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  it("names the point under a click, and looks through a camera", async () => {
    const { page: opened } = await open(browser, page());
    await opened.waitForSelector(READY);
    await opened.getByLabel("Look through a camera").selectOption({ label: "frame 0" });
    const canvas = opened.locator(".stage canvas");
    const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
    const pointAt = async (across: number, down: number): Promise<readonly [x: number, y: number, z: number]> => {
      await canvas.click({ position: { x: across * width, y: down * height } });
      const said = (await opened.locator(".said").textContent()) ?? "";
      expect(said).toMatch(/^\(\S+, \S+, \S+\) · frame \d+, pixel \(\d+, \d+\), depth \d+\.\d+/);
      const [x = 0, y = 0, z = 0] = said.slice(1).split(", ").map(Number.parseFloat);
      return [x, y, z];
    };
    // The first camera stands at the origin and looks along -Z: its picture's middle is the middle of the canvas.
    const [x, y, z] = await pointAt(0.5, 0.5);
    expect(Math.abs(x / z)).toBeLessThan(0.02);
    expect(z).toBeLessThan(-1);
    expect((await pointAt(0.65, 0.5))[0]).toBeGreaterThan(x + 0.2);
    expect((await pointAt(0.5, 0.75))[1]).toBeLessThan(y - 0.2);
    await opened.getByRole("button", { name: "Top" }).click();
    await canvas.click({ position: { x: 4, y: 4 } });
    expect(await opened.locator(".said").textContent()).toBe("no point here");
  });

  it("enlarges a picture and puts another beside it, by keyboard alone", async () => {
    const { page: opened } = await open(browser, page());
    await opened.locator(".zoom").first().focus();
    await opened.keyboard.press("Enter");
    const shown = opened.locator("dialog .shown img");
    await expect.poll(() => shown.count()).toBe(1);
    await opened.keyboard.press("c");
    await expect.poll(() => shown.count()).toBe(2);
    await opened.keyboard.press("Escape");
    await expect.poll(() => opened.locator("dialog").isVisible()).toBe(false);
  });

  it("runs nothing of a trace and a scene that are scripts in every field", async () => {
    const hostile = path.join(await temporaryFolder(), "run");
    cpSync(folder, hostile, { recursive: true });
    await makeHostile(hostile);
    const { code, stderr } = await run(["report", hostile]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { page: opened, complaints } = await open(browser, pathToFileURL(path.join(hostile, "report.html")).href);
    await opened.waitForSelector(READY);
    expect(await opened.locator("h1").textContent()).toBe(HOSTILE);
    expect(await opened.evaluate(() => "ran" in globalThis)).toBe(false);
    expect(await opened.locator("img[src=x]").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
