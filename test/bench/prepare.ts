// What it costs to be prepared. Ends with 1 where a promise is missed.
import { printRows } from './figures.ts';
import { measureImage } from './image.ts';

const rows = await measureImage();
if (rows.length > 0) printRows(rows);
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);
