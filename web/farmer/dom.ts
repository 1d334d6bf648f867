// The few things the farmer pages need from the document.

type Attributes = { [name: string]: string | boolean | undefined };

/** An element by its id; the page is ours, so a missing one is a mistake in it. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error("no #" + id);
  return element as T;
}

/** make("p", {class: "hint"}, "text", otherElement); text is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes, ...children: (Node | string | null | undefined | false)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child) element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  return element;
}

export function button(label: string, kind: string, onClick: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", class: kind }, label);
  element.addEventListener("click", onClick);
  return element;
}

export function fillWith(element: Element, ...children: (Node | string | null | undefined | false)[]): void {
  element.textContent = "";
  for (const child of children) if (child) element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
}

export function show(element: HTMLElement, visible: boolean): void {
  element.hidden = !visible;
}

/** Runs `work` once, `milliseconds` after the last call. */
export function debounced(milliseconds: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/** Puts a message at a field, or takes it away. The field's error element is `<id>-error`. */
export function setFieldError(id: string, message: string | null): void {
  const error = document.getElementById(id + "-error");
  const field = document.getElementById(id);
  if (error) {
    error.textContent = message ?? "";
    error.hidden = !message;
  }
  if (!field) return;
  if (message) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Brings the first wrong field into view, with its label, and puts the cursor there. */
export function focusField(id: string): void {
  const field = byId(id);
  (field.closest("section, .field") ?? field).scrollIntoView();
  field.focus();
}

export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // not allowed in this WebView: try the old way
    }
  }
  const area = make("textarea", { readonly: true, class: "offscreen" });
  area.value = text;
  document.body.appendChild(area);
  area.select();
  area.setSelectionRange(0, text.length);
  const done = document.execCommand("copy");
  document.body.removeChild(area);
  return done;
}
