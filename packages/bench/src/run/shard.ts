import { InputError } from "@spatialclaw/media";

/** Every `of`-th sample, beginning with the `part`-th; from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export const ALL: Shard = { part: 1, of: 1 };

export const holds = ({ part, of }: Shard, place: number): boolean => place % of === part - 1;

/** "2/5". Throws InputError. */
export function shardIn(text: string): Shard {
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text.trim());
  const [part, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match && part >= 1 && part <= of) return { part, of };
  throw new InputError(`--shard is ${JSON.stringify(text)}, expected a part of a whole such as 1/4, counted from 1`);
}
