namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Finds a clipping's title, date and authors among its paragraphs.</summary>
/// <remarks>
/// The title is the best of the lines above the first prose: set in capitals or with capitals, of a headline's length, near the text, and
/// not the name of an office. The date is that of a line which says little else, above the prose or, failing that, at the very end; what
/// embargoes, printers and fax machines put there does not count.
/// </remarks>
internal sealed class ClippingHead
{
    private const int MostHeadParagraphs = 40;
    private const int MostTailParagraphs = 12;
    private const int LongestTitle = 300;
    private const int LeastScore = 2;

    /// <summary>Words that letterheads are made of, wherever they stand in a line: offices, titles of persons, kinds of paper.</summary>
    private static readonly string[] OfficeWords =
    [
        "minister for", "minister of", "parliamentary secretary", "the hon", "member for", "leader of the opposition", "department of",
        "ministry of", "office of", "parliament of", "parliament house", "commonwealth of", "spokesperson", "media release",
        "news release", "press release", "press office", "for the press", "for release", "transcript", "telephone", "phone:", "ph:",
        "tel:", "fax:", "e-mail", "email", "@", "p.o. box", "po box", "attorney-general", "bulletin no", "check against delivery",
        "proof copy", "authorised by", "newsletter", "sign in", "log in", "cookie", "all rights reserved", "press statement",
        "print version", "chair of", "chairman of", "chairwoman of", "deputy leader",
    ];

    /// <summary>Words that only make a letterhead at a line's start: a headline may hold them further on.</summary>
    private static readonly string[] OfficeStarts =
    [
        "minister", "prime minister", "senator", "leader of", "government of", "secretary of", "secretary to", "treasurer", "shadow ",
        "federal member", "released ", "release no", "statement by", "statement from", "speech by", "address by", "vol.", "vol ", "no.",
        "number ", "copy to", "reference", "ref", "issued by", "published by", "edition", "subscribe", "skip to", "share ",
        "advertisement", "contact", "media contact", "further information", "mobile", "ph ", "tel ", "fax ", "subject", "topic",
        "photo", "menu", "search", "home ", "print ", "politics ", "page ",
    ];

    private readonly IReadOnlyList<Paragraph> paragraphs;
    private readonly List<string> unreadable = [];

    /// <summary>Reads the head of a clipping.</summary>
    public ClippingHead(IReadOnlyList<Paragraph> paragraphs)
    {
        this.paragraphs = paragraphs;
        BodyStart = FindBodyStart();
        (Published, DateParagraph) = FindDate();
        TitleParagraph = FindTitle();
    }

    /// <summary>The first paragraph of prose; the number of paragraphs where there is none.</summary>
    public int BodyStart { get; }

    /// <summary>The date, or null where the text gives none in full.</summary>
    public ArticleDate? Published { get; }

    /// <summary>The paragraph that is the date alone; -1 where there is none or the date stands in other words.</summary>
    public int DateParagraph { get; }

    /// <summary>The paragraph that is the title; -1 where the text has none.</summary>
    public int TitleParagraph { get; }

    /// <summary>Dates that stand where the article's should, but make no day.</summary>
    public IReadOnlyList<string> UnreadableDates => unreadable;

