/** A frame that the question names. */
export type FrameName =
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "position"; readonly position: number }
  | { readonly kind: "first" | "last" | "middle" };

const ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"] as const;
const NOUN =
  "(?:video |key |camera |rgb |input )?(?:frame|image|picture|photo|photograph|view|viewpoint|shot|snapshot)";
const LEAD = "(?:(?:in|at|of|from|for|by|to|on|and) )?(?:the |this )?(?:time of |moment of )?";

const PATTERNS: readonly (readonly [RegExp, (match: RegExpMatchArray) => FrameName | null])[] = [
  [
    new RegExp(`\\b${NOUN} (?:with )?(?:the )?(?:number |no ; |no\\. ?|nr |index |id |#)?(?:of )?#?(\\d+)(?= |$)`),
    (m) => ({ kind: "index", index: Number(m[1]) }),
  ],
  [/\bcamera (?:pose |position |number |no )?#?(\d+)(?= |$)/, (m) => ({ kind: "index", index: Number(m[1]) })],
  [
    new RegExp(`\\b(?:very |video )?(first|initial|starting|opening|last|final|closing|middle) ${NOUN}(?= |$)`),
    (m) => ({ kind: kindOf(m[1] ?? "") }),
  ],
  [new RegExp(`\\b(${ORDINALS.join("|")}) ${NOUN}(?= |$)`), (m) => ordinal(m[1] ?? "")],
  [new RegExp(`\\b(\\d+)(?:st|nd|rd|th) ${NOUN}(?= |$)`), (m) => ({ kind: "position", position: Number(m[1]) })],
  [
    /\b(?:at|in) the (?:very )?(beginning|start|end)(?: of the (?:video|clip|recording|sequence|scan|capture|footage|walkthrough)|(?= [,;:]|$| (?:and|or|is|was|were|are|from|to|than|does|do|did)(?: |$)))/,
    (m) => ({ kind: m[1] === "end" ? "last" : "first" }),
  ],
];

/** "the first and last frames", "frames 2 and 7": the noun belongs to both. */
const PAIR = new RegExp(
  `\\b(first|initial|starting|opening) (and|to|until|till|through) (?:the |its )?(?:very )?(last|final|closing) ${NOUN}s?(?= |$)`,
);
/** "from the first frame to the last": the noun is said once. */
const ELLIPTIC_PAIR = new RegExp(
  `\\b(first|initial|starting|opening|last|final|closing) ${NOUN}((?: (?!last|final|closing|first|initial)[a-z]+){1,7}) (last|final|closing|first|initial)(?: one)?(?= [,;:]|$)`,
);
const NUMBERED_PAIR = new RegExp(`\\b${NOUN}s? (?:numbers? )?#?(\\d+) (and|to|until|till) #?(\\d+)(?= |$)`);

/** Replaces every named frame, with the preposition before it, by `@frame`. */
export function readFrames(text: string): { readonly text: string; readonly frames: readonly FrameName[] } {
  const frames: FrameName[] = [];
  let rest = text
    .replace(PAIR, "$1 frame $2 $3 frame")
    .replace(ELLIPTIC_PAIR, "$1 frame$2 $3 frame")
    .replace(NUMBERED_PAIR, "frame $1 $2 frame $3");
  for (;;) {
    const hits = PATTERNS.map(([pattern, name]) => ({ match: pattern.exec(rest), name })).filter((hit) => hit.match);
    hits.sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0));
    const hit = hits[0];
    const frame = hit?.match ? hit.name(hit.match) : null;
    if (!hit?.match || !frame) return { text: rest, frames };
    frames.push(frame);
    const before = rest.slice(0, hit.match.index).replace(new RegExp(`\\b${LEAD}$`), "");
    rest = `${before} @frame ${rest.slice(hit.match.index + hit.match[0].length)}`.replace(/\s+/g, " ").trim();
  }
}

function ordinal(word: string): FrameName | null {
  const index = (ORDINALS as readonly string[]).indexOf(word);
  return index < 0 ? null : { kind: "position", position: index + 2 };
}

function kindOf(word: string): "first" | "last" | "middle" {
  if (/last|final|closing/.test(word)) return "last";
  return word === "middle" ? "middle" : "first";
}

/** The expression of a cell that gives the frame; may be null or undefined when there is no such frame. */
export function frameExpression(frame: FrameName): string {
  switch (frame.kind) {
    case "index":
      return `InputImages.by(${frame.index})`;
    case "position":
      return `InputImages[${frame.position - 1}]`;
    default:
      return `InputImages.${frame.kind}`;
  }
}

export function describeFrame(frame: FrameName): string {
  if (frame.kind === "index") return `frame ${frame.index}`;
  if (frame.kind === "position") return `frame number ${frame.position} in order`;
  return `the ${frame.kind} frame`;
}
