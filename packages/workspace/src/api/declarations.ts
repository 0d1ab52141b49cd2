export interface Declaration {
  readonly kind: "type" | "interface" | "const" | "function" | "namespace";
  /** `Frame`, `InputImages`; of a nested namespace the whole path, `tools.SAM3`. */
  readonly name: string;
  /** Whether cells see it as a value. */
  readonly global: boolean;
  /** Its doc comment in one line, without the example; empty when it has none. */
  readonly doc: string;
  /** From the opening keyword to the end, with the comments inside. */
  readonly text: string;
  /** As it could stand in a file of its own: with its doc comment, of a nested namespace with the outer one. */
  readonly source: string;
}

const HEAD = /^(declare )?(type|interface|const|function|namespace) (\w+)/;

/**
 * Top-level declarations of a file of the API, `namespace tools { namespace X { … } }` unfolded to `tools.X`.
 * Relies on the files' own style: a declaration starts a line and ends one.
 */
export function declarationsOf(source: string): readonly Declaration[] {
  const known = read.get(source) ?? readDeclarations(source);
  if (read.size >= MOST_READ) read.clear();
  read.set(source, known);
  return known;
}

/** The same files for every session. */
const read = new Map<string, readonly Declaration[]>();
const MOST_READ = 64;

function readDeclarations(source: string): readonly Declaration[] {
  return blocks(source.split("\n")).flatMap(({ comment, doc, lines }): Declaration[] => {
    const text = lines.join("\n");
    const head = HEAD.exec(text);
    if (!head) throw new Error(`not a declaration of the cell API: ${text.slice(0, 60)}`);
    const [, declare, kind, name] = head as unknown as [string, string | undefined, Declaration["kind"], string];
    if (kind !== "namespace")
      return [{ kind, name, global: declare !== undefined, doc, text, source: [...comment, text].join("\n") }];
    return blocks(lines.slice(1, -1).map((line) => line.replace(/^ {2}/, ""))).map((inner) => {
      const body = inner.lines.join("\n");
      const nested = /^namespace (\w+)/.exec(body)?.[1];
      if (nested === undefined) throw new Error(`expected a namespace inside ${name}: ${body.slice(0, 60)}`);
      const whole = [`declare namespace ${name} {`, ...inner.comment, body, "}"].join("\n");
      return { kind, name: `${name}.${nested}`, global: true, doc: inner.doc || doc, text: body, source: whole };
    });
  });
}

/** Every `@example` of a text, in order. */
export function examplesOf(source: string): string[] {
  return [...source.matchAll(/@example (.*?)(?: \*\/|$)/gm)].map((match) => (match[1] as string).trim());
}

/** Text of a doc comment line without its frame and its example. */
export function docText(line: string): string {
  return line
    .trim()
    .replace(/^\/\*\*\s*|\s*\*\/$/g, "")
    .replace(/\s*@example .*$/, "");
}

/** The line comments at the head of a file after their first paragraph, which is about the file itself. */
export function conventionsOf(source: string): string[] {
  const lines = source.split("\n");
  const header = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith("//")),
  );
  const paragraph = header.indexOf("//");
  return paragraph < 0 ? [] : header.slice(paragraph + 1).map((line) => line.replace(/^\/\/ ?/, ""));
}

interface Block {
  /** Its doc comment as it stands, and what it says. */
  readonly comment: readonly string[];
  readonly doc: string;
  readonly lines: readonly string[];
}

function blocks(lines: readonly string[]): Block[] {
  const found: Block[] = [];
  let comment: string[] = [];
  let open: string[] = [];
  let depth = 0;
  for (const line of lines) {
    if (open.length === 0 && (line.trim() === "" || line.startsWith("//"))) continue;
    if (open.length === 0 && line.startsWith("/**")) {
      comment = [line];
      continue;
    }
    open.push(line);
    depth += balance(line);
    if (depth > 0) continue;
    found.push({ comment, doc: comment.map(docText).join(" "), lines: open });
    [comment, open] = [[], []];
  }
  if (open.length > 0) throw new Error(`unbalanced declaration: ${open[0]}`);
  return found;
}

/** Brackets that a line opens and does not close, comments left out. */
function balance(line: string): number {
  const code = line.replace(/\/\*\*.*?\*\//g, "");
  return (code.match(/[{([]/g)?.length ?? 0) - (code.match(/[})\]]/g)?.length ?? 0);
}
