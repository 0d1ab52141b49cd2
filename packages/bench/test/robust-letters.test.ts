import { describe, expect, it } from "vitest";
import { readLetter } from "../src/scoring/robust/letter.ts";

const CHOICES = ["left of the table", "right of the table", "behind the sofa", "front left"].map((text, i) => ({
  letter: "ABCD"[i] as string,
  text,
}));
const LETTERS = ["A", "B", "C", "D"];

/** Replies as models write them, and the letter that a person reads; null: none. */
const REPLIES: readonly (readonly [string, string | null])[] = [
  ["B", "B"],
  ["b", "B"],
  [" (c) ", "C"],
  ["D.", "D"],
  ["D)", "D"],
  ["[B]", "B"],
  ["**B**", "B"],
  ["`C`", "C"],
  ["```\nC\n```", "C"],
  ["Ｂ", "B"],
  ["B. right of the table", "B"],
  ["(B) right of the table", "B"],
  ["B: right of the table", "B"],
  ["B right of the table", "B"],
  ["A left of the table", "A"],
  ["Option C", "C"],
  ["option (d)", "D"],
  ["Answer: B", "B"],
  ["Answer: b", "B"],
  ["answer:B", "B"],
  ["**Answer:** C", "C"],
  ["**Answer: C**", "C"],
  ["### Answer\nC", "C"],
  ["Final answer: **(D)**", "D"],
  ["The answer is C", "C"],
  ["The answer is (C).", "C"],
  ["The correct answer is **B. right of the table**.", "B"],
  ["The correct option is D because the sofa hides it.", "D"],
  ["So the answer is A because it is closest.", "A"],
  ["The best choice would be B", "B"],
  ["I would choose C.", "C"],
  ["I'd go with option B.", "B"],
  ["I pick D", "D"],
  ["$\\boxed{B}$", "B"],
  ["\\boxed{\\text{B}}", "B"],
  ["\\boxed{(B)}", "B"],
  ["\\boxed{B. right of the table}", "B"],
  ["\\boxed{\\text{B. right of the table}}", "B"],
  ["Step 1: \\boxed{A}? No, that is wrong.\nSo \\boxed{C}.", "C"],
  ["<answer>D</answer>", "D"],
  ["<answer>\n(D)\n</answer>", "D"],
  ["<answer> D. front left", "D"],
  ["<think>Is it A? The answer is A… no, wait.</think>\n\nB", "B"],
  ["Maybe A, maybe D.</think>\nC", "C"],
  ['{"answer": "C"}', "C"],
  ['```json\n{"reason": "a chair", "answer": "D"}\n```', "D"],
  ["Answer: A\n\nActually, wait. Looking again at frame 12:\n\nAnswer: C", "C"],
  ["First I thought the answer is A. But then the answer is D.", "D"],
  ["The answer is not A but B.", "B"],
  ["A. left of the table\nB. right of the table\nC. behind the sofa\nD. front left\n\nC", "C"],
  ["A. left of the table\nB. right of the table\n\nThe answer is B.", "B"],
  ["right of the table", "B"],
  ["Right of the table.", "B"],
  ["The answer is right of the table.", "B"],
  ["It is behind the sofa.", "C"],
  ["The object stands front left.", "D"],
  ["Looking at the frames, a chair is near a table. The one that fits is (C)", "C"],
  ["The chair is closer, therefore B.", "B"],
  ["A chair and a table are visible.", null],
  ["I am not sure.", null],
  ["I cannot tell from the pictures.", null],
  ["", null],
  ["   \n", null],
  ["E", null],
  ["The answer is E.", null],
  ["A and B", null],
  ["The answer is A or B.", null],
  ["A/B", null],
  ["D, A", null],
  ["(A)(B)", null],
  ["A. B. C. D.", null],
  ["N/A", null],
  ["It is a chair near the sofa, so C", "C"],
  ["Step 1. Look. Step 2. Compare. So B is the answer.", "B"],
  ["Between B and A, I go with A.", "A"],
  ["选A。", "A"],
  ['ReturnAnswer("C")', "C"],
  ["Vitamin B12 is on the label of bottle D3.", null],
  ["The answer is a chair.", null],
  ["We see 3D boxes.", null],
  ["答案是B", "B"],
  ["答案：C", "C"],
  ["Answer: B\r\n", "B"],
  ["Answer - **D**", "D"],
  ["Thus, the right answer should be: C) behind the sofa", "C"],
];

describe("a letter in a reply", () => {
  it.each(REPLIES)("%j is %j", (reply, expected) => {
    expect(readLetter(reply, { letters: LETTERS, choices: CHOICES })).toBe(expected);
  });

  it("goes by the letters of the question", () => {
    expect(readLetter("The answer is G.", { letters: [..."ABCDEFGH"], choices: [] })).toBe("G");
    expect(readLetter("(E)", { letters: [..."ABCDE"], choices: [] })).toBe("E");
  });
});
