using Lucene.Net.Util;

using SearchCore.Analysis;

namespace SearchCore.Indexing.Segments;

/// <summary>The signatures of the articles (<see cref="BodySignature"/>), of one length each; without a body, zeros.</summary>
internal sealed class SignatureColumn
{
    private readonly BodySignature signature = new();
    private readonly WordSpan[] words = new WordSpan[64];
    private byte[] bytes = new byte[256 * BodySignature.Bytes];
    private int count;

    /// <summary>The memory it holds.</summary>
    public long Bytes => bytes.Length;

    /// <summary>Goes on with the next words of an article's body.</summary>
    /// <param name="hashes">Their hashes, as <see cref="FoldedWords"/> gives them.</param>
    public void Add(ReadOnlySpan<ulong> hashes) => signature.Add(hashes);

    /// <summary>Ends an article. Where its body is short, its words are gone over again behind those of its headline.</summary>
    /// <param name="title">Its headline.</param>
    /// <param name="body">Its body, of which all words were added.</param>
    public void EndDocument(ReadOnlySpan<byte> title, ReadOnlySpan<byte> body)
    {
        if (signature.Words is > 0 and < Shingles.FewWords)
        {
            signature.Finish(stackalloc byte[BodySignature.Bytes]);
            AddAll(title);
            AddAll(body);
        }

        var at = count * BodySignature.Bytes;
        if (bytes.Length < at + BodySignature.Bytes)
        {
            Array.Resize(ref bytes, Capacity.For(at + BodySignature.Bytes));
        }

        signature.Finish(bytes.AsSpan(at, BodySignature.Bytes));
        count++;
    }

    private void AddAll(ReadOnlySpan<byte> text)
    {
        var breaker = new WordBreaker(text);
        for (var some = breaker.Next(words); some > 0; some = breaker.Next(words))
        {
            signature.Add(text, words.AsSpan(0, some));
        }
    }

    /// <summary>All of them, in the form Lucene's columns take: the same object each time.</summary>
    public IEnumerable<BytesRef> Values()
    {
        var value = new BytesRef { Bytes = bytes, Length = BodySignature.Bytes };
        for (var i = 0; i < count; i++)
        {
            value.Offset = i * BodySignature.Bytes;
            yield return value;
        }
    }

    /// <summary>Forgets all, the words of an article that did not end too.</summary>
    public void Clear()
    {
        signature.Finish(stackalloc byte[BodySignature.Bytes]);
        count = 0;
    }
}
