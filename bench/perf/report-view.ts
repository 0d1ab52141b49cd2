import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM, launch } from "../../test/e2e/browser/chromium.ts";
import { startViewer } from "../../test/e2e/viewer.ts";
import { median, type Row } from "./table.ts";

const TRACES = 5000;
const SAMPLE = fileURLToPath(new URL("../../packages/report/test/fixtures/sample-run/trace.jsonl", import.meta.url));

/** What a person does: words, choices, sorting, pages. */
const ACTIONS = [
  "/list?",
  "/list?q=heater",
  "/list?q=heater+4711",
  "/list?status=answered",
  "/list?status=unanswered",
  "/list?interface=code&steps=8%E2%80%9315",
  "/list?errors=1&sort=ms&dir=desc",
  "/list?sort=question&dir=asc",
  "/list?page=37",
  "/?q=door",
];
const CHOICES = [
  ["status", "answered"],
  ["status", "unfinished"],
  ["steps", "8–15"],
  ["steps", ""],
  ["status", ""],
] as const;
const ROUNDS = 5;
/** Longer than the server trusts its last look at the disk. */
const STALE_MS = 1600;

/** `spatialclaw view` over thousands of traces, as a user starts it. */
export async function viewRows(folder: string): Promise<Row[]> {
  writeTraces(folder);
  const viewer = await startViewer(folder);
  try {
    const first = await timed(viewer.url, "/");
    const fresh: number[] = [];
    const stale: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await new Promise((resolve) => setTimeout(resolve, STALE_MS));
      for (const [i, action] of ACTIONS.entries()) (i === 0 ? stale : fresh).push(await timed(viewer.url, action));
    }
    const none = { peer: null, bar: null };
    const seen = CHROMIUM === null ? [] : await choices(viewer.url);
    return [
      { what: `view of ${TRACES} traces, first load`, unit: "ms", ours: first, ...none },
      { what: "  a list or filter, median", unit: "ms", ours: median(fresh), ...none, limit: 200 },
      { what: "  the slowest", unit: "ms", ours: Math.max(...fresh), ...none, limit: 200 },
      { what: "  the slowest that looks at the disk again", unit: "ms", ours: Math.max(...stale), ...none, limit: 200 },
      ...(seen.length > 0
        ? [
            {
              what: "  a filter in a browser, drawn, median",
              unit: "ms" as const,
              ours: median(seen),
              ...none,
              limit: 200,
            },
          ]
        : []),
      { what: "  memory at most (RSS)", unit: "MB", ours: peakMb(viewer.pid), ...none, limit: 300 },
    ];
  } finally {
    await viewer.stop();
  }
}

/** From the choice of a filter to the next picture of the page with the new list. */
async function choices(url: string): Promise<number[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(url);
    const times: number[] = [];
    for (const [name, value] of CHOICES)
      times.push(await page.evaluate<number>(`(${CHOOSE})(${JSON.stringify([name, value])})`));
    return times;
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
const CHOOSE = `([name, value]) => new Promise((resolve) => {
  const field = document.querySelector(\`[name=\${name}]\`);
  const begin = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
  }).observe(document.querySelector("#list"), { childList: true });
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})`;

/** 1 to 30 steps each, every seventh without an end. */
function writeTraces(folder: string): void {
  const [start = "", plan = "", ...rest] = readFileSync(SAMPLE, "utf8").trim().split("\n");
  const end = rest.pop() ?? "";
  const steps = rest.filter((line) => line.includes('"type":"step.'));
  for (let i = 0; i < TRACES; i++) {
    const run = path.join(folder, `day-${i % 20}`, `run-${i}`);
    mkdirSync(run, { recursive: true });
    const question = `Is the heater nearer to the door than to window ${i}?`;
    const many = Array.from({ length: 1 + (i % 30) }, () => steps).flat();
    const lines = [start.replace(/"question":"[^"]*"/, `"question":"${question}"`), plan, ...many];
    writeFileSync(path.join(run, "trace.jsonl"), [...lines, ...(i % 7 === 0 ? [] : [end]), ""].join("\n"));
  }
  cpSync(path.join(path.dirname(SAMPLE), "pictures"), path.join(folder, "day-0", "run-0", "pictures"), {
    recursive: true,
  });
}

async function timed(url: string, address: string): Promise<number> {
  const begin = performance.now();
  const response = await fetch(new URL(address, url));
  await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return performance.now() - begin;
}

/** Linux only. */
function peakMb(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}
