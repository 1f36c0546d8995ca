import { byId } from './element.ts';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const TITLES: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };
const KEY = 'moult-theme';

/** The button that goes from the colours of the system to light, to dark, and back. */
export function watchTheme(): void {
  let theme = recall();
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme;
    const text = byId('theme').querySelector('.button-text');
    if (text !== null) text.textContent = TITLES[theme];
    byId('theme').setAttribute('aria-label', `Colours: ${theme === 'system' ? 'System' : TITLES[theme]}`);
  };
  byId('theme').addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
    show();
    remember(theme);
  });
  show();
}

function recall(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

// A browser may refuse to keep anything for a local file; then the choice lasts as long as the page.
function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}
