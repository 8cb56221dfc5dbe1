import { inspectText } from '../ui/text/inspect-text.ts';

type Child = Node | string | null;

/** An element with attributes and children. Texts become text nodes, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | true | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does something; `hint` is the key that does the same. */
export function button(
  label: string,
  { hint = null, look = '', act }: { hint?: string | null; look?: string; act: () => void },
): HTMLButtonElement {
  const made = make(
    'button',
    { type: 'button', class: look, 'aria-keyshortcuts': hint },
    label,
    hint === null ? null : make('kbd', { 'aria-hidden': 'true' }, hint),
  );
  made.addEventListener('click', act);
  return made;
}

/** A name from the tenant: isolated in its direction, with what cannot be seen or deceives marked, as in the app. */
export function nameText(text: string): HTMLElement {
  const parts = inspectText(text);
  if (parts === null) return make('bdi', {}, text);
  return make(
    'bdi',
    { class: 'suspicious' },
    ...parts.map((part) =>
      part.kind === 'plain'
        ? part.text
        : make('span', { class: 'mark', title: `Suspicious: ${part.reason}` }, part.shown),
    ),
  );
}

/** A labelled field of a form. */
export function field(label: string, input: HTMLElement, note: string | null = null): HTMLElement {
  return make(
    'label',
    { class: 'field' },
    make('span', {}, label),
    input,
    note === null ? null : make('small', {}, note),
  );
}

/** Offers a text as a file to save. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = make('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the file over once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
