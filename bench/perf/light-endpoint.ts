import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const ASSISTANT = Buffer.from('"role":"assistant"');
const PLANNER = Buffer.from("You plan");
const SYSTEM = Buffer.from('"role":"system"');

export interface LightEndpoint {
  readonly url: string;
  /** Of all request bodies. */
  readonly bytes: number;
  close(): Promise<void>;
}

/**
 * A chat endpoint that costs next to nothing, as one on another machine would: requests are searched, not parsed.
 * `script` gets the number of replies so far; null is the planner, and a request without a system prompt the canary.
 */
export async function openLightEndpoint(
  script: (turn: number | null) => string,
  latencyMs: number,
): Promise<LightEndpoint> {
  let bytes = 0;
  const server = createServer((request, response) => {
    let [turns, isPlan, isRun] = [0, false, false];
    // What is looked for may lie across two chunks.
    let rest = Buffer.alloc(0);
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      const text = Buffer.concat([rest, chunk]);
      for (let at = text.indexOf(ASSISTANT); at >= 0; at = text.indexOf(ASSISTANT, at + 1)) turns++;
      isPlan ||= text.includes(PLANNER);
      isRun ||= text.includes(SYSTEM);
      rest = text.subarray(Math.max(0, text.length - ASSISTANT.length + 1));
    });
    request.on("end", () => {
      const content = isRun ? script(isPlan ? null : turns) : "scripted, red and blue";
      setTimeout(() => {
        response.setHeader("content-type", "application/json");
        const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }];
        const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
        response.end(
          JSON.stringify({ id: "x", created: 0, object: "chat.completion", model: "scripted", choices, usage }),
        );
      }, latencyMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get bytes() {
      return bytes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
