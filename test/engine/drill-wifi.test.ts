import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findWifi, powerOf, setPower } from '../../main/engine/drill/wifi.ts';
import { devicesIn, isMissingIn, portsIn, powerIn } from '../../main/engine/drill/wifi-words.ts';
import { type DrillPlace, type How, newPlace, until } from './drill-place.ts';

const places: DrillPlace[] = [];
afterAll(() => {
  for (const place of places) place.end();
});
function placeWith(how: How): DrillPlace {
  const place = newPlace(how);
  places.push(place);
  return place;
}
const { signal } = new AbortController();
const en1 = { device: 'en1', kind: 'networksetup' } as const;

const desktop = `
Hardware Port: Ethernet
Device: en0
Ethernet Address: 7a:00:00:00:00:01

Hardware Port: Wi-Fi
Device: en1
Ethernet Address: 7a:00:00:00:00:02

VLAN Configurations
===================
`;

describe('which device is Wi-Fi', () => {
  test.each([
    ['a desktop', desktop, 'en1', ['Ethernet', 'Wi-Fi']],
    ['an older one', desktop.replace('Wi-Fi', 'AirPort'), 'en1', ['Ethernet', 'AirPort']],
    ['lines that end as elsewhere', desktop.replaceAll('\n', '\r\n'), 'en1', ['Ethernet', 'Wi-Fi']],
    ['none', desktop.replace('Wi-Fi', 'Thunderbolt Bridge'), null, ['Ethernet', 'Thunderbolt Bridge']],
    ['no ports at all', '\nVLAN Configurations\n===================\n', null, []],
    ['a device that would be an option', desktop.replace('en1', '-en1'), null, ['Ethernet']],
    ['a device with a path in it', desktop.replace('en1', '../en1'), null, ['Ethernet']],
    ['a device with blanks', desktop.replace('en1', 'en1 on'), null, ['Ethernet']],
    ['a block without a device', desktop.replace('Device: en1\n', ''), null, ['Ethernet']],
  ])('of a Mac with %s', (_title, said, wifi, names) => {
    const found = portsIn(said);
    expect(found?.wifi).toBe(wifi);
    expect([...(found?.names.values() ?? [])]).toEqual(names);
  });
  test.each(['AuthorizationCreate() failed: -60008', '', 'You are the weakest link\n'])(
    'is not known where %j is said',
    (said) => expect(portsIn(said)).toBeNull(),
  );
  test.each([
    ['one', 'wlp2s0:wifi:connected:Home\nlo:loopback:unmanaged:\n', 'wlp2s0'],
    ['a network with a colon in its name', 'wlan0:wifi:connected:a\\:wifi\\:b\n', 'wlan0'],
    ['its second face', 'p2p-dev-wlan0:wifi-p2p:disconnected:\nwlan0:wifi:disconnected:\n', 'wlan0'],
    ['one that is left alone', 'wlan0:wifi:unmanaged:\n', null],
    ['none', 'eth8:ethernet:unmanaged:\nlo:loopback:unmanaged:\n', null],
    ['a name that would be an option', '-f:wifi:connected:\n', null],
    ['a name with a colon', 'a\\:b:wifi:connected:\n', null],
    ['no word', '', null],
  ])('of Linux with %s', (_title, said, wifi) => expect(devicesIn(said).wifi).toBe(wifi));
  test('hardware that is missing', () => {
    expect(isMissingIn('disconnected:unknown:missing:enabled:missing:enabled\n')).toBe(true);
    expect(isMissingIn('connected:full:enabled:enabled:missing:enabled\n')).toBe(false);
  });
});

test.each([
  ['networksetup', 'Wi-Fi Power (en0): On\n', 'on'],
  ['networksetup', 'AirPort Power (en1): Off', 'off'],
  ['networksetup', 'Wi-Fi Power (en0): Once', 'unknown'],
  [
    'networksetup',
    'en6 is not a Wi-Fi interface.\n** Error: Error obtaining wireless information.',
    'unknown',
  ],
  ['networksetup', 'AuthorizationCreate() failed: -60008', 'unknown'],
  ['nmcli', 'enabled\n', 'on'],
  ['nmcli', 'disabled\n', 'off'],
  ['nmcli', 'Error: NetworkManager is not running.', 'unknown'],
] as const)('%s says %j: the power is %s', (kind, said, power) => expect(powerIn(said, kind)).toBe(power));

