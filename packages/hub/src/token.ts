import { readFileSync } from "node:fs";
import type { HubPlaces } from "./places.ts";

/** The token for an address; null: none, or the address is not the hub's. */
export function tokenFor(url: URL, places: HubPlaces): string | null {
  if (url.origin !== new URL(places.endpoint).origin) return null;
  return places.token ?? readToken(places.tokenFile);
}

function readToken(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim() || null;
  } catch {
    return null;
  }
}
