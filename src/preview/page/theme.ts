import { byId, fill } from './mount.ts';
import { texts } from './texts.ts';

/** Dark or light: as the system says, until the viewer chooses. */

const KEY = 'theme';
type Theme = 'dark' | 'light';

const chosen = (): Theme | undefined => {
  const kept = localStorage.getItem(KEY);
  return kept === 'dark' || kept === 'light' ? kept : undefined;
};

export const startTheme = (): void => {
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const theme = chosen() ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    fill(button, theme === 'dark' ? texts.theme.light : texts.theme.dark);
    button.setAttribute('aria-label', theme === 'dark' ? texts.theme.toLight : texts.theme.toDark);
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    apply();
  });
  system.addEventListener('change', apply);
  apply();
};
