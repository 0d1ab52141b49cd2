/** The arrays of a glTF file: one buffer, a view for each array. */
export class GltfBuffer {
  readonly bufferViews: object[] = [];
  readonly accessors: object[] = [];
  readonly #parts: Uint8Array[] = [];
  #bytes = 0;

  /** Positions, flat xyz; returns the accessor's index. */
  positions(xyz: Float32Array): number {
    const [min, max] = boundsOf(xyz);
    return this.#accessor(xyz, { componentType: FLOAT, count: xyz.length / 3, type: "VEC3", min, max });
  }

  /** Linear colours with alpha, 16 bits each. */
  colours(rgba: Uint16Array): number {
    const count = rgba.length / 4;
    return this.#accessor(rgba, { componentType: UNSIGNED_SHORT, normalized: true, count, type: "VEC4" });
  }

  /** All arrays, one after the other. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#bytes);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #accessor(array: Float32Array | Uint16Array, about: object): number {
    this.bufferViews.push({
      buffer: 0,
      byteOffset: this.#bytes,
      byteLength: array.byteLength,
      target: ARRAY_BUFFER,
    });
    // Elements of both kinds are whole multiples of four bytes, and so every array begins at one.
    this.#parts.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    this.#bytes += array.byteLength;
    return this.accessors.push({ bufferView: this.bufferViews.length - 1, ...about }) - 1;
  }
}

const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const ARRAY_BUFFER = 34962;

function boundsOf(xyz: Float32Array): [min: number[], max: number[]] {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xyz.length; i++) {
    const [axis, x] = [i % 3, xyz[i] as number];
    if (x < (min[axis] as number)) min[axis] = x;
    if (x > (max[axis] as number)) max[axis] = x;
  }
  return [min, max];
}
