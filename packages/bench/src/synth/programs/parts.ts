import type { ReadQuestion } from "./read-question.ts";

/** Pieces that several programs share, over the public cell API. */
export const quoted = (text: string | undefined): string => JSON.stringify(text ?? "");

export const RECON = "const recon = tools.Reconstruct.reconstruct(InputImages, { maxFrames: InputImages.length });";

/** First and last view of the reconstruction, as `start` and `end`. */
export const ENDS = `const [start, end] = [recon.at(InputImages.first), recon.at(InputImages.last)];
if (!start || !end) throw new Error("the first or the last picture was not reconstructed");`;

/** Points of named objects: `cloud(i)` in the order of the names; throws where one is not there. */
export function pointsOf(labels: readonly (string | undefined)[]): string {
  return `const labels = [${labels.map(quoted).join(", ")}];
const found = tools.SAM3.findObject(InputImages, labels);
${RECON}
const cloud = (i: number): Points => {
  const points = found[i]?.seg.points(recon);
  if (!points || points.length === 0) throw new Error(\`there is no \${labels[i]} in the pictures\`);
  return points;
};`;
}

/** Middles of named objects, `middle(i)`: of the upright box around what is seen. */
export function middlesOf(labels: readonly (string | undefined)[]): string {
  return `${pointsOf(labels)}
const middle = (i: number): Vec3 => cloud(i).obb().center;`;
}

/** Answers with the letter of the option that says what the expression `word` gives. */
export function letterOf(word: string, { options }: Pick<ReadQuestion, "options">): string {
  const letters = options.map(({ letter, text }) => `${quoted(text)}: ${quoted(letter)}`).join(", ");
  return `const word: string = ${word};
const letters: Record<string, string> = { ${letters} };
print("found:", word);
ReturnAnswer(letters[word] ?? "none of the options");`;
}

/** The mover through the frames as `track`, first and last place as `from` and `to`. */
export function trackOf(mover: string | undefined): string {
  return `const mover = tools.SAM3.segmentVideo(InputImages, ${quoted(mover)});
if (!mover) throw new Error("the mover is not in the pictures");
const track = mover.track(recon);
if (track.positions.length < 2) throw new Error("the mover is seen in fewer than two pictures");
const from = track.positions.at(0);
const to = track.positions.at(track.positions.length - 1);`;
}
