import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Claims } from "../src/run/claims.ts";
import { LineLog } from "../src/run/line-log.ts";
import { keyOf, RowLog } from "../src/run/rows.ts";
import { Workers } from "../src/run/workers.ts";
import { rowOf } from "./run-row.ts";

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-log-"));
});
afterAll(() => rm(folder, { recursive: true }));

const APPENDER = fileURLToPath(new URL("./run-appender.ts", import.meta.url));

async function appender(file: string, name: string, count: number, killAfter?: number): Promise<void> {
  const child = spawn(process.execPath, [APPENDER, file, name, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (killAfter !== undefined) child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), killAfter));
  await new Promise((resolve) => child.once("close", resolve));
}

describe("a log of lines", () => {
  it("keeps the records of several processes whole, killed ones included", async () => {
    const file = at("shared.jsonl");
    await Promise.all([appender(file, "a", 400), appender(file, "b", 400), appender(file, "c", 100_000, 60)]);
    const log = new LineLog(file);
    const records = [...log.next()];
    for (const name of ["a", "b"]) {
      const own = records.filter((record) => record.name === name).map(({ i }) => i);
      expect(own).toEqual(Array.from({ length: 400 }, (_, i) => i));
    }
    const killed = records.filter((record) => record.name === "c").map(({ i }) => i);
    expect(killed).toEqual(Array.from(killed, (_, i) => i));
    expect(log.torn).toBeLessThanOrEqual(1);
    log.close();
  });

  it("drops what was cut off, wherever that is, and reads what follows", () => {
    const file = at("torn.jsonl");
    const log = new LineLog(file);
    log.append({ i: 0 });
    appendFileSync(file, '\n{"i": 1, "te');
    expect([...log.next()]).toEqual([{ i: 0 }]);
    // It may still be written.
    expect(log.torn).toBe(0);
    appendFileSync(file, 'xt": "é"}');
    expect([...log.next()]).toEqual([{ i: 1, text: "é" }]);
    appendFileSync(file, '\n{"i": 2');
    log.append({ i: 3 });
    expect([...log.next()]).toEqual([{ i: 3 }]);
    expect(log.torn).toBe(1);
    expect([...log.next()]).toEqual([]);
    log.close();
  });

  it.skipIf(!existsSync("/dev/full"))("says in one line that the disk is full", () => {
    const log = new LineLog("/dev/full");
    expect(() => log.append({ i: 0 })).toThrow(/^cannot write \/dev\/full: ENOSPC: no space left on device; make room/);
    log.close();
  });

  it("says in one line where it cannot be", () => {
    expect(() => new LineLog(at("no/such/folder.jsonl"))).toThrow(/^cannot open .*folder\.jsonl: ENOENT/);
  });
});

describe("claims", () => {
  function worker(name: string) {
    mkdirSync(at(name), { recursive: true });
    const workers = new Workers(at(`${name}/workers`));
    const rows = new RowLog(at(`${name}/rows.jsonl`));
    return { workers, rows, claims: new Claims(at(`${name}/claims.jsonl`), workers, rows) };
  }
  const key = keyOf("erqa", "q1");

  it("go to the first, until its row is there", () => {
    const [one, other] = [worker("pair"), worker("pair")];
    expect(one.claims.take(key)).toBe(true);
    expect(other.claims.take(key)).toBe(false);
    expect(other.claims.isFree(key)).toBe(false);
    one.rows.append(rowOf(1, { worker: one.workers.id, status: "failed" }));
    other.rows.refresh();
    expect(other.claims.take(key)).toBe(true);
    expect(other.rows.settled(key)?.status).toBe("failed");
  });

  it("of a process that is gone are void", () => {
    const [one, other] = [worker("gone"), worker("gone")];
    expect(one.claims.take(key)).toBe(true);
    one.workers.close();
    expect(other.claims.take(key)).toBe(true);
  });

  it.skipIf(!existsSync("/proc/self/stat"))("of a process whose number another one has now are void", () => {
    const one = worker("reused");
    const file = at(`reused/workers/${one.workers.id}.json`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/"started":"\d+"/, '"started":"1"'));
    expect(one.claims.take(key)).toBe(true);
    expect(worker("reused").claims.take(key)).toBe(true);
  });

  it("of another machine's process are void when it is silent for long", () => {
    const [one, other, third] = [worker("far"), worker("far"), worker("far")];
    const file = at(`far/workers/${one.workers.id}.json`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/"machine":"\w+"/, '"machine":"elsewhere"'));
    expect(one.claims.take(key)).toBe(true);
    expect(other.claims.take(key)).toBe(false);
    const old = new Date(Date.now() - 600_000);
    utimesSync(file, old, old);
    expect(third.claims.take(key)).toBe(true);
  });
});
