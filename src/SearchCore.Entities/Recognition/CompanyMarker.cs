using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Marks companies by the legal form in which their names end: it pulls in the capitalized words before it, whatever they look like.
/// </summary>
/// <remarks>
/// Three more joints than other names have: <c>Light and Power Corp</c>, <c>Goldman, Sachs and Co</c>, <c>Nikko (Europe) Ltd</c>.
/// </remarks>
internal readonly ref struct CompanyMarker(Gazetteer gazetteer, Workspace workspace)
{
    private const int MostWords = 10;
    private const int LongestPhrase = 8;

    /// <summary>A legal form behind a comma is short: <c>Inc</c>, but not <c>Company</c>, with which a clause may begin.</summary>
    private const int LongestBehindComma = 4;

    /// <summary>What may stand between two words of a company's name.</summary>
    private const Gap Inside = Gap.Space | Gap.Hyphen | Gap.Ampersand | Gap.Abbreviation | Gap.Line;

    private readonly TokenList tokens = workspace.Tokens;

    public void Mark()
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!tokens[i].Is(Traits.LegalForm) || !IsLegalForm(i))
            {
                continue;
            }

            var start = Start(i);
            if (!HasName(start, i) || IsHeading(start, i))
            {
                continue;
            }

            var end = End(i + 1);
            start = LineStart(start, end);
            for (var word = start; word < end; word++)
            {
                tokens[word].Flags |= TokenFlags.Company;

                // "Goldman, Sachs and Co" is Goldman Sachs.
                tokens[word].Gap &= word == start ? tokens[word].Gap : ~Gap.Comma;
            }

            tokens[start].Flags |= TokenFlags.CompanyStart;
            i = end - 1;
        }
    }

    // "Co" is none in "Co-President".
    private bool IsLegalForm(int i) => tokens[i].IsCapital && (i + 1 == tokens.Count || !tokens[i + 1].GapHas(Gap.Hyphen));

    // Whether anything but further legal forms stands before one: "Inc, Corp and Ltd" are forms.
    private bool HasName(int start, int form)
    {
        while (start < form && tokens[start].Is(Traits.LegalForm | Traits.And))
        {
            start++;
        }

        return start < form;
    }

    // "Insurance Company" in a heading is no name.
    private bool IsHeading(int start, int form) =>
        form - start == 1 && tokens[start].Has(TokenFlags.Headline) && tokens[start].Is(Traits.Common)
        && tokens[form].Length > LongestBehindComma;

    // "VELMORA DATA SYSTEMS INC <VDSI> YEAR NET": with a ticker after it the name is all that the line has before.
    private int LineStart(int start, int end)
    {
        if (!tokens[start].Has(TokenFlags.Headline) || end == tokens.Count || !tokens[end].GapHas(Gap.Open))
        {
            return start;
        }

        var first = start;
        while (!tokens[first].Has(TokenFlags.LineStart) && tokens[first - 1].IsCapital && Joins(first)
            && !tokens[first - 1].Is(Traits.Function | Traits.LegalForm | Traits.Says))
        {
            first--;
        }

        return tokens[first].Has(TokenFlags.LineStart) ? first : start;
    }

    private int Start(int form)
    {
        var start = form;
        while (start > 0 && form - start < MostWords)
        {
            var before = Before(start, form);
            if (before == start)
            {
                break;
            }

            start = before;
        }

        // A small word or number does not begin a name.
        while (start < form && !tokens[start].IsCapital)
        {
            start++;
        }

        return start;
    }

    // The word up to which the name goes on to the left of a word; the word itself where it does not.
    private int Before(int at, int form)
    {
        var left = at - 1;
        if (Joins(at))
        {
            return tokens[left].IsCapital ? (IsPart(left, at, form) ? left : at) : BeforeLink(at, left, form);
        }

        if (Joins(at, Gap.Comma) && tokens[left].IsCapital && IsPart(left, at, form))
        {
            return (at == form && tokens[form].Length <= LongestBehindComma) || IsFirstPartner(left, at, form) ? left : at;
        }

        return BeforeBracket(at, left, form);
    }

    // The "and" of "Sachs and Co", "Light and Power Corp" and "Brown and Sons Inc", the "of" of "Bank of Boston Corp", the "de" of "Banco
    // de Velmora SA".
    private int BeforeLink(int at, int link, int form)
    {
        ref var word = ref tokens[link];
        var left = link - 1;
        if (word.Shape != Shape.Lower || left < 0 || !Joins(link) || !tokens[left].IsCapital || !IsPart(left, link, form))
        {
            return at;
        }

        var links = (word.Is(Traits.And) && (at == form || (tokens[at].Is(Traits.Common) && tokens[left].Is(Traits.Common))))
            || (word.Is(Traits.And) && tokens[at].Is(Traits.OrgTail) && at + 1 == form && !tokens[left].Is(Traits.Common))
            || (word.Is(Traits.Of) && tokens[left].Is(Traits.OrgHead))
            || (word.Is(Traits.Particle) && at != form);
        return links ? left : at;
    }

    // "Goldman" in "Goldman, Sachs and Co": one word before the comma, one after it.
    private bool IsFirstPartner(int left, int at, int form) =>
        form - at == 2 && tokens[form - 1].Is(Traits.And) && (left == 0 || !Joins(left) || !tokens[left - 1].IsCapital);

    // "Nikko Securities Co (Europe) Ltd".
    private int BeforeBracket(int at, int left, int form)
    {
        var bracketed = at == form && left > 0 && tokens[left].IsCapital && tokens[left].GapHas(Gap.Open) && Joins(left, Gap.Open)
            && tokens[at].GapHas(Gap.Close) && Joins(at, Gap.Close);
        return bracketed && tokens[left - 1].IsCapital ? left - 1 : at;
    }

    private bool IsPart(int word, int next, int form)
    {
        ref var token = ref tokens[word];
        if (token.Is(Traits.Calendar) || (token.Is(Traits.Function | Traits.Article) && token.Shape == Shape.Capitalized))
        {
            return false;
        }

        if (token.Is(Traits.LegalForm) && !tokens[next].Is(Traits.LegalForm) && next != form)
        {
            return false;
        }

        if (token.Has(TokenFlags.Possessive))
        {
            return next == form || gazetteer.Longest(tokens, word, Math.Min(tokens.Count, word + LongestPhrase)).Length > 0;
        }

        // In a headline verbs and nouns have capitals, too.
        return next == form || !token.Has(TokenFlags.Headline) || !token.Is(Traits.Common | Traits.Function | Traits.Article);
    }

    // After a form: a further one, and "of Canada" with a further one.
    private int End(int end)
    {
        while (end < tokens.Count)
        {
            ref var next = ref tokens[end];
            if (next.Is(Traits.LegalForm) && next.IsCapital && next.Length <= LongestBehindComma && Joins(end, Gap.Comma))
            {
                end++;
                continue;
            }

            var country = next.Shape == Shape.Lower && next.Is(Traits.Of) && Joins(end) && end + 1 < tokens.Count
                ? gazetteer.Longest(tokens, end + 1, Math.Min(tokens.Count, end + LongestPhrase))
                : default;
            if (!country.Is(EntryClass.Place) || !country.Entry!.Has(EntryFlags.Country) || !Joins(end + 1))
            {
                break;
            }

            end += 1 + country.Length;
        }

        return end;
    }

    // Whether nothing but what may stand inside a name stands before a word, and perhaps one thing more.
    private bool Joins(int word, Gap more = Gap.None)
    {
        ref var token = ref tokens[word];
        return token.GapHasOnly(Inside | more)
            && (!token.GapHas(Gap.Line) || workspace.Wrapped || token.Has(TokenFlags.Continued));
    }
}
