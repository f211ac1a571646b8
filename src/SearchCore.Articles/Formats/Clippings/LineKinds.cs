using System.Buffers;

namespace SearchCore.Articles.Formats.Clippings;

/// <summary>Tells what a line is by its own words alone.</summary>
internal static class LineKinds
{
    /// <summary>Lines longer than this are text, whatever is in them.</summary>
    private const int LongestSpecial = 300;

    private static readonly string[] PhotoLabels =
    [
        "photo:", "photos:", "photo by ", "photos by ", "photo credit", "photograph:", "photograph by ", "photography:", "picture:",
        "pictures:", "picture by ", "image:", "images:", "image by ", "image credit", "image courtesy", "photo courtesy", "file photo",
        "caption:", "credit:", "illustration:", "illustration by ", "(photo", "[photo", "ap photo", "pic:",
    ];

    private static readonly string[] RelatedLabels =
    [
        "related", "related article", "related articles", "related story", "related stories", "related news", "related link",
        "related links", "related coverage", "related content", "read also", "also read", "read more", "see also", "more on this",
        "more on this story", "read next", "recommended", "recommended reading", "you may also like", "don't miss", "don\u2019t miss",
        "more from this section",
    ];

    private static readonly string[] LetterheadTexts =
    [
        "mediarelease", "newsrelease", "pressrelease", "pressstatement", "mediastatement", "newsbulletin", "forthepress", "forpress",
        "forimmediaterelease", "immediaterelease", "newsfrom", "statementbythe", "statementby", "transcript", "interviewtranscript",
        "interviewtranscripts", "e&oe", "e&oetranscript", "media", "press", "news", "statement", "speech", "embargoed", "mediaalert",
        "mediaadvisory", "officialtext",
    ];

    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly SearchValues<char> PageCount = SearchValues.Create("0123456789/ ");

    /// <summary>The kind of a line (without blanks at its ends).</summary>
    public static LineKind Of(ReadOnlySpan<char> line)
    {
        if (!ContainsLetterOrDigit(line))
        {
            return LineKind.Rule;
        }

        if (Addresses.IsAddressLine(line))
        {
            return LineKind.Address;
        }

        if (line.Length > LongestSpecial)
        {
            return LineKind.Text;
        }

        if (IsRelated(line))
        {
            return LineKind.Related;
        }

        if (StartsWithAny(line, PhotoLabels) || IsAgencyCredit(line))
        {
            return LineKind.Photo;
        }

        if (IsPageMark(line))
        {
            return LineKind.Page;
        }

        if (IsEmbargo(line))
        {
            return LineKind.Embargo;
        }

        if (IsDateAlone(line))
        {
            return LineKind.Date;
        }

        return IsLetterhead(line) ? LineKind.Letterhead : IsByline(line) ? LineKind.Byline : LineKind.Text;
    }

    /// <summary>
    /// A credit of the form <c>who or what / who took it</c>: one short line with one stroke between blanks, a name on both
    /// sides, no full stop.
    /// </summary>
    public static bool IsStrokedCredit(ReadOnlySpan<char> line)
    {
        if (line.Length > 160 || Wording.EndsSentence(line))
        {
            return false;
        }

        var stroke = line.IndexOf(" / ", StringComparison.Ordinal);
        if (stroke < 3 || line.LastIndexOf(" / ", StringComparison.Ordinal) != stroke)
        {
            return false;
        }

        var credit = line[(stroke + 3)..].Trim();
        var wording = Wording.Of(credit);
        return char.IsUpper(line[0]) && !credit.IsEmpty && char.IsUpper(credit[0]) && wording.Words is >= 1 and <= 6
            && wording.SmallWords == 0
            && !Wording.Of(line).IsAllCaps;
    }

    /// <summary>Whether nothing but a date, weekdays, times and words that announce a date stand in the line.</summary>
    public static bool IsDateAlone(ReadOnlySpan<char> line) =>
        line.Length <= 80 && ClippingDates.Find(line) is { } date && OtherWords(line, date) == 0;

