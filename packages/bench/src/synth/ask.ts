import path from "node:path";
import { ask, createOfflineModel, TraceWriter } from "@spatialclaw/agent";
import { openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";

export interface Reply {
  readonly value: string | number | null;
  /** Why there is no answer, when there is none. */
  readonly message: string | null;
}

/** Asks a question about what lies at a path; never rejects for what the run did, only for a broken set-up. */
export type AskFn = (question: string, inputPath: string) => Promise<Reply>;

/** Asks as `spatialclaw ask` does, with the rules that need no model. Traces go to numbered folders in `traces`. */
export function createAsk(traces: string): AskFn {
  let asked = 0;
  return async (question, inputPath) => {
    const folder = path.join(traces, String(++asked).padStart(4, "0"));
    const input = await openInput([inputPath]);
    const perception = choosePerception(input);
    try {
      const trace = TraceWriter.open(folder);
      const run = ask({ question, input, paths: [inputPath], model: createOfflineModel(), perception, trace });
      const { answer, message } = await run.result();
      // No question here asks for a place.
      return {
        value: typeof answer?.value === "object" ? JSON.stringify(answer.value) : (answer?.value ?? null),
        message,
      };
    } finally {
      await perception.close();
    }
  };
}
