/** Fields that say of themselves that they are wrong, and answers that are still missing, in the order of the page. */
const problems = [
  '[aria-invalid="true"]',
  '[data-severity="warn"] input[type="checkbox"]:not(:checked)',
  '[data-grant] [data-severity="block"]',
  '[data-severity="block"]',
].join(', ');

const fields = 'input:not([disabled]), button:not([disabled]), [tabindex="0"]';

/** Puts the focus where the first problem can be solved. A block inside a role's card leads to that card's choice. */
export function focusFirstProblem(form: HTMLElement): void {
  for (const found of form.querySelectorAll<HTMLElement>(problems)) {
    const target = found.matches('input, textarea')
      ? found
      : found.closest('[data-grant]')?.querySelector<HTMLElement>('input[type="radio"], [role="tree"]');
    if (target === null || target === undefined) continue;
    target.focus();
    return;
  }
  form.querySelector<HTMLElement>(fields)?.focus();
}
