import { render } from 'preact';
import { tellBugs } from './parts/broken.tsx';
import { Panel } from './parts/panel.tsx';

const root = document.getElementById('panel');
tellBugs();
if (root) render(<Panel />, root);
