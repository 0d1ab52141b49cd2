export type Loose = Readonly<Record<string, unknown>>;

/** Fields of a benchmark file as they should be. All throw, in one line, for those that are not. */
export function objectOf(value: unknown, name: string): Loose {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${name} is ${JSON.stringify(value) ?? "missing"}; expected an object`);
}

export function textIn(from: Loose, field: string): string {
  const value = from[field];
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`"${field}" is ${JSON.stringify(value) ?? "missing"}; expected a text`);
}

export function numberIn(from: Loose, field: string, otherwise: number | null): number | null {
  const value = from[field] ?? otherwise;
  if (value === null || (typeof value === "number" && value >= 0)) return value;
  throw new Error(`"${field}" is ${JSON.stringify(value)}; expected a number or null`);
}

export function textsIn(from: Loose, field: string): readonly string[] {
  const value = from[field] ?? [];
  if (Array.isArray(value) && value.every((text) => typeof text === "string" && text !== "")) return value;
  throw new Error(`"${field}" is ${JSON.stringify(value)}; expected a list of texts`);
}
