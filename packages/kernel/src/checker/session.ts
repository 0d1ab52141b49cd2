import { createHash, randomUUID } from "node:crypto";
import type { Declared } from "../compile/declarations.ts";
import { declarationsOf } from "../compile/declarations.ts";
import { habitsIn } from "./habits.ts";
import { checkerServer } from "./server.ts";
import { callSignature } from "./signature.ts";
import type { Diagnostic, SourceFile } from "./typescript.ts";

export interface Finding {
  /** Offset in the checked file. */
  readonly at: number;
  /** TypeScript's; null for a habit of another language that the compiler lets pass. */
  readonly code: number | null;
  readonly message: string;
  /** Declaration of the call around it, when there is one. */
  readonly signature: string | null;
  /** The way out that holds for any API. */
  readonly hint: string | null;
}

export interface Checked {
  readonly file: SourceFile;
  readonly text: string;
  /** Where the cell's own text begins in `text`. */
  readonly offset: number;
  readonly declared: readonly Declared[];
  readonly syntax: readonly Finding[];
  readonly types: readonly Finding[];
}

const OPTIONS = {
  strict: true,
  noUncheckedIndexedAccess: true,
  // Loose but harmless: `catch (e) { print(e.message) }`, fields without an initial value.
  useUnknownInCatchVariables: false,
  strictPropertyInitialization: false,
  target: "es2024",
  lib: ["es2024", "esnext.collection", "esnext.array"],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

/** What is merely loose must not block: an implicit any runs as well as an explicit one. */
function isLoose({ code, text }: Diagnostic): boolean {
  return (code >= 7005 && code <= 7034) || code === 7052 || (code === 7053 && !NUMBERED.test(text)) || code === 2695;
}

/** `grid[858]` of a named type that is not read by number: no looseness, it is always undefined. */
const NUMBERED = /expression of type '(?:number|FrameIndex|-?\d[\d.]*)' can't be used to index type '[A-Z]/;

interface Known {
  readonly cell: number;
  readonly kind: Declared["kind"];
}

/** The types of one session: what its cells declared so far, each cell a module of its own. */
export class CellChecker {
  readonly #server = checkerServer();
  readonly #root: string;
  readonly #config: string;
  readonly #apiFiles: string[] = [];
  readonly #cells: string[] = [];
  readonly #known = new Map<string, Known>();
  readonly #pending: string[] = [];
  readonly #types: boolean;
  #held = false;

  /** `types` off: cells are parsed, not checked; nothing of the API or of earlier cells has to be known. */
  constructor(api: Readonly<Record<string, string>>, types: boolean) {
    this.#types = types;
    this.#root = `/session-${randomUUID()}`;
    this.#config = `${this.#root}/tsconfig.json`;
    // The same declarations in all sessions: parsed once.
    const hash = createHash("sha256").update(JSON.stringify(api)).digest("hex").slice(0, 16);
    for (const [name, text] of types ? Object.entries(api) : []) {
      const path = `/api-${hash}/${name}`;
      this.#server.write(path, text);
      this.#apiFiles.push(path);
    }
  }

  /** From now on the compiler keeps the program alive, until `close`; a spare one must not. */
  hold(): this {
    if (!this.#held) this.#server.retain();
    this.#held = true;
    return this;
  }

  get names(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Lets the compiler read libraries and API before the first cell comes. Never rejects. */
  async warm(): Promise<void> {
    await this.#ask(0, "", new Set()).catch(() => undefined);
    this.discard(0);
  }

  async check(cell: number, source: string): Promise<Checked> {
    const checked = await this.#ask(cell, source, new Set());
    if (!checked.declared.some((d) => this.#known.has(d.name))) return checked;
    // A name that this cell declares anew must not come in from an earlier one.
    return this.#ask(cell, source, new Set(checked.declared.map((d) => d.name)));
  }

  /** Names that fit at an offset of an unfinished cell, as an editor would offer them. */
  async complete(source: string, offset: number): Promise<readonly string[]> {
    const prelude = this.#prelude(new Set());
    this.#put(0, prelude + source);
    const path = this.#path(0);
    try {
      return await this.#server.ask(this.#config, this.#pending.splice(0), async ({ checker }) => {
        const found = await checker.getCompletionsAtPosition(path, prelude.length + offset);
        return (found?.entries ?? []).map((entry) => entry.name);
      });
    } finally {
      this.discard(0);
    }
  }

  /** Keeps what the cell declared and really has: later cells see these names with this cell's types. */
  commit(cell: number, checked: Checked, names: ReadonlySet<string>): void {
    if (!this.#types) {
      this.discard(cell);
      return;
    }
    const kept = checked.declared.filter((d) => names.has(d.name) || d.kind === "type");
    for (const { name, kind } of kept) this.#known.set(name, { cell, kind });
    this.#put(cell, `${checked.text}\nexport { ${kept.map((d) => d.name).join(", ")} };\n`);
  }

  /** Takes the cell's file out again: nothing of it lives on. */
  discard(cell: number): void {
    const path = this.#path(cell);
    const at = this.#cells.indexOf(path);
    if (at >= 0) this.#cells.splice(at, 1);
    this.#server.remove(path);
    this.#writeConfig();
  }

  forget(names: Iterable<string>): void {
    for (const name of names) this.#known.delete(name);
  }

  async close(): Promise<void> {
    await this.#server.close(this.#config);
    for (const path of [...this.#cells, this.#config]) this.#server.remove(path);
    if (this.#held) this.#server.release();
    this.#held = false;
  }

  async #ask(cell: number, source: string, without: ReadonlySet<string>): Promise<Checked> {
    const prelude = this.#prelude(without);
    const text = prelude + source;
    this.#put(cell, text);
    const path = this.#path(cell);
    const changed = this.#pending.splice(0);
    return this.#server.ask(this.#config, changed, async (project) => {
      const { program } = project;
      const file = await program.getSourceFile(path);
      if (!file) throw new Error(`the compiler has no ${path}`);
      const declared = declarationsOf(file);
      const own = (d: Diagnostic) => d.category === 1 && d.pos >= prelude.length;
      const again = declared.some((d) => this.#known.has(d.name) && !without.has(d.name));
      const syntax = (await program.getSyntacticDiagnostics(path)).filter(own);
      const types =
        this.#types && !again && syntax.length === 0
          ? (await program.getSemanticDiagnostics(path)).filter((d) => own(d) && !isLoose(d))
          : [];
      const findings: Finding[] = [];
      for (const d of types) findings.push(finding(d, await callSignature(project, file, d)));
      if (this.#types && !again && syntax.length === 0)
        for (const habit of await habitsIn(project, file, prelude.length))
          findings.push({ ...habit, code: null, signature: null });
      findings.sort((a, b) => a.at - b.at);
      return {
        file,
        text,
        offset: prelude.length,
        declared,
        syntax: syntax.map((d) => finding(d, null)),
        types: findings,
      };
    });
  }

  #prelude(without: ReadonlySet<string>): string {
    const lines: string[] = [];
    for (const [name, { cell, kind }] of this.#known) {
      if (without.has(name)) continue;
      // Plain imports are read-only; session variables may be assigned again.
      lines.push(
        kind === "let" || kind === "var"
          ? `declare let ${name}: typeof import("./cell_${cell}").${name};`
          : `import { ${kind === "type" ? "type " : ""}${name} } from "./cell_${cell}";`,
      );
    }
    return lines.length > 0 ? `${lines.join("")}\n` : "";
  }

  #put(cell: number, text: string): void {
    const path = this.#path(cell);
    this.#server.write(path, text);
    this.#pending.push(path);
    if (!this.#cells.includes(path)) {
      this.#cells.push(path);
      this.#writeConfig();
    }
  }

  #writeConfig(): void {
    this.#server.write(
      this.#config,
      JSON.stringify({
        compilerOptions: this.#types ? OPTIONS : { ...OPTIONS, lib: undefined, noLib: true },
        files: [...this.#apiFiles, ...this.#cells],
      }),
    );
    this.#pending.push(this.#config);
  }

  #path(cell: number): string {
    return `${this.#root}/cell_${cell}.ts`;
  }
}

function finding(d: Diagnostic, signature: string | null): Finding {
  const chain = (item: Diagnostic, depth: number): string[] => [
    item.text,
    ...(depth < 2 ? (item.messageChain ?? []).flatMap((m) => chain(m, depth + 1)) : []),
  ];
  return { at: d.pos, code: d.code, message: chain(d, 0).join(" "), signature, hint: null };
}
