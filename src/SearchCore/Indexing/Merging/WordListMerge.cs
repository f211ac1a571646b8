using Lucene.Net.Index;
using Lucene.Net.Util;

using SearchCore.Storage;

namespace SearchCore.Indexing.Merging;

/// <summary>Merges the lists of words of segments that are merged.</summary>
internal static class WordListMerge
{
    private const int WordsALook = 10_000;

    /// <summary>Writes the union.</summary>
    /// <param name="merge">What is merged.</param>
    /// <param name="state">What it becomes.</param>
    public static void Write(MergeState merge, SegmentWriteState state)
    {
        var lists = new List<WordList>();
        try
        {
            foreach (var reader in merge.Readers)
            {
                var info = ((SegmentReader)reader).SegmentInfo.Info;
                lists.Add(new WordList(info.Dir, info.Name));
            }

            using var writer = new WordListWriter(state.Directory, state.SegmentInfo.Name, state.Context);
            Write(new MergeOrder<WordHead>(lists.Select(list => new WordHead(list))), writer, merge);
            writer.Finish();
        }
        finally
        {
            IOUtils.DisposeWhileHandlingException(lists);
        }
    }

    private static void Write(MergeOrder<WordHead> order, WordListWriter writer, MergeState merge)
    {
        var (word, term) = (new byte[256], new byte[256]);
        var (wordLength, termLength) = (0, 0);
        for (var count = 1; order.First is { } first; count++)
        {
            var next = first.Words;
            if (!next.Word.SequenceEqual(word.AsSpan(0, wordLength)) || !next.Term.SequenceEqual(term.AsSpan(0, termLength)))
            {
                (wordLength, termLength) = (Keep(ref word, next.Word), Keep(ref term, next.Term));
                writer.Add(next.Word, next.Term);
            }

            order.Advance();
            if (count % WordsALook == 0)
            {
                merge.CheckAbort.Work(WordsALook);
            }
        }
    }

    private static int Keep(ref byte[] room, ReadOnlySpan<byte> bytes)
    {
        if (room.Length < bytes.Length)
        {
            room = new byte[2 * bytes.Length];
        }

        bytes.CopyTo(room);
        return bytes.Length;
    }

    /// <summary>A segment's current word.</summary>
    private sealed class WordHead(WordList list) : MergeHead
    {
        public WordListCursor Words { get; } = new(list, isOnce: true);

        public override bool Next()
        {
            var isThere = Words.Next();
            Start = isThere ? Beginning(Words.Word) : 0;
            return isThere;
        }

        public override int CompareTo(MergeHead other)
        {
            var words = ((WordHead)other).Words;
            return Words.Word.SequenceCompareTo(words.Word) is not 0 and var byWord ? byWord : Words.Term.SequenceCompareTo(words.Term);
        }
    }
}
