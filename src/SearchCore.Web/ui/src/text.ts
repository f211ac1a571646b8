// Texts with places in them. Nothing here or elsewhere makes HTML: components turn pieces into text nodes.
import type { HighlightedArticle, Mention, Named, Span } from './types';

export interface Piece {
  text: string;
  marked: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** Reads a snippet: text in HTML whose only markup is `<em>` and whose only references are the five of `entities`. */
export function readSnippet(html: string): Piece[] {
  const pieces: Piece[] = [];
  let marked = false;
  for (const part of html.split(/(<\/?em>)/)) {
    if (part === '<em>') marked = true;
    else if (part === '</em>') marked = false;
    else if (part !== '') pieces.push({ text: part.replace(/&(?:amp|lt|gt|quot|#39);/g, e => entities[e] ?? e), marked });
  }
  return pieces;
}

export const plain = (pieces: Piece[]): string => pieces.map(p => p.text).join('');

/** A run of a text that is all inside or outside of the same match; `match` is its number, counted from `firstMatch`. */
export interface Run {
  text: string;
  match: number | null;
}

/** A stretch of a text that mentions one entity, or none. */
export interface Stretch {
  mention: Mention | null;
  runs: Run[];
}

/**
 * Cuts `text[from, to)` where matches and mentions begin and end. Both are in order and do not overlap among themselves; what
 * reaches out of the cut is trimmed, and what is not a range of the text is passed over.
 */
export function cut(text: string, matches: Span[], mentions: Mention[], from = 0, to = text.length, firstMatch = 0): Stretch[] {
  const stretches: Stretch[] = [];
  const runs = (start: number, end: number): Run[] => {
    const found: Run[] = [];
    let at = start;
    matches.forEach((m, i) => {
      const a = Math.max(m.start, at);
      const b = Math.min(m.end, end);
      if (a >= b) return;
      if (a > at) found.push({ text: text.slice(at, a), match: null });
      found.push({ text: text.slice(a, b), match: firstMatch + i });
      at = b;
    });
    if (at < end) found.push({ text: text.slice(at, end), match: null });
    return found;
  };
  let at = from;
  for (const mention of mentions) {
    const a = Math.max(mention.start, at);
    const b = Math.min(mention.end, to);
    if (a >= b) continue;
    if (a > at) stretches.push({ mention: null, runs: runs(at, a) });
    stretches.push({ mention, runs: runs(a, b) });
    at = b;
  }
  if (at < to) stretches.push({ mention: null, runs: runs(at, to) });
  return stretches;
}

/** The paragraphs of a text, which blank lines part; a text without blank lines has one on each line. */
export function paragraphs(text: string): Span[] {
  const gap = /\n[^\S\n]*\n\s*/.test(text) ? /\n[^\S\n]*\n\s*/g : /\n+/g;
  const found: Span[] = [];
  let start = 0;
  for (const m of text.matchAll(gap)) {
    found.push({ start, end: m.index });
    start = m.index + m[0].length;
  }
  found.push({ start, end: text.length });
  return found.filter(p => text.slice(p.start, p.end).trim() !== '');
}

const inWord = /[\p{L}\p{N}]/u;
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Where a text has a name as it is written, as whole words. */
function places(text: string, name: string): Span[] {
  const found: Span[] = [];
  const loose = withoutBlanks.test(name);
  for (let at = text.indexOf(name); name !== '' && at >= 0; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (loose || (!inWord.test(text.charAt(at - 1)) && !inWord.test(text.charAt(end)))) found.push({ start: at, end });
  }
  return found;
}

/**
 * The entities of an article and where they are mentioned. Where the service recognized them it says where; those that came with the
 * article are looked for by their names.
 */
export function entitiesOf({ stored }: HighlightedArticle): { entities: Named[]; mentions: Mention[] } {
  const { article, recognized, mentions } = stored;
  const given = (article.entities ?? []).filter(e => !recognized.some(r => r.kind === e.kind && r.name === e.name));
  const found = [...mentions];
  for (const { kind, name } of given) {
    for (const inBody of [false, true]) {
      for (const span of places((inBody ? article.body : article.title) ?? '', name)) found.push({ inBody, kind, name, ...span });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return { entities: [...recognized, ...given], mentions: found };
}
