/** Pictures as they travel: described by the guest, drawn by the host when somebody looks. */

import type { FramePlace } from "./wire.ts";

/** A mask to draw: its page, or its run lengths (first run unset) where a cell computed it. */
export type MaskInfo = { readonly bits: string } | { readonly runs: readonly number[] };

/** Metres to the right of and ahead of the observer. */
export type GroundPlace = readonly [right: number, forward: number];

export type BevObject = {
  readonly label: string;
  readonly at: GroundPlace;
  /** Flat right, forward pairs of a sample of its points; empty for a bare position. */
  readonly outline: readonly number[];
};

export type BevCamera = {
  /** Its absolute index, for the eye. */
  readonly frame: number;
  readonly at: GroundPlace;
  /** Horizontal viewing direction, unit length. */
  readonly facing: GroundPlace;
};

/** A way through its places with a head at the end. */
export type BevArrow = { readonly label: string; readonly path: readonly GroundPlace[] };

export type ChartSeries = {
  readonly label: string;
  /** Flat x, y pairs in the order of drawing; null where a number is missing, which leaves a gap. */
  readonly xy: readonly (number | null)[];
};

/** A pixel may be a fraction; all marks of a picture share one row of colours. */
export type Mark =
  | { readonly kind: "box"; readonly label: string; readonly at: PixelBox }
  | { readonly kind: "point" | "label"; readonly label: string; readonly at: readonly [x: number, y: number] }
  | { readonly kind: "line"; readonly label: string; readonly at: readonly (readonly [x: number, y: number])[] };

/** Ends exclusive. */
export type PixelBox = readonly [x0: number, y0: number, x1: number, y1: number];

export type PictureItem =
  | { readonly kind: "frame"; readonly place: FramePlace; readonly label: string }
  | {
      readonly kind: "overlay";
      readonly place: FramePlace;
      readonly label: string;
      readonly masks: readonly { readonly label: string; readonly mask: MaskInfo }[];
    }
  | {
      readonly kind: "bev";
      readonly label: string;
      readonly width: number;
      readonly height: number;
      readonly cameras: readonly BevCamera[];
      readonly objects: readonly BevObject[];
      readonly arrows: readonly BevArrow[];
    }
  | {
      readonly kind: "chart";
      readonly label: string;
      readonly width: number;
      readonly height: number;
      readonly style: "lines" | "dots";
      readonly title: string;
      readonly xLabel: string;
      readonly yLabel: string;
      /** One panel with all series, or one below the other with one each. */
      readonly panels: boolean;
      readonly series: readonly ChartSeries[];
    }
  | {
      readonly kind: "marked";
      readonly label: string;
      readonly on: PictureItem;
      readonly marks: readonly Mark[];
    }
  | {
      readonly kind: "crop";
      readonly label: string;
      readonly width: number;
      readonly height: number;
      readonly of: PictureItem;
      /** Whole pixels of the picture. */
      readonly box: PixelBox;
    }
  | {
      readonly kind: "grid";
      readonly label: string;
      readonly width: number;
      readonly height: number;
      readonly columns: number;
      /** Widest and highest that a picture may be in each row, without its caption. */
      readonly cell: number;
      readonly rows: readonly number[];
      /** Between cells, and height of a caption. */
      readonly gap: number;
      readonly caption: number;
      readonly pictures: readonly PictureItem[];
    };
