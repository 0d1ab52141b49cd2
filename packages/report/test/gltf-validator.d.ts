/** Khronos' validator brings no types; this much of it is used. */
declare module "gltf-validator" {
  interface Report {
    readonly issues: { readonly numErrors: number; readonly messages: readonly object[] };
    readonly info: object;
  }
  export function validateBytes(bytes: Uint8Array): Promise<Report>;
}
