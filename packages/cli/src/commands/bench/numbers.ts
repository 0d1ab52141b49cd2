import { InvalidArgumentError } from "commander";

/** A whole number from 0, for commander. */
export function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number from 0.");
}

/** A whole number from 1. */
export function count(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number from 1.");
}
