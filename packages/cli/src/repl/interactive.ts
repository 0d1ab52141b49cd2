import { createInterface } from "node:readline";
import { isComplete } from "./complete.ts";
import { HISTORY_LINES, openHistory } from "./history.ts";
import { Notebook } from "./notebook.ts";
import type { ReplSession } from "./session.ts";

/** The kernel for a person at a terminal: history, several lines, completion from the checker. */
export async function serveTerminal(session: ReplSession): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const history = openHistory();
  const notebook = new Notebook(session);
  let pending: string[] = [];
  let running: AbortController | null = null;
  let leaving = false;
  let closed = false;

  const reader = createInterface({
    input,
    output,
    history: history.lines,
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      const word = /[\w$]*$/.exec(line)?.[0] ?? "";
      const before = pending.map((earlier) => `${earlier}\n`).join("");
      void session.kernel.complete(before + line, before.length + line.length).then((names) => {
        done(null, [names.filter((name) => name.startsWith(word)).sort(), word]);
      });
    },
  });

  const ask = () => {
    // Ctrl-D while a cell runs closes the reader before the cell has ended.
    if (closed) return;
    reader.setPrompt(pending.length > 0 ? ". " : "> ");
    reader.prompt();
  };
  reader.on("close", () => {
    closed = true;
    running?.abort();
  });
  reader.on("SIGINT", () => {
    if (running && !running.signal.aborted) running.abort();
    else if (running || leaving) reader.close();
    else {
      leaving = pending.length === 0 && reader.line === "";
      pending = [];
      reader.write(null, { ctrl: true, name: "e" });
      reader.write(null, { ctrl: true, name: "u" });
      output.write(leaving ? "\n(Ctrl-C again leaves)\n" : "\n");
      ask();
    }
  });

  output.write("spatialclaw repl: cells of TypeScript, .help for help\n");
  ask();
  for await (const line of reader) {
    if (closed) break;
    leaving = false;
    if (line.trim() !== "") history.add(line);
    if (pending.length === 0 && line.trimStart().startsWith(".")) {
      const text = await notebook.command(line);
      if (text === null) break;
      output.write(text);
    } else if (line.trim() !== "" || pending.length > 0) {
      pending.push(line);
      const cell = pending.join("\n");
      if (line.trim() === "" || isComplete(cell)) {
        pending = [];
        running = new AbortController();
        output.write(await notebook.run(cell, running.signal));
        running = null;
      }
    }
    ask();
  }
  if (closed) output.write("\n");
  reader.close();
}
