export interface Parameter {
  readonly name: string;
  /** Its type as declared, names of types spelled out. */
  readonly type: string;
  readonly optional: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly returns: string;
}

/** What there is to call and to read, from the declarations of the cell API. */
export interface ApiTable {
  /** By full name: `tools.SAM3.findObject`, `np.mean`, `show`. */
  readonly functions: ReadonlyMap<string, readonly Signature[]>;
  /** Of all interfaces together, by bare name. */
  readonly methods: ReadonlyMap<string, readonly Signature[]>;
  /** Properties of all interfaces by bare name; true where one may be null. */
  readonly properties: ReadonlyMap<string, boolean>;
  /** Global data: `InputImages`, `Metadata`. */
  readonly values: ReadonlySet<string>;
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const NAMESPACE = /namespace (\w+)\s*\{/y;
const INTERFACE = /interface (\w+)(?:<([^>{]*)>)?[^{]*\{/y;
const ALIAS = /type (\w+)(?:<[^=]*>)? = /y;
const CONST_OBJECT = /const (\w+): \{/y;
const CONST = /const (\w+): /y;
const CALLABLE = /(?:function )?(\w+)\??(?:<[^(]*>)?\(/y;
/** Of an interface that is called itself. */
const CALL = /(?:<[^(]*>)?\(/y;
const PROPERTY = /(\w+)\??: /y;
const SKIPPED = /(?:\s|;|declare |export |readonly )+/y;

/**
 * Reads declaration files in the style of the cell API: namespaces, interfaces, constants, functions and type names.
 * @param files File name to text.
 */
export function apiTable(files: Readonly<Record<string, string>>): ApiTable {
  return new DeclarationReader(Object.values(files).join("\n").replace(COMMENT, "")).read();
}

/** Whether a value of this type may be null itself, not only something inside it. */
export function mayBeNull(type: string): boolean {
  return /\bnull\b/.test(outermost(type));
}

/** The type without what stands in brackets of any kind. */
export function outermost(type: string): string {
  let depth = 0;
  let text = "";
  for (const char of type.replaceAll("=>", "")) {
    if ("{([<".includes(char)) depth++;
    else if ("})]>".includes(char)) depth--;
    else if (depth === 0) text += char;
  }
  return text;
}

/** What an interface holds. Its own calls are methods without a name. */
interface Shape {
  /** Names of its type parameters. */
  readonly parameters: readonly string[];
  readonly methods: Map<string, Signature[]>;
  readonly properties: (readonly [name: string, type: string])[];
}

/** The name of an interface, with what fills its first type parameter. */
const INTERFACE_NAME = /^([A-Z]\w*)(?:<(.*)>)?$/;

function push(into: Map<string, Signature[]>, name: string, signature: Signature): void {
  into.set(name, [...(into.get(name) ?? []), signature]);
}

/** With the type parameter of its interface filled in. */
function filled(signature: Signature, parameter: string | undefined, filling: string): Signature {
  if (!parameter || filling === "") return signature;
  const fill = (type: string) => type.replace(new RegExp(`\\b${parameter}\\b`, "g"), filling);
  const parameters = signature.parameters.map((each) => ({ ...each, type: fill(each.type) }));
  return { parameters, returns: fill(signature.returns) };
}

class DeclarationReader {
  readonly #text: string;
  #at = 0;
  readonly #functions = new Map<string, Signature[]>();
  readonly #methods = new Map<string, Signature[]>();
  readonly #properties = new Map<string, boolean>();
  readonly #values = new Set<string>();
  readonly #aliases = new Map<string, string>();
  readonly #interfaces = new Map<string, Shape>();
  /** Members of constants by full name, and their types. */
  readonly #members: (readonly [name: string, type: string])[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(): ApiTable {
    this.#block("", "namespace");
    for (const [name, type] of this.#members) this.#unfold(name, type);
    return {
      functions: this.#expanded(this.#functions),
      methods: this.#expanded(this.#methods),
      properties: this.#properties,
      values: this.#values,
    };
  }

  /** Reads to the end of a block. `path`: what comes before its names, with the dot. */
  #block(path: string, kind: "namespace" | "interface" | "const", shape: Shape | null = null): void {
    for (;;) {
      this.#match(SKIPPED);
      if (this.#at >= this.#text.length) return;
      if (this.#text[this.#at] === "}") {
        this.#at++;
        return;
      }
      this.#declaration(path, kind, shape);
    }
  }

  #declaration(path: string, kind: "namespace" | "interface" | "const", shape: Shape | null): void {
    const callables = kind === "interface" ? this.#methods : this.#functions;
    const forms: readonly (readonly [RegExp, (name: string, more: string) => void])[] = [
      [NAMESPACE, (name) => this.#block(`${path}${name}.`, "namespace")],
      [INTERFACE, (name, parameters) => this.#interface(name, parameters)],
      [CONST_OBJECT, (name) => this.#block(`${name}.`, "const")],
      [CONST, (name) => this.#constant(name)],
      [ALIAS, (name) => this.#aliases.set(name, this.#type())],
      [CALLABLE, (name) => this.#callable(callables, path, name, shape)],
      [CALL, () => this.#signature(shape?.methods ?? new Map(), "")],
      [PROPERTY, (name) => this.#property(name, path, kind, shape)],
    ];
    for (const [form, read] of forms) {
      const match = this.#match(form);
      if (match) {
        read(match[1] ?? "", match[2] ?? "");
        return;
      }
    }
    throw new Error(`not a declaration of the cell API: ${this.#text.slice(this.#at, this.#at + 60)}`);
  }

  #constant(name: string): void {
    this.#values.add(name);
    this.#type();
  }

  #interface(name: string, parameters: string): void {
    const names = parameters.split(",").map((parameter) => parameter.trim().split(/[ =]/)[0] as string);
    const shape: Shape = { parameters: names, methods: new Map(), properties: [] };
    this.#interfaces.set(name, shape);
    this.#block("", "interface", shape);
  }

  #property(name: string, path: string, kind: "namespace" | "interface" | "const", shape: Shape | null): void {
    const type = this.#type();
    shape?.properties.push([name, type]);
    if (kind === "const" && INTERFACE_NAME.test(type)) this.#members.push([path + name, type]);
    else if (kind === "const") this.#values.add(path.slice(0, -1));
    this.#properties.set(name, mayBeNull(type) || (this.#properties.get(name) ?? false));
  }

  #callable(into: Map<string, Signature[]>, path: string, name: string, shape: Shape | null): void {
    const signature = this.#signature(into, path + name);
    if (shape) push(shape.methods, name, signature);
  }

  /** A member whose type is an interface: its calls are functions of that name, its methods functions below it. */
  #unfold(name: string, type: string, around: readonly string[] = []): void {
    const [, typeName = "", filling = ""] = INTERFACE_NAME.exec(type) ?? [];
    if (around.includes(typeName)) return;
    const shape = this.#interfaces.get(typeName);
    for (const [method, signatures] of shape?.methods ?? [])
      for (const signature of signatures)
        push(
          this.#functions,
          method === "" ? name : `${name}.${method}`,
          filled(signature, shape?.parameters[0], filling),
        );
    for (const [property, own] of shape?.properties ?? [])
      this.#unfold(`${name}.${property}`, own, [...around, typeName]);
  }

  #signature(into: Map<string, Signature[]>, name: string): Signature {
    const parameters: Parameter[] = [];
    while (this.#text[this.#at] !== ")") {
      const [, rest, parameter, optional] = this.#match(/\s*(\.\.\.)?(\w+)(\??): /y) as RegExpExecArray;
      const type = this.#type();
      parameters.push({ name: parameter as string, type, optional: Boolean(rest || optional) });
      this.#match(/,\s*/y);
    }
    this.#match(/\):\s*/y);
    const signature = { parameters, returns: this.#type() };
    push(into, name, signature);
    return signature;
  }

  /** Reads to the `;`, `,` or closing bracket that ends a type. */
  #type(): string {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] as string;
      if (char === ">" && this.#text[this.#at - 1] === "=") continue;
      if (depth === 0 && ";,})]".includes(char)) break;
      if ("{([<".includes(char)) depth++;
      else if ("})]>".includes(char)) depth--;
    }
    return this.#text.slice(start, this.#at).trim();
  }

  #expanded(map: ReadonlyMap<string, readonly Signature[]>): Map<string, readonly Signature[]> {
    const expand = (type: string) => type.replace(/\b[A-Z]\w*\b/g, (name) => this.#spelledOut(name));
    return new Map(
      [...map].map(([name, signatures]) => [
        name,
        signatures.map(({ parameters, returns }) => ({
          parameters: parameters.map((parameter) => ({ ...parameter, type: expand(parameter.type) })),
          returns,
        })),
      ]),
    );
  }

  /** Unions that hold an object are spelled out, so that its keys can be seen; and what may be a frame. */
  #spelledOut(name: string): string {
    const alias = this.#aliases.get(name) ?? "";
    return (alias.includes("|") && alias.includes("{")) || /\bFrame\b/.test(alias) ? alias : name;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}
