import path from "node:path";
import { DiskCache } from "../cache/disk-cache.ts";
import { cacheFolder } from "../cache/folder.ts";
import { checkSampling } from "../frames/sampling.ts";
import type { OpenOptions } from "./types.ts";

const GIB = 2 ** 30;

/** Options with their defaults, and the caches, for everything that one `openInput` does. */
export interface OpenContext extends OpenOptions {
  /** Decoded frames and frame times. */
  readonly frames: DiskCache | null;
  /** What came by network or stream. */
  readonly fetched: DiskCache | null;
  readonly limits: { readonly mostBytes: number; readonly idleMs: number };
}

export function openContext(options: OpenOptions): OpenContext {
  checkSampling(options.sampling ?? {});
  const { cache } = options;
  const folder = cache === false ? null : (cache?.folder ?? cacheFolder());
  const bytes = (cache || undefined)?.bytes ?? 4 * GIB;
  return {
    ...options,
    hardware: options.hardware ?? process.env.SPATIALCLAW_HARDWARE_DECODING === "1",
    frames: folder === null ? null : new DiskCache(path.join(folder, "frames"), bytes),
    fetched: folder === null ? null : new DiskCache(path.join(folder, "inputs"), bytes),
    limits: { mostBytes: options.mostBytes ?? 2 * GIB, idleMs: options.idleMs ?? 30_000 },
  };
}
