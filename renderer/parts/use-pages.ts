import { useEffect, useState } from 'preact/hooks';

type PagesView = typeof import('./pages.tsx').Pages;

/** Every page but Home, loaded once Home is painted; null until then. */
export function usePages(): PagesView | null {
  const [view, keep] = useState<PagesView | null>(null);
  useEffect(() => {
    void import('./pages.tsx').then(({ Pages }) => keep(() => Pages));
  }, []);
  return view;
}
