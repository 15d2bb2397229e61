/** Marks the section that is being read in the contents, and folds the contents where there is no room beside. */
export function startContents(): void {
  const details = document.querySelector<HTMLDetailsElement>('.contents > details');
  if (details === null) return;
  const wide = matchMedia('(min-width: 70rem)');
  const fold = () => {
    details.open = wide.matches;
  };
  wide.addEventListener('change', fold);
  fold();
  const links = Array.from(details.querySelectorAll<HTMLAnchorElement>('a'));
  const places = links.flatMap(
    (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? [],
  );
  let waiting = false;
  const mark = () => {
    waiting = false;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
    const passed = places.filter((place) => place.getBoundingClientRect().top < innerHeight * 0.25);
    const current = atEnd && scrollY > 0 ? places.length - 1 : passed.length - 1;
    links.forEach((link, i) => {
      if (i === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    });
  };
  addEventListener(
    'scroll',
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
  for (const link of links) {
    link.addEventListener('click', () => {
      if (!wide.matches) details.open = false;
    });
  }
  mark();
}
