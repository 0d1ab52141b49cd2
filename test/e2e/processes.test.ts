import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SpatialClaw } from "../../packages/cli/src/index.ts";
import { QUESTION, ROOM } from "./room.ts";

let folder = "";
let asked = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-processes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The kernel processes of this one. */
function kernels(): number[] {
  return readdirSync("/proc").flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const isOurs = state !== "Z" && Number(parent) === process.pid;
      return isOurs && readFileSync(`/proc/${name}/cmdline`, "utf8").includes("child.cjs") ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Which of them are there after an answer. */
async function after(claw: SpatialClaw, input: string): Promise<number[]> {
  const { answer } = await claw.ask(QUESTION, { input, out: path.join(folder, String(asked++)) }).result();
  expect(answer?.value).toBeTypeOf("number");
  return kernels();
}

describe.runIf(process.platform === "linux")("kernel processes of the library", () => {
  it("are shared by questions of one SpatialClaw about one input, and by no others", async () => {
    const claw = new SpatialClaw();
    const first = await after(claw, ROOM);
    expect(first).toHaveLength(1);
    expect(await after(claw, ROOM)).toEqual(first);
    const stranger = await after(new SpatialClaw(), ROOM);
    expect(stranger.filter((pid) => !first.includes(pid))).toHaveLength(1);
    // The same folder under another name: what a name says is all that is known.
    const other = await after(claw, `${ROOM}${path.sep}`);
    expect(other.filter((pid) => !stranger.includes(pid))).toHaveLength(1);
  });

  it("end soon when nobody asks any more", async () => {
    await after(new SpatialClaw(), ROOM);
    await expect.poll(kernels, { timeout: 10_000 }).toEqual([]);
  });
});
