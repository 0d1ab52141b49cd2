import path from "node:path";
import type { HubPlaces } from "./places.ts";

/** A repository of the hub. */
export interface Repo {
  readonly kind: "model" | "dataset";
  /** owner/name */
  readonly name: string;
}

/** A file to fetch, with what is known of its content beforehand. */
export interface Wanted {
  /** Relative to its origin, with forward slashes. */
  readonly path: string;
  /** A repository of the hub, or a folder over http. */
  readonly origin: { readonly repo: Repo } | { readonly url: string };
  readonly sha256: string | null;
  readonly bytes: number | null;
}

/** The ways out that only those know who want the files; each follows a colon or a semicolon. */
export interface Advice {
  /** A disk is full. */
  readonly disk: string;
  /** A repository does not have a file. */
  readonly file: string;
  /** A repository does not have a revision. */
  readonly revision: string;
}

/** null: the file does not come from the hub. */
export function repoOf({ origin }: Wanted): Repo | null {
  return "repo" in origin ? origin.repo : null;
}

/** What the hub's cache has of a repository. */
export function repoFolder({ kind, name }: Repo, { hub }: HubPlaces): string {
  return path.join(hub, `${kind}s--${name.replaceAll("/", "--")}`);
}

/** The repository's page, for people. */
export function repoPage({ kind, name }: Repo, { endpoint }: HubPlaces): string {
  return kind === "model" ? `${endpoint}/${name}` : `${endpoint}/${kind}s/${name}`;
}

export function addressOf({ origin, path: place }: Wanted, revision: string, places: HubPlaces): string {
  const encoded = place.split("/").map(encodeURIComponent).join("/");
  if ("url" in origin) return `${origin.url}/${encoded}`;
  return `${repoPage(origin.repo, places)}/resolve/${revision}/${encoded}`;
}

/** A commit becomes part of a path: nothing else may. */
export function commitOf(text: unknown): string | null {
  return typeof text === "string" && /^[0-9a-f]{40}$/.test(text) ? text : null;
}
