/** The manifest of a model bundle: which graphs there are, what their tensors are called and how they are fed. */
export const FORMAT = "onnx-bundle/1";

export const FAMILIES = ["da3", "sam3-pcs", "sam3-pvs", "sam3-video"] as const;
export type Family = (typeof FAMILIES)[number];

export const ROLES = [
  "anyview",
  "metric",
  "refSelector",
  "visionEncoder",
  "textEncoder",
  "geometryEncoder",
  "decoder",
  "trackerEncoder",
  "trackerDecoder",
  "memoryDecoder",
  "memoryAttention",
  "memoryEncoder",
] as const;
export type Role = (typeof ROLES)[number];

export const DTYPES = ["float32", "float16", "float64", "int64", "int32", "uint8", "bool"] as const;
export type Dtype = (typeof DTYPES)[number];

export const PROVIDERS = ["cuda", "webgpu", "cpu"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A number is fixed; a name may be anything, but the same in one run wherever it stands. */
export type Dim = number | string;

/** Where files come from: a hub repository, a folder over http, or this machine. */
export type Source =
  | { readonly repo: string; readonly revision?: string | null }
  | { readonly url: string }
  /** Made here: what to run. The files lie in the bundle's own folder. */
  | { readonly export: string }
  /** Comes with spatialclaw, in its folder `models`. */
  | { readonly shipped: true };

export interface FileSpec {
  readonly source?: Source;
  /** Lower-case hexadecimal. null: nobody has published it; what comes with the first pull is recorded. */
  readonly sha256?: string | null;
  readonly bytes?: number | null;
}

/** What to feed for an input that a run does not name; names in `dims` that nothing binds stand for 1. */
export type Absent = "omit" | "empty" | { readonly fill: number; readonly dims: readonly Dim[] };

export interface InputSpec {
  /** As the graph calls it. */
  readonly name: string;
  readonly dtype: Dtype;
  readonly dims?: readonly Dim[];
  readonly optional?: boolean;
  readonly absent?: Absent;
  readonly transform?: string;
}

export interface OutputSpec {
  readonly name: string;
  readonly dtype: Dtype;
  readonly dims?: readonly Dim[];
  /** What the graph has applied already. */
  readonly activation?: "none" | "relu" | "sigmoid" | "exp" | "exp+1";
  readonly optional?: boolean;
  readonly transform?: string;
}

export interface RoleSpec extends FileSpec {
  /** Relative to the source. */
  readonly file: string;
  /** `path` as it stands in the graph: relative to the graph's folder. */
  readonly externalData?: readonly ({ readonly path: string } & FileSpec)[];
  readonly opset?: number;
  readonly precision?: "fp32" | "fp16" | "q4" | "q4f16" | "int8" | "int4";
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
}

export interface ImageSpec {
  readonly channelOrder: "rgb" | "bgr";
  readonly range: "0..1" | "0..255";
  readonly layout: "BCHW" | "BNCHW" | "CHW";
  /** true: the graph normalises; feed 0..255. */
  readonly inGraph: boolean;
  readonly mean?: readonly [number, number, number];
  readonly std?: readonly [number, number, number];
  readonly resize: {
    readonly policy: "stretch" | "upper-bound-multiple" | "lower-bound-multiple" | "fixed-shapes" | "letterbox";
    /** [width, height]; of the policies with a bound the longer or shorter side. */
    readonly size?: number | readonly [number, number];
    readonly multiple?: number;
    /** [width, height] each. */
    readonly shapes?: readonly (readonly [number, number])[];
    readonly filter: "bilinear" | "bilinear-antialias" | "bicubic" | "lanczos3" | "area-cubic";
    readonly crop?: "none" | "center";
  };
}

export interface TokenizerSpec extends FileSpec {
  readonly file: string;
  readonly kind: "clip-bpe";
  readonly contextLength: number;
  readonly bos: number;
  readonly eos: number;
  readonly pad: number;
  readonly lowercase: boolean;
  readonly maskMeaning: "1=valid" | "1=pad";
}

export interface PromptsSpec {
  readonly boxes?: {
    readonly format: "cxcywh" | "xyxy";
    readonly space: "unit" | "input-px";
    readonly labels?: { readonly pos?: number; readonly neg?: number; readonly pad?: number };
    readonly none?: string;
    /** The text that goes with a box alone. */
    readonly boxOnlyText?: string;
  };
  readonly points?: {
    readonly space: "unit" | "input-px";
    readonly labels?: { readonly fg?: number; readonly bg?: number; readonly none?: number; readonly pad?: number };
    readonly none?: string;
    readonly fixedCount?: number;
  };
}

export interface PcsSpec {
  readonly boxFormat: "xyxy" | "cxcywh";
  readonly boxSpace: "unit" | "input-px";
  readonly presence: boolean;
  /** Factors: `sigmoid(logits)`. */
  readonly score: readonly string[];
  readonly scoreThreshold: number;
  readonly strict?: boolean;
  readonly maskKind: "logits" | "probabilities";
  readonly maskThreshold: number;
  readonly filteredInGraph: boolean;
  readonly nmsIou?: number | null;
}

export interface PvsSpec {
  readonly candidates: number;
  readonly choose: "argmax-iou" | "only";
  readonly score: readonly string[];
  readonly maskKind: "logits" | "probabilities";
  readonly maskThreshold: number;
  readonly absentIf?: string;
  readonly noMemAdded?: "probe" | "yes" | "no";
}

export interface DepthSpec {
  readonly kind: "z";
  readonly unit: "relative" | "metric";
  readonly extrinsics?: "w2c-opencv-3x4" | "c2w-opencv-3x4";
  readonly intrinsicsSpace?: "input-px";
  readonly confidence?: { readonly range: string; readonly use: "percentile"; readonly default: number };
  readonly metricRule?: {
    /** `nested`: fit to the metric graph; `focal`: metres = focal length / focalDivisor x output. */
    readonly type: "nested" | "focal";
    readonly focalDivisor: number;
    readonly minMetric?: number;
    readonly minDepth?: number;
    readonly confQuantile?: number;
    readonly skyFillQuantile?: number;
    readonly skyFillMax?: number;
  };
  readonly sky?: { readonly threshold: number; readonly isSkyIf: ">=" | "<" };
  readonly refView?: string;
}

export interface VideoSpec {
  readonly memorySlots?: number;
  readonly conditioningMax?: number;
  readonly pointersMax?: number;
  readonly memGrid?: readonly number[];
  readonly maskInputSize?: readonly number[];
  readonly constants?: { readonly file: string } & FileSpec;
  readonly association?: Readonly<Record<string, number | readonly number[]>>;
}

/** Hints; what a user asks for wins. */
export interface RuntimeSpec {
  readonly providers?: readonly Provider[];
  /** Half floats at the graph's edges are converted; else they are refused. */
  readonly fp16Io?: boolean;
  readonly threads?: number;
  readonly freeDims?: Readonly<Record<string, number>>;
  readonly notes?: string;
}

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly id: string;
  readonly family: Family;
  /** One line for people. */
  readonly title?: string;
  /** Absent: the files lie beside the manifest. */
  readonly source?: Source;
  /** Of the weights as their authors published them, whatever a converted copy says. */
  readonly license: {
    readonly spdx: string;
    readonly upstream: string;
    readonly commercial: boolean;
    readonly url?: string;
  };
  readonly roles: Readonly<Partial<Record<Role, RoleSpec>>>;
  readonly image: ImageSpec;
  readonly views?: {
    readonly min: number;
    readonly max: number;
    readonly dynamic: boolean;
    readonly batchAxis?: number;
  };
  readonly tokenizer?: TokenizerSpec;
  readonly prompts?: PromptsSpec;
  readonly post?: { readonly pcs?: PcsSpec; readonly pvs?: PvsSpec; readonly depth?: DepthSpec };
  readonly video?: VideoSpec;
  readonly runtime?: RuntimeSpec;
  readonly selftest?: readonly unknown[];
  readonly notes?: string;
}
