import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

export interface Keys {
  mode(index: number): void;
  again(): void;
  settings(): void;
  diary(): void;
  drill(): void;
  guide(): void;
  back(): void;
  /** False when there is nothing of ours to copy: then the key stays the text field's. */
  copy(): boolean;
  escape(): void;
}

/** The panel's keys: ⌘ on a Mac, Ctrl elsewhere. */
export function useKeys(current: Keys): void {
  const drawn = useRef(current);
  // In the same moment as the page: a key pressed right after a row has opened finds it open.
  useLayoutEffect(() => {
    drawn.current = current;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const keys = drawn.current;
      if (event.key === 'Escape') return keys.escape();
      if (!(event.metaKey || event.ctrlKey)) return;
      const act = actionFor(isQuestion(event) ? '?' : event.key, keys);
      if (!act) return;
      if (event.key === 'c' && isForText(event.target)) return;
      if (act() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Where a held ⌘ or Ctrl keeps Shift from making a question mark of a slash. */
const isQuestion = ({ key, shiftKey }: KeyboardEvent): boolean => key === '/' && shiftKey;

/** Copying marked text, or in a field, stays what it is everywhere. */
function isForText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return true;
  return document.getSelection()?.isCollapsed === false;
}

function actionFor(key: string, keys: Keys): (() => unknown) | undefined {
  if (key === '1' || key === '2' || key === '3') return () => keys.mode(Number(key) - 1);
  const known: Record<string, () => unknown> = {
    r: keys.again,
    ',': keys.settings,
    y: keys.diary,
    d: keys.drill,
    '?': keys.guide,
    '[': keys.back,
    c: keys.copy,
  };
  return known[key];
}
