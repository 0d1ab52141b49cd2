import { type Consent, consent, type HubPlaces, type RepoInfo, repoPage } from "@spatialclaw/hub";
import type { Card } from "../benchmark/card.ts";

/** The hub's and SPDX's names of licences without commercial use have this part. */
const NON_COMMERCIAL = /(?:^|-)nc(?:-|$)/i;

/** What is known of the terms of a data set, one line each. @param info null: the hub was not asked. */
export function describeTerms({ benchmark, dataset, fetch }: Card, info: RepoInfo | null, places: HubPlaces): string[] {
  const page = repoPage({ kind: "dataset", name: dataset.id }, places);
  const says = info && (info.licence === null ? "the hub names no licence" : `the hub says ${info.licence}`);
  return [
    `${benchmark}: ${dataset.id}, ${dataset.licence}${says ? ` (${says})` : ""}, ${page}`,
    ...(info?.gated ? [`${benchmark}: its files want an account that accepted the terms at ${page}`] : []),
    ...(fetch.verified
      ? []
      : [
          `${benchmark}: where its files lie was put down from hearsay (no "verified" in its card): what is missing is said at the end`,
        ]),
    ...fetch.notes.map((note) => `${benchmark}: ${note}`),
    ...fetch.elsewhere.map(({ what, url }) => `${benchmark}: not on the hub: ${what}, see ${url}`),
  ];
}

export interface Yeses extends Pick<Consent, "ask"> {
  /** Licences that the user named beforehand. */
  readonly accepted?: readonly string[];
}

/**
 * Asks for a yes where commercial use is excluded or terms have to be accepted. Rejects with InputError.
 * @param before What was accepted at an earlier time. @returns All that is accepted now.
 */
export async function agree(
  { benchmark, fetch }: Card,
  info: RepoInfo | null,
  before: readonly string[],
  { accepted = [], ask }: Yeses,
): Promise<readonly string[]> {
  const now = new Set(before);
  for (const { licence, because } of wants(fetch.consent, info)) {
    const known = [...now, ...accepted].find((name) => name === licence);
    const terms = { what: benchmark, licence, because, otherwise: "nothing was fetched" };
    now.add(await consent(terms, known ?? null, ask ? { ask } : {}));
  }
  return [...now];
}

function wants(own: Card["fetch"]["consent"], info: RepoInfo | null): NonNullable<Card["fetch"]["consent"]>[] {
  const { licence, gated } = info ?? { licence: null, gated: false };
  const excludes = licence !== null && NON_COMMERCIAL.test(licence);
  return [
    ...(own ? [own] : []),
    ...(excludes ? [{ licence, because: "excludes commercial use" }] : []),
    ...(gated && !excludes && !own
      ? [{ licence: licence ?? "gated", because: "has to be accepted on the hub as well" }]
      : []),
  ];
}
