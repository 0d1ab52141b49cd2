import type { Av } from "./library.ts";

/** Time stamps as FFmpeg gives them, as numbers: safe integers in every real file. NaN: the file has none. */
export function ticks(value: bigint | null, { constants }: Av): number {
  return value === null || value === constants.AV_NOPTS_VALUE ? Number.NaN : Number(value);
}
