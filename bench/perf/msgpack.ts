// As much of MessagePack as lists of lists of 32-bit floats need, by its specification.
const ARRAY32 = 0xdd;
const FLOAT32 = 0xca;

export function packNumbers(lists: readonly Float32Array[]): Buffer {
  const bytes = Buffer.allocUnsafe(5 + lists.reduce((sum, { length }) => sum + 5 + 5 * length, 0));
  let at = head(bytes, 0, lists.length);
  for (const list of lists) {
    at = head(bytes, at, list.length);
    for (const value of list) {
      bytes[at] = FLOAT32;
      bytes.writeFloatBE(value, at + 1);
      at += 5;
    }
  }
  return bytes;
}

export function unpackNumbers(bytes: Uint8Array): number[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lists: number[][] = new Array(view.getUint32(1));
  let at = 5;
  for (let k = 0; k < lists.length; k++) {
    const list: number[] = new Array(view.getUint32(at + 1));
    at += 5;
    for (let i = 0; i < list.length; i++, at += 5) list[i] = view.getFloat32(at + 1);
    lists[k] = list;
  }
  return lists;
}

function head(bytes: Buffer, at: number, length: number): number {
  bytes[at] = ARRAY32;
  bytes.writeUInt32BE(length, at + 1);
  return at + 5;
}
