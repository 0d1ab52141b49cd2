import { InputError } from "@spatialclaw/media";
import type { Manifest } from "../onnx/manifest/index.ts";

export interface Consent {
  /** The SPDX name that the user gave beforehand. */
  readonly accepted?: string | null | undefined;
  /** Asks the user; absent where nobody can be asked. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/** One line for people. */
export function describeLicence({ license }: Manifest): string {
  const { spdx, upstream, commercial, url } = license;
  const name = upstream === spdx ? spdx : `${upstream} (${spdx})`;
  return `${name}, ${commercial ? "commercial use allowed by its terms" : "no commercial use"}${url ? `, ${url}` : ""}`;
}

/**
 * Non-commercial licences want a yes. @param before The licence that was accepted at an earlier pull.
 * @returns The licence that counts as accepted; null: it asks for no consent. Rejects with InputError.
 */
export async function consent(
  manifest: Manifest,
  before: string | null,
  { accepted, ask }: Consent,
): Promise<string | null> {
  const { spdx, commercial } = manifest.license;
  if (commercial) return null;
  if (before === spdx || accepted === spdx) return spdx;
  if (accepted)
    throw new InputError(
      `--accept-licence is ${JSON.stringify(accepted)}, but the licence of ${manifest.id} is ${spdx}`,
    );
  const flag = `--accept-licence ${spdx}`;
  if (!ask)
    throw new InputError(
      `the licence of ${manifest.id} excludes commercial use (${spdx}); if that is fine, add ${flag}`,
    );
  if (await ask(`The licence of ${manifest.id} excludes commercial use (${spdx}). Go on?`)) return spdx;
  throw new InputError(`nothing was pulled: the licence of ${manifest.id} was not accepted (${flag} accepts it)`);
}
