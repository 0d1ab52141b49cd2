import { totalmem } from "node:os";
import { InputError } from "@spatialclaw/media";
import type { InferenceSession } from "onnxruntime-node";
import type { Bundle } from "../../models/bundle.ts";
import { graphProblems, type Provider, type Role, type RoleSpec } from "../manifest/index.ts";
import type { Gate } from "./gate.ts";
import type { Ort } from "./ort.ts";
import { firstLine, isOutOfMemory, loadFailure, tensorInfos } from "./ort-errors.ts";
import type { LoadedGraph } from "./protocol.ts";
import { sessionOptions } from "./session-options.ts";
import type { ProviderChoice } from "./types.ts";

export interface SessionsOptions {
  readonly gate: Gate;
  readonly ort: () => Promise<Ort>;
  readonly providers: () => Promise<ProviderChoice>;
  /** Asked for by name: no other one is tried. */
  readonly wanted: Provider | null;
  readonly memoryBytes: number | null;
  readonly threads: number | null;
  readonly notice: (line: string) => void;
}

export interface Loaded {
  readonly model: string;
  readonly role: Role;
  readonly session: InferenceSession;
  readonly provider: Provider;
  readonly bytes: number;
}

/** The graphs that are loaded. Everything here happens within a turn, so that nothing is released while it runs. */
export class Sessions {
  readonly #options: SessionsOptions;
  /** Least recently used first. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #sizes = new Map<string, number>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** The loaded graph; others are released when it needs their room. Rejects with one line when it does not fit. */
  async use(bundle: Bundle, role: Role): Promise<Loaded> {
    const key = graphKey(bundle, role);
    const before = this.#loaded.get(key);
    if (before) {
      this.#loaded.delete(key);
      this.#loaded.set(key, before);
      return before;
    }
    const spec = bundle.manifest.roles[role] as RoleSpec;
    refuseHalfFloats(bundle, role, spec);
    const { file, bytes } = await bundle.graphFile(role);
    this.#sizes.set(key, bytes);
    const loaded = await this.#load(bundle, role, spec, file, bytes);
    this.#loaded.set(key, loaded);
    return loaded;
  }

  /** Whether a graph can run without pushing out another one, as far as is known. */
  isReady(key: string): boolean {
    return this.#loaded.has(key) || this.#total() + (this.#sizes.get(key) ?? 0) <= this.#limit("cpu");
  }

  list(): LoadedGraph[] {
    return [...this.#loaded.values()].map(({ model, role, bytes }) => ({ model, role, bytes }));
  }

  /** @param keep The key of one that stays. @returns whether anything was released. */
  async releaseAll(keep?: string): Promise<boolean> {
    const others = [...this.#loaded.keys()].filter((key) => key !== keep);
    for (const key of others) await this.#release(key);
    return others.length > 0;
  }

  async #load(bundle: Bundle, role: Role, spec: RoleSpec, file: string, bytes: number): Promise<Loaded> {
    const candidates = await this.#candidates(bundle);
    for (const provider of candidates) {
      await this.#makeRoom(bytes, this.#limit(provider));
      try {
        const session = await this.#create(bundle, spec, file, provider);
        await this.#checkGraph(bundle, role, spec, session);
        return { model: bundle.id, role, session, provider, bytes };
      } catch (error) {
        if (error instanceof InputError) throw error;
        const reason = firstLine(error);
        if (provider === candidates.at(-1)) throw loadFailure(bundle, role, file, provider, reason);
        this.#options.notice(
          `${bundle.id}: ${role} does not run on ${provider} (${reason}); the next provider is tried`,
        );
      }
    }
    throw new Error("unreachable: there is always one candidate");
  }

  async #candidates({ manifest }: Bundle): Promise<readonly Provider[]> {
    const { wanted, providers } = this.#options;
    const { usable } = await providers();
    if (wanted) return [wanted];
    const hinted = usable.filter((provider) => manifest.runtime?.providers?.includes(provider) ?? true);
    return hinted.length > 0 ? hinted : ["cpu"];
  }

  async #create(bundle: Bundle, spec: RoleSpec, file: string, provider: Provider): Promise<InferenceSession> {
    const { gate, threads } = this.#options;
    const ort = await this.#options.ort();
    const options = sessionOptions(provider, bundle.manifest, spec, threads);
    const create = () => gate.pass(() => ort.InferenceSession.create(file, options));
    try {
      return await create();
    } catch (error) {
      if (!isOutOfMemory(error) || !(await this.releaseAll())) throw error;
      return create();
    }
  }

  async #checkGraph(bundle: Bundle, role: Role, spec: RoleSpec, session: InferenceSession): Promise<void> {
    const graph = { inputs: tensorInfos(session.inputMetadata), outputs: tensorInfos(session.outputMetadata) };
    const [first, ...more] = graphProblems(role, spec, graph);
    if (first === undefined) return;
    await this.#options.gate.pass(() => session.release());
    const others = more.length > 0 ? ` (and ${more.length} more)` : "";
    throw new InputError(`the graph of ${bundle.id} is not what its manifest says: ${first}${others}`, "environment");
  }

  async #makeRoom(bytes: number, limit: number): Promise<void> {
    for (const key of [...this.#loaded.keys()]) {
      if (this.#total() + bytes <= limit) return;
      await this.#release(key);
    }
  }

  async #release(key: string): Promise<void> {
    const loaded = this.#loaded.get(key);
    this.#loaded.delete(key);
    await this.#options.gate.pass(async () => loaded?.session.release());
  }

  #total(): number {
    return [...this.#loaded.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** A GPU does not tell its size here: there, what does not fit any more makes room. */
  #limit(provider: Provider): number {
    const { memoryBytes } = this.#options;
    if (memoryBytes !== null) return memoryBytes;
    return provider === "cpu" ? machineMemory() / 2 : Number.POSITIVE_INFINITY;
  }
}

export function graphKey(bundle: Bundle, role: Role): string {
  return `${bundle.version} ${role}`;
}

function machineMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

function refuseHalfFloats(bundle: Bundle, role: Role, spec: RoleSpec): void {
  if (bundle.manifest.runtime?.fp16Io) return;
  for (const side of ["inputs", "outputs"] as const)
    for (const [name, { dtype }] of Object.entries(spec[side]))
      if (dtype === "float16")
        throw new InputError(
          `${bundle.id}: roles.${role}.${side}.${name}.dtype is float16, which onnxruntime-node does not take; use an export with float32 at its edges (keep_io_types), or set runtime.fp16Io in the manifest to have it converted`,
          "environment",
        );
}
