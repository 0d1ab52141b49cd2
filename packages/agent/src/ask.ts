import type { RunEnd } from "./context.ts";
import type { AgentEvent } from "./events.ts";
import { AskSession, type QuestionOptions, type SessionOptions } from "./session.ts";
import { EventStream } from "./stream.ts";

export type AskOptions = SessionOptions & QuestionOptions;

/** A session of one question; see AskSession. */
export function ask(options: AskOptions): EventStream<AgentEvent, RunEnd> {
  return new EventStream(asked(options));
}

async function* asked(options: AskOptions): AsyncGenerator<AgentEvent, RunEnd> {
  try {
    const session = await AskSession.open(options);
    try {
      const stream = session.ask(options);
      yield* stream;
      return await stream.result();
    } finally {
      await session.close();
    }
  } finally {
    options.trace.close();
  }
}
