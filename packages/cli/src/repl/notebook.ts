import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ErrorKind, Json } from "@spatialclaw/kernel";
import { plainText } from "../terminal/text.ts";
import { describeResult } from "./print.ts";
import type { ReplSession } from "./session.ts";

const HELP = `A cell is one line, or several until its brackets close; an empty line runs what stands there.
  .vars          variables of the session
  .save <file>   writes the cells that ran to a file
  .help          this text
  .exit          leaves (also Ctrl-D, or Ctrl-C twice); Ctrl-C stops a running cell
`;

/** A cell that ended so would not end at the same place again: like the kernel's replay, `.save` leaves it out. */
const CUT_OFF: ReadonlySet<ErrorKind | undefined> = new Set(["aborted", "timeout", "memory", "crashed"]);

/** The cells of a person's session: runs them, keeps them for `.save`, answers the dot commands. */
export class Notebook {
  readonly #session: ReplSession;
  readonly #ran: string[] = [];
  #pictures: string | null = null;

  constructor(session: ReplSession) {
    this.#session = session;
  }

  /** What to print for the cell, safe for a terminal. */
  async run(cell: string, signal?: AbortSignal): Promise<string> {
    const result = await this.#session.kernel.run(cell, { signal });
    if (result.ran && !CUT_OFF.has(result.error?.kind)) this.#ran.push(cell.trimEnd());
    const pictures: string[] = [];
    for (const [i, item] of result.shown.entries()) pictures.push(await this.#keep(item, `${result.cell}-${i + 1}`));
    return plainText(describeResult(result, pictures));
  }

  /** What to print for a line like `.vars`; null: leave. */
  async command(line: string): Promise<string | null> {
    const [name, ...rest] = line.trim().split(/\s+/);
    switch (name) {
      case ".exit":
        return null;
      case ".help":
        return HELP;
      case ".vars": {
        const variables = await this.#session.kernel.variables();
        return plainText(variables.map((v) => `${v.name} = ${v.summary}\n`).join("")) || "no variables yet\n";
      }
      case ".save":
        return this.#save(rest.join(" "));
      default:
        return plainText(`there is no command ${name}; .help lists them\n`);
    }
  }

  #save(file: string): string {
    if (!file) return "name a file: .save cells.ts\n";
    const count = this.#ran.length;
    try {
      writeFileSync(file, this.#ran.map((cell, i) => `// cell ${i + 1}\n${cell}\n`).join("\n"));
      return `${count} ${count === 1 ? "cell" : "cells"} written to ${path.resolve(file)}\n`;
    } catch (error) {
      return `cannot write ${file}: ${error instanceof Error ? error.message : error}\n`;
    }
  }

  /** Writes what a cell showed to the session's folder of pictures. */
  async #keep(item: Json, name: string): Promise<string> {
    try {
      const { image, label } = await this.#session.picture(item);
      this.#pictures ??= mkdtempSync(path.join(tmpdir(), "spatialclaw-repl-"));
      const file = path.join(this.#pictures, `${name}.${image.mime.slice("image/".length)}`);
      writeFileSync(file, image.bytes);
      return `${label}: ${file}`;
    } catch (error) {
      return `lost: ${error instanceof Error ? error.message : error}`;
    }
  }
}
