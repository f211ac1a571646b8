using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Schema;
using SearchCore.Searching.Budget;
using SearchCore.Searching.Columns;
using SearchCore.Searching.Postings;
using SearchCore.Storage;

namespace SearchCore.Searching.Snapshots;

/// <summary>A segment at one moment: what is read of it, and which of its articles are not deleted. Thread-safe.</summary>
internal sealed class SegmentView(AtomicReaderContext leaf)
{
    // Its block may have to be read from a disk.
    private const int StepsATerm = 2_500;

    private static readonly ConditionalWeakTable<AtomicReader, LiveArticles> States = [];

    private readonly LiveArticles live = States.GetValue(leaf.AtomicReader, reader => new LiveArticles(reader));

    /// <summary>The segment among those of its index.</summary>
    public AtomicReaderContext Leaf => leaf;

    /// <summary>Its reader.</summary>
    public AtomicReader Reader { get; } = leaf.AtomicReader;

    /// <summary>Its number among those of its index.</summary>
    public int Ord => leaf.Ord;

    /// <summary>How many articles it has, deleted ones included.</summary>
    public int DocumentCount { get; } = leaf.AtomicReader.MaxDoc;

    /// <summary>Its terms and where they stand.</summary>
    public SegmentPostings Postings { get; } = SegmentPostings.Of(leaf.AtomicReader);

    /// <summary>Its words as they are written; null where it has no list of them.</summary>
    public WordList? Words { get; } = WordList.Of(leaf.AtomicReader);

    /// <summary>Its articles as they are stored.</summary>
    public StoredFields Stored { get; } = StoredFields.Of(leaf.AtomicReader);

    /// <summary>Its columns.</summary>
    public SegmentColumns Columns { get; } = SegmentColumns.Of(leaf.AtomicReader);

    /// <summary>
    /// A bit for each article that is not deleted, in whole stretches of 64 words; null where none is. It must not be written to.
    /// </summary>
    public ulong[]? Live => live.Words;

    /// <summary>The codes of the languages of its articles that are not deleted.</summary>
    public IReadOnlyList<string> Languages => live.Languages(Postings);

    /// <summary>Where a term's postings stand; without documents where there is none.</summary>
    /// <param name="field">The term's field.</param>
    /// <param name="term">The term.</param>
    /// <param name="budget">The time there is.</param>
    public PostingList Find(string field, ReadOnlySpan<byte> term, SearchBudget budget)
    {
        if (Postings.Field(field) is not { } terms)
        {
            return default;
        }

        // What is read of a field when it is first asked for takes a millisecond where it lies on a disk.
        if (terms.IsRead)
        {
            budget.Spend(StepsATerm);
        }
        else
        {
            budget.Check();
        }

        return terms.TryFind(term, out var list) ? list : default;
    }

    /// <summary>The article with an id, of those that are not deleted; -1 where there is none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="budget">The time there is.</param>
    public int Find(ReadOnlySpan<byte> id, SearchBudget budget) =>
        Find(FieldNames.Id, id, budget) is { DocumentCount: > 0 } list ? live.First(Postings, list) : -1;

    /// <summary>How many articles that are not deleted have a term.</summary>
    /// <param name="field">The term's field.</param>
    /// <param name="term">The term.</param>
    /// <param name="list">Where its postings stand.</param>
    /// <param name="budget">The time there is.</param>
    public int LiveCount(string field, string term, in PostingList list, SearchBudget budget) =>
        Live is null || list.DocumentCount == 0 ? list.DocumentCount : live.Count(Postings, field, term, list, budget);

    /// <summary>How many words stand in a field of the articles that are deleted.</summary>
    public long DeletedWords(string field) => Live is null ? 0 : live.DeletedWords(Columns, DocumentCount, field);

    /// <summary>What follows from the deletions of a segment; as long as there is no further one, later moments share it.</summary>
    private sealed class LiveArticles
    {
        private const int WordsAStretch = 64, StepsABlock = 30;

        // Each search after a commit counts its words anew.
        [ThreadStatic]
        private static PostingCursor? ofThread;

        private readonly ConcurrentDictionary<(string Field, string Term), int> counts = new();
        private readonly ConcurrentDictionary<string, long> deletedWords = new(StringComparer.Ordinal);

        public LiveArticles(AtomicReader reader) => Words = reader.LiveDocs is { } bits ? WordsOf(bits) : null;

        public ulong[]? Words { get; }

        private IReadOnlyList<string>? languages;

        public IReadOnlyList<string> Languages(SegmentPostings postings) =>
            Volatile.Read(ref languages) ?? (languages = HeldLanguages.Of(postings, Words));

        public int Count(SegmentPostings postings, string field, string term, in PostingList list, SearchBudget budget)
        {
            if (counts.TryGetValue((field, term), out var known))
            {
                return known;
            }

            var cursor = ofThread ??= new PostingCursor();
            try
            {
                cursor.Open(postings, list);
                var count = 0;
                while (cursor.Next())
                {
                    budget.Spend(StepsABlock);
                    foreach (var document in cursor.Documents.AsSpan(0, cursor.Count))
                    {
                        count += (int)(Words![document >> 6] >> document) & 1;
                    }
                }

                return counts[(field, term)] = count;
            }
            finally
            {
                // It would hold the segment's files.
                cursor.Close();
            }
        }

        public int First(SegmentPostings postings, in PostingList list)
        {
            var cursor = ofThread ??= new PostingCursor();
            try
            {
                cursor.Open(postings, list);
                while (cursor.Next())
                {
                    foreach (var document in cursor.Documents.AsSpan(0, cursor.Count))
                    {
                        if (Words is null || ((Words[document >> 6] >> document) & 1) != 0)
                        {
                            return document;
                        }
                    }
                }

                return -1;
            }
            finally
            {
                cursor.Close();
            }
        }

        public long DeletedWords(SegmentColumns columns, int articles, string field) => deletedWords.GetOrAdd(field, _ =>
        {
            if (columns.Words(field) is not { } lengths)
            {
                return 0;
            }

            var sum = 0L;
            for (var i = 0; i < Words!.Length; i++)
            {
                for (var word = ~Words[i]; word != 0; word &= word - 1)
                {
                    var document = (i << 6) + BitOperations.TrailingZeroCount(word);
                    sum += document < articles ? lengths[document] : 0;
                }
            }

            return sum;
        });

        private static ulong[] WordsOf(IBits bits)
        {
            var words = new ulong[((bits.Length >> 6) / WordsAStretch * WordsAStretch) + WordsAStretch];
            for (var i = 0; i < bits.Length; i++)
            {
                if (bits.Get(i))
                {
                    words[i >> 6] |= 1ul << i;
                }
            }

            return words;
        }
    }
}
