using System.Text;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace SearchCore.Analysis;

/// <summary>Runs a chain of Lucene's token filters over single words.</summary>
/// <remarks>The chain must be context-free and make at most one term of a word. Not safe for use by two threads at a time.</remarks>
internal sealed class WordChain : IDisposable
{
    private readonly OneWord source = new();
    private readonly TokenStream chain;
    private readonly ICharTermAttribute term;
    private char[] units = new char[256];
    private byte[] bytes = new byte[256];

    /// <summary>Sets up a chain.</summary>
    /// <param name="filters">What follows the tokenizer, such as <see cref="TextAnalysis.Normalize"/>.</param>
    public WordChain(Func<TokenStream, TokenStream> filters)
    {
        chain = filters(source);
        term = chain.GetAttribute<ICharTermAttribute>();
    }

    /// <summary>The term a word becomes; valid until the next call.</summary>
    /// <returns>False where the chain drops the word.</returns>
    /// <exception cref="InvalidOperationException">The chain made several terms of one word.</exception>
    public bool TryNormalize(ReadOnlySpan<byte> word, out ReadOnlySpan<byte> result)
    {
        if (units.Length < word.Length)
        {
            units = new char[word.Length];
        }

        source.Set(units.AsSpan(0, Encoding.UTF8.GetChars(word, units)));
        chain.Reset();
        var kept = chain.IncrementToken();
        result = kept ? Encode() : default;
        if (kept && chain.IncrementToken())
        {
            throw new InvalidOperationException(
                $"The analysis chain makes several terms of '{Encoding.UTF8.GetString(word)}': it cannot be remembered by word.");
        }

        chain.End();
        return kept;
    }

    /// <summary>The term a word becomes; empty where the chain drops the word.</summary>
    /// <exception cref="InvalidOperationException">The chain made several terms of one word.</exception>
    public string Normalize(ReadOnlySpan<byte> word) => TryNormalize(word, out var result) ? Encoding.UTF8.GetString(result) : string.Empty;

    /// <inheritdoc/>
    public void Dispose() => chain.Dispose();

    private ReadOnlySpan<byte> Encode()
    {
        var text = term.Buffer.AsSpan(0, term.Length);
        if (bytes.Length < text.Length * 3)
        {
            bytes = new byte[text.Length * 3];
        }

        return bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
    }

    /// <summary>A stream of one word.</summary>
    private sealed class OneWord : TokenStream
    {
        private readonly ICharTermAttribute term;
        private bool given = true;

        public OneWord() => term = AddAttribute<ICharTermAttribute>();

        public void Set(ReadOnlySpan<char> word)
        {
            ClearAttributes();
            word.CopyTo(term.ResizeBuffer(word.Length));
            term.Length = word.Length;
            given = false;
        }

        public override bool IncrementToken() => !given && (given = true);
    }
}
