import { nextPath } from './next-path';

describe('the page to go to after signing in', () => {
  test.each([
    ['/people?city=lviv-ua#list', '/people?city=lviv-ua#list'],
    ['/', '/'],
    [null, '/'],
    ['', '/'],
    ['people', '/'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/people', '/'],
    ['/\\elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/api/v1/users/me/data', '/'],
    ['/sign-in?next=/people', '/'],
    ['/sign-in-later', '/sign-in-later'],
  ])('asked for as %j is %s', (wanted, path) => {
    expect(nextPath(wanted, 'https://pobratym.example')).toBe(path);
  });
});
