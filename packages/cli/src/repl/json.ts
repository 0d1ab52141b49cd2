import type { Readable, Writable } from "node:stream";
import type { CellResult, Kernel } from "@spatialclaw/kernel";
import { lines, write } from "./streams.ts";

/**
 * One JSON object a line in, `{"id": 1, "cell": "const a = 1"}`, one a line out, in the same order. A line that is
 * no such object is answered too; the end of the input ends the session once every cell has its answer, and so does an
 * output that nobody reads any more.
 */
export async function serveJson(kernel: Kernel, input: Readable, output: Writable): Promise<void> {
  for await (const line of lines(input)) {
    if (line.trim() === "") continue;
    const request = parse(line);
    const answer =
      "problem" in request
        ? {
            id: request.id,
            ok: false,
            error: { kind: "refused", message: request.problem, line: null, column: null, excerpt: null, hint: HINT },
          }
        : { id: request.id, ...fieldsOf(await kernel.run(request.cell)) };
    if (!(await write(output, `${JSON.stringify(answer)}\n`))) return;
  }
}

const HINT = 'a line is one JSON object: {"id": 1, "cell": "const a = 1"}';

type Id = string | number | null;

function parse(line: string): { id: Id; cell: string } | { id: Id; problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { id: null, problem: `the line is not valid JSON: ${error instanceof Error ? error.message : error}` };
  }
  if (typeof value !== "object" || value === null) return { id: null, problem: "the line is no JSON object" };
  const { id = null, cell } = value as { id?: unknown; cell?: unknown };
  const known: Id = typeof id === "string" || typeof id === "number" ? id : null;
  return typeof cell === "string" ? { id: known, cell } : { id: known, problem: 'field "cell" is missing or no text' };
}

function fieldsOf({
  ok,
  stdout,
  value,
  error,
  variables,
  shown,
  answer,
  bypassed,
  restarted,
  cpuMs,
  wallMs,
  hostCalls,
}: CellResult) {
  return { ok, stdout, value, error, variables, shown, answer, bypassed, restarted, cpuMs, wallMs, hostCalls };
}
