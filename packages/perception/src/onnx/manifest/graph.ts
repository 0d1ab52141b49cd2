import type { Dim, InputSpec, OutputSpec, RoleSpec } from "./types.ts";

/** What a loaded graph says of one of its tensors. */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: string;
  readonly dims: readonly (number | string)[];
}

/**
 * Where manifest and graph differ, a line each that names the tensor. Extra outputs of the graph are no difference;
 * an input that the manifest does not know is one, since nobody would feed it.
 */
export function graphProblems(
  role: string,
  spec: RoleSpec,
  graph: { readonly inputs: readonly TensorInfo[]; readonly outputs: readonly TensorInfo[] },
): string[] {
  const problems: string[] = [];
  for (const side of ["inputs", "outputs"] as const) {
    for (const [canonical, tensor] of Object.entries<InputSpec | OutputSpec>(spec[side])) {
      const at = `roles.${role}.${side}.${canonical}`;
      const found = graph[side].find(({ name }) => name === tensor.name);
      if (!found) {
        if (!tensor.optional) problems.push(`${at}.name: the graph has no ${tensor.name}, only ${names(graph[side])}`);
        continue;
      }
      if (found.dtype !== tensor.dtype)
        problems.push(`${at}.dtype: expected ${tensor.dtype}, the graph has ${found.dtype}`);
      const wrong = tensor.dims && dimsProblem(tensor.dims, found.dims);
      if (wrong) problems.push(`${at}.dims: ${wrong}`);
    }
  }
  const known = new Set(Object.values(spec.inputs).map(({ name }) => name));
  for (const { name } of graph.inputs)
    if (!known.has(name))
      problems.push(`roles.${role}.inputs: the graph also wants ${name}, which the manifest does not name`);
  return problems;
}

function dimsProblem(wanted: readonly Dim[], found: readonly (number | string)[]): string | null {
  const lengths = wanted.length === found.length;
  // A name on either side stands for any size.
  const fits =
    lengths && wanted.every((dim, i) => typeof dim === "string" || typeof found[i] === "string" || dim === found[i]);
  return fits ? null : `expected [${wanted.join(", ")}], the graph has [${found.join(", ")}]`;
}

function names(tensors: readonly TensorInfo[]): string {
  return tensors.map(({ name }) => name).join(", ") || "none";
}
