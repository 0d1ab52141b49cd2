import { glob, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Card } from "../benchmark/card.ts";
import type { Meta, Sample, SampleInit } from "../benchmark/types.ts";
import { byCodePoint } from "../python/text.ts";
import { Problems } from "./problems.ts";
import { READERS } from "./readers/index.ts";
import type { Reader } from "./readers/types.ts";
import { Row, RowError } from "./row.ts";

type MapRow<M extends Meta> = (row: Row) => SampleInit<M> | null | Promise<SampleInit<M> | null>;

interface DatasetOptions {
  /** By the ending of a file's name, over those there are. */
  readonly readers?: Readonly<Record<string, Reader>>;
  /** Learns how far slow work is that must come before the samples. */
  readonly report?: (task: string, done: number, total: number) => void;
}

/**
 * A data set on disk. What is wrong with it is collected in `problems` while samples are read; a bad row or file
 * never ends the others.
 */
export class Dataset {
  readonly card: Card;
  readonly root: string;
  readonly problems = new Problems();
  readonly report: NonNullable<DatasetOptions["report"]>;
  readonly #readers: Readonly<Record<string, Reader>>;

  constructor(card: Card, root: string, { readers = {}, report = () => undefined }: DatasetOptions = {}) {
    this.report = report;
    this.card = card;
    this.root = path.resolve(root);
    this.#readers = { ...READERS, ...readers };
  }

  /** Absolute; an absolute part stands for itself. */
  path(...parts: readonly string[]): string {
    return path.resolve(this.root, ...parts);
  }

  async exists(...parts: readonly string[]): Promise<boolean> {
    return (await stat(this.path(...parts)).catch(() => null)) !== null;
  }

  /** Names in a folder; none where there is no such folder. */
  async entries(folder: string): Promise<readonly string[]> {
    return readdir(this.path(folder)).catch(() => []);
  }

  /** Each row of the annotation files as a sample, in order; null leaves a row out. */
  async *each<M extends Meta>(map: MapRow<M>): AsyncGenerator<Sample<M>> {
    let position = 0;
    for (const file of await this.annotations()) {
      let index = 0;
      try {
        for await (const raw of this.#reader(file)(this.path(file))) {
          const place = { file, index: index++, position: position++ };
          if ("broken" in raw) {
            this.problems.add(file, `row ${place.index}`, `it ${raw.broken}`);
            continue;
          }
          const sample = await this.#sample(new Row(place, raw.values, raw.again), map);
          if (sample) yield sample;
        }
      } catch (error) {
        this.problems.add(file, index === 0 ? "" : `after row ${index - 1}`, `it cannot be read: ${reasonOf(error)}`);
      }
    }
  }

  /** The annotation files that are there, relative to the root. What is missing becomes a problem. */
  async annotations(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const entry of this.card.annotations) {
      const files = await this.#first(typeof entry === "string" ? [entry] : entry);
      if (files.length === 0) this.problems.add(nameOf(entry), "", `it is missing in ${this.root}; ${this.#wayOut()}`);
      found.push(...files);
    }
    return found;
  }

  async #first(patterns: readonly string[]): Promise<readonly string[]> {
    for (const pattern of patterns) {
      const files = await Array.fromAsync(glob(pattern, { cwd: this.root }));
      if (files.length > 0) return files.map((file) => file.split(path.sep).join("/")).sort(byCodePoint);
    }
    return [];
  }

  #reader(file: string): Reader {
    const reader = this.#readers[path.extname(file)];
    if (reader) return reader;
    throw new Error(`no reader for this ending; there are ${Object.keys(this.#readers).join(" ")}`);
  }

  async #sample<M extends Meta>(row: Row, map: MapRow<M>): Promise<Sample<M> | null> {
    try {
      const init = await map(row);
      return init && { choices: [], choicesInQuestion: false, ...init, id: String(init.id) };
    } catch (error) {
      // Anything else is a fault of the adapter on this row: it is told apart, and costs no other row.
      const what = error instanceof RowError ? error.message : `the adapter failed: ${reasonOf(error)}`;
      this.problems.add(row.file, `row ${row.index}`, what);
      return null;
    }
  }

  #wayOut(): string {
    return `download ${this.card.dataset.id} into that folder (spatialclaw bench fetch does)`;
  }
}

const nameOf = (entry: string | readonly string[]): string => (typeof entry === "string" ? entry : entry.join(" or "));

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
