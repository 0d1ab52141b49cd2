import { writeFile } from "node:fs/promises";
import path from "node:path";
import {
  type AgentEvent,
  AskSession,
  createReplayModel,
  type RunEnd,
  type SessionOptions,
  TraceWriter,
} from "@spatialclaw/agent";
import { openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { QUESTION, ROOM, temporaryFolder } from "./room.ts";

export interface Recorded {
  readonly role: string;
  readonly text: string;
  readonly finish?: string;
}

export const plan: Recorded = { role: "planner", text: "Find both and measure." };
export const cell = (code: string): Recorded => ({ role: "main", text: `Next.\n\n\`\`\`ts\n${code}\n\`\`\`` });
export const says = (text: string, role = "main"): Recorded => ({ role, text });

/** Finds, reconstructs, measures: three cells, the last one answers. */
export const MEASURED: readonly Recorded[] = [
  plan,
  cell('const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);'),
  cell("const recon = tools.Reconstruct.reconstruct(InputImages);"),
  cell(
    "const pair = heater && door ? tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon)) : null;\nif (pair) ReturnAnswer(pair.distance);",
  ),
];

export interface Asked {
  readonly events: readonly AgentEvent[];
  readonly end: RunEnd;
  readonly folder: string;
}

type AskChoices = Omit<Parameters<AskSession["ask"]>[0], "trace" | "question"> & {
  readonly question?: string;
  readonly onEvent?: (event: AgentEvent) => void;
};

/** A session over the committed room whose model is a recording. */
export async function openRecorded(replies: readonly Recorded[], options: Partial<SessionOptions> = {}) {
  const file = path.join(await temporaryFolder(), "recorded.jsonl");
  await writeFile(file, replies.map((reply) => JSON.stringify(reply)).join("\n"));
  const input = await openInput([ROOM]);
  const session = await AskSession.open({
    input,
    paths: [ROOM],
    model: createReplayModel(file),
    perception: choosePerception(input),
    ...options,
  });
  return {
    session,
    async ask({ question = QUESTION, onEvent, ...choices }: AskChoices = {}): Promise<Asked> {
      const folder = await temporaryFolder();
      const stream = session.ask({ question, trace: TraceWriter.open(folder), ...choices });
      const events: AgentEvent[] = [];
      for await (const event of stream) {
        events.push(event);
        onEvent?.(event);
      }
      return { events, end: await stream.result(), folder };
    },
  };
}

/** One question in a session of its own. */
export async function askRecorded(
  replies: readonly Recorded[],
  { session: options = {}, ...choices }: AskChoices & { readonly session?: Partial<SessionOptions> } = {},
): Promise<Asked> {
  const { session, ask } = await openRecorded(replies, options);
  try {
    return await ask(choices);
  } finally {
    await session.close();
  }
}
