import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Check, fail, ok, warn } from "./types.ts";
import { probeWalls, type WallReport } from "./walls-probe.ts";

const NAME = "walls";
const DEADLINE_MS = 20_000;

const WORDS: Readonly<Record<keyof WallReport, string>> = {
  write: "writing files",
  read: "reading files",
  children: "starting processes",
  workers: "starting threads",
  network: "the network",
};

/** Whether Node's permission model denies, on this Node, what SECURITY.md says of the kernel process. */
export async function checkWalls(): Promise<Check> {
  const folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-doctor-"));
  try {
    return judge(await probe(folder));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      NAME,
      `the permission model could not be tried: ${reason}`,
      "use an official build of Node 24 or newer",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function judge(report: WallReport): Check {
  const walls = Object.keys(WORDS) as (keyof WallReport)[];
  const open = walls.filter((wall) => !report[wall]);
  const closed = walls.filter((wall) => report[wall]).map((wall) => WORDS[wall]);
  const details = { ...report };
  if (open.length === 0) return ok(NAME, `the kernel process is denied ${closed.join(", ")}`, details);
  const message = `the kernel process is not denied ${open.map((wall) => WORDS[wall]).join(", ")}`;
  if (open.length === 1 && open[0] === "network")
    return warn(NAME, message, "Node 26 or newer denies the network as well (SECURITY.md)", details);
  return fail(NAME, message, "use an official build of Node 26 or newer: cells would have only the isolate", details);
}

/** A process with the kernel's permissions. */
async function probe(folder: string): Promise<WallReport> {
  const source = `(${probeWalls})(${JSON.stringify(folder)}).then((r) => process.stdout.write(JSON.stringify(r)))`;
  const args = ["--permission", "--allow-addons", "--disable-warning=PERM0001", "--eval", source];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: {}, timeout: DEADLINE_MS });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  if (stdout === "") throw new Error(stderr.trim().split("\n").at(-1) || "the process ended without a word");
  return JSON.parse(stdout) as WallReport;
}
