import { InputError } from "@spatialclaw/media";
import { type CustomTool, declarationFile } from "./custom-tool.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { apiFiles } from "./files.ts";

/** What a session changes about the cell API, for ablations and for tools of one's own. */
export interface ApiChoices {
  /** Global names that are taken away: `tools.Geometry`, `np`, `vlm`, or one of the GROUPS. */
  readonly omit?: readonly string[];
  readonly tools?: readonly CustomTool[];
  /** Of several videos, how many: each has frames of its own, `InputImages_1` and so on. */
  readonly videos?: number;
}

/** The cell API of one session: the source for checker, prompt and guest alike. */
export interface CellApi {
  /** File name to text of its declarations. */
  readonly files: Readonly<Record<string, string>>;
  /** The global names that were taken away, groups spelled out. */
  readonly omitted: readonly string[];
}

/** No session works without these. */
const ESSENTIAL = ["InputImages", "Metadata", "ReturnAnswer", "print", "console"];
const PERCEPTION = ["tools.Reconstruct", "tools.SAM3"];
const LOOKS = ["vlm", "show", "RefImages"];

/** Throws InputError for a name that does not exist, and for custom tools that do not fit. */
export function cellApi({ omit = [], tools = [], videos = 0 }: ApiChoices = {}): CellApi {
  const all = { ...apiFiles(), ...videoFile(videos) };
  const globals = Object.values(all)
    .flatMap(declarationsOf)
    .filter((declaration) => declaration.global)
    .map((declaration) => declaration.name);
  const optional = [...new Set(globals)].filter((name) => !ESSENTIAL.includes(name) && !/^InputImages_\d+$/.test(name));
  const omitted = [...new Set(omit.flatMap((name) => spelledOut(name, optional)))];
  const own = customFiles(tools, globals);
  if (omitted.length === 0) return { files: { ...all, ...own }, omitted };
  return { files: pruned({ ...all, ...own }, omitted), omitted };
}

function videoFile(videos: number): Record<string, string> {
  if (videos < 2) return {};
  const names = Array.from({ length: videos }, (_, i) => `declare const InputImages_${i + 1}: Frames;`);
  const doc =
    "/** The frames of each video; InputImages has those of all. @example show(InputImages_1.first, InputImages_2.first); */";
  return { "videos.d.ts": `${doc}\n${names.join("\n")}\n` };
}

function spelledOut(name: string, optional: readonly string[]): readonly string[] {
  if (name === "perception") return PERCEPTION;
  if (name === "utility") return optional.filter((known) => ![...PERCEPTION, ...LOOKS].includes(known));
  if (optional.includes(name)) return [name];
  throw new InputError(
    `${JSON.stringify(name)} is nothing of the cell API that can be left out; there are utility, perception, ${optional.join(", ")}`,
  );
}

function customFiles(tools: readonly CustomTool[], globals: readonly string[]): Record<string, string> {
  const taken = new Set(globals);
  return Object.fromEntries(
    tools.map((tool) => {
      const name = `tools.${tool.name}`;
      if (taken.has(name)) throw new InputError(`there is already a ${name}; give the custom tool another name`);
      taken.add(name);
      return [`custom-${tool.name}.d.ts`, declarationFile(tool)];
    }),
  );
}

/** Without the omitted values, and without the types that only they used. */
function pruned(files: Readonly<Record<string, string>>, omitted: readonly string[]): Record<string, string> {
  const kept = Object.entries(files).map(([file, text]) => ({
    file,
    declarations: declarationsOf(text).filter(({ global, name }) => !(global && omitted.includes(name))),
  }));
  const used = reachable(kept.flatMap(({ declarations }) => declarations));
  return Object.fromEntries(
    kept.map(({ file, declarations }) => {
      const lines = (files[file] as string).split("\n");
      const header = lines.slice(
        0,
        lines.findIndex((line) => !line.startsWith("//")),
      );
      const texts = declarations.filter((declaration) => used.has(declaration)).map(({ source }) => source);
      return [file, [...header, ...texts, ""].join("\n")];
    }),
  );
}

/** The globals, and all types that they name, directly or through others. */
function reachable(declarations: readonly Declaration[]): ReadonlySet<Declaration> {
  const used = new Set(declarations.filter((declaration) => declaration.global));
  for (const declaration of used) {
    const words = new Set(declaration.text.replace(/\/\*[\s\S]*?\*\//g, "").match(/\b[A-Z]\w*/g));
    for (const other of declarations) if (!other.global && words.has(other.name)) used.add(other);
  }
  return used;
}
