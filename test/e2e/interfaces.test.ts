import path from "node:path";
import { readTrace } from "@spatialclaw/agent";
import { describe, expect, it } from "vitest";
import { run } from "./command.ts";
import { type ChatBody, imagesOf, openEndpoint, type Scripted } from "./endpoint.ts";
import { QUESTION, ROOM, temporaryFolder, trueDistance } from "./room.ts";

const fence = (tag: string, text: string) => `Next.\n\n\`\`\`${tag}\n${text}\n\`\`\``;

/** What a model might send, by the replies it has given so far; the planner is told apart by its prompt. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  code: [
    fence(
      "ts",
      'const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);\nif (heater) show(heater.seg.overlay());',
    ),
    fence("ts", "const recon = tools.Reconstruct.reconstruct(InputImages);"),
    fence(
      "ts",
      "if (!heater || !door) throw new Error('not found');\nconst pair = tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon));\nif (pair) ReturnAnswer(pair.distance);",
    ),
  ],
  "single-pass": [
    fence(
      "ts",
      `const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);
const recon = tools.Reconstruct.reconstruct(InputImages);
const pair = heater && door ? tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon)) : null;
ReturnAnswer(pair ? pair.distance : 0);`,
    ),
  ],
  "tool-call": [
    '{"tool": "tools.SAM3.findObject", "args": ["$InputImages", "heater"], "as": "heater"}',
    '{"tool": "tools.SAM3.findObject", "args": ["$InputImages", "door"], "as": "door"}',
    '{"tool": "tools.Reconstruct.reconstruct", "args": ["$InputImages"], "as": "recon"}',
    '{"tool": "$heater.seg.points", "args": ["$recon"], "as": "a"}',
    '{"tool": "$door.seg.points", "args": ["$recon"], "as": "b"}',
    '{"tool": "tools.Geometry.closest", "args": ["$a", "$b"], "as": "pair"}',
    '{"tool": "ReturnAnswer", "args": ["$pair.distance"]}',
  ],
  none: ["The heater stands about one door's width from the door, and a door is 0.9 m wide.\n\nAnswer: 94 cm"],
};

function scripted(replies: readonly string[]): (body: ChatBody) => Scripted {
  return ({ messages }) =>
    String(messages[0]?.content).startsWith("You plan")
      ? "Find both, reconstruct, measure."
      : (replies[messages.filter((message) => message.role === "assistant").length] ?? 500);
}

describe("one question, one endpoint, four interfaces", () => {
  it.each(Object.entries(SCRIPTS))("%s", async (name, replies) => {
    const endpoint = await openEndpoint(scripted(replies));
    const cwd = await temporaryFolder();
    const args = ["ask", QUESTION, "-i", ROOM, "--model", "scripted", "--interface", name, "--out", "run"];
    const { code, stdout, stderr } = await run(args, { cwd, env: { OPENAI_BASE_URL: endpoint.url } });
    await endpoint.close();
    expect(code, stderr).toBe(0);
    expect(Number.parseFloat(stdout) / trueDistance("heater", "door")).toBeCloseTo(1, 1);

    const trace = await readTrace(path.join(cwd, "run/trace.jsonl"));
    expect(trace[0]).toMatchObject({ type: "run.start", interface: name });
    expect(trace.some((line) => line.type === "plan")).toBe(name === "code" || name === "tool-call");
    expect(trace.filter((line) => line.type === "step.result")).toHaveLength(name === "none" ? 0 : replies.length);
    expect(trace.at(-1)).toMatchObject({ type: "run.end", reason: "answered", answer: { origin: "answered" } });
    // The planner sees no picture, everybody else the eight key frames.
    const seen = endpoint.requests.filter(({ messages }) => !String(messages[0]?.content).startsWith("You plan"));
    expect(seen).toHaveLength(replies.length);
    for (const request of seen) expect(imagesOf(request).length).toBeGreaterThanOrEqual(8);
  });
});
