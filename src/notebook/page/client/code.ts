/** The reader's switch for all code of the page; what stood open at first, where the run failed, stays open. */
export function startCode(): void {
  const button = document.getElementById('code-switch');
  const blocks = Array.from(document.querySelectorAll<HTMLDetailsElement>('details.code'));
  if (button === null || blocks.length === 0) return;
  const openAtFirst = blocks.map((block) => block.open);
  button.hidden = false;
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(open));
    blocks.forEach((block, i) => {
      block.open = open || openAtFirst[i];
    });
  });
}
