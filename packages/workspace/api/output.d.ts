/** A picture made by a tool. */
interface Picture { readonly width: number; readonly height: number; readonly label: string }
type Showable = Frame | Picture | Seg | Found | Mask | null | undefined | readonly Showable[];
/** Puts pictures into the next message, each labelled with its frame. @example show(InputImages.first, InputImages.last); */
declare function show(...items: Showable[]): void;
/** Prints with four significant digits; arrays with shape and range. @example print("area", 12.3456, [1, 2, 3]); */
declare function print(...items: unknown[]): void;
declare const console: { log(...items: unknown[]): void; info(...items: unknown[]): void; warn(...items: unknown[]): void; error(...items: unknown[]): void };
/** Checks the answer against the form the question wants, then ends the run; a point is [x, y, z] in metres. @example ReturnAnswer(1.25); */
declare function ReturnAnswer(value: string | number | Vec3): never;
type Look = OneOrMany<Frame | Picture>;
/** Separate looks by a vision model that sees only these pictures, labelled by frame, and the question. A list runs at once and gives a list in order; what failed is null, with a printed note. */
declare const vlm: {
  /** Several frames, several things, or pairs of both. null when not visible; the reason is printed. */
  locate(frames: readonly Frame[], what: OneOrMany<string>): (Located | null)[];
  locate(frame: Frame, what: readonly string[]): (Located | null)[];
  locate(frame: Frame, what: string): Located | null;
  /** Those that show it, in order. */
  whichFrames(frames: readonly Frame[], what: readonly string[]): (Frames | null)[];
  whichFrames(frames: readonly Frame[], what: string): Frames;
  /** One look at all pictures; askEach looks at each on its own. */
  ask(pictures: Look, questions: readonly string[]): (string | null)[];
  ask(pictures: Look, question: string): string;
  askEach(pictures: readonly (Frame | Picture)[], question: string): (string | null)[];
  choose<T extends string>(pictures: Look, questions: readonly string[], options: readonly T[]): (T | null)[];
  /** null when none fits. */
  choose<T extends string>(pictures: Look, question: string, options: readonly T[]): T | null;
};
