/** sRGB to linear light, both 0 to 1: glTF wants its colours linear. */
export function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The same for bytes, as 16 bits: eight would leave dark colours in steps. */
export const LINEAR_OF_BYTE = Uint16Array.from({ length: 256 }, (_, byte) => Math.round(65535 * linear(byte / 255)));

/** Where a view has no colours. */
export const NO_COLOUR = 160;
