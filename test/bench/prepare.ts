// What it costs to be prepared. Ends with 1 where a promise is missed.
import { printRows } from './figures.ts';
import { measureImage } from './image.ts';
import { measureModels } from './models.ts';
import { measureReadiness } from './ready.ts';

const rows = [...(await measureReadiness()), ...(await measureModels()), ...(await measureImage())];
printRows(rows);
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);
