import { type Failure, quoted } from "./failure.ts";

/** What the model file or the environment may change about a turned down request. */
export interface Told {
  readonly model: string;
  readonly url: string;
  /** How often the request was sent. */
  readonly tries: number;
  /** Whether a key was sent. */
  readonly hasKey: boolean;
  /** The model file that names the endpoints; null when the caller does. */
  readonly file: string | null;
  /** The models that the endpoint serves, where it was asked for them. */
  readonly served: readonly string[] | null;
}

const MOST_NAMED = 5;

/** One line for a person: who was asked, what happened, the way out. Secrets are still in it. */
export function describeFailure(failure: Failure, told: Told, redact: (text: string) => string): string {
  const { model, url, tries } = told;
  const often = tries > 1 ? ` in ${tries} tries` : "";
  // Before it is cut: half a key is found by nobody.
  const said = quoted(redact(failure.said));
  const way = wayOut(failure, told);
  return redact(`model ${model} at ${url} ${failure.message}${often}${said && `: ${said}`}${way && `; ${way}`}`);
}

/** The same in the middle of things: shorter, without the model's name and the way out. */
export function describeTry(failure: Failure, url: string, redact: (text: string) => string): string {
  const said = quoted(redact(failure.said));
  return redact(`${url} ${failure.message}${said && `: ${said}`}`);
}

/** Whether the endpoint should be asked what it serves. */
export function wantsModels({ status, said }: Failure): boolean {
  return status === 404 || (status === 400 && /\bmodel\b[^.]*\b(?:not found|not exist|unknown|invalid)/i.test(said));
}

function wayOut(failure: Failure, { hasKey, file, served }: Told): string {
  if (failure.status === 401 || failure.status === 403) {
    if (hasKey) return "correct the key";
    if (file === null) return "set OPENAI_API_KEY";
    return `add a "key" to ${file}, or set OPENAI_BASE_URL and OPENAI_API_KEY`;
  }
  if (served === null) return failure.way;
  if (served.length === 0) return "is the address right? it usually ends in /v1";
  const more = served.length > MOST_NAMED ? `, … (${served.length} in all)` : "";
  return `is the model's name right? the endpoint serves ${served.slice(0, MOST_NAMED).join(", ")}${more}`;
}
