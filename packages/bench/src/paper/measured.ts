import type { RunSetup, System, Table, Variant } from "@spatialclaw/report";

/** One benchmark of a run. */
export interface Measured {
  /** Name of the run. */
  readonly run: string;
  readonly setup: RunSetup;
  readonly createdAt: string;
  readonly table: Table;
  /** The headline in each resample. */
  readonly headlines: readonly number[];
  /** Samples of the whole data set; null: not known. */
  readonly whole: number | null;
}

/** Action interfaces that the paper compares, the poorest first. */
export const COMPARED: readonly string[] = ["none", "single-pass", "tool-call", "code"];

const INTERFACE_NAMES: Readonly<Record<string, string>> = { none: "no tools" };
const VARIANT_NAMES: Readonly<Record<Variant, string>> = {
  full: "code",
  "no-utility": "code without utility tools",
  "no-perception": "code without perception tools",
};

/** Which row of the tables a run belongs to, or why to none. */
export function systemOf(setup: RunSetup): System | string {
  const { model, choices, perturb } = setup;
  if (perturb !== null) return `errors were added to perception (${perturb})`;
  const own = COMPARED.find((name) => name === setup.interface);
  if (!own) return `the paper has no table with the interface ${setup.interface}`;
  const variant = variantOf(choices.omit);
  if (variant === null) return `its cell API lacks ${JSON.stringify(choices.omit)}, which is no ablation of the paper`;
  if (variant !== "full" && own !== "code") return `it is an ablation of ${own}, the paper's are of code`;
  return systemNamed(model.name, own, variant, "measured");
}

export function systemNamed(backbone: string, own: string, variant: Variant, origin: System["origin"]): System {
  const how = variant === "full" ? (INTERFACE_NAMES[own] ?? own) : VARIANT_NAMES[variant];
  return { name: `${backbone}, ${how}`, backbone, interface: own, variant, origin };
}

export const keyOfSystem = ({ backbone, interface: own, variant, origin }: System): string =>
  [origin, backbone, own, variant].join("\0");

function variantOf(omit: unknown): Variant | null {
  if (omit === undefined) return "full";
  if (!Array.isArray(omit) || omit.length !== 1) return null;
  return omit[0] === "utility" ? "no-utility" : omit[0] === "perception" ? "no-perception" : null;
}

/**
 * The published backbone that a model's name means: equal up to the owner, punctuation, and endings such as "-it" or
 * "-FP8". null: none.
 */
export function publishedBackbone(model: string, known: readonly string[]): string | null {
  const own = plain(model.slice(model.lastIndexOf("/") + 1));
  const fitting = known.filter((name) => own.startsWith(plain(name)));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
