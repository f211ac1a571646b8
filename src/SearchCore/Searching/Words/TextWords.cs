using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Searching.Words;

/// <summary>
/// Texts broken into words and terms as the index path does it, with what is needed to show a term to a person: the form in which it occurs
/// most. For one thread; terms are numbered over all texts.
/// </summary>
internal sealed class TextWords : IDisposable
{
    private readonly TermMemos memos = new(exactForms: false, words: false);
    private readonly WordSpan[] words = new WordSpan[512];
    private byte[] utf8 = new byte[16 * 1024];

    /// <summary>Takes a word: its term's number and its bytes as written.</summary>
    internal delegate void Visitor(int term, ReadOnlySpan<byte> word);

    /// <summary>A term's bytes, as the index has them.</summary>
    public ReadOnlySpan<byte> Term(int number) => memos.Table.Terms[number];

    /// <summary>Passes every word of a text that becomes a term to a visitor.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="analysis">That of its language.</param>
    /// <param name="visitor">The visitor.</param>
    public void Visit(string? text, TextAnalysis analysis, Visitor visitor)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most)
        {
            utf8 = new byte[Math.Max(most, 2 * utf8.Length)];
        }

        var bytes = utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
        var memo = memos.Of(analysis);
        var breaker = new WordBreaker(bytes);
        for (var count = breaker.Next(words); count > 0; count = breaker.Next(words))
        {
            foreach (var word in words.AsSpan(0, count))
            {
                if (!word.IsGap && memo.TermOf(bytes, word) is >= 0 and var term)
                {
                    visitor(term, bytes.Slice(word.Start, word.Length));
                }
            }
        }
    }

    public void Dispose() => memos.Dispose();
}
