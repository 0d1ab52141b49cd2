import { InputError } from "../types.ts";

/** The bytes of a data URL. Throws InputError; the message never holds the content. */
export function dataUrlBytes(url: string): Uint8Array {
  const comma = url.indexOf(",");
  const head = url.slice(0, comma < 0 ? 60 : comma);
  if (comma < 0) throw new InputError('a data URL has no comma, expected "data:image/png;base64,…"');
  const body = url.slice(comma + 1);
  if (!/;base64$/i.test(head)) {
    const text = body.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(text, "latin1");
  }
  const clean = body
    .replace(/\s|%0[ad]|%20/gi, "")
    .replaceAll("%2B", "+")
    .replaceAll("%2F", "/")
    .replaceAll("%3D", "=");
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(clean))
    throw new InputError(`a data URL (${head}) holds what is no base64; encode its content again`);
  return Buffer.from(clean, "base64");
}
