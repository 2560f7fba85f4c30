import { useEffect } from 'preact/hooks';

export interface Keys {
  mode(index: number): void;
  again(): void;
  settings(): void;
  back(): void;
  copy(): void;
  escape(): void;
}

/** The panel's keys: ⌘ on a Mac, Ctrl elsewhere. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape') return keys.escape();
      if (!(event.metaKey || event.ctrlKey)) return;
      const act = actionFor(event.key, keys);
      if (!act) return;
      // Copying marked text stays what it is everywhere.
      if (event.key === 'c' && !document.getSelection()?.isCollapsed) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

function actionFor(key: string, keys: Keys): (() => void) | undefined {
  if (key === '1' || key === '2' || key === '3') return () => keys.mode(Number(key) - 1);
  const known: Record<string, () => void> = {
    r: keys.again,
    ',': keys.settings,
    '[': keys.back,
    c: keys.copy,
  };
  return known[key];
}
