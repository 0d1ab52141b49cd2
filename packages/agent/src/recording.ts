import type { Measurement, SceneRecorder } from "@spatialclaw/workspace";
import type { RunEnd } from "./context.ts";
import type { AgentEvent } from "./events.ts";

/** The same events, with what cells measured taken out of them and given to the recorder of the scene. */
export async function* recording(
  events: AsyncGenerator<AgentEvent, RunEnd>,
  recorder: SceneRecorder,
): AsyncGenerator<AgentEvent, RunEnd> {
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
    const event = next.value;
    if (event.type === "step.start") recorder.enter(event.step);
    if (event.type === "run.end") {
      const problem = await recorder.settled();
      if (problem !== null) yield { type: "notice", text: problem };
    }
    if (event.type === "step.result" && event.result.recorded) {
      const { recorded, ...result } = event.result;
      // The guest that ran these cells is our own, and so is what it notes.
      recorder.measured(recorded as unknown as readonly Measurement[]);
      yield { ...event, result };
    } else yield event;
  }
}
