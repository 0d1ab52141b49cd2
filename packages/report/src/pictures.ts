import type { PictureRef } from "@spatialclaw/agent";
import { type Html, html, safeUrl } from "./html.ts";

/** The address of a file of the run's `pictures/` folder: relative or a data URL; null when there is none. */
export type PictureAddress = (file: string) => string | null;

/** Only plain file names: a trace from elsewhere must not point its report at other files. */
export function isPictureName(file: string): boolean {
  return /^\w[\w.-]*$/.test(file);
}

/** A row of figures. Each leads to the picture itself; the page's script opens it in a dialog instead. */
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
  const image = html`<img src="${url}" alt="${label}" width="${width}" height="${height}" loading="lazy" decoding="async">`;
  // A page inside the page is nothing to go to, and the picture need not stand here twice.
  const zoom = url.startsWith("data:")
    ? html`<button type="button" class="zoom">${image}</button>`
    : html`<a class="zoom" href="${url}">${image}</a>`;
  return html`<figure>
${zoom}
<figcaption>${label}</figcaption>
</figure>`;
}
