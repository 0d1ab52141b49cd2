import type { Readable, Writable } from "node:stream";
import { isComplete } from "./complete.ts";
import { Notebook } from "./notebook.ts";
import type { ReplSession } from "./session.ts";
import { lines, write } from "./streams.ts";

/**
 * Cells from a pipe or a file, as `.save` writes them: an empty line outside of brackets ends a cell, the end of the
 * input the last one. A dot command stands where a cell could start.
 */
export async function serveScript(session: ReplSession, input: Readable, output: Writable): Promise<void> {
  const notebook = new Notebook(session);
  const cell: string[] = [];
  for await (const line of lines(input)) {
    if (cell.length === 0 && line.trimStart().startsWith(".")) {
      const text = await notebook.command(line);
      if (text === null || !(await write(output, text))) return;
    } else if (line.trim() !== "") cell.push(line);
    else if (cell.length > 0) {
      if (!isComplete(cell.join("\n"))) cell.push(line);
      else if (!(await write(output, await notebook.run(cell.splice(0).join("\n"))))) return;
    }
  }
  if (cell.length > 0) await write(output, await notebook.run(cell.join("\n")));
}
