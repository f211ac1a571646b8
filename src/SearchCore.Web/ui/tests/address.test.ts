import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Route, emptySearch, readRoute, toggleChoice, writeRoute } from '../src/address';

const read = (address: string): Route => {
  const at = address.indexOf('?');
  return at < 0 ? readRoute(address, '') : readRoute(address.slice(0, at), address.slice(at));
};

test('every route is read as it was written', () => {
  const search = {
    ...emptySearch,
    q: 'a&b=c #?%2F "x" ü 港',
    select: [{ kind: 'person', value: 'A = B & C' }, { kind: 'person', value: 'ü/x' }],
    from: '2019-03-01', to: '2019-04-01', timeline: 'day', sort: 'newest', unique: true, zone: 'Europe/Berlin', dialect: 'lucene',
  };
  const ids = ['a', 'a/b/c', 'a//b', './x', '..', 'https://example.org/?q=1#x', '%2F', 'ü 港', '<script>', 'a\\b', ' ', 'a?b', '/', 'a/'];
  const routes: Route[] = [
    { view: 'home' },
    { view: 'search', collection: 'c', search: emptySearch },
    { view: 'search', collection: 'c d/e', search },
    { view: 'compare', collection: 'c', a: 'x & y', b: '' },
    { view: 'diff', collection: 'c', left: 'a/b', right: 'c?d' },
    { view: 'saved', collection: 'c' },
    ...ids.map(id => ({ view: 'article' as const, collection: 'c', id, search })),
    ...ids.map(name => ({ view: 'entity' as const, collection: 'c', kind: 'person', name })),
  ];
  for (const route of routes) {
    const address = writeRoute(route);
    // As a browser resolves it: dots and backslashes must not be lost on the way.
    const url = new URL(address, 'http://localhost');
    assert.deepEqual(readRoute(url.pathname, url.search), route, address);
    assert.equal(url.host, 'localhost');
  }
});

test('what is no address leads nowhere, without an error', () => {
  for (const address of ['/c', '/c/', '/c/x/y', '/c/x/e/person', '/c/%E0%A4%A/%', '/c/x?select=x&select==y&unique=1']) read(address);
  assert.equal(read('/x').view, 'unknown');
  assert.equal(read('/c/x/a').view, 'unknown');
});

test('a choice is taken and taken away', () => {
  const one = toggleChoice(emptySearch, { kind: 'place', value: 'Oban' });
  assert.deepEqual(one.select, [{ kind: 'place', value: 'Oban' }]);
  assert.deepEqual(toggleChoice(one, { kind: 'place', value: 'Oban' }), emptySearch);
});
