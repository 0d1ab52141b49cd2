import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { Bundle } from "../../models/bundle.ts";
import type { OutputSpec, Provider, Role, RoleSpec } from "../manifest/index.ts";
import { type TypedFeed, typedFeeds } from "./feeds.ts";
import type { Gate } from "./gate.ts";
import type { Ort } from "./ort.ts";
import { firstLine, isOutOfMemory } from "./ort-errors.ts";
import { outTensor, type RawTensor } from "./outputs.ts";
import { graphKey, type Sessions } from "./sessions.ts";
import type { Feed, Graph, GraphRunOptions, OutTensor } from "./task.ts";
import type { Turns } from "./turns.ts";

/** What all jobs of the worker share. */
export interface Engine {
  readonly gate: Gate;
  readonly ort: () => Promise<Ort>;
  readonly sessions: Sessions;
  readonly turns: Turns;
}

export interface JobGraphOptions {
  readonly engine: Engine;
  readonly bundle: Bundle;
  readonly role: Role;
  readonly ask: string;
  /** Throws when the job was aborted. */
  readonly check: () => void;
  readonly onRun: (provider: Provider) => void;
}

/** A graph as a task sees it. */
export function jobGraph({ engine, bundle, role, ask, check, onRun }: JobGraphOptions): Graph {
  const spec = bundle.manifest.roles[role] as RoleSpec;
  return {
    role,
    inputs: spec.inputs,
    outputs: spec.outputs,
    async run(feeds: Readonly<Record<string, Feed>>, options: GraphRunOptions = {}) {
      check();
      const typed = typedFeeds(role, spec, feeds);
      const wanted = wantedOutputs(role, spec, options.outputs);
      return engine.turns.take(ask, graphKey(bundle, role), check, async () => {
        const { session, provider } = await engine.sessions.use(bundle, role);
        check();
        onRun(provider);
        const names = wanted.map(([, { name }]) => name).filter((name) => session.outputNames.includes(name));
        const raw = await runOnce(engine, session, graphKey(bundle, role), role, typed, names);
        return results(role, wanted, raw, options.mayBeNaN ?? []);
      });
    },
  };
}

function wantedOutputs(role: string, spec: RoleSpec, names?: readonly string[]): [string, OutputSpec][] {
  if (!names) return Object.entries(spec.outputs);
  return names.map((name) => {
    const output = spec.outputs[name];
    if (!output) throw new Error(`${role} has no output ${name}; it has ${Object.keys(spec.outputs).join(", ")}`);
    return [name, output];
  });
}

async function runOnce(
  engine: Engine,
  session: InferenceSession,
  key: string,
  role: string,
  feeds: readonly TypedFeed[],
  names: readonly string[],
): Promise<Readonly<Record<string, Tensor>>> {
  const ort = await engine.ort();
  const tensors = feeds.map(({ name, dtype, data, dims }) => [name, new ort.Tensor(dtype, data as never, dims)]);
  const run = () => engine.gate.pass(() => session.run(Object.fromEntries(tensors), names));
  try {
    return await run();
  } catch (error) {
    // Other graphs may hold the room that this run needs.
    if (isOutOfMemory(error) && (await engine.sessions.releaseAll(key))) return run();
    throw new Error(`${role}: the model failed: ${firstLine(error)}`);
  }
}

function results(
  role: string,
  wanted: readonly (readonly [string, OutputSpec])[],
  raw: Readonly<Record<string, Tensor>>,
  mayBeNaN: readonly string[],
): Record<string, OutTensor> {
  return Object.fromEntries(
    wanted.flatMap(([canonical, spec]) => {
      const tensor = raw[spec.name] as RawTensor | undefined;
      return tensor ? [[canonical, outTensor(`${role}.${canonical}`, spec, tensor, mayBeNaN.includes(canonical))]] : [];
    }),
  );
}
