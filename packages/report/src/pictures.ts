import type { PictureRef } from "@spatialclaw/agent";
import { type Html, html, safeUrl } from "./html.ts";

/** The address of a file of the run's `pictures/` folder: relative or a data URL; null when there is none. */
export type PictureAddress = (file: string) => string | null;

/** A row of figures. Each is a link to the picture itself; the page's script opens it in a dialog instead. */
export function pictureRow(
  pictures: readonly PictureRef[],
  address: PictureAddress,
  size: "small" | "large",
): Html | null {
  if (pictures.length === 0) return null;
  return html`<div class="pictures ${size}">${pictures.map((picture) => figure(picture, address(picture.file)))}</div>`;
}

function figure({ label, width, height }: PictureRef, address: string | null): Html {
  const url = address === null ? null : safeUrl(address);
  if (url === null)
    return html`<figure><figcaption>${label} (picture left out: not a file of this run)</figcaption></figure>`;
  return html`<figure>
<a class="zoom" href="${url}"><img src="${url}" alt="${label}" width="${width}" height="${height}" loading="lazy"></a>
<figcaption>${label}</figcaption>
</figure>`;
}
