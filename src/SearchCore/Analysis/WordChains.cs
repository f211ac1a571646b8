using System.Collections.Concurrent;

using Lucene.Net.Analysis;

namespace SearchCore.Analysis;

/// <summary>The chains of one kind that no thread uses now. Safe for use by several threads.</summary>
/// <param name="filters">What follows the word breaker in each.</param>
internal sealed class WordChains(Func<TokenStream, TokenStream> filters)
{
    private readonly ConcurrentBag<WordChain> idle = [];

    /// <summary>The term a word in UTF-8 becomes; empty where the chain drops the word.</summary>
    public string Normalize(ReadOnlySpan<byte> word)
    {
        if (!idle.TryTake(out var chain))
        {
            chain = new WordChain(filters);
        }

        var term = chain.Normalize(word);
        idle.Add(chain);
        return term;
    }
}
