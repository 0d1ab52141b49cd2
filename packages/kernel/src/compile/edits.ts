interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Rendered {
  readonly code: string;
  /** Column (from 1) in the original text of a column in the rendered code, on the same line. */
  originalColumn(line: number, column: number): number;
}

/**
 * Changes to a text that keep its lines: blanking leaves spaces, replacements hold no line break, and what they
 * replace keeps its own. So every line number stays true and columns can be mapped back.
 */
export class Edits {
  readonly #text: string;
  readonly #edits: Edit[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  blank(start: number, end: number): void {
    this.replace(start, end, "");
  }

  /** Blanks, and puts `mark` where the first character stood: `;` ends what stands before a removed statement. */
  blankAs(mark: string, start: number, end: number): void {
    this.replace(start, end, mark);
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  render(): Rendered {
    // Stable by start: insertions at one place keep the order in which they were asked for.
    const edits = this.#edits.map((edit, i) => ({ edit, i })).sort((a, b) => a.edit.start - b.edit.start || a.i - b.i);
    let code = "";
    let at = 0;
    const shifts: { position: number; delta: number }[] = [];
    for (const { edit } of edits) {
      if (edit.start < at) {
        // Inside a range that is blanked already (a type within a removed statement).
        continue;
      }
      code += this.#text.slice(at, edit.start);
      const original = this.#text.slice(edit.start, edit.end);
      const rest = original.slice(edit.text.length).replace(/[^\n\r]/g, " ");
      const kept = original.slice(0, edit.text.length).replace(/[^\n\r]/g, "");
      code += edit.text + kept + rest;
      const delta = edit.text.length + kept.length + rest.length - original.length;
      if (delta !== 0) shifts.push({ position: code.length - rest.length, delta });
      at = edit.end;
    }
    code += this.#text.slice(at);
    const lineStarts = [0];
    for (let i = code.indexOf("\n"); i >= 0; i = code.indexOf("\n", i + 1)) lineStarts.push(i + 1);
    return {
      code,
      originalColumn(line, column) {
        const start = lineStarts[line - 1] ?? 0;
        const position = start + column - 1;
        let original = column;
        for (const shift of shifts) {
          if (shift.position > start && shift.position <= position) original -= shift.delta;
        }
        return Math.max(1, original);
      },
    };
  }
}
