/** A reconstruction of a usual size: 64 views of 504x378. */
export const VIEWS = 64;
export const MAP = { width: 504, height: 378 } as const;

/** Depth and confidence of one view: numbers with many digits, as models give them. */
export function viewMaps(n: number): { readonly depth: Float32Array; readonly confidence: Float32Array } {
  const count = MAP.width * MAP.height;
  const depth = new Float32Array(count);
  const confidence = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    depth[i] = 2 + Math.sin(i * 0.001 + n);
    confidence[i] = ((i * 7919 + n) % count) / count;
  }
  return { depth, confidence };
}
