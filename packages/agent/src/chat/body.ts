import { randomUUID } from "node:crypto";

/** A long text of ASCII characters without quotes, kept as the bytes that a request's body has of it. */
export class LongText {
  readonly bytes: Uint8Array;

  constructor(text: string) {
    this.bytes = Buffer.from(text, "latin1");
  }
}

/** Nothing that anybody says can hold it. */
const MARK = randomUUID();

/**
 * A body as JSON, in the pieces in which it is sent. Requests carry the same pictures again and again: their bytes are
 * neither made nor copied for each.
 */
export function encodeBody(body: Readonly<Record<string, unknown>>): readonly Uint8Array[] {
  const long: LongText[] = [];
  const json = JSON.stringify(body, (_, value: unknown) => {
    if (!(value instanceof LongText)) return value;
    long.push(value);
    return MARK;
  });
  return json.split(MARK).flatMap((text, i) => {
    const piece = Buffer.from(text);
    const next = long[i];
    return next ? [piece, next.bytes] : [piece];
  });
}
