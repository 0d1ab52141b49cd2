import { mkdirSync } from "node:fs";
import path from "node:path";
import { type HubPlaces, hubPlacesFrom, type TryOptions, withLock } from "@spatialclaw/hub";
import { InputError, type Reporter } from "@spatialclaw/media";
import type { Benchmark } from "../benchmark/define.ts";
import { ADVICE } from "./advice.ts";
import { agree, describeTerms, type Yeses } from "./licence.ts";
import { planFetch } from "./plan.ts";
import { readRecord } from "./record.ts";
import { offlineSource, onlineSource } from "./source.ts";
import { Work } from "./work.ts";

export interface FetchDataOptions extends Yeses, TryOptions {
  /** Holds the data sets' folders. */
  readonly data: string;
  readonly places?: HubPlaces;
  /** An archive goes from the hub's cache once it is unpacked. */
  readonly dropArchives?: boolean;
  readonly report?: Reporter;
  readonly notice?: (line: string) => void;
}

export interface FetchedData {
  readonly root: string;
  /** Files and archives of the repository that the benchmark needs. */
  readonly all: number;
  /** Of these, what was brought now. */
  readonly fetched: number;
  readonly bytes: number;
}

/**
 * Brings a benchmark's files from the hub to where `bench run` looks for them: downloads are checked and go into the
 * hub's cache, archives are unpacked once. What is there is not fetched again, what was cut off goes on. Rejects with
 * InputError.
 */
export async function fetchData(benchmark: Benchmark, options: FetchDataOptions): Promise<FetchedData> {
  const { card, adapter } = benchmark;
  if (adapter.home) throw new InputError(`${card.benchmark} is made on this machine: there is nothing to fetch`);
  const root = path.resolve(options.data, card.dataset.folder);
  makeFolder(root);
  const onWait = () => options.notice?.(`another process is fetching into ${root}; waiting for it`);
  return withLock(path.join(root, ".spatialclaw-fetch.lock"), () => fetchInto(root, benchmark, options), {
    signal: options.signal,
    onWait,
  });
}

async function fetchInto(root: string, benchmark: Benchmark, options: FetchDataOptions): Promise<FetchedData> {
  const { card } = benchmark;
  const { places = hubPlacesFrom(), notice = () => {} } = options;
  const repo = { kind: "dataset" as const, name: card.dataset.id };
  const asked = { ...options, places, notice, advice: ADVICE };
  const source = places.offline
    ? offlineSource(repo, card.fetch.revision, root, asked)
    : await onlineSource(repo, card.fetch.revision, asked);
  for (const line of describeTerms(card, source.info, places)) notice(line);
  const before = readRecord(root, repo.name);
  const accepted = await agree(card, source.info, before.accepted, options);
  const plan = await planFetch(card, root, await source.tree(), before);
  for (const line of plan.problems) notice(`${card.benchmark}: ${line}`);
  const record = { ...before, commit: source.commit, accepted, files: { ...before.files, ...plan.there } };
  const bytes = await new Work({ ...options, benchmark, root, source, notice }, record).do(plan);
  return { root, all: plan.all, fetched: plan.files.length + plan.archives.length, bytes };
}

function makeFolder(root: string): void {
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    throw new InputError(
      `cannot make the folder ${root}: ${error instanceof Error ? error.message : error}; name another one by --data`,
      "environment",
    );
  }
}
