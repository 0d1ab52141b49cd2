import { InputError } from "@spatialclaw/media";

/** How large the errors are that are added to perception; 0: none of that kind. docs/bench.md defines each. */
export interface Perturbation {
  /** Relative error of depth, root mean square. */
  readonly depth: number;
  /** Share of masks that are missing or another object's, and of a mask's size by which its outline is wrong. */
  readonly mask: number;
  /** Share of each movement and turn by which the camera's own is wrong; adds up along the way. */
  readonly pose: number;
}

const KINDS = ["depth", "mask", "pose"] as const;
const MOST = 1;

/** "depth=0.05,mask=0.02". Throws InputError. */
export function perturbationIn(text: string): Perturbation {
  const found: Record<(typeof KINDS)[number], number> = { depth: 0, mask: 0, pose: 0 };
  for (const part of text.split(",")) {
    const [name = "", value = ""] = part.split("=").map((word) => word.trim());
    const kind = KINDS.find((one) => one === name);
    const amount = value === "" ? Number.NaN : Number(value);
    if (!kind || !(amount >= 0 && amount <= MOST))
      throw new InputError(
        `--perturb has ${JSON.stringify(part.trim())}, expected ${KINDS.join(", ")} with a number from 0 to ${MOST} each, as in depth=0.05,pose=0.01`,
      );
    found[kind] = amount;
  }
  return found;
}

/** The same in one way of writing; null for no errors at all. */
export function perturbationText(perturbation: Perturbation): string | null {
  const parts = KINDS.filter((kind) => perturbation[kind] > 0).map((kind) => `${kind}=${perturbation[kind]}`);
  return parts.length > 0 ? parts.join(",") : null;
}
