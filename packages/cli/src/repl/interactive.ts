import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import { isComplete } from "./complete.ts";
import { describeResult } from "./print.ts";
import type { ReplSession } from "./session.ts";

const HELP = `A cell is one line, or several until its brackets close; an empty line runs what stands there.
  .vars          variables of the session
  .save <file>   writes the cells that ran to a file
  .help          this text
  .exit          leaves (also Ctrl-D); Ctrl-C stops a running cell
`;

const HISTORY = 500;

/** The kernel for a person at a terminal: history, several lines, completion from the checker. */
export async function serveTerminal(session: ReplSession): Promise<void> {
  const historyFile = path.join(
    process.env.XDG_STATE_HOME ?? path.join(homedir(), ".local", "state"),
    "spatialclaw",
    "history",
  );
  const { stdin: input, stdout: output } = process;
  const reader = createInterface({
    input,
    output,
    prompt: "> ",
    history: readHistory(historyFile),
    historySize: HISTORY,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      const word = /[\w$]*$/.exec(line)?.[0] ?? "";
      const before = pending.length > 0 ? `${pending.join("\n")}\n` : "";
      void session.kernel.complete(before + line, before.length + line.length).then((names) => {
        done(null, [names.filter((name) => name.startsWith(word)).sort(), word]);
      });
    },
  });
  const ran: string[] = [];
  let pending: string[] = [];
  let running: AbortController | null = null;
  let pictures: string | null = null;

  reader.on("SIGINT", () => {
    if (running) running.abort();
    else if (pending.length > 0 || reader.line !== "") {
      pending = [];
      output.write("\n");
      ask(reader, pending);
      reader.write(null, { ctrl: true, name: "u" });
    } else reader.close();
  });

  output.write(`spatialclaw repl: cells of TypeScript, .help for help\n`);
  ask(reader, pending);
  for await (const line of reader) {
    if (pending.length === 0 && line.trim().startsWith(".")) {
      if (line.trim() === ".exit") break;
      output.write(await command(line.trim(), session, ran));
    } else if (line.trim() !== "" || pending.length > 0) {
      pending.push(line);
      const cell = pending.join("\n");
      if (line.trim() === "" || isComplete(cell)) {
        pending = [];
        running = new AbortController();
        const result = await session.kernel.run(cell, { signal: running.signal });
        running = null;
        if (result.ran && result.error?.kind !== "aborted") ran.push(cell.trimEnd());
        const paths: string[] = [];
        for (const item of result.shown) {
          pictures ??= mkdtempSync(path.join(tmpdir(), "spatialclaw-repl-"));
          const { image, label } = await session.picture(item);
          const file = path.join(pictures, `${result.cell}-${paths.length + 1}.${image.mime.slice("image/".length)}`);
          writeFileSync(file, image.bytes);
          paths.push(`${label}: ${file}`);
        }
        output.write(describeResult(result, paths));
      }
    }
    ask(reader, pending);
  }
  reader.close();
  saveHistory(historyFile, reader);
}

function ask(reader: Interface, pending: readonly string[]): void {
  reader.setPrompt(pending.length > 0 ? ". " : "> ");
  reader.prompt();
}

async function command(line: string, session: ReplSession, ran: readonly string[]): Promise<string> {
  const [name, ...rest] = line.split(/\s+/);
  if (name === ".help") return HELP;
  if (name === ".vars") {
    const variables = await session.kernel.variables();
    return variables.map((v) => `${v.name} = ${v.summary}\n`).join("") || "no variables yet\n";
  }
  if (name === ".save") {
    const file = rest.join(" ");
    if (!file) return "name a file: .save cells.ts\n";
    try {
      writeFileSync(file, ran.map((cell, i) => `// cell ${i + 1}\n${cell}\n`).join("\n"));
      return `${ran.length} cells written to ${path.resolve(file)}\n`;
    } catch (error) {
      return `cannot write ${file}: ${error instanceof Error ? error.message : error}\n`;
    }
  }
  return `there is no command ${name}; .help lists them\n`;
}

function readHistory(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

function saveHistory(file: string, reader: Interface): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, (reader as Interface & { history?: string[] }).history?.slice(0, HISTORY).join("\n") ?? "");
  } catch {
    // A history that cannot be kept is no reason to fail.
  }
}
