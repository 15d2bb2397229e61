/** Called with the theme that is to be shown, whenever it changes. */
type Listener = () => void;

const listeners: Listener[] = [];
const darkPreferred = matchMedia('(prefers-color-scheme: dark)');

export function onThemeChange(listener: Listener): void {
  listeners.push(listener);
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? darkPreferred.matches : chosen === 'dark';
}

function choose(theme: string | undefined): void {
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** The switch between light and dark; paper is always light. */
export function startTheme(): void {
  const button = document.getElementById('theme-switch');
  const show = () => button?.setAttribute('aria-pressed', String(isDark()));
  listeners.unshift(show);
  button?.addEventListener('click', () => choose(isDark() ? 'light' : 'dark'));
  darkPreferred.addEventListener('change', () => choose(document.documentElement.dataset.theme));
  let before: string | undefined;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    choose('light');
  });
  addEventListener('afterprint', () => choose(before));
  show();
}
