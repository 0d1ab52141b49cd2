import { Failure } from "./failure.ts";

/** A reply that says no: its status, headers and the beginning of its body. */
export interface Rejection {
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
  readonly body: string;
}

/** Passing by nature: time-outs, conflicts, too early, too many, and what is wrong inside the server. */
const PASSING = new Set([408, 409, 425, 429]);

/** What an HTTP status means for the request, in one line. */
export function rejection({ status, headers, body }: Rejection, now = Date.now()): Failure {
  const said = wordsOf(body);
  const location = headers.get("location");
  if (status >= 300 && status < 400)
    return new Failure(`only redirects (HTTP ${status})`, {
      said: location ?? "",
      way: "name that address itself",
      status,
      elsewhere: true,
    });
  const passes = PASSING.has(status) || (status >= 500 && status !== 501 && status !== 505);
  return new Failure(`did not answer (HTTP ${status})`, {
    said,
    way: wayOut(status, body),
    status,
    passes,
    elsewhere: passes || [401, 402, 403, 404, 405].includes(status),
    retryAfterMs: retryAfter(headers, now),
  });
}

/** The same inside of a reply that began well: `{"error": {"message", "code"}}`. */
export function errorInside(error: unknown): Failure {
  const { code, status } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const number = [code, status].map(Number).find((value) => value >= 400 && value < 600);
  // Without a status it is the server's fault: the request had been taken.
  return rejection({ status: number ?? 500, headers: new Headers(), body: JSON.stringify({ error }) });
}

/** Milliseconds from now; null when the server does not say. */
export function retryAfter(headers: Pick<Headers, "get">, now: number): number | null {
  const exact = headers.get("retry-after-ms")?.trim();
  if (exact && Number.isFinite(Number(exact))) return Math.max(0, Number(exact));
  const given = headers.get("retry-after")?.trim();
  if (!given) return null;
  const ms = Number.isFinite(Number(given)) ? Number(given) * 1000 : Date.parse(given) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** The sentence in an error's body, whoever wrote it: OpenAI, vLLM, FastAPI, a proxy's page. */
function wordsOf(body: string): string {
  const text = body.trim();
  if (text.startsWith("<")) return (/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? text.replace(/<[^>]*>/g, " ")).trim();
  try {
    return sentenceIn(JSON.parse(text)) ?? text;
  } catch {
    return text;
  }
}

function sentenceIn(json: unknown, depth = 0): string | null {
  if (typeof json === "string") return json;
  if (typeof json !== "object" || json === null || depth > 3) return null;
  const fields = json as Record<string, unknown>;
  if (Array.isArray(json)) return sentenceIn(json[0], depth + 1);
  for (const key of ["error", "message", "detail", "msg", "error_description"])
    if (fields[key]) return sentenceIn(fields[key], depth + 1);
  return null;
}

function wayOut(status: number, body: string): string {
  if (status === 413) return "send smaller or fewer pictures (--image-side, --pictures)";
  if (status === 429) return "ask again later, or name more endpoints";
  if (status >= 500) return "see the server's log";
  if (
    /context length|context window|maximum context|too many tokens|prompt is too long|exceeds? the (?:max|available)/i.test(
      body,
    )
  )
    return "serve the model with a longer context, or send fewer pictures and steps (--pictures, --max-steps)";
  if (/(?:at most|maximum|too many)[^.]{0,40}\b(?:image|picture)/i.test(body))
    return "let the server take more pictures (vLLM: --limit-mm-per-prompt), or send fewer (--pictures)";
  if (/multimodal|image_url|image input|vision/i.test(body))
    return 'a model that takes no pictures wants "images": false in a model file';
  return "correct the model's parameters, or its server's";
}
