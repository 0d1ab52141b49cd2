import { createCharts } from "./charts.ts";
import type { Session } from "./session.ts";
import { createTopDown } from "./topdown.ts";

export function createGraph(session: Session): typeof tools.Graph {
  return Object.freeze({ ...createCharts(session), topDown: createTopDown(session) });
}
