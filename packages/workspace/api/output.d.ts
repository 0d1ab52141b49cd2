/** A picture made by a tool. */
interface Picture { readonly width: number; readonly height: number; readonly label: string }
type Showable = Frame | Picture | Seg | Found | Mask | null | undefined | readonly Showable[];
/** Puts pictures into the next message, each labelled with its frame. @example show(InputImages.first, InputImages.last); */
declare function show(...items: Showable[]): void;
/** Prints with four significant digits; arrays with shape and range. @example print("area", 12.3456, [1, 2, 3]); */
declare function print(...items: unknown[]): void;
declare const console: { log(...items: unknown[]): void; info(...items: unknown[]): void; warn(...items: unknown[]): void; error(...items: unknown[]): void };
/** Checks the answer against the form the question wants, then ends the run. @example ReturnAnswer(1.25); */
declare function ReturnAnswer(value: string | number): never;
/** Separate looks by a vision model that sees only these pictures and the question. */
declare const vlm: {
  ask(pictures: Frame | Picture | readonly (Frame | Picture)[], question: string): string;
  /** Box in pixels, or null when not visible. */
  locate(frame: Frame, what: string): Box | null;
  choose<T extends string>(pictures: Frame | Picture | readonly (Frame | Picture)[], question: string, options: readonly T[]): T | null;
};
