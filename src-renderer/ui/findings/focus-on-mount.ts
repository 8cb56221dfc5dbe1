/** As a `ref`: takes the focus when it appears, for a question that replaces the button that was just pressed. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