describe('the Wi-Fi of a machine', () => {
  test('is found with the names of all links', async () => {
    const place = placeWith('works');
    place.ports(desktop);
    expect(await findWifi(place.tools, signal)).toEqual({
      ok: true,
      value: {
        ...en1,
        program: place.program,
        names: new Map([
          ['en0', 'Ethernet'],
          ['en1', 'Wi-Fi'],
        ]),
      },
    });
  });
  test('is none where no program switches it', async () => {
    const place = placeWith('works');
    rmSync(place.program);
    expect(await findWifi(place.tools, signal)).toEqual({ ok: true, value: null });
  });
  test('is not known where the program is refused by the system', async () => {
    const { tools } = placeWith('refuses');
    expect(await findWifi(tools, signal)).toEqual({
      ok: false,
      problem: {
        code: 'drill-wifi',
        about: 'networksetup',
        detail: 'AuthorizationCreate() failed: -60008',
      },
    });
  });
  test.each([
    ['there is some', 'a:full:enabled:enabled:missing:enabled', 'wlan0'],
    ['its hardware is missing', 'a:none:missing:enabled:missing:enabled', null],
    ['nobody runs that nmcli could tell', null, null],
  ])('on Linux, where %s', async (_title, general, device) => {
    const place = placeWith('works');
    rmSync(place.program);
    const program = place.put('root/usr/bin/nmcli', nmcli(place.at('wifi'), general));
    const found = await findWifi(place.tools, signal);
    if (device === null) return expect(found).toEqual({ ok: true, value: null });
    expect(found).toMatchObject({ ok: true, value: { device, program, kind: 'nmcli' } });
    const wifi = { device, kind: 'nmcli' } as const;
    expect(await powerOf(place.tools, wifi, signal)).toBe('off');
    expect(await setPower(place.tools, wifi, 'on', signal)).toEqual({ ok: true, value: null });
    expect([place.power(), await powerOf(place.tools, wifi, signal)]).toEqual(['On', 'on']);
  });
});

const nmcli = (folder: string, general: string | null) => `#!/bin/sh
PATH=/usr/bin:/bin
cd '${folder}' || exit 1
case $* in
  '-t general') ${general === null ? "echo 'Error: NetworkManager is not running.' >&2; exit 8" : `echo ${general}`} ;;
  '-t radio wifi') case $(cat power) in On) echo enabled ;; *) echo disabled ;; esac ;;
  'radio wifi on') echo On >power ;;
  'radio wifi off') echo Off >power ;;
  *) echo 'wlan0:wifi:connected:Home' ;;
esac
`;

describe.concurrent('the power of Wi-Fi', () => {
  const refusal = 'AuthorizationCreate() failed: -60008';
  test.each([
    ['works', null, 'On'],
    ['second', null, 'On'],
    ['hangs-once', null, 'On'],
    ['doubts', null, 'On'],
    ['refuses', refusal, 'Off'],
    ['hangs', 'timed-out', 'Off'],
    ['foreign', 'Error obtaining wireless information', 'Off'],
    ['lies', 'Wi-Fi Power (en1): Off', 'On'],
  ] as const)('a program that %s', async (how, detail, power) => {
    const place = placeWith(how);
    const set = await setPower(place.tools, en1, 'on', signal);
    expect(set).toEqual(
      detail === null
        ? { ok: true, value: null }
        : { ok: false, problem: { code: 'drill-wifi', about: 'en1', detail } },
    );
    expect(place.power()).toBe(power);
  });
  test('is switched off as well', async () => {
    const place = placeWith('works');
    place.power('On');
    expect(await setPower(place.tools, en1, 'off', signal)).toEqual({ ok: true, value: null });
    expect([place.power(), await powerOf(place.tools, en1, signal)]).toEqual(['Off', 'off']);
  });
  test('cannot be switched where the program has gone', async () => {
    const place = placeWith('works');
    rmSync(place.program);
    expect(await setPower(place.tools, en1, 'on', signal)).toMatchObject({
      ok: false,
      problem: { code: 'drill-wifi', about: 'en1', detail: 'no-program' },
    });
  });
  test('is not waited for once that is called off', async () => {
    const calling = new AbortController();
    const place = placeWith('hangs');
    const set = setPower(place.tools, en1, 'on', calling.signal);
    await until(() => place.calls().length > 0);
    calling.abort();
    expect(await set).toEqual({ ok: false, problem: { code: 'called-off', about: 'en1' } });
  });
  test.each(['-en0', 'en0 on', '', 'en0\n', '../en0', 'averylongdevicename'])(
    'of %j is never asked for',
    async (device) => {
      const place = placeWith('works');
      const strange = { ...en1, device };
      expect(await powerOf(place.tools, strange, signal)).toBe('unknown');
      expect(await setPower(place.tools, strange, 'on', signal)).toMatchObject({ ok: false });
      expect(readFileSync(join(place.home, 'wifi/calls'), 'utf8')).toBe('');
    },
  );
});
