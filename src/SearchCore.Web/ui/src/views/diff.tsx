import { useMemo } from 'preact/hooks';
import { emptySearch } from '../address';
import { address, call } from '../api';
import { type Word, compareTexts, compareWords } from '../diff';
import { useLoad } from '../load';
import { Failed } from '../parts/failure';
import { When } from '../parts/hits';
import { Link, useSettled } from '../router';
import { paragraphs } from '../text';
import type { Article, Collection, HighlightedArticle } from '../types';

interface Props {
  collection: Collection;
  left: string;
  right: string;
}

/** Two articles side by side, with the words that only one of them has marked. */
export function DiffView({ collection, left, right }: Props) {
  const get = (id: string, signal: AbortSignal): Promise<Article> =>
    call<HighlightedArticle>(address(collection.name, 'articles', { id }), signal).then(found => found.stored.article);
  const loaded = useLoad(`${collection.name}\n${left}\n${right}`, signal => Promise.all([get(left, signal), get(right, signal)]));
  useSettled(loaded.data ?? loaded.failure);
  return (
    <main id="main" class="diff-view">
      <div class="view-head">
        <h1>Side by side</h1>
        <p class="legend">
          <del>only on the left</del> <ins>only on the right</ins>
        </p>
        {loaded.data && (
          <Link class="quiet" to={{ view: 'diff', collection: collection.name, left: right, right: left }}>
            Swap
          </Link>
        )}
      </div>
      {loaded.failure && <Failed failure={loaded.failure} retry={loaded.reload} />}
      {loaded.data && <Compared collection={collection.name} left={loaded.data[0]} right={loaded.data[1]} />}
      {!loaded.data && !loaded.failure && <p class="quiet-text loading">Loading …</p>}
    </main>
  );
}

const texts = (article: Article): string[] => {
  const body = article.body ?? '';
  return paragraphs(body).map(p => body.slice(p.start, p.end));
};

function Compared({ collection, left, right }: { collection: string; left: Article; right: Article }) {
  const rows = useMemo(() => compareTexts(texts(left), texts(right)), [left, right]);
  const titles = useMemo(() => compareWords(left.title ?? '', right.title ?? ''), [left, right]);
  const differing = rows.filter(r => !r.left || !r.right || r.left.some(w => w.differs) || r.right.some(w => w.differs)).length;
  return (
    <>
      <p role="status" class="quiet-text">
        {differing === 0 ? 'Their texts are the same.' : `${differing} of ${rows.length} paragraphs differ.`}
      </p>
      <div class="sides">
        <Head collection={collection} article={left} title={titles.left} side="left" />
        <Head collection={collection} article={right} title={titles.right} side="right" />
        {rows.map((row, i) => (
          <div class="side-row" key={i}>
            <Side words={row.left} side="left" />
            <Side words={row.right} side="right" />
          </div>
        ))}
      </div>
    </>
  );
}

function Head({ collection, article, title, side }: { collection: string; article: Article; title: Word[]; side: 'left' | 'right' }) {
  return (
    <header class={`side-head ${side}`}>
      <p class="meta">
        <When moment={article.published} />
        {article.source && <span dir="auto">{article.source}</span>}
      </p>
      <h2 dir="auto">
        <Link to={{ view: 'article', collection, id: article.id, search: emptySearch }}>
          {article.title ? <Words words={title} side={side} /> : article.id}
        </Link>
      </h2>
    </header>
  );
}

function Side({ words, side }: { words: Word[] | null; side: 'left' | 'right' }) {
  return (
    <p class={`side ${side}${words ? '' : ' missing'}`} dir="auto">
      {words && <Words words={words} side={side} />}
    </p>
  );
}

function Words({ words, side }: { words: Word[]; side: 'left' | 'right' }) {
  return (
    <>
      {words.map((w, i) => (!w.differs ? w.text : side === 'left' ? <del key={i}>{w.text}</del> : <ins key={i}>{w.text}</ins>))}
    </>
  );
}
