import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { reportOn } from "../../../packages/bench/src/run/report.ts";
import type { BenchRow, Table } from "../../../packages/report/src/bench/index.ts";
import { type Finished, start } from "../command.ts";
import { type ChatBody, type Endpoint, openEndpoint, type Scripted } from "../endpoint.ts";

/** A benchmark of one's own; its adapter lies beside it. */
export const CARD = fileURLToPath(new URL("../../../packages/bench/test/made-up/rooms.json", import.meta.url));

export const SAMPLES = 40;
const ROOMS = ["kitchen", "hall", "study"];

/** Every third question wants a number, the others a letter. */
const QUESTIONS = Array.from({ length: SAMPLES }, (_, i) => ({
  id: `s${i}`,
  type: i % 3 === 0 ? "distance" : "place",
  room: ROOMS[i % ROOMS.length],
  question: `Question ${i}: where is it?`,
  options: i % 3 === 0 ? null : ["left", "right", "behind"],
  answer: i % 3 === 0 ? 1 + i / 10 : "ABC"[i % 3],
  images: ["1.png"],
}));

export interface Ground {
  readonly data: string;
  readonly folder: string;
  /** A path below `folder`. */
  at(name: string): string;
  clear(): Promise<void>;
}

/** A folder with the data set. */
export async function ground(): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-bench-test-"));
  const data = path.join(folder, "data");
  await mkdir(path.join(data, "rooms", "images"), { recursive: true });
  const picture = sharp(new Uint8Array(12 * 12 * 3).fill(90), { raw: { width: 12, height: 12, channels: 3 } });
  await picture.png().toFile(path.join(data, "rooms", "images", "1.png"));
  const lines = QUESTIONS.map((row) => JSON.stringify(row));
  await writeFile(path.join(data, "rooms", "questions.jsonl"), `${lines.join("\n")}\n`);
  return {
    data,
    folder,
    at: (name) => path.join(folder, name),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What the endpoint says to a sample: the same each time, two thirds of it right. */
export function answerTo(i: number): string {
  if (i % 3 === 0) return `Answer: ${(1 + i / 10) * (i % 2 === 0 ? 1 : 1.2)}`;
  return `Answer: ${"ABC"[i % 4 === 0 ? 0 : i % 3]}`;
}

export interface Asked extends Endpoint {
  /** How often each sample was asked about; the canary is none. */
  readonly counts: ReadonlyMap<number, number>;
}

/** An endpoint that knows the questions. `before` may answer otherwise. */
export async function roomsEndpoint(
  options: { latencyMs?: number; before?: (sample: number, times: number) => Scripted | null } = {},
): Promise<Asked> {
  const counts = new Map<number, number>();
  const endpoint = await openEndpoint((body) => {
    const sample = sampleIn(body);
    if (sample === null) return "scripted, red and blue";
    counts.set(sample, (counts.get(sample) ?? 0) + 1);
    return options.before?.(sample, counts.get(sample) ?? 0) ?? answerTo(sample);
  }, options);
  return {
    ...endpoint,
    get bytes() {
      return endpoint.bytes;
    },
    counts,
  };
}

function sampleIn({ messages }: ChatBody): number | null {
  const match = /Question (\d+):/.exec(JSON.stringify(messages));
  return match ? Number(match[1]) : null;
}

const flags = ({ data }: Ground, out: string, url: string, more: readonly string[]): string[] => [
  ...["bench", "run", CARD, "--data", data, "--interface", "none", "--model", "scripted", "--endpoint", url],
  ...["--retries", "0", "--concurrency", "4", "--traces", "none", "-o", out, ...more],
];

/** A run of the data set, as a user starts it. */
export const startRooms = (
  on: Ground,
  out: string,
  url: string,
  more: readonly string[] = [],
  env: Record<string, string> = {},
): ReturnType<typeof start> => start(flags(on, out, url, more), { cwd: on.folder, env });

export const runRooms = (...args: Parameters<typeof startRooms>): Promise<Finished> => startRooms(...args).finished;

/** The rows of a run, in order; what is torn is not there. */
export function rowsIn(folder: string): BenchRow[] {
  const file = path.join(folder, "rows.jsonl");
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.map(parsed).filter((row) => row?.sampleId !== undefined) as BenchRow[];
}

function parsed(line: string): Partial<BenchRow> | null {
  try {
    return JSON.parse(line) as Partial<BenchRow>;
  } catch {
    return null;
  }
}

/** What must not depend on how a run came about. */
export async function tableOf(folder: string): Promise<object> {
  const { runs } = await reportOn([folder]);
  const [table] = runs[0]?.tables ?? [];
  const { cost: _, ...rest } = table as Table;
  return rest;
}
