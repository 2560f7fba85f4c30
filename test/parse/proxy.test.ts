import { describe, expect, test } from 'vitest';
import { proxyFromEnv, proxyOnMac } from '../../main/engine/network/proxy.ts';

const said = (...lines: string[]) => `<dictionary> {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
const exceptions = ['ExceptionsList : <array> {', '  0 : *.local', '  1 : 169.254/16', '}'];
const scoped = [
  '__SCOPED__ : <dictionary> {',
  '  en0 : <dictionary> {',
  '    HTTPEnable : 1',
  '    HTTPPort : 9',
  '    HTTPProxy : wrong.example',
  '  }',
  '}',
];
const named = (kind: string, host: string, port: number, isOn = 1) => [
  `${kind}Enable : ${isOn}`,
  `${kind}Port : ${port}`,
  `${kind}Proxy : ${host}`,
];

describe('scutil --proxy', () => {
  test.each([
    ['none', said(...exceptions, 'FTPPassive : 1', ...scoped), null, false],
    [
      'a proxy',
      said(...exceptions, ...named('HTTP', 'proxy.corp.example', 8080)),
      'http://proxy.corp.example:8080',
      false,
    ],
    ['one that is switched off', said(...named('HTTP', 'proxy.corp.example', 8080, 0)), null, false],
    ['one for https only', said(...named('HTTPS', '10.0.0.1', 3128)), 'http://10.0.0.1:3128', false],
    ['an IPv6 address', said(...named('HTTP', '2001:db8::1', 3128)), 'http://[2001:db8::1]:3128', false],
    ['without a port', said('HTTPEnable : 1', 'HTTPProxy : proxy.example'), 'http://proxy.example:80', false],
    ['a port that is none', said(...named('HTTP', 'proxy.example', 70_000)), null, false],
    ['a host that is none', said(...named('HTTP', 'not a host', 80)), null, false],
    ['no host', said('HTTPEnable : 1', 'HTTPPort : 80', 'HTTPProxy : '), null, false],
    ['SOCKS only', said(...named('SOCKS', 'socks.example', 1080)), null, false],
    [
      'a script',
      said('ProxyAutoConfigEnable : 1', 'ProxyAutoConfigURLString : http://wpad/wpad.dat'),
      null,
      true,
    ],
    ['found by the network', said('ProxyAutoDiscoveryEnable : 1'), null, true],
    [
      'a script that is switched off',
      said('ProxyAutoConfigEnable : 0', 'ProxyAutoConfigURLString : http://wpad/x'),
      null,
      false,
    ],
    ['nothing', '', null, false],
    ['half of it', said(...named('HTTP', 'proxy.corp.example', 8080)).slice(0, 40), null, false],
  ])('%s', (_title, text, url, isPac) => {
    expect(proxyOnMac(text)).toMatchObject({ url, isPac });
  });
  test('exceptions', () => {
    expect(proxyOnMac(said(...exceptions, ...scoped)).exceptions).toEqual(['*.local', '169.254/16']);
    expect(proxyOnMac(said('ExceptionsList : <array> {', '  0 : *.local')).exceptions).toEqual([]);
  });
});

describe('the environment', () => {
  const none = { url: null, isPac: false, exceptions: [] };
  test.each([
    ['nothing', {}, null],
    ['small letters', { http_proxy: 'http://proxy.example:3128/' }, 'http://proxy.example:3128'],
    ['capital letters', { HTTPS_PROXY: 'http://proxy.example:3128' }, 'http://proxy.example:3128'],
    ['without a scheme', { http_proxy: 'proxy.example:3128' }, 'http://proxy.example:3128'],
    ['without a port', { http_proxy: 'http://proxy.example' }, 'http://proxy.example:80'],
    ['name and password', { http_proxy: 'http://me:secret@proxy.example:3128' }, 'http://proxy.example:3128'],
    [
      'the same without a scheme',
      { http_proxy: 'me:secret@proxy.example:3128' },
      'http://proxy.example:3128',
    ],
    ['a proxy that speaks TLS', { https_proxy: 'https://proxy.example:443' }, null],
    ['socks', { all_proxy: 'socks5h://127.0.0.1:9050' }, null],
    [
      'the first that can be used',
      { http_proxy: 'socks5://x:1', all_proxy: 'http://b.example:2' },
      'http://b.example:2',
    ],
    ['empty', { http_proxy: '  ' }, null],
    ['nonsense', { http_proxy: 'http://:::' }, null],
    ['port nought', { http_proxy: 'http://proxy.example:0' }, null],
  ])('%s', (_title, env, url) => {
    expect(proxyFromEnv(env)).toEqual({ ...none, url });
  });
  test('exceptions', () => {
    expect(proxyFromEnv({ no_proxy: 'localhost, .example.com,,10.0.0.0/8' }).exceptions).toEqual([
      'localhost',
      '.example.com',
      '10.0.0.0/8',
    ]);
  });
});
