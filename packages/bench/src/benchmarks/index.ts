import type { Adapter } from "../benchmark/define.ts";
import { blink } from "./blink.ts";
import { cvbench } from "./cvbench.ts";
import { dsibench } from "./dsibench.ts";
import { erqa } from "./erqa.ts";
import { mindcube } from "./mindcube.ts";
import { mmsi } from "./mmsi.ts";
import { mmsivideo } from "./mmsivideo.ts";
import { omni3d } from "./omni3d.ts";
import { omnispatial } from "./omnispatial.ts";
import { osibench } from "./osibench.ts";
import { paibench } from "./paibench.ts";
import { perceptioncomp } from "./perceptioncomp.ts";
import { sparbench } from "./sparbench.ts";
import { spatialtree } from "./spatialtree.ts";
import { spbench } from "./spbench.ts";
import { videomme } from "./videomme.ts";
import { videommev2 } from "./videommev2.ts";
import { viewspatial } from "./viewspatial.ts";
import { vsibench } from "./vsibench.ts";
import { vstibench } from "./vstibench.ts";

/** By the name in their JSON files. */
// biome-ignore lint/suspicious/noExplicitAny: see Benchmark.
export const ADAPTERS: Readonly<Record<string, Adapter<any>>> = {
  blink,
  cvbench,
  dsibench,
  erqa,
  mindcube,
  mmsi,
  mmsivideo,
  omni3d,
  omnispatial,
  osibench,
  paibench,
  perceptioncomp,
  sparbench,
  spatialtree,
  spbench,
  videomme,
  videommev2,
  viewspatial,
  vsibench,
  vstibench,
};
