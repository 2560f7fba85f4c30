// Saves an image as a backup in a process of its own, so that it can be killed: program root, our folder, image, backup.
import { jobsOf } from './image-place.ts';

const [root = '', own = '', image = '', backup = ''] = process.argv.slice(2);
const jobs = jobsOf(root, own, { 'openclaw.image': image, 'image.backup': backup });
const { end } = await jobs.perform('save');
process.exitCode = end.isDone ? 0 : 1;
