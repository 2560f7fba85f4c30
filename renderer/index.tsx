import { render } from 'preact';
import { Panel } from './parts/panel.tsx';

const root = document.getElementById('panel');
if (root) render(<Panel />, root);
