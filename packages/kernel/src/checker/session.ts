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

interface Changes {
  readonly changed: string[];
  readonly deleted: string[];
}

interface Known {
  readonly cell: number;
  readonly kind: Declared["kind"];
}

/**
 * The types of one session: what its cells declared so far, each cell a module of its own. The project's only root is
 * the cell that is looked at, which imports what it may see, so the project's file list never changes.
 */
export class CellChecker {
  readonly #server = checkerServer();
  readonly #root = `/session-${randomUUID()}`;
  readonly #config = `${this.#root}/tsconfig.json`;
  readonly #cell = `${this.#root}/cell.ts`;
  /** Files of cells that declared something. */
  readonly #kept = new Set<string>();
  readonly #known = new Map<string, Known>();
  #changes: Changes = { changed: [], deleted: [] };
  readonly #types: boolean;
  #held = false;

  /** `types` off: cells are parsed, not checked; nothing of the API or of earlier cells has to be known. */
  constructor(api: Readonly<Record<string, string>>, types: boolean) {
    this.#types = types;
    const text = Object.values(api).join("\n");
    // One file, because the compiler looks around each; and the same in all sessions, because it is parsed once.
    const file = `/api-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.d.ts`;
    if (types) this.#server.write(file, text);
    const compilerOptions = types ? OPTIONS : { ...OPTIONS, lib: undefined, noLib: true };
    const files = types ? [file, this.#cell] : [this.#cell];
    this.#server.write(this.#config, JSON.stringify({ compilerOptions, files }));
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
    await this.#ask("", new Set()).catch(() => undefined);
  }

  async check(source: string): Promise<Checked> {
    const checked = await this.#ask(source, new Set());
    if (!checked.declared.some((d) => this.#known.has(d.name))) return checked;
    // A name that this cell declares anew must not come in from an earlier one.
    return this.#ask(source, new Set(checked.declared.map((d) => d.name)));
  }

  /** Names that fit at an offset of an unfinished cell, as an editor would offer them. */
  async complete(source: string, offset: number): Promise<readonly string[]> {
    const prelude = this.#prelude(new Set());
    this.#write(this.#cell, prelude + source);
    return this.#server.ask(this.#config, this.#takeChanges(), async ({ checker }) => {
      const found = await checker.getCompletionsAtPosition(this.#cell, prelude.length + offset);
      return (found?.entries ?? []).map((entry) => entry.name);
    });
  }

  /** Keeps what the cell declared and really has: later cells see these names with this cell's types. */
  commit(cell: number, checked: Checked, names: ReadonlySet<string>): void {
    if (!this.#types) return;
    const kept = checked.declared.filter((d) => names.has(d.name) || d.kind === "type");
    for (const { name, kind } of kept) this.#known.set(name, { cell, kind });
    const file = `${this.#root}/cell_${cell}.ts`;
    this.#kept.add(file);
    this.#write(file, `${checked.text}\nexport { ${kept.map((d) => d.name).join(", ")} };\n`);
  }

  forget(names: Iterable<string>): void {
    for (const name of names) this.#known.delete(name);
  }

  /** Ends the session: nothing of it is known any more, and the next one may begin. */
  clear(): void {
    this.#known.clear();
    for (const file of this.#kept) this.#server.remove(file);
    this.#changes.deleted.push(...this.#kept);
    this.#kept.clear();
    this.#write(this.#cell, "");
    this.#release();
  }

  async close(): Promise<void> {
    await this.#server.close(this.#config);
    for (const file of [...this.#kept, this.#cell, this.#config]) this.#server.remove(file);
    this.#release();
  }

  async #ask(source: string, without: ReadonlySet<string>): Promise<Checked> {
    const prelude = this.#prelude(without);
    const text = prelude + source;
    const path = this.#cell;
    this.#write(path, text);
    return this.#server.ask(this.#config, this.#takeChanges(), async (project) => {
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

  #write(file: string, text: string): void {
    this.#server.write(file, text);
    this.#changes.changed.push(file);
  }

  #takeChanges(): Changes {
    const changes = this.#changes;
    this.#changes = { changed: [], deleted: [] };
    return changes;
  }

  #release(): void {
    if (this.#held) this.#server.release();
    this.#held = false;
  }
}

function finding(d: Diagnostic, signature: string | null): Finding {
  const chain = (item: Diagnostic, depth: number): string[] => [
    item.text,
    ...(depth < 2 ? (item.messageChain ?? []).flatMap((m) => chain(m, depth + 1)) : []),
  ];
  return { at: d.pos, code: d.code, message: chain(d, 0).join(" "), signature, hint: null };
}
