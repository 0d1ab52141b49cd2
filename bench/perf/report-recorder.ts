import path from "node:path";
import { fileURLToPath } from "node:url";
import { SpatialClaw } from "spatialclaw";
import { median, type Row } from "./table.ts";

const ROOM = fileURLToPath(new URL("../../test/fixtures/room", import.meta.url));
const QUESTION = "What is the closest distance between the heater and the door?";
const PAIRS = 15;

/** The demo's question with and without a record of the scene, in turn: CPU time of this thread alone. */
export async function recorderRows(folder: string): Promise<Row[]> {
  const ask = async (recordScene: boolean, name: string): Promise<number> => {
    const claw = new SpatialClaw({ recordScene });
    const before = process.threadCpuUsage();
    const { answer, message } = await claw.ask(QUESTION, { input: ROOM, out: path.join(folder, name) }).result();
    const { user, system } = process.threadCpuUsage(before);
    if (typeof answer?.value !== "number") throw new Error(`no answer: ${message}`);
    return (user + system) / 1000;
  };
  // The first questions pay for what is done once.
  for (const on of [false, true]) await ask(on, `warm-${on}`);
  const [off, on]: [number[], number[]] = [[], []];
  for (let i = 0; i < PAIRS; i++) {
    off.push(await ask(false, `off-${i}`));
    on.push(await ask(true, `on-${i}`));
  }
  const none = { peer: null, bar: null };
  return [
    { what: "the demo without a record of the scene, CPU of the main thread", unit: "ms", ours: median(off), ...none },
    {
      what: "  more with it, median of pairs",
      unit: "ms",
      ours: median(on.map((ms, i) => ms - (off[i] as number))),
      ...none,
      limit: 15,
    },
  ];
}
