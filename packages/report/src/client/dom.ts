/** An element with attributes and children. Text never becomes markup: what a trace says is untrusted. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A box to tick, and its name. */
export function tick(name: string, checked: boolean, onChange: (checked: boolean) => void): HTMLLabelElement {
  const input = element("input", { type: "checkbox" });
  input.checked = checked;
  input.addEventListener("change", () => onChange(input.checked));
  return element("label", {}, input, element("span", {}, name));
}

export function button(name: string, title: string, onClick: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", title }, name);
  made.addEventListener("click", onClick);
  return made;
}
