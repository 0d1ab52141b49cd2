import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ATTRIBUTIONS, type Attribution, type Usage } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import type { BenchRun } from "@spatialclaw/report";
import { LineLog, reasonOf } from "../run/line-log.ts";

const ABOUT_FILE = "attribution.json";
export const JUDGEMENTS_FILE = "judgements.jsonl";

/** `attribution.json`: what is compared, by whom. Written once. */
export interface About {
  readonly format: "spatialclaw-bench-attribution-folder";
  readonly version: 1;
  readonly a: Compared;
  readonly b: Compared;
  readonly judge: string;
  readonly protocol: string | null;
}

interface Compared {
  readonly name: string;
  readonly createdAt: string;
  readonly model: string;
  readonly interface: string;
}

/** A line of `judgements.jsonl`. */
export interface Judged {
  readonly key: string;
  readonly attribution: Attribution | null;
  readonly reason: string;
  readonly reply: string;
  /** A trace was too long to be told whole. */
  readonly isCut: boolean;
  readonly server: { readonly url: string; readonly model: string } | null;
  readonly usage: Usage;
  readonly ms: number;
  readonly at: string;
  readonly worker: string;
}

export const comparedRun = (folder: string, { createdAt, setup }: BenchRun): Compared => ({
  name: path.basename(path.resolve(folder)),
  createdAt,
  model: setup.model.name,
  interface: setup.interface,
});

/** Makes the folder, or finds the same attribution in it. Throws InputError for another one. */
export function openAttribution(folder: string, about: About): void {
  const file = path.join(folder, ABOUT_FILE);
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(about, null, 2)}\n`);
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file))
      throw new InputError(
        `cannot write ${file}: ${reasonOf(error)}; name a folder that may be written`,
        "environment",
      );
    const other = differenceIn(file, about);
    if (other !== null)
      throw new InputError(`${folder} holds another attribution: ${other}; name another folder by --out`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function differenceIn(file: string, about: About): string | null {
  const found = readJson(file);
  for (const [name, value] of Object.entries(about)) {
    const [was, is] = [JSON.stringify(found[name]), JSON.stringify(value)];
    if (was !== is) return `${name} is ${was ?? "not there"}, now it is ${is}`;
  }
  return null;
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw new InputError(`${file} is damaged: it is no JSON object; restore it, or name another folder by --out`);
}

/** `judgements.jsonl`: what is judged already, by whichever process. */
export class Judgements {
  readonly #log: LineLog;
  readonly #by = new Map<string, Judged>();

  constructor(folder: string) {
    this.#log = new LineLog(path.join(folder, JUDGEMENTS_FILE));
    this.refresh();
  }

  refresh(): void {
    for (const record of this.#log.next()) {
      const judged = judgedIn(record);
      if (judged) this.#by.set(judged.key, judged);
    }
  }

  settled(key: string): Judged | undefined {
    return this.#by.get(key);
  }

  get all(): readonly Judged[] {
    return [...this.#by.values()];
  }

  append(judged: Judged): void {
    this.#log.append(judged);
    this.refresh();
  }

  get torn(): number {
    return this.#log.torn;
  }

  close(): void {
    this.#log.close();
  }
}

function judgedIn(record: Record<string, unknown>): Judged | null {
  const { key, attribution, reason, reply, usage, worker } = record;
  const fits =
    typeof key === "string" &&
    (attribution === null || ATTRIBUTIONS.some((name) => name === attribution)) &&
    typeof reason === "string" &&
    typeof reply === "string" &&
    typeof worker === "string" &&
    typeof usage === "object" &&
    usage !== null;
  return fits ? (record as unknown as Judged) : null;
}
