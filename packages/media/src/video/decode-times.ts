import { Container } from "./container.ts";
import { Decoder } from "./decoder.ts";
import type { Av } from "./library.ts";

/**
 * When the decoder shows frames, from the start of the file on, in its order; to the first one at or after `until`.
 * For what packets cannot tell: decoding costs a hundred times as much as reading them.
 */
export async function decodedTimes(
  av: Av,
  file: string,
  shown: string,
  until: number,
  onFrame: (count: number) => void,
): Promise<number[]> {
  const container = await Container.open(av, file, shown);
  container.ignoreOthers();
  const packet = new av.lib.Packet();
  packet.alloc();
  let decoder: Decoder | null = null;
  const times: number[] = [];
  try {
    decoder = await Decoder.open(av, container, shown);
    for (let more = true; more; ) {
      more = await container.read(packet);
      if (more && !container.isVideo(packet)) continue;
      await decoder.send(more ? packet : null);
      packet.unref();
      for (let got = await decoder.receive(); got; got = await decoder.receive()) {
        times.push(got.at);
        onFrame(times.length);
      }
      if ((times.at(-1) ?? Number.NEGATIVE_INFINITY) >= until) break;
    }
    return times;
  } finally {
    packet.free();
    decoder?.close();
    await container.close();
  }
}
