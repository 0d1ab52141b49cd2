import { symlinkSync, unlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mergeRuns } from "../../../packages/bench/src/run/merge.ts";
import {
  type Asked,
  type Ground,
  ground,
  roomsEndpoint,
  rowsIn,
  runRooms,
  SAMPLES,
  startRooms,
  tableOf,
} from "./rooms.ts";

const CONCURRENCY = 4;

let on: Ground;
/** Of a run that nothing disturbed. */
let table: object;

beforeAll(async () => {
  on = await ground();
  const endpoint = await roomsEndpoint();
  const whole = await runRooms(on, on.at("whole"), endpoint.url);
  expect(whole.stderr).not.toContain("spatialclaw:");
  expect(whole.code).toBe(0);
  table = await tableOf(on.at("whole"));
  await endpoint.close();
});

afterAll(() => on.clear());

/** An endpoint of its own for each test: they run at once. */
const slow = (): Promise<Asked> => roomsEndpoint({ latencyMs: 60 });

/** Once each, and no sample is missing. */
function complete(folder: string): void {
  const ids = rowsIn(folder).map(({ sampleId }) => sampleId);
  expect(ids).toHaveLength(SAMPLES);
  expect(new Set(ids).size).toBe(SAMPLES);
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.concurrent("a run", () => {
  it("is killed three times at random, goes on, and has the same table", async () => {
    const folder = on.at("killed");
    const endpoint = await slow();
    for (let kill = 0; kill < 3; kill++) {
      const goal = Math.min(SAMPLES - 5, rowsIn(folder).length + 4 + Math.floor(8 * Math.random()));
      const { child, finished } = startRooms(on, folder, endpoint.url, ["--resume"]);
      await until(() => rowsIn(folder).length >= goal);
      child.kill("SIGKILL");
      await finished;
    }
    const last = await runRooms(on, folder, endpoint.url, ["--resume"]);
    expect(last.code).toBe(0);
    complete(folder);
    expect(await tableOf(folder)).toEqual(table);
    // Of each process that was killed no more is done again than it had in hand.
    const all = [...endpoint.counts.values()].reduce((sum, count) => sum + count, 0);
    expect(all - SAMPLES).toBeLessThanOrEqual(3 * CONCURRENCY);
    await endpoint.close();
  });

  it("in two shards, merged, has the same table", async () => {
    const parts = [on.at("shard-1"), on.at("shard-2")];
    const endpoint = await slow();
    const runs = await Promise.all(
      parts.map((folder, i) => runRooms(on, folder, endpoint.url, ["--shard", `${i + 1}/2`])),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(parts.map((folder) => rowsIn(folder).length)).toEqual([SAMPLES / 2, SAMPLES / 2]);
    expect(mergeRuns(on.at("merged"), parts)).toEqual({ rows: SAMPLES, duplicates: 0, problems: [] });
    complete(on.at("merged"));
    expect(await tableOf(on.at("merged"))).toEqual(table);
    await endpoint.close();
  });

  it("is shared by two processes, each sample asked once", async () => {
    const folder = on.at("shared");
    const endpoint = await slow();
    const both = await Promise.all([0, 1].map(() => runRooms(on, folder, endpoint.url, ["--resume"])));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    complete(folder);
    expect(new Set(rowsIn(folder).map(({ worker }) => worker)).size).toBe(2);
    expect([...endpoint.counts.values()]).toEqual(Array.from({ length: SAMPLES }, () => 1));
    expect(await tableOf(folder)).toEqual(table);
    await endpoint.close();
  });

  it("ends in order at Ctrl-C and keeps what is finished", async () => {
    const folder = on.at("interrupted");
    const endpoint = await slow();
    const { child, finished } = startRooms(on, folder, endpoint.url);
    await until(() => rowsIn(folder).length >= 8);
    child.kill("SIGINT");
    const { code, stdout } = await finished;
    expect(code).toBe(130);
    const rows = rowsIn(folder);
    expect(stdout).toContain(`${rows.length} of ${SAMPLES} samples: ${rows.length} answered`);
    expect(rows.every(({ status }) => status === "answered")).toBe(true);
    await endpoint.close();
  });

  it("stops where the disk is full, and goes on when there is room", async () => {
    const folder = on.at("full");
    const endpoint = await slow();
    await mkdir(folder);
    const rows = path.join(folder, "rows.jsonl");
    symlinkSync("/dev/full", rows);
    const full = await runRooms(on, folder, endpoint.url);
    expect(full.code).toBe(4);
    expect(full.stderr).toMatch(/spatialclaw: cannot write .*rows\.jsonl: ENOSPC.*go on with --resume/);
    unlinkSync(rows);
    expect((await runRooms(on, folder, endpoint.url, ["--resume"])).code).toBe(0);
    complete(folder);
    await endpoint.close();
  });
});
