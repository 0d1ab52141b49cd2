const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g;
const MOST_CODE = 0x10ffff;

/**
 * A phrase as SAM 3's text encoder was trained on it: characters of HTML written out (twice: "&amp;lt;" is "<"), white
 * space joined. Of named characters the six common ones are known.
 */
export function cleanText(text: string): string {
  return written(written(text))
    .replace(/\p{White_Space}+/gu, " ")
    .trim();
}

function written(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    const isLetter = code > 0 && code <= MOST_CODE && !(code >= 0xd800 && code < 0xe000);
    return isLetter ? String.fromCodePoint(code) : "\ufffd";
  });
}
