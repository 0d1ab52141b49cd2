import { InputError } from "@spatialclaw/media";

export interface Consent {
  /** The licence that the user named beforehand. */
  readonly accepted?: string | null | undefined;
  /** Asks the user; absent where nobody can be asked. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/** What somebody should say yes to. */
export interface Terms {
  /** What is to be fetched. */
  readonly what: string;
  /** As `--accept-licence` names it. */
  readonly licence: string;
  /** Continues "the licence of x …": "excludes commercial use". */
  readonly because: string;
  /** "nothing was pulled". */
  readonly otherwise: string;
}

/**
 * @param before The licence that was accepted an earlier time.
 * @returns The licence that counts as accepted. Rejects with InputError.
 */
export async function consent(terms: Terms, before: string | null, { accepted, ask }: Consent): Promise<string> {
  const { what, licence, because, otherwise } = terms;
  if (before === licence || accepted === licence) return licence;
  if (accepted)
    throw new InputError(`--accept-licence is ${JSON.stringify(accepted)}, but the licence of ${what} is ${licence}`);
  const flag = `--accept-licence ${licence}`;
  const said = `he licence of ${what} ${because} (${licence})`;
  if (!ask) throw new InputError(`t${said}; if that is fine, add ${flag}`);
  if (await ask(`T${said}. Go on?`)) return licence;
  throw new InputError(`${otherwise}: the licence of ${what} was not accepted (${flag} accepts it)`);
}
