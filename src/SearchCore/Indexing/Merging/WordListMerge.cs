using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>Merges the lists of words of segments that are merged.</summary>
internal static class WordListMerge
{
    private const int WordsALook = 10_000;

    private static readonly Comparer<WordListCursor> Order = Comparer<WordListCursor>.Create(
        (a, b) => a.Word.SequenceCompareTo(b.Word) is not 0 and var byWord ? byWord : a.Term.SequenceCompareTo(b.Term));

    /// <summary>Writes the union.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="state">What it becomes.</param>
    public static void Write(MergeState merge, SegmentWriteState state)
    {
        var lists = new List<WordList>();
        try
        {
            var heads = new PriorityQueue<WordListCursor, WordListCursor>(Order);
            foreach (var reader in merge.Readers)
            {
                var info = ((SegmentReader)reader).SegmentInfo.Info;
                lists.Add(new WordList(info.Dir, info.Name));
                var cursor = new WordListCursor(lists[^1], isOnce: true);
                if (cursor.Next())
                {
                    heads.Enqueue(cursor, cursor);
                }
            }

            using var writer = new WordListWriter(state.Directory, state.SegmentInfo.Name, state.Context);
            Write(heads, writer, merge);
            writer.Finish();
        }
        finally
        {
            IOUtils.DisposeWhileHandlingException(lists);
        }
    }

    private static void Write(PriorityQueue<WordListCursor, WordListCursor> heads, WordListWriter writer, MergeState merge)
    {
        var (word, term) = (Array.Empty<byte>(), Array.Empty<byte>());
        for (var count = 1; heads.Count > 0; count++)
        {
            var next = heads.Dequeue();
            if (!next.Word.SequenceEqual(word) || !next.Term.SequenceEqual(term))
            {
                (word, term) = (next.Word.ToArray(), next.Term.ToArray());
                writer.Add(word, term);
            }

            if (next.Next())
            {
                heads.Enqueue(next, next);
            }

            if (count % WordsALook == 0)
            {
                merge.CheckAbort.Work(WordsALook);
            }
        }
    }
}
