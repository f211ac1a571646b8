import { writeRoute } from '../address';
import { Link } from '../router';
import { type Stretch, readSnippet } from '../text';

/** A snippet with its matches marked. */
export function Snippet({ html }: { html: string }) {
  return <>{readSnippet(html).map((p, i) => (p.marked ? <mark key={i}>{p.text}</mark> : p.text))}</>;
}

interface MarkedProps {
  stretches: Stretch[];
  collection: string;
  current: number | null;
  entities: boolean;
}

/** Text with its matches marked, and its entities as links to their pages. */
export function Marked({ stretches, collection, current, entities }: MarkedProps) {
  const runs = (s: Stretch) =>
    s.runs.map((r, i) =>
      r.match === null ? (
        r.text
      ) : (
        <mark key={i} data-match={r.match} class={r.match === current ? 'current' : undefined}>
          {r.text}
        </mark>
      ),
    );
  return (
    <>
      {stretches.map((s, i) =>
        s.mention && entities ? (
          <Link
            key={i}
            class={`entity ${kindClass(s.mention.kind)}`}
            to={{ view: 'entity', collection, kind: s.mention.kind, name: s.mention.name }}
            title={`${s.mention.kind}: ${s.mention.name}`}
          >
            {runs(s)}
          </Link>
        ) : (
          runs(s)
        ),
      )}
    </>
  );
}

export const kindClass = (kind: string): string => (['person', 'organization', 'place'].includes(kind) ? kind : 'other');

/** Whether a link to an article's own address may be followed: addresses come from archives and may be anything. */
export const safeUrl = (url: string | null | undefined): string | null => (url && /^https?:\/\//i.test(url) ? url : null);

const titles: Record<string, string> = {
  person: 'People', organization: 'Organizations', place: 'Places', source: 'Sources', section: 'Sections', author: 'Authors',
  tag: 'Tags', lang: 'Languages', words: 'Words',
};

export const kindTitle = (kind: string): string => titles[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
export const isEntityKind = (kind: string): boolean => !['source', 'section', 'author', 'tag', 'lang', 'words', 'host'].includes(kind);

export const absolute = (route: Parameters<typeof writeRoute>[0]): string => new URL(writeRoute(route), location.href).href;
