import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cut, entitiesOf, paragraphs, plain, readSnippet } from '../src/text';

test('a snippet is text and marks, and nothing else', () => {
  assert.deepEqual(readSnippet('a <em>b</em> &lt;em&gt; &amp;amp; &quot;&#39;'), [
    { text: 'a ', marked: false }, { text: 'b', marked: true }, { text: ` <em> &amp; "'`, marked: false },
  ]);
  assert.equal(plain(readSnippet('<b>&nbsp;&#60;')), '<b>&nbsp;&#60;');
  assert.deepEqual(readSnippet(''), []);
});

test('a text is whole again whatever it was cut by', () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const spans = (length: number) => {
    const found: { start: number; end: number }[] = [];
    for (let at = random(5); at < length; at += random(6)) {
      const end = Math.min(length, at + random(5));
      found.push({ start: at, end });
      at = end;
    }
    return found;
  };
  for (let run = 0; run < 2_000; run++) {
    const text = Array.from({ length: random(40) }, () => 'ab c\nü港'[random(7)]).join('');
    const matches = spans(text.length + 3);
    const mentions = spans(text.length + 3).map(s => ({ ...s, inBody: true, kind: 'person', name: 'x' }));
    const from = random(text.length + 1);
    const to = from + random(text.length - from + 1);
    const stretches = cut(text, matches, mentions, from, to, 10);
    assert.equal(stretches.map(s => s.runs.map(r => r.text).join('')).join(''), text.slice(from, to));
    const marked = new Set(stretches.flatMap(s => s.runs).flatMap(r => (r.match === null ? [] : [r.match - 10])));
    const wanted = matches.flatMap((m, i) => (Math.max(m.start, from) < Math.min(m.end, to) ? [i] : []));
    assert.deepEqual([...marked].sort((a, b) => a - b), wanted);
  }
});

test('paragraphs are parted by blank lines, or by lines where there are none', () => {
  const parts = (text: string): string[] => paragraphs(text).map(p => text.slice(p.start, p.end));
  assert.deepEqual(parts('a\nb\n\nc\n \n\n d\n'), ['a\nb', 'c', 'd\n']);
  assert.deepEqual(parts('a\nb'), ['a', 'b']);
  assert.deepEqual(parts(' \n\n '), []);
});

test('names that came with an article are found as whole words', () => {
  const { mentions } = entitiesOf({
    stored: {
      article: {
        id: '1', title: 'Oban and Obanites', body: 'In Oban, 青岛港口。',
        entities: [{ kind: 'place', name: 'Oban' }, { kind: 'place', name: '青岛' }, { kind: 'place', name: '' }],
      },
      recognized: [],
      mentions: [],
    },
    titleMatches: [], bodyMatches: [], isPartial: false,
  });
  assert.deepEqual(mentions.map(m => [m.inBody, m.start, m.end]), [[false, 0, 4], [true, 3, 7], [true, 9, 11]]);
});
