import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { ChatError } from "../../src/chat/types.ts";
import { chunk, completion, cutsAfter, fails, hangs, hangsAfter, resets, says, sends, stream } from "./acts.ts";
import { ask, modelOf } from "./model.ts";
import { type Act, closeServers, openServer } from "./server.ts";

afterEach(closeServers);

const GOOD = stream([{ role: "assistant" }, { content: "fi" }, { content: "ne" }]);
const COMPLETE = chunk({ content: "fine" }) + chunk({}, { finish: "stop" });

/** Everything a server may do, by name; the ones that serve a complete reply say so. */
const ACTS: Readonly<Record<string, Act>> = {
  fine: says("fine"),
  json: served(sends("application/json", completion({ content: "fine" }))),
  "no [DONE]": served(sends("text/event-stream", COMPLETE)),
  "cut after its end": served(cutsAfter(COMPLETE)),
  "open after its end": served(hangsAfter(COMPLETE)),
  "wrong type": served(sends("text/html", GOOD)),
  429: fails(429),
  "429, wait": fails(429, { "retry-after-ms": "2" }),
  "429, date": fails(429, { "retry-after": new Date(0).toUTCString() }),
  "429, hour": fails(429, { "retry-after": "3600" }),
  500: fails(500),
  503: fails(503, {}, ""),
  400: fails(400),
  401: fails(401),
  404: fails(404),
  resets,
  hangs,
  "hangs after": hangsAfter(chunk({ content: "fi" })),
  "cut in the middle": cutsAfter(GOOD.slice(0, 150)),
  "bad JSON": sends("application/json", "{"),
  "bad event": sends("text/event-stream", "data: {\n\n"),
  page: sends("text/html", "<html><title>hello</title></html>"),
  text: sends("text/plain", "hello"),
  nothing: sends("text/event-stream", ""),
  // Complete, but worth another try: not counted as served.
  empty: (response, asked) => {
    says("")(response, asked);
    asked.served = false;
  },
};

function served(act: Act): Act {
  return (response, asked) => {
    asked.served = true;
    act(response, asked);
  };
}

const script = fc.array(fc.constantFrom(...Object.keys(ACTS)), { minLength: 1, maxLength: 8 });
const asks = fc.array(
  fc.record({ session: fc.constantFrom("a", "b", undefined), abortMs: fc.constantFrom(null, null, null, 0, 5) }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

it("whatever servers do, each ask ends in a reply or in one line, and none is sent again after it was served", async () => {
  // The first request ever loads the client, and its clock is ticking.
  await ask(modelOf(await openServer([says("hi")])));
  await fc.assert(
    fc.asyncProperty(fc.array(script, { minLength: 1, maxLength: 3 }), asks, async (scripts, questions) => {
      const servers = await Promise.all(
        scripts.map((names) => openServer((_, index) => ACTS[names[index % names.length] as string] as Act)),
      );
      const pace = { backoffMs: 1, maxWaitMs: 200, tailMs: 20 };
      const model = modelOf(servers, { pace, timeouts: { firstTokenSec: 0.25, totalSec: 2 }, retries: 3 });
      const outcomes = await Promise.all(
        questions.map(async ({ session, abortMs }, i) => {
          const signal = abortMs === null ? undefined : AbortSignal.timeout(abortMs);
          const more = { ...(session ? { session } : {}), ...(signal ? { signal } : {}) };
          try {
            return { id: `ask ${i}`, text: (await ask(model, `ask ${i}`, more)).text };
          } catch (error) {
            if (signal?.aborted) expect(error).toBe(signal.reason);
            else expect(error).toBeInstanceOf(ChatError);
            expect((error as Error).message).toMatch(/^[^\n]+$/);
            return { id: `ask ${i}`, text: null };
          }
        }),
      );
      for (const { id, text } of outcomes) {
        const sent = servers.flatMap(({ asked }) => asked).filter((asked) => asked.text === id);
        const served = sent.find((asked) => asked.served);
        expect(sent.filter((asked) => served && asked.order > served.order)).toEqual([]);
        if (text === "fine") expect(served).toBeDefined();
        expect([null, "fine", ""]).toContain(text);
      }
      await closeServers();
    }),
    { numRuns: 30 },
  );
});