    /// <summary>How many words beside a date say something else than which day and time it is.</summary>
    public static int OtherWords(ReadOnlySpan<char> line, FoundDate date)
    {
        var others = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (i == date.Start)
            {
                i = date.End;
            }

            if (i >= line.Length || !char.IsLetter(line[i]))
            {
                continue;
            }

            var start = i;
            while (i < line.Length && char.IsLetter(line[i]) && i != date.Start)
            {
                i++;
            }

            others += IsDateWord(line[start..i]) ? 0 : 1;
            i--;
        }

        return others;
    }

    /// <summary>
    /// Whether the line forbids publication before a time. Letters alone are compared: scanners put blanks and points between.
    /// </summary>
    public static bool IsEmbargo(ReadOnlySpan<char> line)
    {
        Span<char> squeezed = stackalloc char[LongestSpecial];
        var text = Squeeze(line, squeezed);
        return text.StartsWith("embargo") || text.StartsWith("notforpublication") || text.StartsWith("notforrelease")
            || text.StartsWith("notforbroadcast")
            || text.StartsWith("strictlyembargo") || text.StartsWith("underembargo") || text.StartsWith("notbefore")
            || text.StartsWith("holdfor")
            || (text.StartsWith("forrelease") && (text.Contains("after", StringComparison.Ordinal)
            || text.Contains("noton", StringComparison.Ordinal)
                || text.Contains("until", StringComparison.Ordinal) || text.Contains("embargo", StringComparison.Ordinal)))
            || text.EndsWith("embargoed");
    }

    /// <summary>Whether a date in this line is that of printing, copying or sending, and not of publishing.</summary>
    public static bool IsPrintMark(ReadOnlySpan<char> line)
    {
        Span<char> squeezed = stackalloc char[LongestSpecial];
        var text = Squeeze(line, squeezed);
        return text.Contains("printed", StringComparison.Ordinal) || text.Contains("copyright", StringComparison.Ordinal)
            || text.StartsWith("fax")
            || text.Contains("lastupdated", StringComparison.Ordinal) || text.Contains("lastmodified", StringComparison.Ordinal)
            || text.StartsWith("updated") || text.StartsWith("modified") || text.Contains("retrieved", StringComparison.Ordinal)
            || text.Contains("downloaded", StringComparison.Ordinal) || text.StartsWith("accessed") || text.StartsWith("scanned")
            || text.Contains("expires", StringComparison.Ordinal) || line.Contains('\u00A9')
            || line.Contains("(c)", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The names of a byline (<c>By Ann Lee and Tom Ruiz in Lima</c> → <c>Ann Lee and Tom Ruiz</c>); empty where it is none.
    /// </summary>
    public static ReadOnlySpan<char> BylineNames(ReadOnlySpan<char> line)
    {
        if (line.Length is < 6 or > 90 || !line.StartsWith("by ", StringComparison.OrdinalIgnoreCase) || !char.IsUpper(line[0]))
        {
            return default;
        }

        var names = line[3..].Trim();
        foreach (var cut in (ReadOnlySpan<string>)[" in ", " IN ", " at ", " / ", " | ", " for ", " - ", " \u2013 ", ", Staff", ", staff"])
        {
            if (names.IndexOf(cut, StringComparison.Ordinal) is > 0 and var at)
            {
                names = names[..at];
            }
        }

        names = names.TrimEnd(" ,");
        var wording = Wording.Of(names);
        var small = 0;
        foreach (var range in names.Split(' '))
        {
            var word = names[range];
            if (word.IsEmpty || word is "and" or "de" or "van" or "von" or "der" or "den" or "la" or "di" or "bin" or "&")
            {
                continue;
            }

            small += char.IsUpper(word[0]) ? 0 : 1;
        }

        return small == 0 && wording.Words is >= 1 and <= 8 && wording.Letters >= 4 && !names.Contains(':')
            && !names.ContainsAnyInRange('0', '9') ? names : default;
    }

    /// <summary>A label that points to another article, alone or with a colon after it: <c>Read more books</c> is prose.</summary>
    private static bool IsRelated(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        var label = (colon < 0 ? line : line[..colon]).Trim();
        foreach (var known in RelatedLabels)
        {
            if (label.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A caption that ends with the agency or the archive it came from.</summary>
    private static bool IsAgencyCredit(ReadOnlySpan<char> line)
    {
        if (line.Length > 200)
        {
            return false;
        }

        line = line.TrimEnd(". )]");
        foreach (var agency in (ReadOnlySpan<string>)["Getty Images", "AFP Photo", "AP Photo", "/Reuters", "/AFP", "/AP", "/EPA", "/dpa",
            "Shutterstock", "Wikimedia Commons"])
        {
            if (line.EndsWith(agency, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return line.Contains("AP Photo/", StringComparison.OrdinalIgnoreCase)
            || line.Contains("AFP Photo/", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsByline(ReadOnlySpan<char> line) => !BylineNames(line).IsEmpty;

    private static bool IsLetterhead(ReadOnlySpan<char> line)
    {
        if (line.Length > 60)
        {
            return false;
        }

        Span<char> squeezed = stackalloc char[LongestSpecial];
        var text = Squeeze(line, squeezed);
        foreach (var known in LetterheadTexts)
        {
            if (text.SequenceEqual(known))
            {
                return true;
            }
        }

        return text.StartsWith("forthepress") || text.StartsWith("forimmediaterelease") || text.StartsWith("e&oe")
            || line.StartsWith("Subject", StringComparison.OrdinalIgnoreCase)
            && line.Contains(':') || line.StartsWith("Topics:", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPageMark(ReadOnlySpan<char> line)
    {
        // "-2-", "- 2 -", "2", "Page 3 of 5", "3/5", ".../2"
        var core = line.Trim("-\u2013\u2014.|()[]/~_*' ");
        if (core.Length is > 0 and <= 3 && !core.ContainsAnyExceptInRange('0', '9'))
        {
            return true;
        }

        if (core.StartsWith("page ", StringComparison.OrdinalIgnoreCase) && core.Length <= 16
            && char.IsAsciiDigit(core[5..].TrimStart() is [var c, ..] ? c : ' ') && Wording.Of(core[5..]).Letters <= 2)
        {
            return true;
        }

        if (core.Length <= 9 && core.Contains('/') && !core.ContainsAnyExcept(PageCount))
        {
            return true;
        }

        // A sender's line at the head of a faxed page; a path of links at the head of a printed one.
        if ((line.StartsWith("fax:", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("fax from", StringComparison.OrdinalIgnoreCase)) && ClippingDates.Find(line) is not null)
        {
            return true;
        }

        return IsBreadcrumb(line);
    }

    private static bool IsBreadcrumb(ReadOnlySpan<char> line)
    {
        if (Wording.Of(line).IsNoise)
        {
            return false;
        }

        foreach (var mark in (ReadOnlySpan<string>)[" \u00BB ", " > ", " \u203A ", " :: ", " \u2192 "])
        {
            if (line.Count(mark) >= 2 || (line.Count(mark) == 1 && line.StartsWith("home", StringComparison.OrdinalIgnoreCase)))
            {
                return char.IsLetter(line[0]);
            }
        }

        return false;
    }

    private static bool IsDateWord(ReadOnlySpan<char> word) => word.Length <= 10 && DateWords.Contains(word);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> DateWords =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur",
        "thurs", "fri", "sat", "sun", "published", "posted", "date", "dated", "on", "the", "of", "at", "am", "pm", "a", "p", "m", "gmt",
        "utc", "bst", "cet", "cest", "est", "edt", "pst", "pdt", "aest", "aedt", "hrs", "hours", "h", "issued", "released", "release",
        "filed", "st", "nd", "rd", "th", "t", "z",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static bool StartsWithAny(ReadOnlySpan<char> line, string[] labels)
    {
        foreach (var label in labels)
        {
            if (line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsLetterOrDigit(ReadOnlySpan<char> line)
    {
        if (line.ContainsAny(LettersAndDigits))
        {
            return true;
        }

        foreach (var c in line)
        {
            // Surrogates may be letters of rare scripts: kept.
            if (c > '\u007F' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The line's letters in small, <c>&amp;</c> and full stops of an ellipsis kept, everything else left out.</summary>
    private static ReadOnlySpan<char> Squeeze(ReadOnlySpan<char> line, Span<char> room)
    {
        var length = 0;
        foreach (var c in line)
        {
            if (length == room.Length)
            {
                break;
            }

            if (char.IsAsciiLetter(c))
            {
                room[length++] = char.ToLowerInvariant(c);
            }
            else if (c == '&')
            {
                room[length++] = c;
            }
        }

        return room[..length];
    }
}
