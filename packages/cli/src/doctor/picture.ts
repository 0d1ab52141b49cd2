import { type EncodedImage, encodePng } from "@spatialclaw/media";

const COLOURS = {
  red: [220, 20, 20],
  green: [20, 160, 40],
  blue: [20, 40, 220],
  yellow: [240, 220, 20],
} as const;

export interface TwoColours {
  readonly left: string;
  readonly right: string;
  readonly image: EncodedImage;
}

const SIDE = 128;

/** A picture of two colours, drawn by lot: a model that does not see it guesses right once in twelve. */
export async function twoColours(): Promise<TwoColours> {
  const names = Object.keys(COLOURS) as (keyof typeof COLOURS)[];
  const [left] = names.splice(Math.floor(Math.random() * names.length), 1) as [keyof typeof COLOURS];
  const right = names[Math.floor(Math.random() * names.length)] as keyof typeof COLOURS;
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++)
    data.set(COLOURS[pixel % SIDE < SIDE / 2 ? left : right], pixel * 3);
  const bytes = await encodePng({ width: SIDE, height: SIDE, data });
  return { left, right, image: { mime: "image/png", bytes } };
}
