import type { Readable, Writable } from "node:stream";
import type { CellResult, Kernel } from "@spatialclaw/kernel";

/**
 * One JSON object a line in, `{"id": 1, "cell": "const a = 1"}`, one a line out, in the same order. A line that is
 * no such object is answered too; the end of the input ends the session once every cell has its answer.
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
    if (output.destroyed || !output.write(`${JSON.stringify(answer)}\n`)) await drained(output);
    if (output.destroyed) return;
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

/** Split at LF only: other line ends may stand inside a JSON text. */
async function* lines(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of input) {
    const pieces = decoder.decode(chunk as Uint8Array, { stream: true }).split("\n");
    for (const piece of pieces.slice(0, -1)) {
      parts.push(piece);
      yield parts.join("");
      parts = [];
    }
    parts.push(pieces.at(-1) ?? "");
  }
  const rest = parts.join("") + decoder.decode();
  if (rest !== "") yield rest;
}

function drained(output: Writable): Promise<void> {
  if (output.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    output.once("drain", resolve);
    output.once("close", resolve);
  });
}
