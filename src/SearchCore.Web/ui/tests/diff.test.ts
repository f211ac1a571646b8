import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Word, compareTexts, compareWords } from '../src/diff';

const show = (words: Word[] | null): string => (words ? words.map(w => (w.differs ? `[${w.text}]` : w.text)).join('') : '-');

test('words that differ are marked on their sides', () => {
  const { left, right } = compareWords('Repairs take six weeks, he said.', 'Repairs take eight weeks or so, he said.');
  assert.equal(show(left), 'Repairs take [six] weeks, he said.');
  assert.equal(show(right), 'Repairs take [eight] weeks[ or so], he said.');
  assert.equal(show(compareWords('same', 'same').left), 'same');
  assert.equal(show(compareWords('', 'x').right), '[x]');
});

test('scripts without blanks are compared by words too', () => {
  const { left, right } = compareWords('港口的罢工星期四早晨结束', '港口的罢工星期五早晨结束');
  assert.equal(show(left).replace(/\[.*\]/, ''), show(right).replace(/\[.*\]/, ''));
  assert.match(show(left), /\[/);
});

test('paragraphs that belong together stand in one row', () => {
  const rows = compareTexts(
    ['one two three four', 'gone entirely', 'five six seven'], ['one two three 4', 'five six seven', 'something new'],
  );
  assert.deepEqual(rows.map(r => [show(r.left), show(r.right)]), [
    ['one two three [four]', 'one two three [4]'],
    ['[gone entirely]', '-'],
    ['five six seven', 'five six seven'],
    ['-', '[something new]'],
  ]);
});

test('both sides are whole whatever the texts', () => {
  let seed = 11;
  const random = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const line = (): string => Array.from({ length: 1 + random(8) }, () => 'abcde'[random(5)]).join(' ');
  const text = (): string[] => Array.from({ length: random(5) }, line);
  for (let run = 0; run < 500; run++) {
    const [a, b] = [text(), text()];
    const rows = compareTexts(a, b);
    const side = (which: 'left' | 'right'): string[] =>
      rows.flatMap(r => { const words = r[which]; return words ? [words.map(w => w.text).join('')] : []; });
    assert.deepEqual(side('left'), a);
    assert.deepEqual(side('right'), b);
  }
});
