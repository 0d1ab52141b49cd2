import type { Advice } from "@spatialclaw/hub";

/** The ways out where a data set's file cannot be had. */
export const ADVICE: Advice = {
  disk: "name another disk with HF_HOME (downloads) or --data (the data set)",
  file: "the repository has moved or changed; get the files by hand and give their folder by --data",
  revision: "name another one in a JSON file of your own",
};
