import { deviceOf } from './device';

describe('a device', () => {
  const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  test.each([
    [`Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/130.0 Safari/537.36`, 'Chrome', 'Windows'],
    [`Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/130.0 Edg/130.0`, 'Edge', 'Windows'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1`, 'Safari', 'iOS'],
    [`Mozilla/5.0 (Linux; Android 14) ${webKit} Chrome/130.0 Mobile Safari/5`, 'Chrome', 'Android'],
    [`Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0`, 'Firefox', 'Linux'],
    ['curl/8.0', undefined, undefined],
    [null, undefined, undefined],
  ])('that says %j is %s on %s', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });
});
