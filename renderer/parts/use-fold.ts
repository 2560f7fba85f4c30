import { useState } from 'preact/hooks';

export interface FoldState {
  readonly isOpen: boolean;
  /** What the button that opens it is given: arrows open and close as in an outline, Escape closes it before anything around it. */
  readonly press: {
    readonly 'aria-expanded': boolean;
    readonly onClick: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** Something that is opened below its own line. */
export function useFold(isOpenAtFirst: boolean): FoldState {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) setOpen(!isOpen);
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
  };
  return { isOpen, press: { 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen), onKeyDown } };
}
