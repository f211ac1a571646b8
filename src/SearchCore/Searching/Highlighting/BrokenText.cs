using System.Runtime.InteropServices;

using SearchCore.Analysis;

namespace SearchCore.Searching.Highlighting;

/// <summary>
/// The words of a text, broken and stemmed once for several who look for different things in it. For one thread.
/// </summary>
internal sealed class BrokenText
{
    // With the blank behind it, on the average or less.
    private const int CharactersAWord = 5;

    private readonly List<(int Position, int Start, int End, int From, SpellingMemo.Word Spelling)> words;
    private readonly List<byte> utf8;

    /// <summary>Breaks a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="analysis">That of its language.</param>
    public BrokenText(ReadOnlyMemory<char> text, TextAnalysis analysis)
    {
        var spellings = SpellingMemo.Of(analysis);
        utf8 = new(text.Length);
        words = new(text.Length / CharactersAWord);
        using var broken = new StringWords(text.Span);
        while (broken.MoveNext())
        {
            var spelling = spellings.Find(text.Span[broken.Start..broken.End], broken.Utf8);
            words.Add((broken.Position, broken.Start, broken.End, utf8.Count, spelling));
            utf8.AddRange(broken.Utf8);
        }
    }

    /// <summary>How many words there are.</summary>
    public int Count => words.Count;

    /// <summary>The position of a word, its first UTF-16 unit and the one after its last.</summary>
    public (int Position, int Start, int End) Place(int word) => (words[word].Position, words[word].Start, words[word].End);

    /// <summary>What a word's spelling is to marks.</summary>
    public SpellingMemo.Word Spelling(int word) => words[word].Spelling;

    /// <summary>A word in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int word) =>
        CollectionsMarshal.AsSpan(utf8)[words[word].From..(word + 1 < words.Count ? words[word + 1].From : utf8.Count)];
}

/// <summary>Goes over the words of a text, broken already or on the way.</summary>
internal ref struct TextWords
{
    private readonly BrokenText? broken;
    private StringWords breaking;
    private int at = -1;

    /// <summary>Breaks a text on the way.</summary>
    public TextWords(ReadOnlySpan<char> text) => breaking = new(text);

    /// <summary>Goes over one that is broken already.</summary>
    public TextWords(BrokenText text)
    {
        breaking = default;
        broken = text;
    }

    /// <summary>The word's position, its first UTF-16 unit and the one after its last.</summary>
    public readonly (int Position, int Start, int End) Place =>
        broken?.Place(at) ?? (breaking.Position, breaking.Start, breaking.End);

    /// <summary>What the word's spelling is to marks, where that is known already.</summary>
    public readonly SpellingMemo.Word? Spelling => broken?.Spelling(at);

    /// <summary>The word in UTF-8; valid until this is disposed.</summary>
    public readonly ReadOnlySpan<byte> Utf8 => broken is null ? breaking.Utf8 : broken.Utf8(at);

    /// <summary>Goes to the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext() => broken is null ? breaking.MoveNext() : ++at < broken.Count;

    /// <summary>Gives back what breaking took.</summary>
    public void Dispose() => breaking.Dispose();
}
