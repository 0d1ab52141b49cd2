import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeFullReport } from "@spatialclaw/report";
import { writeBigRun } from "../../packages/report/test/big-run.ts";
import { CHROMIUM, launch } from "../../test/e2e/browser/chromium.ts";
import { recorderRows } from "./report-recorder.ts";
import { viewRows } from "./report-view.ts";
import { median, type Row } from "./table.ts";

const OPENINGS = 5;

/** Pages of the largest runs, thousands of runs in `view`, and what recording a scene costs. */
export async function benchReport(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-bench-"));
  try {
    return [
      ...(await pageRows(path.join(folder, "big"))),
      ...(await viewRows(path.join(folder, "many"))),
      ...(await recorderRows(path.join(folder, "runs"))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pageRows(run: string): Promise<Row[]> {
  await writeBigRun(run);
  const begin = performance.now();
  const file = await writeFullReport(run);
  const ms = performance.now() - begin;
  const opened = CHROMIUM === null ? null : await openings(pathToFileURL(file).href);
  const without = { peer: null, bar: null };
  return [
    {
      what: "page of 30 steps, 64 frames, 60 pictures",
      unit: "MB",
      ours: statSync(file).size / 1e6,
      ...without,
      limit: 15,
    },
    { what: "  written in", unit: "ms", ours: ms, ...without },
    ...(opened === null
      ? []
      : [
          { what: "  its text can be scrolled", unit: "ms" as const, ours: opened.text, ...without, limit: 2000 },
          {
            what: "  its scene is drawn and answers",
            unit: "ms" as const,
            ours: opened.scene,
            ...without,
            limit: 2000,
          },
        ]),
  ];
}

/** From the navigation on, in a chromium that draws without a GPU; each time in a fresh browser profile. */
async function openings(url: string): Promise<{ text: number; scene: number }> {
  const browser = await launch();
  try {
    const times: { text: number; scene: number }[] = [];
    for (let i = 0; i < OPENINGS; i++) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      await page.goto(url, { waitUntil: "commit" });
      await page.waitForSelector("#scene[data-state=ready]", { state: "attached" });
      // A press of a button is answered when the page has nothing older to do.
      await page.getByRole("button", { name: "Top" }).click();
      const scene = await page.evaluate(() => performance.now());
      const text = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
      times.push({ text, scene });
      await page.close();
    }
    return { text: median(times.map((one) => one.text)), scene: median(times.map((one) => one.scene)) };
  } finally {
    await browser.close();
  }
}
