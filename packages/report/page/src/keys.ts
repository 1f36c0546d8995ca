import { byId } from './element.ts';

/** Keys on the entries of lists: `j` and `k` move, `o` opens and closes, `x` strikes out, `c` leads to the command. They act only while an entry has the focus. */
export function watchKeys(): void {
  const dialog = byId('help-dialog');
  byId('help').addEventListener('click', () => dialog instanceof HTMLDialogElement && dialog.showModal());
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
    if (act(event.key, target)) event.preventDefault();
  });
}

function act(key: string, target: HTMLElement): boolean {
  const entry = target.closest<HTMLElement>('.entry, details.service');
  switch (key) {
    case 'j':
    case 'k':
      return move(target, key === 'j' ? 1 : -1);
    case 'x':
      return toggleBox(entry);
    case 'c':
      return goToCommand();
    case 'o':
      return toggleDetails(entry);
    default:
      return false;
  }
}

/** From anywhere in a list to its next or previous entry; from a section, into its list. */
function move(target: HTMLElement, step: 1 | -1): boolean {
  const scope = target.closest('.list') ?? target.closest('section')?.querySelector('.list');
  if (!scope) return false;
  const entries = [...scope.querySelectorAll<HTMLElement>('.entry, details.service > summary, .row-name')].filter(
    (entry) => entry.checkVisibility(),
  );
  const here = target.closest<HTMLElement>('.entry') ?? target.closest<HTMLElement>('summary, .row-name');
  const index = here === null ? -1 : entries.indexOf(here);
  const next = entries[index < 0 ? 0 : index + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

function toggleBox(entry: HTMLElement | null): boolean {
  const box = entry?.querySelector<HTMLInputElement>('.strike input');
  box?.click();
  return !!box;
}

/** From a change that was struck out to the command that does it. */
function goToCommand(): boolean {
  const command = document.getElementById('strikes-command');
  if (command?.checkVisibility() !== true) return false;
  command.focus();
  return true;
}

function toggleDetails(entry: HTMLElement | null): boolean {
  const details = entry instanceof HTMLDetailsElement ? entry : entry?.querySelector('details');
  if (!details) return false;
  details.open = !details.open;
  return true;
}

function isTyping(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement ? target.type !== 'checkbox' : target.matches('select, textarea, dialog *');
}
