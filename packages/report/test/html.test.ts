import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeHtml, html, safeUrl } from "../src/html.ts";
import { visibleText } from "./sample.ts";

describe("html", () => {
  test("escapes values in text and in attributes", () => {
    const hostile = `"><script>alert('1')</script>\`&`;
    expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&#96;&amp;">' +
        "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&#96;&amp;</a>",
    );
  });

  test("keeps its own markup, joins lists, drops null and false, prints 0", () => {
    const items = ["a<", "b"].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.text).toBe("<ul><li>a&lt;</li><li>b</li></ul>0");
  });

  test("refuses a value in an unquoted attribute", () => {
    expect(() => html`<a title=${"x onclick=y"}>x</a>`).toThrow("unquoted attribute");
  });

  test("any text comes back as it was, and brings no markup", () => {
    const printable = fc.string({ unit: fc.constantFrom(..."<>&\"'`/=! aä\n日😀") });
    fc.assert(
      fc.property(printable, (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`]/);
        expect(visibleText(escaped)).toBe(text);
      }),
    );
  });

  test("shows control characters and marks bidi controls", () => {
    expect(escapeHtml("\x1b[31mred\x07\0 a\tb\r\nc\u202ed\x9be\ud800")).toBe("␛[31mred␇␀ a\tb\nc\ufffdd\ufffde\ufffd");
  });
});

describe("safeUrl", () => {
  test.each(["pictures/step-01-01.png", "a%20b.png", "data:image/png;base64,iVBORw0KGgo=", "pictures/a:b.png"])(
    "lets %s through",
    (url) => expect(safeUrl(url)).toBe(url),
  );

  test.each([
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml;base64,PHN2Zz4=",
    'data:image/png;base64,AAAA" onload="x',
    "http://evil.example/x.png",
    "//evil.example/x.png",
    "\\\\evil.example\\x.png",
    "/etc/passwd",
    "../../secret.png",
    "file:///etc/passwd",
    "vbscript:x",
  ])("refuses %j", (url) => expect(safeUrl(url)).toBeNull());
});
