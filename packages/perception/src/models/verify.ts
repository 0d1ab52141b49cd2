import { statSync } from "node:fs";
import { sha256Of } from "@spatialclaw/hub";
import { InputError, type Reporter } from "@spatialclaw/media";
import type { Located } from "./locate.ts";
import type { Places } from "./places.ts";
import { rememberedHash, rememberHash } from "./verified.ts";

export interface CheckOptions {
  /** Reads the file through even if that was done before. */
  readonly again?: boolean;
  readonly check?: () => void;
  readonly report?: Reporter;
}

/** Rejects with InputError when a file is missing or is not what it should be: its size always, its content once. */
export async function checkFile(
  located: Located,
  id: string,
  places: Places,
  options: CheckOptions = {},
): Promise<void> {
  const { file, sha256, wantedBytes } = located;
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? null;
  if (bytes === null) throw broken(id, file, "is missing", located);
  if (wantedBytes !== null && bytes !== wantedBytes)
    throw broken(id, file, `has ${bytes} bytes, expected ${wantedBytes}`, located);
  if (sha256 === null) return;
  const known = options.again ? null : rememberedHash(file, places);
  const found = known ?? (await read(file, bytes, options));
  if (known === null) rememberHash(file, found, places);
  if (found !== sha256) throw broken(id, file, `has the SHA-256 ${found}, expected ${sha256}`, located);
}

function read(file: string, total: number, { check, report }: CheckOptions): Promise<string> {
  const task = `checking ${file.split(/[/\\]/).at(-1)}`;
  return sha256Of(file, {
    ...(check ? { check } : {}),
    ...(report ? { onBytes: (done) => report({ task, done, total, unit: "bytes" }) } : {}),
  });
}

function broken(id: string, file: string, what: string, { spec }: Located): InputError {
  const fetched = spec.source !== null && ("repo" in spec.source || "url" in spec.source);
  const way = fetched ? `spatialclaw models rm ${id}, then spatialclaw models pull ${id}` : "put the right file there";
  return new InputError(`${id}: ${file} ${what}; ${way}`, "environment");
}
