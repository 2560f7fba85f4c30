/** Who switches Wi-Fi here. */
export type WifiKind = 'networksetup' | 'nmcli';
export type Power = 'on' | 'off' | 'unknown';

/** A device's name becomes an argument, so nothing that could be taken for an option or a path is one. */
export const deviceShapes: Readonly<Record<WifiKind, RegExp>> = {
  networksetup: /^[a-zA-Z0-9]{1,15}$/,
  nmcli: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,14}$/,
};

/** What a program says of the links of a machine. */
export interface Links {
  /** Null: none of them is Wi-Fi. */
  readonly wifi: string | null;
  /** As the system calls them, by their devices. */
  readonly names: ReadonlyMap<string, string>;
}

interface Link {
  readonly device: string;
  readonly name: string;
  readonly isWifi: boolean;
}

function linksOf(all: readonly Link[], kind: WifiKind): Links {
  const links = all.filter(({ device }) => deviceShapes[kind].test(device));
  return {
    wifi: links.find(({ isWifi }) => isWifi)?.device ?? null,
    names: new Map(links.map(({ device, name }) => [device, name])),
  };
}

/** Older systems call it AirPort. The port is not translated; a service is, and may be renamed. */
const wifiPorts = new Set(['Wi-Fi', 'AirPort']);

/** `-listallhardwareports`; null where it is no such list, though the program may have ended well. */
export function portsIn(said: string): Links | null {
  const lines = said.split('\n').map((line) => line.trim());
  if (!lines.some((line) => /^(Hardware Port: |VLAN Configurations)/.test(line))) return null;
  let port = '';
  const links = lines.flatMap((line) => {
    port = line === '' ? '' : (/^Hardware Port: (.{1,100})$/.exec(line)?.[1] ?? port);
    const device = /^Device: (\S+)$/.exec(line)?.[1];
    return device && port ? [{ device, name: port, isWifi: wifiPorts.has(port) }] : [];
  });
  return linksOf(links, 'networksetup');
}

/** `-t -f DEVICE,TYPE,STATE,CONNECTION device`. One that NetworkManager leaves alone is not switched by it. */
export function devicesIn(said: string): Links {
  const links = said.split('\n').map((line) => {
    const [device = '', type = '', state = ''] = cellsOf(line);
    return { device, name: type, isWifi: type === 'wifi' && state !== 'unmanaged' };
  });
  return linksOf(links, 'nmcli');
}

/** Cells are parted by colons; one that is part of a cell has a backslash before it. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, cell = '']) => cell.replace(/\\(.)/g, '$1'));

/** `-t general` tells of the hardware in its third cell. */
export const isMissingIn = (said: string): boolean => cellsOf(said.trim())[2] === 'missing';

const powers: Readonly<Record<WifiKind, readonly [RegExp, RegExp]>> = {
  networksetup: [/: On\s*$/m, /: Off\s*$/m],
  nmcli: [/^enabled\s*$/m, /^disabled\s*$/m],
};

/** The power that was read; whatever says both, or neither, is unknown. */
export function powerIn(said: string, kind: WifiKind): Power {
  const [isOn, isOff] = powers[kind].map((words) => words.test(said));
  if (isOn === isOff) return 'unknown';
  return isOn ? 'on' : 'off';
}
