using System.Collections.Frozen;
using System.Text;

namespace SearchCore.Analysis;

/// <summary>
/// Tells in which language a text is: by its script where one language alone is written in that, else by the words that are everywhere in a
/// language and nowhere else, its stop words. A text that is too short to tell, or is in two languages, is in none.
/// </summary>
/// <remarks>
/// No model is trained or shipped: stemmed languages bring their stop words; of some others, which would be taken for these, a few are
/// here. Measured in docs/languages.md. Thread-safe.
/// </remarks>
internal static class LanguageDetector
{
    // What is looked at of a text, in bytes: some two hundred words.
    private const int Enough = 1_280;

    // How much of a text's words must be a language's own, and how much more than the next one's.
    private const double LeastShare = 0.08, LeastLead = 1.1;

    // Its list has most of Spain's little words besides its own, which Galician text has plenty of.
    private const string Greedy = "gl";
    private const double GreedyShare = 0.7;

    // Fewer different words that tell are chance.
    private const int FewestWords = 4;

    private static readonly (string Tag, string Words)[] Unstemmed =
    [
        ("pl", "nie się jest że dla przez oraz jak ale po przy od są został tym jego który która które będzie już może tylko"),
        ("hr", "je se su na za da ne od koji koja kako što ili bi kao nije ali sve već nakon prema"),
        ("sl", "je na za da se so pri kot ki tudi bo ne pa še po ali bil bila zaradi"),
        ("sk", "na sa že je ako pri ktoré ktorý pre od po však alebo nie aj bol bola sú podľa"),
        ("lt", "ir kad yra su iš dėl bet tai buvo į kaip nuo po jis savo apie"),
        ("et", "ja on ei et ka see oli mis kui oma aga ning või pärast"),
        ("vi", "và của là có không được cho trong người một những các đã với này khi"),
        ("tl", "ang ng mga sa na ay at hindi para ito siya kung"),
        ("sw", "ya wa na kwa ni katika za la kuwa hiyo cha baada"),
        ("uk", "і в на що не до з та як від було за це його але є або який після про"),
        ("sr", "је да се на за су од и у који као што није али или после"),
        ("mk", "е на во да се за со од и не ќе што како но или која"),
        ("be", "і ў на не што да з як гэта але быў ад пра"),
        ("ur", "کے کی میں ہے اور سے کا کو پر نے یہ کہ ہیں اس ایک"),
        ("he", "של על את לא הוא זה עם כי גם או אל היא אבל"),
        ("mr", "आहे आणि या च्या ही हे तो ते होते की नाही"),
        ("ne", "छ र को मा ले हो पनि गरेको भएको छन्"),
    ];

    /// <summary>The tag of a text's language; null where it cannot be told.</summary>
    /// <param name="title">The title, as UTF-8; it counts as the beginning of the text.</param>
    /// <param name="body">The body, as UTF-8; its beginning is enough.</param>
    public static string? Find(ReadOnlySpan<byte> title, ReadOnlySpan<byte> body)
    {
        Span<byte> bytes = stackalloc byte[2 * Enough];
        title = title[..Math.Min(title.Length, Enough / 4)];
        title.CopyTo(bytes);
        bytes[title.Length] = (byte)' ';
        body = body[..Math.Min(body.Length, Enough)];
        body.CopyTo(bytes[(title.Length + 1)..]);
        Span<char> text = stackalloc char[2 * Enough];
        text = text[..Encoding.UTF8.GetChars(bytes[..(title.Length + 1 + body.Length)], text)];
        return (Ascii.IsValid(text) ? null : OfScript(text)) ?? OfWords(text);
    }

