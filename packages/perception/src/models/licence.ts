import * as hub from "@spatialclaw/hub";
import type { Manifest } from "../onnx/manifest/index.ts";

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
  { id, license: { spdx, commercial } }: Manifest,
  before: string | null,
  given: hub.Consent,
): Promise<string | null> {
  if (commercial) return null;
  const terms = { what: id, licence: spdx, because: "excludes commercial use", otherwise: "nothing was pulled" };
  return hub.consent(terms, before, given);
}
