import { isInside } from "@spatialclaw/hub";
import { type Loose, objectOf, textIn, textsIn } from "./loose.ts";

/** How a benchmark's files are got: the part `fetch` of its JSON file. All of it may be left out. */
export interface Fetching {
  /** Somebody has fetched it by these lines and missed nothing. Else people are told that nobody has. */
  readonly verified: boolean;
  /** Branch or commit. */
  readonly revision: string;
  /** Files of the repository beside the annotations; patterns may hold `*` and `**`. */
  readonly files: readonly string[];
  /** Into which folder of the data set archives are unpacked, by pattern; the others where they lie. */
  readonly unpack: readonly (readonly [pattern: string, folder: string])[];
  /** Terms that want a yes; what the hub itself says comes on top. */
  readonly consent: { readonly licence: string; readonly because: string } | null;
  /** What the hub does not have. */
  readonly elsewhere: readonly { readonly what: string; readonly url: string }[];
  /** For people, before anything is fetched. */
  readonly notes: readonly string[];
}

/** Throws, in one line, for a field that is not as it should be. */
export function fetchingIn(value: unknown): Fetching {
  const from = objectOf(value ?? {}, '"fetch"');
  const { verified = false, elsewhere = [], consent = null, files } = from;
  if (typeof verified !== "boolean")
    throw new Error(`"verified" is ${JSON.stringify(verified)}; expected true or false`);
  if (!Array.isArray(elsewhere)) throw new Error(`"elsewhere" is ${JSON.stringify(elsewhere)}; expected a list`);
  return {
    verified,
    revision: from.revision === undefined ? "main" : textIn(from, "revision"),
    files: files === undefined ? ["**"] : textsIn(from, "files"),
    unpack: foldersIn(objectOf(from.unpack ?? {}, '"unpack"')),
    consent: consent === null ? null : consentIn(objectOf(consent, '"consent"')),
    elsewhere: elsewhere.map((one) => {
      const entry = objectOf(one, 'an entry of "elsewhere"');
      return { what: textIn(entry, "what"), url: textIn(entry, "url") };
    }),
    notes: textsIn(from, "notes"),
  };
}

function foldersIn(from: Loose): Fetching["unpack"] {
  return Object.keys(from).map((pattern) => {
    const folder = textIn(from, pattern);
    if (folder === "." || isInside(folder)) return [pattern, folder];
    throw new Error(`"unpack" names the folder ${JSON.stringify(folder)}; expected one inside the data set's`);
  });
}

const consentIn = (from: Loose): Fetching["consent"] => ({
  licence: textIn(from, "licence"),
  because: textIn(from, "because"),
});
