/** The reader's switch for all code of the page. */
export function startCode(): void {
  const button = document.getElementById('code-switch');
  const blocks = Array.from(document.querySelectorAll<HTMLDetailsElement>('details.code'));
  if (button === null || blocks.length === 0) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(open));
    for (const block of blocks) block.open = open;
  });
}
