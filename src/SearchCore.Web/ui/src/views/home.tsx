import { emptySearch } from '../address';
import { plural } from '../dates';
import { Link, useSettled } from '../router';
import type { Collection } from '../types';

/** The collections that there are for this reader. */
export function HomeView({ collections }: { collections: Collection[] }) {
  useSettled(true);
  return (
    <main id="main" class="home-view">
      <h1>Archives</h1>
      {collections.length === 0 && <p class="notice">There is no archive that you may read.</p>}
      <ul class="archives">
        {collections.map(c => (
          <li key={c.name}>
            <Link to={{ view: 'search', collection: c.name, search: emptySearch }}>
              <strong dir="auto">{c.title}</strong>
              <span>{c.problem ? 'cannot be searched now' : plural(c.articles, 'article')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
