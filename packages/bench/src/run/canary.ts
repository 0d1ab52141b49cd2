import type { ChatModel } from "@spatialclaw/agent";
import type { Canary } from "@spatialclaw/report";
import sharp from "sharp";

const ASKED =
  "Which model are you: name, size and version? Then name the two colours of the picture, the left half first. One short line.";
const ASKED_BLIND = "Which model are you: name, size and version? One short line.";
const MOST_CHARS = 500;
const SIDE = 64;

/** Asks the model who it is, with a picture where it takes some. Rejects with ChatError when it cannot be asked. */
export async function askCanary(model: ChatModel, signal: AbortSignal): Promise<Canary> {
  const began = performance.now();
  const at = new Date().toISOString();
  const parts = model.seesPictures
    ? [
        { type: "text" as const, text: ASKED },
        { type: "image" as const, label: "two colours", image: { mime: "image/png" as const, bytes: await halves() } },
      ]
    : [{ type: "text" as const, text: ASKED_BLIND }];
  const reply = await model.complete({ role: "main", messages: [{ role: "user", parts }], signal });
  return {
    at,
    server: reply.server,
    reply: reply.text.trim().slice(0, MOST_CHARS),
    seesPictures: model.seesPictures ? /\bred\b[\s\S]*\bblue\b/i.test(reply.text) : null,
    ms: Math.round(performance.now() - began),
    usage: reply.usage,
  };
}

/** Red on the left, blue on the right. */
async function halves(): Promise<Uint8Array> {
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) data[3 * i + (i % SIDE < SIDE / 2 ? 0 : 2)] = 220;
  return sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toBuffer();
}
