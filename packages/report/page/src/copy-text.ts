const SHOWN = 1600;

/** Copies a text and says so on the button for a moment. */
export function copyText(text: string, button: HTMLElement): void {
  const label = button.textContent;
  const tell = (said: string): void => {
    button.textContent = said;
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN);
  };
  const write = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  write.then(
    () => tell('Copied'),
    () => tell(copyBySelection(text) ? 'Copied' : 'Select and copy it'),
  );
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  return isDone;
}
