import { realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { megabytes, type TreeFile } from "@spatialclaw/hub";
import type { Reporter } from "@spatialclaw/media";
import type { Benchmark } from "../benchmark/define.ts";
import { filesOf } from "../benchmark/verify.ts";
import { Dataset } from "../data/dataset.ts";
import { mapConcurrently } from "../synth/concurrent.ts";
import { ADVICE } from "./advice.ts";
import { folderFor } from "./archive-name.ts";
import { place } from "./place.ts";
import { type Archive, type FetchPlan, idOf } from "./plan.ts";
import { type FetchRecord, writeRecord } from "./record.ts";
import type { Source } from "./source.ts";
import { unpack } from "./unpack/index.ts";

/** Downloads of plain files that are under way at once: many are small. */
const LANES = 8;

export interface WorkOptions {
  readonly benchmark: Benchmark;
  readonly root: string;
  readonly source: Source;
  readonly dropArchives?: boolean;
  readonly notice: (line: string) => void;
  readonly report?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Does what a plan says; whatever ends it, what is done by then is written down. */
export class Work {
  readonly #options: WorkOptions;
  readonly #came = new Map<string, number>();
  readonly #before: FetchRecord;
  readonly #files: Record<string, string>;
  readonly #unpacked: Record<string, string>;
  #total = 0;
  #done = 0;

  constructor(options: WorkOptions, record: FetchRecord) {
    this.#options = options;
    this.#before = record;
    this.#files = { ...record.files };
    this.#unpacked = { ...record.unpacked };
  }

  /** @returns Bytes of the files that were brought. */
  async do({ files, archives }: FetchPlan): Promise<number> {
    const { benchmark, notice } = this.#options;
    const downloads = [...files, ...archives.flatMap(({ parts }) => parts)];
    this.#total = downloads.reduce((sum, { bytes }) => sum + bytes, 0);
    const { length } = downloads;
    if (length > 0)
      notice(
        `${benchmark.card.benchmark}: ${length} ${length === 1 ? "file" : "files"} to fetch, ${megabytes(this.#total)}`,
      );
    try {
      await mapConcurrently(files, LANES, (file) => this.#plain(file));
      const needed = archives.length > 0 ? await this.#needed() : new Set<string>();
      for (const archive of archives) {
        await this.#archive(archive, needed);
        this.#write();
      }
    } finally {
      this.#write();
    }
    return this.#total;
  }

  #write(): void {
    writeRecord(this.#options.root, { ...this.#before, files: this.#files, unpacked: this.#unpacked });
  }

  async #plain(file: TreeFile): Promise<void> {
    await place(await this.#bring(file), path.join(this.#options.root, file.path));
    this.#files[file.path] = idOf(file);
  }

  async #archive(archive: Archive, needed: ReadonlySet<string>): Promise<void> {
    const { benchmark, root, dropArchives = false } = this.#options;
    const cached: string[] = [];
    for (const part of archive.parts) cached.push(await this.#bring(part));
    const folder = folderFor(archive.name, benchmark.card.fetch.unpack);
    await unpack(archive, cached, root, { ...this.#options, needed, folder, advice: ADVICE });
    this.#unpacked[archive.name] = archive.id;
    if (dropArchives) for (const file of cached) drop(file);
  }

  #bring(file: TreeFile): Promise<string> {
    const { source, benchmark, report } = this.#options;
    return source.bring(file, (done) => {
      this.#done += done - (this.#came.get(file.path) ?? 0);
      this.#came.set(file.path, done);
      report?.({ task: `fetching ${benchmark.card.benchmark}`, done: this.#done, total: this.#total, unit: "bytes" });
    });
  }

  /** Files that samples show, as far as the questions are there already. */
  async #needed(): Promise<ReadonlySet<string>> {
    const { benchmark, root } = this.#options;
    const needed = new Set<string>();
    for await (const { media } of benchmark.adapter.load(new Dataset(benchmark.card, root)))
      for (const file of filesOf(media)) needed.add(path.relative(root, file).split(path.sep).join("/"));
    return needed;
  }
}

/** The content of a file of the hub's cache, and its name there. */
function drop(file: string): void {
  const content = realpathSync(file);
  rmSync(file, { force: true });
  rmSync(content, { force: true });
}
