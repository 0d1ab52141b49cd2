/** Markup that is already safe. Only `html` and `trusted` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/**
 * Template for markup. Every value is escaped, unless it is Html itself; lists are joined; null and false vanish.
 * Values may stand in text and in quoted attributes, nowhere else: addresses go through `safeUrl` first.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? "";
  for (const [i, value] of values.entries()) {
    if (/[\w-]=$/.test(strings[i] ?? "")) throw new Error(`unquoted attribute in template: ${strings[i]}`);
    text += render(value) + (strings[i + 1] ?? "");
  }
  return new Html(text);
}

/** For our own style sheet and script, which no part of a trace may enter. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join("");
  return escapeHtml(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Also shows control characters as their pictures (ESC as ␛) and bidi controls, which could reorder code, as �. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, (c) => (c < " " ? String.fromCodePoint(0x2400 + c.charCodeAt(0)) : "\ufffd"))
    .replace(/\p{Bidi_Control}/gu, "\ufffd")
    .replace(/[&<>"'`]/g, (c) => ENTITIES[c] ?? "");
}

const PAGE = "http://page.invalid/run/";
const IMAGE_DATA = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]*={0,2}$/;

/** The address of a picture when it is relative or image data, else null. Judged by the parser that browsers use. */
export function safeUrl(url: string): string | null {
  if (IMAGE_DATA.test(url)) return url;
  if (!URL.canParse(url, PAGE)) return null;
  return new URL(url, PAGE).href.startsWith(PAGE) ? url : null;
}