    // Of texts of which half the letters are of a script that one language alone has.
    private static string? OfScript(ReadOnlySpan<char> text)
    {
        int letters = 0, han = 0, kana = 0;
        Span<int> counts = stackalloc int[Scripts.Length];
        foreach (var c in text)
        {
            if (c < 0x370)
            {
                letters += char.IsAsciiLetter(c) || c > 0xBF ? 1 : 0;
                continue;
            }

            letters += char.IsLetter(c) ? 1 : 0;
            han += c is >= '\u4E00' and <= '\u9FFF' ? 1 : 0;
            kana += c is >= '\u3041' and <= '\u30FF' ? 1 : 0;
            for (var i = 0; i < Scripts.Length; i++)
            {
                if (c >= Scripts[i].First && c <= Scripts[i].Last)
                {
                    counts[i]++;
                    break;
                }
            }
        }

        if (letters == 0)
        {
            return null;
        }

        if ((han + kana) * 2 > letters)
        {
            return kana * 10 > han ? "ja" : "zh";
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] * 2 > letters)
            {
                return Scripts[i].Tag;
            }
        }

        return null;
    }

    private static string? OfWords(Span<char> text)
    {
        var tables = Tables.Value;
        Span<double> scores = stackalloc double[tables.Tags.Length];
        Span<int> different = stackalloc int[tables.Tags.Length];
        Span<int> seen = stackalloc int[FewestWords * tables.Tags.Length];
        scores.Clear();
        different.Clear();
        var words = 0;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && IsPart(text[at]))
            {
                text[at] = char.ToLowerInvariant(text[at]);
                at++;
            }

            if (at > start)
            {
                words++;
                if (tables.Words.TryGetValue(text[start..at], out var word))
                {
                    foreach (var language in word.Languages)
                    {
                        scores[language] += 1.0 / word.Languages.Length;
                        var known = seen.Slice(FewestWords * language, different[language]);
                        if (known.Length < FewestWords && !known.Contains(word.Number))
                        {
                            seen[(FewestWords * language) + different[language]++] = word.Number;
                        }
                    }
                }
            }

            at++;
        }

        scores[Array.IndexOf(tables.Tags, Greedy)] *= GreedyShare;
        int best = 0, next = -1;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                (best, next) = (i, best);
            }
            else if (next < 0 || scores[i] > scores[next])
            {
                next = i;
            }
        }

        return different[best] >= FewestWords && scores[best] >= LeastShare * words && scores[best] >= LeastLead * scores[next]
            ? tables.Tags[best] : null;
    }

    // Letters, and the marks that some scripts write on them.
    private static bool IsPart(char c) =>
        c < 0x80 ? char.IsAsciiLetter(c)
        : char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static readonly (char First, char Last, string Tag)[] Scripts =
    [
        ('\u0370', '\u03FF', "el"), ('\u1F00', '\u1FFF', "el"), ('\u0530', '\u058F', "hy"), ('\u0E00', '\u0E7F', "th"),
        ('\u0E80', '\u0EFF', "lo"), ('\u1000', '\u109F', "my"), ('\u10A0', '\u10FF', "ka"), ('\u1780', '\u17FF', "km"),
        ('\uAC00', '\uD7A3', "ko"),
    ];

    private static readonly Lazy<WordTables> Tables = new(Make);

    private static WordTables Make()
    {
        var lists = LanguageTable.All.Where(l => l.StopWords is not null).Select(l => (l.Code, Words: (IEnumerable<string>)l.StopWords!()))
            .Prepend((Code: LanguageTable.English.Code, Words: StopWords.English.Words))
            .Concat(Unstemmed.Select(u => (Code: u.Tag, Words: (IEnumerable<string>)u.Words.Split(' ')))).ToList();
        var byWord = lists.SelectMany((list, number) => list.Words.Select(word => (Word: word, Number: (byte)number))).Distinct()
            .GroupBy(w => w.Word, w => w.Number, StringComparer.Ordinal)
            .Select((g, number) => (Word: g.Key, Telling: new TellingWord(number, [.. g])))
            .ToFrozenDictionary(w => w.Word, w => w.Telling, StringComparer.Ordinal);
        return new([.. lists.Select(l => l.Code)], byWord.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    /// <summary>A word and the languages, as places in the list of tags, that have it.</summary>
    private sealed record TellingWord(int Number, byte[] Languages);

    private sealed record WordTables(
        string[] Tags, FrozenDictionary<string, TellingWord>.AlternateLookup<ReadOnlySpan<char>> Words);
}
