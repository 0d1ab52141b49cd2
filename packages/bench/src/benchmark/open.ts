import { registerHooks } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ADAPTERS } from "../benchmarks/index.ts";
import { synth } from "../synth/benchmark/adapter.ts";
import { CardError, readCard } from "./card.ts";
import type { Adapter, Benchmark } from "./define.ts";

/** The JSON files of the built-in benchmarks. */
const CARDS = fileURLToPath(new URL("../../../../bench/datasets/", import.meta.url));

/** The one that is made here. */
const SYNTH = fileURLToPath(new URL("../synth/benchmark/synth.json", import.meta.url));
// biome-ignore lint/suspicious/noExplicitAny: see Benchmark.
const OWN: Readonly<Record<string, Adapter<any>>> = { ...ADAPTERS, synth };

/** The built-in benchmarks' names, as others have published them. */
export const BENCHMARKS: readonly string[] = [...Object.keys(ADAPTERS), "vsibench_unbiased"].sort();

/** A built-in benchmark by its name, or one of the user's by its JSON file. Throws CardError, one line. */
export async function openBenchmark(nameOrFile: string): Promise<Benchmark> {
  if (BENCHMARKS.includes(nameOrFile)) return open(path.join(CARDS, `${nameOrFile}.json`));
  if (nameOrFile === "synth") return open(SYNTH);
  if (nameOrFile.endsWith(".json")) return open(path.resolve(nameOrFile));
  throw new CardError(
    `there is no benchmark ${JSON.stringify(nameOrFile)}; there are ${[...BENCHMARKS, "synth"].join(", ")}, or name a JSON file`,
  );
}

async function open(file: string): Promise<Benchmark> {
  const card = await readCard(file);
  return { card, adapter: await adapterOf(card.adapter, file) };
}

async function adapterOf(name: string, card: string): Promise<Adapter> {
  const known = OWN[name];
  if (known) return known;
  if (!name.startsWith("."))
    throw new CardError(`${path.basename(card)} names the adapter ${JSON.stringify(name)}, which does not exist; \
there are ${Object.keys(OWN).join(", ")}, or name a module as "./my-adapter.ts"`);
  const module = path.resolve(path.dirname(card), name);
  offerKit();
  const { default: adapter } = await import(pathToFileURL(module).href).catch((error: Error) => {
    throw new CardError(`the adapter ${module} cannot be loaded: ${error.message.split("\n")[0]}`);
  });
  if (typeof adapter?.load === "function" && adapter.reference) return adapter;
  throw new CardError(`the adapter ${module} exports no benchmark as its default; see defineBenchmark`);
}

/** What an adapter is made of, by its public name. */
const KIT = "spatialclaw/bench";
let isOffered = false;

/** For adapters the kit is this program's own, also where none is installed beside them. */
function offerKit(): void {
  if (isOffered) return;
  isOffered = true;
  const parentURL = import.meta.url;
  registerHooks({
    resolve: (specifier, context, next) => next(specifier, specifier === KIT ? { ...context, parentURL } : context),
  });
}
