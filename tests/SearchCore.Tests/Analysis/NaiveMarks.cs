using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>Where sentences and paragraphs begin, the slow way: regular expressions over the text between Lucene's own tokens.</summary>
internal static partial class NaiveMarks
{
    private const string Abbreviations =
        " mr mrs ms dr prof rev hon st jr sr messrs gen lt col maj capt cmdr adm sgt cpl pvt brig sen rep gov pres supt det atty inc "
        + "corp co cos ltd bros plc univ"
        + " dept assn est vs etc no nos vol fig pp ed eds approx cf al ca jan feb mar apr jun jul aug sep sept oct nov dec mt ft ave "
        + "blvd rd ";

    // Twins ask for the marks of one text for every pair of words in it.
    private static readonly ConditionalWeakTable<string, IReadOnlyList<(int Position, TextBreak What)>> Known = [];

    /// <summary>What begins at each position of a text at which something does. Thread-safe.</summary>
    public static IReadOnlyList<(int Position, TextBreak What)> Of(string text) => Known.GetValue(text, Read);

    private static List<(int Position, TextBreak What)> Read(string text)
    {
        var marks = new List<(int, TextBreak)>();
        var position = 0;
        var (previous, end) = (string.Empty, 0);
        foreach (var (start, word) in Words(text))
        {
            var what = position == 0 ? TextBreak.Paragraph : Between(previous, text[end..start], word);
            if (what != TextBreak.None)
            {
                marks.Add((position, what));
            }

            (previous, end) = (word, start + word.Length);
            position++;
        }

        return marks;
    }

    private static TextBreak Between(string previous, string gap, string next)
    {
        if (Paragraph().IsMatch(gap))
        {
            return TextBreak.Paragraph;
        }

        var strong = Strong().IsMatch(gap);
        if ((!strong && !Stop().IsMatch(gap)) || Rune.IsLower(Rune.GetRuneAt(next, 0)))
        {
            return TextBreak.None;
        }

        var isAbbreviation = (previous.Length == 1 && char.IsAsciiLetter(previous[0]))
            || (previous.Contains('.', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(previous) <= 8
                && !char.IsAsciiDigit(previous[^1]))
            || Abbreviations.Contains($" {previous.ToLowerInvariant()} ", StringComparison.Ordinal);
        return strong || !isAbbreviation || (char.IsAsciiLetterUpper(next[0]) && TextLanguages.English.IsStopWord(next.ToLowerInvariant()))
            ? TextBreak.Sentence
            : TextBreak.None;
    }

    private static IEnumerable<(int Start, string Word)> Words(string text)
    {
        using var tokens = new StandardTokenizer(TextAnalysis.Version, new StringReader(text)) { MaxTokenLength = int.MaxValue };
        var term = tokens.AddAttribute<ICharTermAttribute>();
        var offset = tokens.AddAttribute<IOffsetAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken())
        {
            yield return (offset.StartOffset, term.ToString()!);
        }
    }

    [GeneratedRegex(@"\u2029|(?>\r\n|[\n\r\u0085\u2028])(\s*?[\n\r\u0085\u2028]|[^\S\n\r\u0085\u2028]*\t|[^\S\n\r\u0085\u2028]{2})")]
    private static partial Regex Paragraph();

    [GeneratedRegex("""[!?][!?.…"')\]}*_’”»›]*\s|[。！？]""")]
    private static partial Regex Strong();

    [GeneratedRegex("""[.…]["')\]}*_’”»›.…]*\s""")]
    private static partial Regex Stop();
}

/// <summary>The language of an article and the marks of its text as tokens.</summary>
internal sealed class MarkTokens : TokenStream
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute increment;
    private readonly Queue<(string Term, int Increment)> tokens = new();

    public MarkTokens(string language, IEnumerable<(int Position, TextBreak What)> marks)
    {
        term = AddAttribute<ICharTermAttribute>();
        increment = AddAttribute<IPositionIncrementAttribute>();
        tokens.Enqueue((language, 1));
        var last = 0;
        foreach (var (position, what) in marks)
        {
            if (what == TextBreak.Paragraph)
            {
                tokens.Enqueue(("p", position - last));
                last = position;
            }

            tokens.Enqueue(("s", position - last));
            last = position;
        }
    }

    public override bool IncrementToken()
    {
        ClearAttributes();
        if (!tokens.TryDequeue(out var token))
        {
            return false;
        }

        term.SetEmpty().Append(token.Term);
        increment.PositionIncrement = token.Increment;
        return true;
    }
}
