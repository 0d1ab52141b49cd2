const TAKEN = new Set(
  (
    "labels found recon letter letters options answer track distances ranking count candidates start end place heading view " +
    "closest pair frame camera box print show tools vlm np console distance size width height depth longest direction " +
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch " +
    "this throw true try typeof undefined var void while with yield await async of type object number string symbol " +
    "name window self global process arguments eval measured matches anchor heights widths lengths depths volumes sizes"
  ).split(" "),
);

/** Names for the variables of a session: "trash can" -> trashCan; never one that a cell uses otherwise. */
export function variableNames(labels: readonly string[]): string[] {
  const names: string[] = [];
  for (const label of labels) {
    const name = camelCase(label);
    const usable = /^[a-z]\w*$/i.test(name) && !TAKEN.has(name);
    const base = usable ? name : `object${/^\w+$/.test(name) ? upperFirst(name) : names.length + 1}`;
    names.push(names.includes(base) ? `${base}${names.length + 1}` : base);
  }
  return names;
}

function camelCase(label: string): string {
  const [first = "", ...rest] = label.split(" ");
  return [first, ...rest.map(upperFirst)].join("");
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
