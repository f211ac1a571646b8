using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// A text field: words become terms by a memo of their language and go into the log; how many there are becomes the norm.
/// </summary>
/// <param name="definition">What it is.</param>
/// <param name="table">The terms that memos make of words; fields may share it.</param>
/// <param name="marks">Where to note what begins at a word, or null.</param>
/// <param name="signatures">What makes signatures of the words, or null.</param>
internal sealed class TextPostings(
    FieldDefinition definition, TermTable table, MarksField? marks = null, SignatureColumn? signatures = null)
{
    private const int AtATime = 256;

    private readonly WordSpan[] words = new WordSpan[AtATime];
    private readonly int[] tokens = new int[AtATime];
    private readonly int[] openings = new int[AtATime];
    private readonly ulong[] hashes = new ulong[AtATime];
    private byte[] norms = new byte[1024];
    private int[] lengths = new int[1024];

    public IndexedField Field { get; } = new(definition, table);

    /// <summary>The norm of each article, 0 where it does not have the field.</summary>
    public ReadOnlySpan<byte> Norms => norms.AsSpan(0, Field.Log.Documents);

    /// <summary>How many words each article has in the field.</summary>
    public ReadOnlySpan<int> Lengths => lengths.AsSpan(0, Field.Log.Documents);

    /// <summary>Adds the text of an article; nothing where it does not have the field.</summary>
    /// <param name="text">The text.</param>
    /// <param name="memo">What words of its language become.</param>
    public void Add(ReadOnlySpan<byte> text, TermMemo memo)
    {
        var log = Field.Log;
        var count = 0;
        if (!text.IsEmpty)
        {
            Field.IsPresent = true;
            count = Log(text, memo, log);
        }

        if (norms.Length <= log.Documents)
        {
            Array.Resize(ref norms, Capacity.For(log.Documents + 1));
            Array.Resize(ref lengths, norms.Length);
        }

        norms[log.Documents] = text.IsEmpty ? (byte)0 : Norm(count);
        lengths[log.Documents] = count;
        log.EndDocument(count > 0);
        marks?.EndDocument();
    }

    private int Log(ReadOnlySpan<byte> text, TermMemo memo, TokenLog log)
    {
        var terms = 0;
        var breaker = new WordBreaker(text);
        var position = 0;
        var last = default(WordSpan);
        var wanted = marks is null ? default : openings.AsSpan();
        for (var some = breaker.Next(words, wanted, out var opened); some > 0; some = breaker.Next(words, wanted, out opened))
        {
            if (marks is not null)
            {
                Mark(text, wanted[..opened], last, position);
                last = words[some - 1];
                position += some;
            }

            var numbers = tokens.AsSpan(0, some);
            var folded = hashes.AsSpan(0, some);
            terms += memo.TermsOf(text, words.AsSpan(0, some), numbers, folded);
            signatures?.Add(folded);
            log.Add(numbers);
        }

        return terms;
    }

    private void Mark(ReadOnlySpan<byte> text, ReadOnlySpan<int> some, WordSpan last, int position)
    {
        if (position == 0)
        {
            marks!.Add(TextBreak.Paragraph, 0);
        }

        foreach (var place in some)
        {
            if (position + place > 0)
            {
                marks!.Add(SentenceBreaks.Between(text, place == 0 ? last : words[place - 1], words[place]), position + place);
            }
        }
    }

    // As BM25Similarity and DefaultSimilarity encode a length: one over its root in eight bits, three of them mantissa.
    private static byte Norm(int length) => SmallSingle.SingleToByte315(1f / (float)Math.Sqrt(length));
}
