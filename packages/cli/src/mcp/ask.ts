import { readFile } from "node:fs/promises";
import path from "node:path";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { type AgentEvent, PICTURE_FOLDER, type PictureRef } from "@spatialclaw/agent";
import { z } from "zod";
import { type Config, limitsFrom, perceptionChoices, samplingFrom, sessionChoices } from "../config/index.ts";
import { chooseModel } from "../models.ts";
import { SpatialClaw } from "../spatialclaw.ts";
import { guarded, type McpPicture, MOST_PICTURES, result } from "./content.ts";
import { INPUT, insideRoot } from "./inputs.ts";

const ANSWER = {
  answer: z
    .object({
      value: z.union([z.string(), z.number(), z.array(z.number())]),
      unit: z.string().nullable(),
      text: z.string(),
      evidence: z.looseObject({}),
      scale: z.looseObject({}).nullable(),
      origin: z.string(),
    })
    .nullable(),
  reason: z.string(),
  message: z.string().nullable(),
  steps: z.number(),
  trace: z.string(),
};

/** `ask`: the whole agent as one call. */
export function registerAsk(server: McpServer, config: Config, root: string): void {
  const claw = new SpatialClaw({
    model: chooseModel(config),
    limits: limitsFrom(config),
    inputs: { sampling: samplingFrom(config), beyondPaths: false },
    perception: perceptionChoices(config),
    ...sessionChoices(config),
  });
  server.registerTool(
    "ask",
    {
      title: "Answer a question about space",
      description:
        "Answers where things are, how far apart, how large, which way or how they move, by measuring in the pictures. Lengths are metres unless `unit` says otherwise; `evidence` names the frames and objects behind the answer, `scale.metric` whether lengths are true metres.",
      inputSchema: {
        question: z.string().min(1).describe("In plain words; options as 'A. … B. …'."),
        input: INPUT,
        answer: z.enum(["number", "choice", "text", "point"]).optional().describe("What is wanted."),
        unit: z.string().optional().describe("Of a number: m, cm, deg, …"),
      },
      outputSchema: ANSWER,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ question, input, answer, unit }, { signal, sendNotification, _meta }) =>
      guarded(async () => {
        const run = claw.ask(question, { input: insideRoot(root, input), answer, unit, signal });
        const shown: PictureRef[] = [];
        let progress = 0;
        for await (const event of run) {
          if (event.type === "step.result") shown.push(...event.pictures);
          const progressToken = _meta?.progressToken;
          if (progressToken !== undefined)
            await sendNotification({
              method: "notifications/progress",
              params: { progressToken, progress: ++progress, message: progressText(event) },
            });
        }
        const { answer: found, reason, message, steps, trace } = await run.result();
        const pictures = await Promise.all(shown.slice(-MOST_PICTURES).map((ref) => load(run.folder, ref)));
        const text = found ? found.text : `no answer (${reason}): ${message ?? "no reason was given"}`;
        return result(text, { answer: found, reason, message, steps, trace }, pictures);
      }),
  );
}

function progressText(event: AgentEvent): string {
  return event.type === "step.reply" && event.thought !== "" ? event.thought.slice(0, 200) : event.type;
}

async function load(folder: string, { file, label }: PictureRef): Promise<McpPicture> {
  const extension = path.extname(file).slice(1);
  const mime = `image/${extension === "jpg" ? "jpeg" : extension}`;
  return { label, mime, bytes: await readFile(path.join(folder, PICTURE_FOLDER, file)) };
}
