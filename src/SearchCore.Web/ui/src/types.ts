// What the service answers, as docs/json.md describes it: only the members that the page reads.

export interface Collection {
  name: string;
  title: string;
  articles: number;
  sequence: number;
  kinds: string[];
  fields: string[];
  may: string[];
  /** Why it cannot be searched now. */
  problem?: string | null;
}

export interface Collections {
  collections: Collection[];
  maxHits: number;
  maxFacetValues: number;
}

/** What an article can be narrowed by: entities, authors, tags; and how many others are nearly the same. */
export interface NamedArticle {
  id: string;
  values: { kind: string; value: string }[];
  near?: number | null;
}

export interface Diagnostic {
  code: string;
  severity: 'warning' | 'error';
  start: number;
  end: number;
  message: string;
  fix?: string | null;
  expected?: string | null;
}

export interface Hit {
  id: string;
  score: number;
  title: string | null;
  published: string | null;
  source: string | null;
  url: string | null;
  snippet: string | null;
  /** The text of the archive's own that the snippet is of. */
  snippetField?: string | null;
  group?: { value: string | null; articles: number };
  story?: { id: string; articles: number; matches: number };
}

export interface ValueCount {
  value: string;
  count: number;
}

export interface Bucket {
  start: string;
  count: number;
  articles: number;
  burst: boolean;
}

export interface Gap {
  start: string;
  end: string;
  buckets: number;
  articles: number;
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Suggestion {
  text: string;
  replacement: string;
  articles: number;
  query: string;
}

export interface Results {
  total: number;
  totalIsExact: boolean;
  stories?: number;
  tookMs: number;
  partial: boolean;
  missing?: { shard: string; reason: string }[];
  next: string | null;
  hits: Hit[];
  facets: Record<string, ValueCount[]>;
  distinct?: Record<string, number>;
  timeline: Bucket[];
  timelineGaps?: Gap[];
  timelineUnit?: Unit;
  timelineZone?: string;
  undated?: number;
  suggestions?: Suggestion[];
  warnings: Diagnostic[];
}

export interface Span {
  start: number;
  end: number;
}

/** An entity by kind and name. */
export interface Named {
  kind: string;
  name: string;
}

export interface Mention extends Span, Named {
  inBody: boolean;
}

export interface Article {
  id: string;
  title?: string | null;
  body?: string | null;
  published?: string | null;
  source?: string | null;
  url?: string | null;
  section?: string | null;
  language?: string | null;
  authors?: string[];
  tags?: string[];
  entities?: Named[];
}

export interface HighlightedArticle {
  stored: { article: Article; recognized: Named[]; mentions: Mention[] };
  titleMatches: Span[];
  bodyMatches: Span[];
  /** The texts of the archive's own that have matches. */
  texts?: { field: string; text: string; matches: Span[] }[];
  isPartial: boolean;
}

export interface NearDuplicate {
  id: string;
  overlap: number;
  title: string | null;
  published: string | null;
  source: string | null;
}

export interface Completion {
  sort: 'value' | 'word' | 'title';
  kind?: string | null;
  text: string;
  start: number;
  articles: number;
}

export interface ParseResult {
  query: string;
  valid: boolean;
  printed: string | null;
  dates: { start: number; end: number; text: string; from: string | null; to: string | null }[];
  diagnostics: Diagnostic[];
}

export interface SignificantValue {
  value: string;
  score: number;
  matches: number;
  articles: number;
  ratio?: number;
}

export interface Significance {
  kind?: string;
  sample: number;
  archive: number;
  values: SignificantValue[];
}

export interface EntityPage {
  kind: string;
  name: string;
  alsoNamed: string[];
  forms: ValueCount[];
  articles: { value: number; relation: 'exact' | 'atLeast' };
  timeline?: { unit: Unit; zone: string; undated: number; buckets: Bucket[]; gaps?: Gap[] };
  companions: Significance[];
  sources: { kind: string; values: ValueCount[]; distinct: number };
  newest: Hit[];
  partial: boolean;
}