    /// <summary>
    /// Adds the names of bylines above the prose to <paramref name="names"/> and their paragraphs to <paramref name="taken"/>.
    /// </summary>
    public void CollectAuthors(List<string> names, List<int> taken)
    {
        for (var i = 0; i < Math.Min(paragraphs.Count, BodyStart + 1); i++)
        {
            if (paragraphs[i].Kind != LineKind.Byline)
            {
                continue;
            }

            foreach (var name in LineKinds.BylineNames(paragraphs[i].Lines[0]).ToString().Split([" and ", " AND ", ", ", " & "],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                names.Add(name);
            }

            taken.Add(i);
        }
    }

    private int FindBodyStart()
    {
        for (var i = 0; i < paragraphs.Count && i < MostHeadParagraphs; i++)
        {
            if (paragraphs[i].Kind == LineKind.Text && IsProse(paragraphs[i]))
            {
                return i;
            }
        }

        return Math.Min(paragraphs.Count, MostHeadParagraphs);
    }

    /// <summary>Prose has small letters, small words, and a sentence's length or end; or a speaker's label stands before it.</summary>
    private static bool IsProse(Paragraph paragraph)
    {
        var wording = paragraph.Wording;
        if (IsSpoken(paragraph.Lines[0]))
        {
            return true;
        }

        if (wording.IsAllCaps || wording.IsNoise || wording.Lowers * 2 < wording.Letters)
        {
            return false;
        }

        if (paragraph.Length < 400 && HoldsContact(paragraph.Lines[0]))
        {
            return false;
        }

        var ends = Wording.EndsSentence(paragraph.Lines[^1]);
        if (ends && paragraph.Lines[^1].EndsWith(':'))
        {
            return paragraph.Length > 120;
        }

        if (wording.IsTitleCase)
        {
            return ends && paragraph.Length >= 120;
        }

        return (ends && wording.Words >= 8) || paragraph.Length >= 140 || (wording.Words >= 6 && Wording.StartsSmall(paragraph.Lines[0]));
    }

    /// <summary><c>TONY ABBOTT: I just want to say …</c>: a name in capitals, a colon, and what was said.</summary>
    private static bool IsSpoken(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon is > 2 and < 40 && colon + 12 < line.Length && Wording.Of(line.AsSpan(0, colon)) is { Lowers: 0, Letters: > 2 }
            && Wording.Of(line.AsSpan(colon)) is { SmallWords: > 3, IsTitleCase: false };
    }

    private static bool HoldsContact(string line)
    {
        var start = line.AsSpan(0, Math.Min(line.Length, 150));
        return start.Contains('@') || start.Contains("www.", StringComparison.OrdinalIgnoreCase)
            || start.Contains("://", StringComparison.Ordinal);
    }

    private (ArticleDate? Date, int Paragraph) FindDate()
    {
        // Above the text, a line of its own first; the very top may come after a masthead's noise.
        var head = Math.Min(paragraphs.Count, Math.Max(BodyStart, Math.Min(paragraphs.Count, 6)));
        for (var i = 0; i < head; i++)
        {
            if (paragraphs[i].Kind == LineKind.Date && DateOf(paragraphs[i].Lines[0], most: 0) is { } date)
            {
                return (date, i);
            }
        }

        for (var i = 0; i < Math.Min(head, BodyStart); i++)
        {
            foreach (var line in paragraphs[i].Lines)
            {
                if (paragraphs[i].Kind is LineKind.Text or LineKind.Letterhead or LineKind.Byline && DateOf(line, most: 9) is { } date)
                {
                    return (date, -1);
                }
            }
        }

        // Below the text.
        for (var i = paragraphs.Count - 1; i >= Math.Max(BodyStart, paragraphs.Count - MostTailParagraphs); i--)
        {
            if (paragraphs[i].Kind == LineKind.Date && !CarriesTime(paragraphs[i].Lines[0])
                && DateOf(paragraphs[i].Lines[0], most: 0) is { } date)
            {
                return (date, i);
            }
        }

        for (var i = paragraphs.Count - 1; i >= Math.Max(BodyStart + 1, paragraphs.Count - MostTailParagraphs); i--)
        {
            var line = paragraphs[i].Lines[^1];
            if (paragraphs[i].Kind == LineKind.Text && line.Length <= 60 && !CarriesTime(line) && paragraphs[i].Lines.Count == 1
                && DateOf(line, most: 2) is { } date)
            {
                return (date, -1);
            }
        }

        return (DatelineDate() ?? FaxDate(), -1);
    }

    /// <summary>The date in a line that holds at most so many other words.</summary>
    private ArticleDate? DateOf(string line, int most)
    {
        if (line.Length > 200 || LineKinds.IsEmbargo(line) || LineKinds.IsPrintMark(line))
        {
            return null;
        }

        if (ClippingDates.Find(line) is not { } found || LineKinds.OtherWords(line, found) > most
            || (most > 2 && Wording.EndsSentence(line) && Wording.Of(line) is { IsAllCaps: false, SmallWords: > 2 }))
        {
            return null;
        }

        if (found.Value is null)
        {
            unreadable.Add(line[found.Start..found.End]);
        }

        return found.Value;
    }

    /// <summary><c>ROTTERDAM, March 3, 2019 (Agency) —</c> at the beginning of the text.</summary>
    private ArticleDate? DatelineDate()
    {
        if (BodyStart >= paragraphs.Count)
        {
            return null;
        }

        var line = paragraphs[BodyStart].Lines[0];
        line = line.Length > 80 ? line[..80] : line;
        if (ClippingDates.Find(line) is not { Start: < 45 } found || found.Start < 3
            || !Wording.Of(line.AsSpan(0, found.Start)).IsTitleOrCaps)
        {
            return null;
        }

        var behind = line.AsSpan(found.End).TrimStart();
        return behind is ['-' or '\u2013' or '\u2014' or '(' or ':' or '.', ..] ? found.Value : null;
    }

    /// <summary>What the fax machine says is better than nothing.</summary>
    private ArticleDate? FaxDate()
    {
        for (var i = 0; i < BodyStart && i < paragraphs.Count; i++)
        {
            if (paragraphs[i].Kind == LineKind.Page && paragraphs[i].Lines[0].StartsWith("fax", StringComparison.OrdinalIgnoreCase))
            {
                return ClippingDates.Find(paragraphs[i].Lines[0])?.Value;
            }
        }

        return null;
    }

    /// <summary>A date with the time of day at the foot of a page was put there by a printer or a stamp.</summary>
    private static bool CarriesTime(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < line.Length && char.IsAsciiDigit(line[colon - 1]) && char.IsAsciiDigit(line[colon + 1]);
    }

    private int FindTitle()
    {
        var best = -1;
        var bestScore = LeastScore - 1;
        var last = LastTitleParagraph();
        for (var i = 0; i <= last; i++)
        {
            if (paragraphs[i].Kind != LineKind.Text || paragraphs[i].Length > LongestTitle)
            {
                continue;
            }

            var score = Score(i);
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return best;
    }

    /// <summary>The last paragraph that may be the title: the one before the prose; where there is no prose, the first few.</summary>
    private int LastTitleParagraph() =>
        BodyStart < paragraphs.Count ? BodyStart - 1 : Math.Min(paragraphs.Count - 1, paragraphs.Count > 1 ? 4 : 0);

    private int Score(int at)
    {
        var paragraph = paragraphs[at];
        var wording = paragraph.Wording;
        var line = paragraph.ToLine();
        if (wording.IsNoise || wording.Words < 1 || Wording.StartsSmall(line) || paragraph.Lines.Count > 6)
        {
            return int.MinValue;
        }

        var score = wording.Words switch { 1 => -1, 2 => 1, 3 => 2, <= 20 => 3, <= 30 => 1, _ => -3 };
        score += wording.IsAllCaps && wording.Words >= 2 ? 2 : wording.IsTitleCase ? 1 : 0;
        score -= OfficeWord(line) ? 6 : 0;
        score -= line.EndsWith(':') || line.EndsWith(';') || line.EndsWith(',') ? 4 : line.EndsWith('.') && !wording.IsAllCaps ? 2 : 0;
        score -= wording.Marks * 4 > wording.Letters ? 2 : 0;
        score -= Wording.Dangles(line) ? 4 : 0;
        score -= line.AsSpan().Count(" / ") > 1 ? 4 : 0;
        score -= ClippingDates.Find(line) is not null ? 4 : 0;
        score -= IsName(wording, line) ? 2 : 0;
        score -= line.Contains("www.", StringComparison.OrdinalIgnoreCase) || line.Contains("://", StringComparison.Ordinal) ? 6 : 0;
        score += at == BodyStart - 1 && wording.IsAllCaps ? 1 : 0;
        score += at > 0 && paragraphs[at - 1].Kind is LineKind.Date or LineKind.Embargo ? 1 : 0;
        score += at + 1 < paragraphs.Count && paragraphs[at + 1].Kind is LineKind.Date or LineKind.Byline ? 1 : 0;
        return score;
    }

    private static bool OfficeWord(string line)
    {
        foreach (var word in OfficeStarts)
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var word in OfficeWords)
        {
            var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsLetter(line[at - 1]) || !char.IsLetter(word[0])))
            {
                return true;
            }
        }

        return line.EndsWith(" MP", StringComparison.Ordinal) || line.EndsWith(" MHR", StringComparison.Ordinal);
    }

    /// <summary>Two or three words that all begin with a capital: rather a person or an office than a headline.</summary>
    private static bool IsName(Wording wording, string line) =>
        wording is { Words: <= 3, SmallWords: 0, IsAllCaps: false } && !line.Contains(':', StringComparison.Ordinal);
}
