// Two texts side by side: paragraphs that belong together in one row, and in them the words that differ.

export interface Word {
  text: string;
  differs: boolean;
}

export interface Row {
  left: Word[] | null;
  right: Word[] | null;
}

/** Words and what stands between them; scripts without blanks are broken as the browser knows how to. */
export function words(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(s => s.segment);
}

/** The longest common subsequence of two lists, as pairs of places. Longer lists than `most` are taken as all different. */
function common<T>(a: T[], b: T[], same: (x: T, y: T) => number, most = 4_000_000): [number, number][] {
  const columns = b.length + 1;
  if ((a.length + 1) * columns > most) return [];
  const best = new Float32Array((a.length + 1) * columns);
  const cell = (i: number, j: number): number => best[i * columns + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const score = same(a[i]!, b[j]!);
      best[i * columns + j] = Math.max(cell(i + 1, j), cell(i, j + 1), score > 0 ? score + cell(i + 1, j + 1) : 0);
    }
  }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const score = same(a[i]!, b[j]!);
    if (score > 0 && cell(i, j) === Math.fround(score + cell(i + 1, j + 1))) pairs.push([i++, j++]);
    else if (cell(i + 1, j) >= cell(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** The words of two texts, each with whether the other text has it there. */
export function compareWords(left: string, right: string): { left: Word[]; right: Word[] } {
  const a = words(left);
  const b = words(right);
  // What is the same at both ends needs no table.
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const pairs = common(a.slice(head, a.length - tail), b.slice(head, b.length - tail), (x, y) => (x === y ? (x.trim() ? 1 : 0.1) : 0));
  const mark = (list: string[], kept: Set<number>): Word[] => {
    const differing = list.map((_, i) => i >= head && i < list.length - tail && !kept.has(i - head));
    const found: Word[] = [];
    list.forEach((text, i) => {
      // A blank between two words that differ belongs to what differs.
      const differs = Boolean(differing[i] || (text.trim() === '' && differing[i - 1] && differing[i + 1]));
      const last = found.at(-1);
      if (last?.differs === differs) last.text += text;
      else found.push({ text, differs });
    });
    return found;
  };
  return { left: mark(a, new Set(pairs.map(p => p[0]))), right: mark(b, new Set(pairs.map(p => p[1]))) };
}

/** How much two paragraphs have in common: 1 where they have the same words, 0 below a third of them. */
function alike(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [word, n] of a) {
    shared += Math.min(n, b.get(word) ?? 0);
    all += n;
  }
  for (const n of b.values()) all += n;
  const share = all === 0 ? 1 : (2 * shared) / all;
  return share >= 1 / 3 ? share : 0;
}

function counts(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of words(text)) if (word.trim()) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

/** The rows of two texts that are given as paragraphs. */
export function compareTexts(left: string[], right: string[]): Row[] {
  const a = left.map(text => ({ text, counts: counts(text) }));
  const b = right.map(text => ({ text, counts: counts(text) }));
  const rows: Row[] = [];
  const whole = (text: string): Word[] => [{ text, differs: true }];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...common(a, b, (p, q) => alike(p.counts, q.counts)), [a.length, b.length] as [number, number]]) {
    while (i < x) rows.push({ left: whole(a[i++]!.text), right: null });
    while (j < y) rows.push({ left: null, right: whole(b[j++]!.text) });
    if (x < a.length && y < b.length) rows.push(compareWords(a[i++]!.text, b[j++]!.text));
  }
  return rows;
}
