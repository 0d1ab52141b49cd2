import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { hubPlacesFrom } from "@spatialclaw/hub";
import type { Hub, HubFile } from "../../../hub/test/hub.ts";
import { openBenchmark } from "../../src/benchmark/open.ts";
import type { FetchDataOptions } from "../../src/fetch/index.ts";
import { type ZipMember, zipOf } from "./zip-file.ts";

const ADAPTER = fileURLToPath(new URL("../made-up/rooms.ts", import.meta.url));

const ROW = { type: "place", room: "hall", question: "Where is it?", options: ["left", "right"], answer: "A" };

/** Three questions about three pictures. */
export const QUESTIONS = ["a", "b", "c"]
  .map((id, i) => JSON.stringify({ ...ROW, id, images: [`${i + 1}.png`] }))
  .join("\n");

export const PICTURES: readonly ZipMember[] = ["1.png", "2.png", "3.png"].map((name) => ({
  name: `images/${name}`,
  content: `picture ${name} `.repeat(5000),
}));

export const text = (content: string): HubFile => ({ content: new TextEncoder().encode(content) });

export const zip = (members: readonly ZipMember[]): HubFile => ({ content: zipOf(members), large: true });

/** A repository of the data set `acme/rooms`, with files by path. */
export const repository = (files: Readonly<Record<string, HubFile>>): Record<string, HubFile> =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [`datasets/acme/rooms/${name}`, file]));

/** A folder with the benchmark's card, a cache of the hub's and a place for data. */
export class Desk implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-fetch-"));
  readonly data = path.join(this.folder, "data");
  readonly root = path.join(this.data, "rooms");
  readonly card = path.join(this.folder, "rooms.json");
  readonly notices: string[] = [];
  readonly env: Readonly<Record<string, string>>;

  constructor(hub: Hub, fetching: object = {}, more: Readonly<Record<string, string>> = {}) {
    this.env = { HF_HOME: path.join(this.folder, "hf"), HF_ENDPOINT: hub.url, ...more };
    const card = {
      benchmark: "rooms",
      adapter: `./${path.relative(this.folder, ADAPTER)}`,
      title: "Rooms",
      category: "multi-view",
      dataset: { id: "acme/rooms", folder: "rooms", samples: 3, licence: "made up" },
      annotations: ["questions.jsonl"],
      media: "images/{file}",
      fetch: fetching,
      prompt: "Answer.",
    };
    writeFileSync(this.card, JSON.stringify(card));
  }

  benchmark() {
    return openBenchmark(this.card);
  }

  options(more: Partial<FetchDataOptions> = {}): FetchDataOptions {
    const places = hubPlacesFrom(this.env, this.folder);
    return { data: this.data, places, pauseMs: 0, notice: (line) => this.notices.push(line), ...more };
  }

  /** Files below the data set's folder, in order, without the record. */
  files(): string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name !== ".spatialclaw-fetch.json")
      .map((entry) => path.relative(this.root, path.join(entry.parentPath, entry.name)))
      .sort();
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
