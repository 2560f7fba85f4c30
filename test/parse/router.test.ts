import { describe, expect, test } from 'vitest';
import { gatewayOnLinux, gatewayOnLinux6, gatewayOnMac } from '../../main/engine/network/gateway.ts';
import { neighbourOnLinux, neighbourOnMac } from '../../main/engine/network/neighbour.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
const v4 = (iface: string, to: string, via: string, flags: string, metric: number, mask: string) =>
  `${iface}\t${to}\t${via}\t${flags}\t0\t0\t${metric}\t${mask}\t0\t0\t0`;

describe('the IPv4 router from the kernel’s table', () => {
  const wired = v4('eth0', '00000000', '0101A8C0', '0003', 100, '00000000');
  const wireless = v4('wlan0', '00000000', '0102A8C0', '0003', 600, '00000000');
  const spare = v4('eth0', '00000000', 'FE01A8C0', '0003', 200, '00000000');
  const local = v4('eth0', '0001A8C0', '00000000', '0001', 100, '00FFFFFF');
  const half = v4('tun0', '00000000', '0100080A', '0003', 0, '00000080');
  const refused = v4('eth0', '00000000', '0101A8C0', '0203', 0, '00000000');
  test.each([
    ['the one over the interface', [wireless, wired, local], 'eth0', '192.168.1.1'],
    ['another one when the interface has none', [local, wireless], 'eth0', '192.168.2.1'],
    ['the lowest metric', [spare, wired], 'eth0', '192.168.1.1'],
    ['half the world is no default', [half, wireless], 'tun0', '192.168.2.1'],
    ['a route that refuses is none', [refused], 'eth0', null],
    ['local routes are none', [local], 'eth0', null],
    ['an empty table', [], 'eth0', null],
  ])('%s', (_title, rows, iface, expected) => {
    expect(gatewayOnLinux([head, ...rows, ''].join('\n'), iface)).toBe(expected);
  });
  test('also from a table without its later columns', () => {
    expect(gatewayOnLinux('Iface\teth0\neth0\t00000000\t0101A8C0\t0003\n', 'eth0')).toBe('192.168.1.1');
    expect(gatewayOnLinux('', '')).toBeNull();
  });
});

const none = '0'.repeat(32);
const linkLocal = 'fe80000000000000021122fffe334455';
const v6 = (to: string, length: string, via: string, metric: string, flags: string, iface: string) =>
  `${to} ${length} ${none} 00 ${via} ${metric} 00000001 00000000 ${flags}     ${iface}`;

describe('the IPv6 router from the kernel’s table', () => {
  const ra = v6(none, '00', linkLocal, '00000400', '00450003', 'eth0');
  const spare = v6(none, '00', linkLocal.replace('4455', '9999'), '00000500', '00450003', 'eth0');
  const typed = v6(none, '00', '20010db8000000000000000000000001', '00000064', '00000003', 'eth1');
  const nothing = v6(none, '00', none, 'ffffffff', '00200200', 'lo');
  const onLink = v6(none, '00', none, '00000400', '00000001', 'wg0');
  const local = v6('20010db8000000000000000000000000', '40', none, '00000100', '00400001', 'eth0');
  test.each([
    ['a link-local one has its zone', [local, ra, nothing], 'eth0', 'fe80::211:22ff:fe33:4455%eth0'],
    ['a global one has none', [typed, ra], 'eth1', '2001:db8::1'],
    ['another one when the interface has none', [ra], 'wlan0', 'fe80::211:22ff:fe33:4455%eth0'],
    ['the lowest metric of the interface', [spare, ra], 'eth0', 'fe80::211:22ff:fe33:4455%eth0'],
    ['the kernel’s "nothing there"', [nothing], 'eth0', null],
    ['a tunnel has no router', [onLink], 'wg0', null],
    ['half a row', [ra.slice(0, 80)], 'eth0', null],
    ['nothing', [], 'eth0', null],
  ])('%s', (_title, rows, iface, expected) => {
    expect(gatewayOnLinux6(`${rows.join('\n')}\n`, iface)).toBe(expected);
  });
});

describe('the router from route(8)', () => {
  test.each([
    [
      '   route to: default\ndestination: default\n    gateway: 192.168.1.1\n  interface: en0\n',
      '192.168.1.1',
    ],
    ['   route to: ::\n    gateway: fe80::1%en0\n  interface: en0\n', 'fe80::1%en0'],
    ['    gateway: 2001:db8::1\n', '2001:db8::1'],
    ['    gateway: index: 12\n  interface: utun4\n', null],
    ['    gateway: link#14\n', null],
    ['    gateway: router.local\n', null],
    ['route: writing to routing socket: not in table\n', null],
    ['', null],
  ])('%j', (text, expected) => {
    expect(gatewayOnMac(text)).toBe(expected);
  });
});

describe('neighbours', () => {
  const arp = [
    'IP address       HW type     Flags       HW address            Mask     Device',
    '192.168.1.1      0x1         0x2         a4:b1:c1:00:11:22     *        eth0',
    '192.168.1.7      0x1         0x0         00:00:00:00:00:00     *        eth0',
    '192.168.1.9      0x1         0x0         00:00:00:00:00:00     *        eth0',
    '192.168.1.9      0x1         0x6         a4:b1:c1:00:11:29     *        wlan0',
    '',
  ].join('\n');
  test.each([
    ['192.168.1.1', 'reached'],
    ['192.168.1.7', 'failed'],
    ['192.168.1.9', 'reached'],
    ['192.168.1.8', 'unknown'],
    ['192.168.1', 'unknown'],
    ['IP', 'unknown'],
  ])('Linux: %s is %s', (address, expected) => {
    expect(neighbourOnLinux(arp, address)).toBe(expected);
  });

  const ndp = 'Neighbor                        Linklayer Address  Netif Expire    St Flgs Prbs\n';
  test.each([
    ['? (192.168.1.1) at a4:b1:c1:0:11:22 on en0 ifscope [ethernet]\n', 'reached'],
    ['router.lan (192.168.1.1) at a4:b1:c1:0:11:22 on en0 ifscope [ethernet]\n', 'reached'],
    ['? (192.168.1.1) at (incomplete) on en0 ifscope [ethernet]\n', 'failed'],
    ['192.168.1.1 (192.168.1.1) -- no entry\n', 'unknown'],
    [`${ndp}fe80::1%en0                     a4:b1:c1:0:11:22     en0 23h59m59s S  R\n`, 'reached'],
    [`${ndp}fe80::1%en0                     (incomplete)         en0 expired   I      3\n`, 'failed'],
    [`${ndp}`, 'unknown'],
    ['fe80::1%en0 (fe80::1%en0) -- no entry\n', 'unknown'],
    ['fe80:1:2:3:4:5 (fe80:1:2:3:4:5) -- no entry\n', 'unknown'],
    ['', 'unknown'],
  ])('macOS: %j is %s', (text, expected) => {
    expect(neighbourOnMac(text)).toBe(expected);
  });
});
