import type { Difference } from './differences.ts';

/** What is argued of Home. */
export const ofHome: readonly Difference[] = [
  {
    screen: 'home-online',
    ours: 'How long it has been so stands beside a short state, and beside “Internet” where the state is long.',
    design: 'It always stands beside the state.',
    why: '“Blocked by VPN · 12 min” does not fit into half a panel, and a tile that grows by a line moves all below it.',
  },
  {
    screen: 'home-online',
    ours: 'Ready has a red mark in place of its shield while something is missing that an outage needs.',
    design: 'Ready always has its shield.',
    why: 'A Mac that is not ready looks like one that is, but for two figures. What is only desirable changes nothing here.',
  },
  {
    screen: 'home-offline',
    ours: '“Everything here answers.”',
    design: '“It answered a test at 14:03.”',
    why: 'The time of the test stands on OpenClaw’s page. That all parts answer is more than that one has.',
  },
  {
    screen: 'home-offline',
    ours: 'Tailscale and Headscale are half: one device is reached through the internet, one config was not read.',
    design: 'Both have a tick.',
    why: 'Without internet a row is judged by what is left of it. The world of the pictures has a device behind a relay.',
  },
  {
    screen: 'home-why',
    ours: 'A line for every server that was asked, with its age; the last round trips below.',
    design: 'One line for the names, one for all test servers.',
    why: 'One click leads to the evidence: who was asked, by which way, what came back, how old that is. A sum cannot be checked.',
  },
  {
    screen: 'home-why',
    ours: 'No line for a sign-in page.',
    design: '“Sign-in page: none”.',
    why: 'A page that answers shows it in its own line; where none answers, nobody knows.',
  },
  {
    screen: 'home-switching',
    ours: 'Six steps.',
    design: 'Three steps.',
    why: 'So many there are: the model is loaded, asked, and what could leave is looked for. A bar of three would stand still.',
  },
  {
    screen: 'home-switching',
    ours: 'OpenClaw answers while it takes the config.',
    design: 'OpenClaw is starting.',
    why: 'It takes most changes without a restart. Where it restarts, its row says so.',
  },
  {
    screen: 'home-refused',
    ours: 'The thumb stands on Offline, and “Try again” below the reason.',
    design: 'The thumb stays on Auto.',
    why: 'Offline is what the person has chosen and what is kept. Only the config was not switched, and that is said.',
  },
  {
    screen: 'home-refused',
    ours: '“Your AI partly works”, with Prepare under the headline.',
    design: '“Your AI works”, with Prepare in Ollama’s row.',
    why: 'Who has chosen Offline has no AI that works so. The first cause has the one blue button.',
  },
  {
    screen: 'home-foreign',
    ours: 'The question is asked where the file cannot be read as a config any more; both files are kept.',
    design: 'The question is asked for every key of ours that has changed, with both values.',
    why: 'What can be brought together is, and told on OpenClaw’s page: fewer questions. Two values of a file that cannot be read are not to be had.',
  },
  {
    screen: 'home-foreign',
    ours: 'The thumb stands on Online.',
    design: 'The thumb stands on Auto.',
    why: 'The moment is a way back that the person has chosen. In Auto the same card stands there.',
  },
  {
    screen: 'home-partly',
    ours: 'The evidence begins with what the part does without internet.',
    design: 'It begins with “Often seen after sleep”.',
    why: 'That is what this app is asked about. A cause that is only frequent is no evidence.',
  },
  {
    screen: 'home-partly',
    ours: 'The second button leads to OpenClaw’s config.',
    design: 'The second button copies the report.',
    why: 'There are at most two, and the page has more to say. The report is one press on ⌘C.',
  },
  {
    screen: 'home-partly',
    ours: 'No arrow in an open row.',
    design: 'An arrow in the open row only.',
    why: 'Its age would move to make room for it. That it is open is seen and heard.',
  },
  {
    screen: 'home-stopped',
    ours: '“Ollama: stopped.”',
    design: '“No answer from Ollama since 14:11.”',
    why: 'It was seen that nothing listens there, which is more than that nothing answers.',
  },
  {
    screen: 'home-stopped',
    ours: 'The mode says that the offline config is in place and not proved.',
    design: 'The mode says only since when it is offline.',
    why: 'A switch that was not proved is never told as done. It is calm and has no button: the headline has it.',
  },
  {
    screen: 'home-blind',
    ours: 'A card says how to end this app and what comes back all the same.',
    design: '“Restart engine”.',
    why: 'The engine lives in the app itself. What does not answer cannot be asked to start anew; a button would do nothing.',
  },
];
