using System.Runtime.CompilerServices;

using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>A text field: words become terms by a memo and go into the log, and the number of words becomes the norm.</summary>
internal sealed class TextField(string name, int number, TermMemo memo)
{
    private const int AtATime = 256;

    private readonly WordSpan[] words = new WordSpan[AtATime];
    private readonly int[] tokens = new int[AtATime];
    private byte[] norms = new byte[1024];

    public IndexedField Field { get; } = new(name, number, memo.Terms, withPositions: true);

    /// <summary>The norm of each article, 0 where it does not have the field.</summary>
    public ReadOnlySpan<byte> Norms => norms.AsSpan(0, Field.Log.Documents);

    /// <summary>The memory it holds.</summary>
    public long Bytes => Field.Log.Bytes + norms.Length;

    /// <summary>Adds the text of an article; nothing where it does not have the field.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var log = Field.Log;
        var count = 0;
        if (!text.IsEmpty)
        {
            Field.IsPresent = true;
            count = Log(text, log);
        }

        if (norms.Length <= log.Documents)
        {
            Array.Resize(ref norms, Capacity.For(log.Documents + 1));
        }

        norms[log.Documents] = text.IsEmpty ? (byte)0 : Norm(count);
        log.EndDocument(count > 0);
    }

    // Optimized at once: here, and in the loops it calls, a short process spends its time, and code compiled ahead cannot inline over assemblies.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Log(ReadOnlySpan<byte> text, TokenLog log)
    {
        var terms = 0;
        var breaker = new WordBreaker(text);
        for (var some = breaker.Next(words); some > 0; some = breaker.Next(words))
        {
            var numbers = tokens.AsSpan(0, some);
            for (var i = 0; i < numbers.Length; i++)
            {
                var term = words[i].IsGap ? TokenLog.Hole : memo.TermOf(text, words[i]);
                numbers[i] = term;
                terms += term >= 0 ? 1 : 0;
            }

            log.Add(numbers);
        }

        return terms;
    }

    // As BM25Similarity and DefaultSimilarity encode a length: one over its root in eight bits, three of them mantissa.
    private static byte Norm(int length) => SmallSingle.SingleToByte315(1f / (float)Math.Sqrt(length));
}
