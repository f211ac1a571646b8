using SearchCore.Entities.Text;

namespace SearchCore.Entities.Gazetteers;

/// <summary>
/// The rule by which a company's name drops its legal form, so that <c>Exxon</c> and <c>Exxon Corp</c> are one entity in every article.
/// </summary>
/// <remarks>
/// <c>Eli Lilly and Co</c> is Eli Lilly, <c>Bear Stearns Co Inc</c> is Bear Stearns. The form stays where what is left would say little: no
/// word, ordinary words only (<c>Farm Credit Corp</c>), or one word that names something else (<c>Boston Corp</c>, <c>Alex Inc</c>).
/// </remarks>
internal static class LegalForms
{
    /// <summary>The word after a name without its legal form; the end where the name keeps its form or has none.</summary>
    /// <param name="gazetteer">What is known of words and phrases.</param>
    /// <param name="tokens">The words.</param>
    /// <param name="first">The name's first word.</param>
    /// <param name="end">The word after its last one.</param>
    public static int BodyEnd(Gazetteer gazetteer, TokenList tokens, int first, int end)
    {
        var body = end;
        while (body > first && tokens[body - 1].Is(Traits.LegalForm))
        {
            body--;
        }

        if (body < end && body > first && tokens[body - 1].Is(Traits.And) && tokens[body - 1].Shape == Shape.Lower)
        {
            body--;
        }

        return body == first || body == end || SaysLittle(gazetteer, tokens, first, body) ? end : body;
    }

    private static bool SaysLittle(Gazetteer gazetteer, TokenList tokens, int first, int end)
    {
        var known = gazetteer.Longest(tokens, first, end);
        if (known.Length == end - first)
        {
            return !known.Is(EntryClass.Organization);
        }

        if (end - first == 1)
        {
            return tokens[first].Is(Traits.Common | Traits.Function | Traits.Given) || tokens[first].Length < 2;
        }

        for (var i = first; i < end; i++)
        {
            if (!tokens[i].Is(Traits.Common | Traits.Function))
            {
                return false;
            }
        }

        return true;
    }
}
